import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { aStatement } from '../fixtures.ts'
import type { Told } from '../model.ts'
import { theProvinces } from '../provinces.ts'
import { ReportPage } from '../views/report.tsx'
import { SummaryPage } from '../views/summary.tsx'
import { comparisonOf, mapOf, monthsOf } from './data.ts'

const { report } = aStatement()
const told = (code: string): Told => {
  const found = report.figures.find(({ figure }) => figure.code === code)
  if (!found) throw new Error(code)
  return found
}
const parted = (of: string, parts: readonly { key: string; value: number | null; withheld?: boolean }[]): Told => ({
  ...told('activities'),
  figure: {
    ...told('activities').figure,
    by: [{ of, adds: true, parts: parts.map(part => ({ facts: 1, withheld: false, ...part })) }],
  },
})

test('a map says every province, its number and what each shade spans', () => {
  const one = parted('place', [
    { key: 'ITH58', value: 3 },
    { key: 'ITH55', value: 2 },
  ])
  const map = mapOf('it', report, one)
  expect(map?.areas).toHaveLength(9)
  expect(map?.areas.find(({ code }) => code === 'ITH58')).toMatchObject({ letters: 'FC', text: '3' })
  expect(map?.says).toMatch(/Bologna: 2/)
  expect(map?.says).toMatch(/Piacenza: 0/)
  expect(map?.legend[0]).toEqual({ shade: 0, text: '0' })
})

test('what a map cannot show is said beside it, and what is withheld stays so', () => {
  const map = mapOf(
    'en',
    report,
    parted('place', [
      { key: 'ITH55', value: 4 },
      { key: 'ITC4C', value: 2 },
      { key: '', value: 1 },
      { key: 'ITH51', value: null, withheld: true },
    ]),
  )
  expect(map?.elsewhere).toMatch(/: 3$/)
  expect(map?.areas.find(({ code }) => code === 'ITH51')?.text).toBe('*')
  expect(mapOf('en', report, parted('place', [{ key: 'ITC4C', value: 2 }]))).toBeUndefined()
  expect(mapOf('en', report, told('patents'))).toBeUndefined()
})

test('months without a fact stand in the chart too', () => {
  const chart = monthsOf('en', report, told('proposals_supported'))
  expect(chart?.columns.map(({ key }) => key.slice(5))).toEqual([
    '01',
    '02',
    '03',
    '04',
    '05',
    '06',
    '07',
    '08',
    '09',
    '10',
    '11',
    '12',
  ])
  expect(chart?.columns.find(({ key }) => key === '2025-04')).toMatchObject({ text: '0', share: 0 })
})

test('whatever the values, no bar is longer than its scale and a larger part has no lighter shade', () => {
  const codes = theProvinces().shapes.map(({ code }) => code)
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e12, noNaN: true }), { minLength: 9, maxLength: 9 }), values => {
      const map = mapOf(
        'it',
        report,
        parted(
          'place',
          codes.map((key, at) => ({ key, value: values[at] ?? 0 })),
        ),
      )
      const shades = new Map(map?.areas.map(({ code, shade }) => [code, shade]))
      const order = codes
        .map((code, at) => ({ value: values[at] ?? 0, shade: shades.get(code) ?? 0 }))
        .sort((a, b) => a.value - b.value)
      for (const [at, one] of order.entries())
        if (at > 0) expect(one.shade).toBeGreaterThanOrEqual(order[at - 1]?.shade ?? 0)
      const [value = 0, before = 0, target = 0] = values
      const one = told('members_total')
      const rows = comparisonOf('it', report, {
        ...one,
        figure: { ...one.figure, value },
        before: { ...one.before, value: before },
        target,
      })
      for (const { share } of rows) expect(share).toBeLessThanOrEqual(1)
      if (rows.length) expect(Math.max(...rows.map(({ share }) => share))).toBe(1)
    }),
  )
})

test('nothing to compare with draws no bars', () => {
  const one = told('members_total')
  expect(comparisonOf('it', report, { ...one, before: { ...one.before, value: null }, target: undefined })).toEqual([])
})

const page = (blocks = aStatement().blocks) =>
  renderToStaticMarkup(
    createElement(ReportPage, {
      language: 'it',
      report,
      invented: true,
      at: '/it/reports/2025/1',
      standing: null,
      files: null,
      blocks,
    }),
  )

test('the page shows words at their places, charts with names, and a table beside each', () => {
  const html = page()
  const at = (text: string) => html.indexOf(text)
  expect(at('il cluster conta 127 membri')).toBeGreaterThan(at('In breve'))
  expect(at('il cluster conta 127 membri')).toBeLessThan(at('>Membri</h2>'))
  expect(at('Gli eventi sono stati 8.')).toBeGreaterThan(at('Eventi e formazione</h2>'))
  expect(at('Grazie a chi ha lavorato')).toBeGreaterThan(at('Gli eventi sono stati 8.'))
  const charts = html.match(/<svg[^>]*role="img"[\s\S]*?<\/svg>/g) ?? []
  expect(charts.length).toBeGreaterThan(5)
  for (const chart of charts) expect(chart).toMatch(/<title>[^<]+<\/title><desc>[^<]+<\/desc>/)
  expect(html.match(/id="p-ITH55"/g)).toHaveLength(1)
  expect(html).not.toContain('{members_total')
})

test('the page stays light, also with all its maps', () => {
  expect(gzipSync(page()).length).toBeLessThan(60_000)
})

test('words with markup are shown, not run', () => {
  const html = page([{ section: 'opening', it: '<script>alert(1)</script>', en: '' }])
  expect(html).not.toContain('<script>')
})

test('the summary for the site shows each figure of the top and one map', () => {
  const html = renderToStaticMarkup(
    createElement(SummaryPage, { language: 'en', statement: aStatement(), at: '/en/reports/2025/1' }),
  )
  expect(html).toContain('On one page: 2025')
  expect(html.match(/role="img"/g)).toHaveLength(1)
  expect(html).toContain('127')
})
