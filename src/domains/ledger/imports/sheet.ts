import { Failure } from '#platform/errors.ts'
import { readSpreadsheet } from '#platform/sheets/read.ts'
import { errors } from './messages.ts'

const MOST_ROWS = 20_000

/** The first sheet of a workbook or a CSV as rows of texts. A formula is no text: its cell is empty. Throws Invalid, of the field `file`. */
export async function readSheet(bytes: Buffer): Promise<string[][]> {
  const [sheet] = await readSpreadsheet(bytes, MOST_ROWS).catch(error => {
    if (!(error instanceof Failure)) throw error
    throw new Failure(error.kind, error.sentence, error.params, { file: error.sentence })
  })
  const rows = (sheet?.rows ?? []).map(row => row.map(cell => (typeof cell === 'string' ? cell.trim() : '')))
  if (rows.filter(row => row.some(cell => cell !== '')).length < 2)
    throw new Failure('Invalid', errors.emptySheet, {}, { file: errors.emptySheet })
  return rows
}
