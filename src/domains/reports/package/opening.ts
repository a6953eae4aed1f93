import { Failure } from '#platform/errors.ts'
import { type Files, NoArchive, openArchive, type Source } from './archive.ts'
import { errors } from './messages.ts'

/** The files of a package, here or in a browser. `file`: what it is called. Throws Invalid for what is no zip, and for a zip of something else. */
export async function openPackage(source: Source, file: string): Promise<Files> {
  const files = await openArchive(source).catch((error: unknown) => {
    throw error instanceof NoArchive ? new Failure('Invalid', errors.noArchive, { file }) : error
  })
  if (!files.has('manifest.json')) throw new Failure('Invalid', errors.noPackage, { file })
  return files
}
