import type { Db } from '#platform/db.ts'
import type { Statement } from '../model.ts'
import { type Output, PACKAGE_TYPE } from '../opendata/files.ts'
import { makeAllFiles } from '../opendata/make.ts'
import { buildPackage } from '../package/actions.ts'
import { packageName } from '../package/model.ts'

/** Every file of a report, and its hash: of the manifest of the package. `origin` is where the site stands: documents say where they can be checked. */
export async function outputsOf(
  db: Db,
  statement: Statement,
  origin: string,
): Promise<{ hash: string; files: Output[] }> {
  const { bytes, hash } = await buildPackage(db, statement)
  const name = packageName(statement.report.period.name, statement.edition)
  return { hash, files: [...(await makeAllFiles(statement, origin)), { name, type: PACKAGE_TYPE, bytes }] }
}
