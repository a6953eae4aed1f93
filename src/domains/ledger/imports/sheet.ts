import { parse } from 'csv-parse/sync'
import { Failure } from '#platform/errors.ts'
import { errors } from './messages.ts'

const MOST_ROWS = 20_000

/**
 * The first sheet of a workbook or a CSV as rows of texts, told by its bytes. A formula is no text: its cell is empty. Kept narrow on purpose: a reader
 * of messier spreadsheets can stand in its place. Throws Invalid.
 */
export async function readSheet(bytes: Buffer): Promise<string[][]> {
  if (bytes.length === 0) throw new Failure('Invalid', errors.emptySheet, {}, { file: errors.emptySheet })
  const rows = bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004' ? await readXlsx(bytes) : readCsv(bytes)
  const filled = rows.map(row => row.map(cell => cell.trim())).filter(row => row.some(cell => cell !== ''))
  if (filled.length < 2) throw new Failure('Invalid', errors.emptySheet, {}, { file: errors.emptySheet })
  if (filled.length > MOST_ROWS) throw new Failure('Invalid', errors.tooManyRows, { most: MOST_ROWS })
  return rows.map(row => row.map(cell => cell.trim()))
}

function readCsv(bytes: Buffer): string[][] {
  if (bytes.includes(0)) throw new Failure('Invalid', errors.notASheet, {}, { file: errors.notASheet })
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    text = new TextDecoder('windows-1252').decode(bytes)
  }
  const [head = ''] = text.split('\n')
  const delimiter = [';', '\t', ','].find(mark => head.includes(mark)) ?? ','
  try {
    return parse(text, { delimiter, bom: true, relax_column_count: true, relax_quotes: true }) as string[][]
  } catch {
    throw new Failure('Invalid', errors.notASheet, {}, { file: errors.notASheet })
  }
}

async function readXlsx(bytes: Buffer): Promise<string[][]> {
  const { default: exceljs } = await import('exceljs')
  const book = new exceljs.Workbook()
  try {
    await book.xlsx.load(bytes as never)
  } catch {
    throw new Failure('Invalid', errors.notASheet, {}, { file: errors.notASheet })
  }
  const rows: string[][] = []
  book.worksheets[0]?.eachRow((row, number) => {
    if (number > MOST_ROWS + 1) throw new Failure('Invalid', errors.tooManyRows, { most: MOST_ROWS })
    while (rows.length < number - 1) rows.push([])
    const cells: string[] = []
    row.eachCell((cell, column) => {
      while (cells.length < column - 1) cells.push('')
      cells.push(textOf(cell.value))
    })
    rows.push(cells)
  })
  return rows
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return (value.richText as { text: string }[]).map(part => part.text).join('')
  return 'text' in value ? textOf(value.text) : ''
}
