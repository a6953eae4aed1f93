import type { Db } from '#platform/db.ts'
import type { Statement } from '../model.ts'
import { outgoingFiles } from '../opendata/files.ts'
import { isFileName, makeFile } from '../opendata/make.ts'
import { buildPackage } from '../package/actions.ts'
import { keptName, type Output } from './model.ts'

/** Every file of a report, and its hash: of the manifest of the package. `origin` is where the site stands: documents say where they can be checked. */
export async function outputsOf(
  db: Db,
  statement: Statement,
  origin: string,
): Promise<{ hash: string; files: Output[] }> {
  const { bytes, hash } = await buildPackage(db, statement)
  const files: Output[] = []
  for (const { name, language, type } of outgoingFiles(statement))
    files.push({
      name: keptName(name, language),
      type,
      bytes: isFileName(name) ? await makeFile(statement, name, language ?? 'it', origin) : bytes,
    })
  return { hash, files }
}
