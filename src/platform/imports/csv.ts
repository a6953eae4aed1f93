import type { Readable } from 'node:stream'
import { parse } from 'csv-parse'

/** Something in a source that could not be used: which file, which line, why. */
export type Problem = { readonly file: string; readonly line: number; readonly reason: string }

export type Row<Name extends string> = { readonly line: number; readonly cells: Readonly<Record<Name, string>> }

/** The first line of a file lacks columns that are needed: nothing of it can be read. */
export class BadHeader extends Error {
  readonly file: string
  readonly missing: readonly string[]
  constructor(file: string, missing: readonly string[]) {
    super(`${file}: missing columns ${missing.join(', ')}`)
    this.file = file
    this.missing = missing
  }
}

/**
 * Reads a delimited file row by row, never whole. Yields a row, or a problem for a row that cannot be used
 * (wrong number of columns, bytes that are not UTF-8); a stream that breaks off yields what came before and one last problem.
 * @throws BadHeader when a column of `names` is missing.
 */
export async function* readCsv<const Name extends string>(
  stream: Readable,
  file: string,
  names: readonly Name[],
  delimiter = ';',
): AsyncGenerator<Row<Name> | Problem> {
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: 4_000_000,
  })
  stream.on('error', error => parser.destroy(error))
  stream.pipe(parser)
  let columns: number | undefined
  let places: [Name, number][] = []
  let line = 1
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const first = line
      line = info.lines + 1
      if (columns === undefined) {
        columns = record.length
        const missing = names.filter(name => !record.includes(name))
        if (missing.length) throw new BadHeader(file, missing)
        places = names.map(name => [name, record.indexOf(name)])
        continue
      }
      if (record.length !== columns) {
        yield { file, line: first, reason: `${record.length} columns instead of ${columns}` }
      } else if (record.some(cell => cell.includes('\uFFFD'))) {
        yield { file, line: first, reason: 'bytes that are not UTF-8' }
      } else {
        yield {
          line: first,
          cells: Object.fromEntries(places.map(([name, at]) => [name, record[at] ?? ''])) as Record<Name, string>,
        }
      }
    }
  } catch (error) {
    if (error instanceof BadHeader) throw error
    yield { file, line, reason: `the file breaks off here: ${error instanceof Error ? error.message : String(error)}` }
  }
  if (columns === undefined) throw new BadHeader(file, names)
}
