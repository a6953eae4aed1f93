export type Column<Row> = {
  readonly head: string
  readonly value: (row: Row) => string | number | null
  readonly width?: number
}

/** A cell that a spreadsheet would run as a formula is kept as the text it is. */
const harmless = (value: string | number | null): string | number | null =>
  typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value

/** RFC 4180 with a byte order mark, so that spreadsheets read the accents. */
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cell = (value: string | number | null) => {
    const text = String(harmless(value) ?? '')
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

/** A workbook with one sheet per list: heads in bold, frozen, with filters. */
export async function toXlsx(title: string, sheets: readonly Sheet<never>[]): Promise<Uint8Array> {
  // Loaded for the first workbook: hundreds of modules that a start should not wait for.
  const { default: exceljs } = await import('exceljs')
  const book = new exceljs.Workbook()
  book.title = title
  for (const { name, columns, rows } of sheets) {
    const sheet = book.addWorksheet(name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31), {
      views: [{ state: 'frozen', ySplit: 1 }],
    })
    sheet.columns = columns.map(column => ({ header: column.head, width: column.width ?? 18 }))
    for (const row of rows) sheet.addRow(columns.map(column => harmless(column.value(row))))
    sheet.getRow(1).font = { bold: true }
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: Math.max(1, columns.length) } }
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const CSV_TYPE = 'text/csv; charset=utf-8'
