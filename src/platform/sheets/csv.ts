import { parse } from 'csv-parse/sync'
import { Failure } from '#platform/errors.ts'
import { type Cell, type ReadSheet, readBack } from './cell.ts'
import { errors } from './messages.ts'

const DELIMITERS = [';', ',', '\t'] as const
const LOOKED_AT = 20

/** A CSV as spreadsheets write it: UTF-8 or UTF-16 with their marks, else UTF-8 where it is that, else Windows-1252; the delimiter it uses most evenly. */
export function readCsvTable(bytes: Buffer): ReadSheet {
  const text = decoded(bytes)
  const records = table(text, delimiterOf(text))
  return { name: 'CSV', rows: records.map(record => record.map(csvCell)) }
}

/** A spreadsheet program runs what begins with an equals sign. */
const csvCell = (text: string): Cell => (/^\s*=/.test(text) ? { formula: text.trim().slice(1) } : readBack(text))

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.includes(0)) throw new Failure('Invalid', errors.notASheet)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function table(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: 1_000_000,
    }) as string[][]
  } catch (error) {
    throw new Failure('Invalid', errors.broken, { reason: error instanceof Error ? error.message : String(error) })
  }
}

/** The delimiter that makes the first rows widest and most alike; title rows above the headings do not count against it. */
function delimiterOf(text: string): string {
  const head = text.split(/\r?\n/, LOOKED_AT * 3).join('\n')
  const scored = DELIMITERS.map(delimiter => {
    const outside = head
      .replace(/"[^"]*"/g, '')
      .split('\n')
      .slice(0, LOOKED_AT)
    const counts = outside.map(line => line.split(delimiter).length - 1).filter(Boolean)
    const usual = Math.max(0, ...counts.map(n => n * counts.filter(other => other === n).length))
    return { delimiter, usual }
  })
  return scored.reduce((best, one) => (one.usual > best.usual ? one : best)).delimiter
}
