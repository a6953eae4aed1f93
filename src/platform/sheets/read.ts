import type ExcelJS from 'exceljs'
import { Failure } from '#platform/errors.ts'
import { type Cell, type Grid, type ReadSheet, readBack } from './cell.ts'
import { readCsvTable } from './csv.ts'
import { errors } from './messages.ts'
import { safeZipNames } from './zip.ts'

/** Of a list of members; who reads longer lists says so. */
const MOST_ROWS = 5_000
const MOST_COLUMNS = 200

/** The sheets of a spreadsheet, told by its bytes and not by its name: XLSX or CSV. Hidden and empty sheets are left out. Throws Invalid. */
export async function readSpreadsheet(bytes: Buffer, most = MOST_ROWS): Promise<readonly ReadSheet[]> {
  if (bytes.length === 0) throw new Failure('Invalid', errors.empty)
  if (bytes.subarray(0, 8).equals(OLD_OFFICE)) throw new Failure('Invalid', errors.oldExcel)
  const sheets = bytes.subarray(0, 4).equals(ZIP) ? await readXlsx(bytes, most) : [readCsvTable(bytes)]
  const filled = sheets.map(sheet => ({ ...sheet, rows: withoutTail(sheet.rows) })).filter(sheet => sheet.rows.length)
  if (filled.length === 0) throw new Failure('Invalid', errors.empty)
  for (const { rows } of filled)
    if (rows.length > most || rows.some(row => row.length > MOST_COLUMNS))
      throw new Failure('Invalid', errors.tooManyRows, { most, columns: MOST_COLUMNS })
  return filled
}

const ZIP = Buffer.from('PK\u0003\u0004')
const OLD_OFFICE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])

async function readXlsx(bytes: Buffer, most: number): Promise<ReadSheet[]> {
  const names = await safeZipNames(bytes)
  if (!names.has('xl/workbook.xml')) throw new Failure('Invalid', errors.notASheet)
  const { default: exceljs } = await import('exceljs')
  const book = new exceljs.Workbook()
  try {
    await book.xlsx.load(bytes as never, { ignoreNodes: ['dataValidations', 'conditionalFormatting', 'hyperlinks'] })
  } catch (error) {
    throw new Failure('Invalid', errors.broken, { reason: error instanceof Error ? error.message : String(error) })
  }
  return book.worksheets
    .filter(sheet => sheet.state === 'visible')
    .map(sheet => ({ name: sheet.name, rows: rowsOf(sheet, most) }))
}

function rowsOf(sheet: ExcelJS.Worksheet, most: number): Cell[][] {
  const rows: Cell[][] = []
  let seen = 0
  sheet.eachRow((row, number) => {
    seen += 1
    // A single cell at the foot of a sheet must not make a million rows.
    if (seen > most || number > most * 2 || row.cellCount > MOST_COLUMNS)
      throw new Failure('Invalid', errors.tooManyRows, { most, columns: MOST_COLUMNS })
    while (rows.length < number - 1) rows.push([])
    const cells: Cell[] = []
    row.eachCell((cell, column) => {
      while (cells.length < column - 1) cells.push('')
      // A cell inside a merged group answers what its first cell holds.
      cells.push(cellOf(cell.isMerged ? cell.master : cell))
    })
    rows.push(cells)
  })
  return rows
}

function cellOf(cell: ExcelJS.Cell): Cell {
  const { value } = cell
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'boolean') return value ? 'sì' : 'no'
  if (typeof value === 'number') return plainNumber(value)
  if (typeof value === 'object') {
    if ('formula' in value || 'sharedFormula' in value) return { formula: String(cell.formula ?? '') }
    if ('richText' in value) return readBack(value.richText.map(part => part.text).join(''))
    if ('text' in value) return readBack(textOf(value.text))
    return ''
  }
  return readBack(String(value))
}

/** The text of a link may be rich text, whatever the types say. */
const textOf = (text: unknown): string =>
  typeof text === 'object' && text !== null && 'richText' in text
    ? (text.richText as { text: string }[]).map(part => part.text).join('')
    : String(text ?? '')

/** 39051123456 and 0.1, never 3.9051123456e10. */
const plainNumber = (value: number): string =>
  Number.isInteger(value) ? BigInt(value).toString() : String(Number(value.toPrecision(15)))

function withoutTail(rows: Grid): Grid {
  let length = rows.length
  while (length > 0 && rows[length - 1]!.every(cell => cell === '')) length -= 1
  return rows.slice(0, length)
}
