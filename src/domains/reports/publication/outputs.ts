import { createHash } from 'node:crypto'
import { CSV_TYPE, toCsv } from '#platform/sheets.ts'
import type { Statement } from '../model.ts'
import { figureColumns, reportData, rowsOf } from '../sheet.ts'
import type { Output } from './model.ts'

type Made = Uint8Array | Promise<Uint8Array>
/** One of the files a report goes out as; the same for a draft and for what is published. */
export type Way = { readonly name: string; readonly type: string; readonly make: (statement: Statement) => Made }

const utf8 = new TextEncoder()
const JSON_TYPE = 'application/json; charset=utf-8'

export const WAYS: readonly Way[] = [
  {
    name: 'figures.csv',
    type: CSV_TYPE,
    make: ({ report }) => utf8.encode(toCsv(figureColumns('en'), rowsOf(report))),
  },
  {
    name: 'figures.json',
    type: JSON_TYPE,
    make: ({ report }) => utf8.encode(`${JSON.stringify(reportData(report), null, 2)}\n`),
  },
]

/** Every file of a report, and its hash. */
export async function outputsOf(statement: Statement): Promise<{ hash: string; files: Output[] }> {
  const files: Output[] = []
  for (const { name, type, make } of WAYS) files.push({ name, type, bytes: await make(statement) })
  const hash = createHash('sha256')
    .update(JSON.stringify(reportData(statement.report)))
    .digest('hex')
  return { hash, files }
}
