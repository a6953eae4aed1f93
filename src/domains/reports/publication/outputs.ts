import { createHash } from 'node:crypto'
import type { Statement } from '../model.ts'
import { outgoingFiles } from '../opendata/files.ts'
import { isFileName, makeFile } from '../opendata/make.ts'
import { reportData } from '../sheet.ts'
import { keptName, type Output } from './model.ts'

/** Every file of a report, and its hash. `origin` is where the site stands: documents say where they can be checked. */
export async function outputsOf(statement: Statement, origin: string): Promise<{ hash: string; files: Output[] }> {
  const files: Output[] = []
  for (const { name, language, type } of outgoingFiles(statement))
    if (isFileName(name))
      files.push({
        name: keptName(name, language),
        type,
        bytes: await makeFile(statement, name, language ?? 'it', origin),
      })
  const hash = createHash('sha256')
    .update(JSON.stringify(reportData(statement.report)))
    .digest('hex')
  return { hash, files }
}
