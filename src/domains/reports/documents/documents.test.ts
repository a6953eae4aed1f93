import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LANGUAGES } from '#platform/i18n.ts'
import { aStatement } from '../fixtures.ts'
import type { Statement } from '../model.ts'
import { missingIn, readPdf, structureOf } from './fixtures.ts'
import { reportPdf } from './report-pdf.ts'
import { summaryPdf } from './summary-pdf.ts'

const ORIGIN = { origin: 'https://telaio.example.org' }
const flat = (text: string) => text.replace(/\s+/g, '')

test.each(LANGUAGES)(
  'the report in %s is PDF/UA-1 and PDF/A-2a by its structure, and says figures, words and where to check',
  async language => {
    const bytes = await reportPdf(aStatement(), language, ORIGIN)
    expect(await missingIn(bytes, language)).toEqual([])
    const { text, title, pages } = await readPdf(bytes)
    expect(title).toContain('Cluster di esempio')
    expect(pages).toBeGreaterThan(4)
    const said = flat(text)
    for (const part of [
      '127',
      language === 'it' ? 'edizione 1, pubblicato il 2 marzo 2026' : 'edition 1, published on 2 March 2026',
      language === 'it' ? 'il cluster conta 127 membri, +7 rispetto' : 'the cluster has 127 members, +7 on',
      language === 'it' ? 'Grazie a chi ha lavorato' : 'Thank you to all',
      `https://telaio.example.org/${language}/reports/2025/1`,
      'telaio verify report-2025.zip',
      'ab12'.repeat(16),
      ...aStatement().definitions.indicators.map(({ definition }) => definition[language]),
    ])
      expect(said).toContain(flat(part))
    const kinds = await structureOf(bytes)
    expect(kinds.get('Figure')).toBeGreaterThanOrEqual(7)
    expect(kinds.get('Table')).toBeGreaterThan(15)
    expect(kinds.get('TH')).toBeGreaterThan(kinds.get('Table') ?? 0)
    expect(kinds.get('H1')).toBe(1)
  },
)

test.each(LANGUAGES)(
  'the summary in %s is one page of the same standards with every figure of the top',
  async language => {
    const bytes = await summaryPdf(aStatement(), language, ORIGIN)
    expect(await missingIn(bytes, language)).toEqual([])
    const { text, pages } = await readPdf(bytes)
    expect(pages).toBe(1)
    for (const value of ['127', '21', '20', '10', '8']) expect(text).toContain(value)
    expect((await structureOf(bytes)).get('Figure')).toBe(1)
  },
)

test('the checks of structure see what is missing', async () => {
  const bytes = Buffer.from(await summaryPdf(aStatement(), 'it', ORIGIN)).toString('latin1')
  const broken = (from: string, to: string) => missingIn(Buffer.from(bytes.replaceAll(from, to), 'latin1'), 'it')
  expect(await broken('<pdfuaid:part>1', '<pdfuaid:part>9')).toEqual(['pdfuaid:part 1'])
  expect(await broken('/GTS_PDFA1', '/GTS_PDFX1')).toEqual(['OutputIntent of PDF/A'])
  expect(await broken('/Alt', '/Alx')).toEqual(['Alt of a figure'])
  expect(await missingIn(Buffer.from(bytes, 'latin1'), 'en')).toEqual(['Lang en'])
})

test('a draft says so in words, an unfinished period and an approved report too', async () => {
  const draft = await readPdf(await reportPdf(aStatement('2025', { state: 'draft', publishedAt: null }), 'it', ORIGIN))
  expect(draft.text).toMatch(/Questo documento è una bozza/)
  const approved = await readPdf(
    await reportPdf(aStatement('2025', { state: 'approved', publishedAt: null }), 'it', ORIGIN),
  )
  expect(approved.text).toMatch(/non è ancora pubblicato/)
  expect(approved.text).not.toMatch(/bozza/)
})

test('the same statement gives the same bytes', async () => {
  const make = () => summaryPdf(aStatement(), 'it', ORIGIN)
  expect(Buffer.from(await make()).equals(Buffer.from(await make()))).toBe(true)
})

const named = (name: string, text = name): Statement =>
  aStatement('2025', {
    cluster: { name, invented: false },
    blocks: [{ section: 'opening', it: text, en: text }],
  })

const MARKUP = [
  '#panic("x")',
  '*_`$a^2$',
  '= Titolo',
  '#let x = 1;',
  '<label> @ref',
  '\\ \\u{41} "',
  '[a](b) // c',
  '/* d */',
  '#{',
  '~--- …',
  "' or 1=1",
]

test('names and words with marks of Typst stand in the document as they were written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.constantFrom(...MARKUP), fc.stringMatching(/^[ -z|}~àèé]{1,12}$/)), {
        minLength: 1,
        maxLength: 4,
      }),
      async parts => {
        const name = parts.join(' ').replace(/\s+/g, ' ').trim() || 'x'
        const { title, text } = await readPdf(await summaryPdf(named(name), 'it', ORIGIN))
        expect(title).toContain(name)
        // References to figures are filled in; these braces hold none.
        if (!/[{}]/.test(name)) expect(flat(text)).toContain(flat(name))
      },
    ),
    { numRuns: 15 },
  )
})

test('any text makes a document: other scripts are marked, control characters and broken pairs do no harm', async () => {
  const { text } = await readPdf(await summaryPdf(named('Città 李 \u{1f600} Ωμ Київ'), 'it', ORIGIN))
  expect(text).toMatch(/Città/)
  expect(text).toMatch(/Київ/)
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 12 }), async name => {
      expect(await missingIn(await summaryPdf(named(`n${name}`), 'en', ORIGIN), 'en')).toEqual([])
    }),
    { numRuns: 10 },
  )
})

test('a ledger of nothing still makes both documents', async () => {
  const empty = aStatement('1999')
  const statement: Statement = { ...empty, report: { ...empty.report, head: undefined }, blocks: [] }
  expect(await missingIn(await reportPdf(statement, 'it', ORIGIN), 'it')).toEqual([])
  expect(await missingIn(await summaryPdf(statement, 'it', ORIGIN), 'it')).toEqual([])
})
