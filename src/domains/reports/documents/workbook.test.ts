import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LANGUAGES } from '#platform/i18n.ts'
import { aStatement } from '../fixtures.ts'
import type { Statement } from '../model.ts'
import { reportWorkbook } from './workbook.ts'

async function opened(statement: Statement, language: 'it' | 'en' = 'it'): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  const bytes = await reportWorkbook(statement, language, { origin: 'https://telaio.example.org' })
  await book.xlsx.load(bytes.buffer as ArrayBuffer)
  return book
}

/** Rows by what stands in their first column, each value under the head of its column. */
function rowsOf(book: ExcelJS.Workbook, name: string): Map<string, Record<string, ExcelJS.Cell>> {
  const sheet = book.getWorksheet(name)
  const heads = (sheet?.getRow(1).values as string[]) ?? []
  const rows = new Map<string, Record<string, ExcelJS.Cell>>()
  sheet?.eachRow((row, at) => {
    if (at > 1)
      rows.set(
        String(row.getCell(1).value),
        Object.fromEntries(heads.slice(1).map((head, at) => [head, row.getCell(at + 1)])),
      )
  })
  return rows
}

test('values are numbers and dates with their formats, under a head that stays', async () => {
  const book = await opened(aStatement())
  expect(book.worksheets.map(({ name }) => name)).toEqual([
    'Cifre',
    'Voci',
    'Definizioni',
    'Testi',
    'Informazioni',
    'Dizionario dei dati',
  ])
  for (const sheet of book.worksheets) expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
  const figures = rowsOf(book, 'Cifre')
  expect(figures.get('members_total')?.Valore?.value).toBe(127)
  expect(figures.get('members_total')?.differenza?.value).toBe(7)
  expect(figures.get('proposals_value_eur')?.Valore).toMatchObject({ value: 55_000_000, numFmt: '#,##0 "€"' })
  expect(figures.get('success_rate')?.Valore?.numFmt).toBe('0.0%')
  const about = rowsOf(book, 'Informazioni')
  expect(about.get('Primo giorno')?.Valore).toMatchObject({
    value: new Date('2025-01-01T00:00:00Z'),
    numFmt: 'yyyy-mm-dd',
  })
  expect(about.get('Pubblicato')?.Valore?.value).toEqual(new Date('2026-03-02T09:30:00Z'))
  expect(about.get('Indirizzo')?.Valore?.value).toBe('https://telaio.example.org/it/reports/2025/1')
})

test.each(LANGUAGES)(
  'parts of the workbook in %s add up to their figure where they must, and words have their figures',
  async language => {
    const statement = aStatement()
    const book = await opened(statement, language)
    const [, parts, , texts] = book.worksheets
    const events: number[] = []
    parts?.eachRow(row => {
      if (row.getCell(1).value === 'events_held' && row.getCell(3).value === 'details.type')
        events.push(Number(row.getCell(7).value))
    })
    expect(events.reduce((sum, value) => sum + value, 0)).toBe(8)
    expect(String(texts?.getRow(2).getCell(2).value)).toContain('127 membri')
  },
)

const DANGEROUS = ['=1+1', '@SUM(A1)', "=cmd|' /C calc'!A0", '+39 051', '-2', '\t=1', '<b>&"', "'=1", '_x0041_']

test('no text of a report becomes a formula', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.constantFrom(...DANGEROUS), fc.string({ unit: 'grapheme', maxLength: 20 })),
      async text => {
        const book = await opened(
          aStatement('2025', {
            cluster: { name: text, invented: false },
            blocks: [{ section: 'opening', it: text, en: text }],
          }),
        )
        for (const sheet of book.worksheets)
          sheet.eachRow(row => {
            row.eachCell(cell => {
              expect(cell.type).not.toBe(ExcelJS.ValueType.Formula)
              if (typeof cell.value === 'string') expect(cell.value).not.toMatch(/^[=+@\t\r]/)
            })
          })
      },
    ),
    { numRuns: 15 },
  )
})
