import type ExcelJS from 'exceljs'
import type { Sentence } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'

export type Column<Row> = {
  readonly head: string
  /** What stands in it: unit, code list, source. For the last sheet of a workbook, which explains the others. */
  readonly means: Sentence
  readonly value: (row: Row) => Value
  readonly width?: number
  /** How a workbook shows a number or date, in the codes of spreadsheets; undefined: as it likes. */
  readonly format?: (row: Row) => string | undefined
}

/** A date is an instant; a spreadsheet shows it in UTC. */
type Value = string | number | Date | null

/**
 * A cell that a spreadsheet would run as a formula is kept as the text it is. What already begins so with an apostrophe gets one more, so that
 * reading takes exactly one away (`platform/sheets/read.ts`).
 */
const harmless = (value: Value): Value =>
  typeof value === 'string' && /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value

/** RFC 4180 with a byte order mark, so that spreadsheets read the accents. */
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cell = (value: Value) => {
    const text = value instanceof Date ? value.toISOString() : String(harmless(value) ?? '')
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const lines = [
    columns.map(column => cell(column.head)),
    ...rows.map(row => columns.map(column => cell(column.value(row)))),
  ]
  return `\uFEFF${lines.map(line => line.join(',')).join('\r\n')}\r\n`
}

export type Sheet<Row> = {
  readonly name: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
}

/** A workbook with one sheet per list: heads in bold, frozen, with filters. The last sheet says what each column means. */
export async function toXlsx(title: string, language: Language, sheets: readonly Sheet<never>[]): Promise<Uint8Array> {
  // Loaded for the first workbook: hundreds of modules that a start should not wait for.
  const { default: exceljs } = await import('exceljs')
  const book = new exceljs.Workbook()
  book.title = title
  for (const sheet of sheets) addSheet(book, sheet)
  addSheet(book, dictionaryOf(language, sheets))
  return new Uint8Array(await book.xlsx.writeBuffer())
}

function addSheet<Row>(book: ExcelJS.Workbook, { name, columns, rows }: Sheet<Row>): void {
  const sheet = book.addWorksheet(tabOf(name), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(column => ({ header: String(harmless(column.head)), width: column.width ?? 18 }))
  for (const row of rows) {
    const added = sheet.addRow(columns.map(column => harmless(column.value(row))))
    columns.forEach(({ format }, at) => {
      const shown = format?.(row)
      if (shown !== undefined) added.getCell(at + 1).numFmt = shown
    })
  }
  sheet.getRow(1).font = { bold: true }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: Math.max(1, columns.length) } }
}

/** Characters a tab may not have, and its longest name. */
const tabOf = (name: string) => name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31)

type Entry = { sheet: string; head: string; means: string }

function dictionaryOf(language: Language, sheets: readonly Sheet<never>[]): Sheet<Entry> {
  const it = language === 'it'
  const rows = sheets.flatMap(({ name, columns }) =>
    columns.map(({ head, means }) => ({ sheet: tabOf(name), head, means: means[language] })),
  )
  const said = { it: 'Spiega le colonne degli altri fogli.', en: 'Explains the columns of the other sheets.' }
  return {
    name: it ? 'Dizionario dei dati' : 'Data dictionary',
    rows,
    columns: [
      { head: it ? 'Foglio' : 'Sheet', means: said, value: row => row.sheet },
      { head: it ? 'Colonna' : 'Column', means: said, value: row => row.head, width: 30 },
      { head: it ? 'Significato' : 'Meaning', means: said, value: row => row.means, width: 90 },
    ],
  }
}

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const CSV_TYPE = 'text/csv; charset=utf-8'
