import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { type Problem, readCsv } from '#platform/imports/csv.ts'

/** Italian labels written for this project: notation, English label, Italian label. */
const ITALIAN = path.resolve(import.meta.dirname, '../../../../starter/euroscivoc-it.tsv')

export type TaxonomyRecord = { code: string; uri: string | null; label_en: string; definition_en: string | null }

/**
 * Reads EuroSciVoc as CSV: notation, uri, label_en, code_path (and definition_en). A concept without a place in the tree cannot be
 * told apart from others by its code: it is a problem of the file, and left out.
 */
export async function* readEuroscivoc(stream: Readable, file: string): AsyncGenerator<TaxonomyRecord | Problem> {
  const columns = ['notation', 'uri', 'label_en', 'code_path'] as const
  for await (const row of readCsv(stream, file, columns, ',')) {
    if ('reason' in row) yield row
    else if (!/^\d+(\/\d+)*$/.test(row.cells.code_path))
      yield { file, line: row.line, reason: `"${row.cells.label_en}" has no place in the tree` }
    else
      yield {
        code: `/${row.cells.code_path}`,
        uri: row.cells.uri || null,
        label_en: row.cells.label_en.trim(),
        definition_en: null,
      }
  }
}

/** Our Italian labels by the last number of a concept's code. */
export function italianLabels(file = ITALIAN): Map<string, string> {
  const lines = readFileSync(file, 'utf8').split('\n').slice(1).filter(Boolean)
  return new Map(
    lines.map(line => {
      const [notation = '', , label = ''] = line.split('\t')
      return [notation, label]
    }),
  )
}
