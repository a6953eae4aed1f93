import { createHash, hash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { Failure } from '#platform/errors.ts'
import type { Files } from './archive.ts'
import type { Verified } from './findings.ts'
import { errors } from './messages.ts'
import { openPackage } from './opening.ts'
import { type Hashing, verify } from './verify.ts'

/** SHA-256 of Node, in the two ways a check wants it. */
export const NODE: Hashing = {
  sha256: text => hash('sha256', text, 'hex'),
  hasher: () => {
    const made = createHash('sha256')
    return { update: bytes => void made.update(bytes), hex: () => made.digest('hex') }
  },
}

/**
 * Checks a package on disk, without a database. Throws NotFound when there is no such file, Invalid when it is no package or the hash is none; that the package
 * does not hold is an answer.
 */
export async function verifyAtTerminal(
  file: string,
  expected: string | undefined,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<Verified> {
  const hash = expected?.trim().toLowerCase()
  if (hash !== undefined && !/^[0-9a-f]{64}$/.test(hash))
    throw new Failure('Invalid', errors.badHash, { hash: hash.slice(0, 80) })
  const handle = await opened(file)
  try {
    return await verify(await filesIn(handle, file), NODE, { hash, progress })
  } finally {
    await handle.close()
  }
}

async function opened(file: string): Promise<FileHandle> {
  try {
    const handle = await open(file)
    if ((await handle.stat()).isFile()) return handle
    await handle.close()
  } catch (error) {
    throw noFile(file, error instanceof Error ? error.message : String(error))
  }
  throw noFile(file, 'EISDIR')
}

const noFile = (file: string, reason: string) => new Failure('NotFound', errors.noSuchFile, { file, reason })

async function filesIn(handle: FileHandle, file: string): Promise<Files> {
  const { size } = await handle.stat()
  const read = async (at: number, length: number) => {
    const bytes = new Uint8Array(length)
    const { bytesRead } = await handle.read(bytes, 0, length, at)
    return bytes.subarray(0, bytesRead)
  }
  return openPackage({ size, read }, file)
}
