import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Column, toCsv, toXlsx } from './sheets.ts'

type Row = { name: string; n: number }
const means = { it: 'Il nome.', en: 'The name.' }
const columns: Column<Row>[] = [
  { head: 'name', means, value: row => row.name },
  { head: '=n', means: { it: 'Un numero.', en: 'A number.' }, value: row => row.n },
]
const DANGEROUS = [
  '=1+1',
  '+39 051',
  '-2',
  '@SUM(A1)',
  '\tx',
  '\r=1',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://x";"y")',
  "'=1",
  "''+",
]

async function reopened(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes.buffer as ArrayBuffer)
  return book
}

test('in a CSV no cell begins as a formula does, and every text comes back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ name: fc.oneof(fc.string(), fc.constantFrom(...DANGEROUS)), n: fc.integer() }), {
        minLength: 1,
      }),
      rows => {
        const lines: string[][] = parse(toCsv(columns, rows), { bom: true, relax_column_count: false })
        expect(lines.length).toBe(rows.length + 1)
        for (const [at, [name = '', n = '']] of lines.slice(1).entries()) {
          expect(name).not.toMatch(/^[=+\-@\t\r]/)
          // One apostrophe is taken away again before what would be a formula, however many somebody typed there.
          expect(/^'+[=+\-@\t\r]/.test(name) ? name.slice(1) : name).toBe(rows[at]?.name)
          expect(Number(n)).toBe(rows[at]?.n)
        }
      },
    ),
  )
})

test('a workbook opens again: texts are texts, never formulas, and numbers are numbers', async () => {
  const rows = DANGEROUS.map((name, n) => ({ name, n: -n }))
  const book = await reopened(await toXlsx('Prova', 'it', [{ name: 'A/B: elenco', columns, rows: rows as never[] }]))
  const sheet = book.getWorksheet('A B  elenco')
  expect(sheet?.rowCount).toBe(DANGEROUS.length + 1)
  sheet?.eachRow((row, at) =>
    row.eachCell(cell => {
      expect(cell.type, `row ${at}`).not.toBe(ExcelJS.ValueType.Formula)
      if (typeof cell.value === 'string') expect(cell.value).not.toMatch(/^[=+\-@\t\r]/)
    }),
  )
  expect(sheet?.getCell('B3').value).toBe(-1)
})

test.each([
  ['it', 'Dizionario dei dati', 'Il nome.'],
  ['en', 'Data dictionary', 'The name.'],
] as const)('the last sheet explains every column (%s)', async (language, name, meaning) => {
  const book = await reopened(await toXlsx('x', language, [{ name: 'one', columns, rows: [] }]))
  const last = book.worksheets.at(-1)
  expect(last?.name).toBe(name)
  expect(last?.rowCount).toBe(columns.length + 1)
  expect(last?.getCell('C2').value).toBe(meaning)
})
