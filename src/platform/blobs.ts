import { createHash, randomUUID } from 'node:crypto'
import { access, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'

/** Files kept by the SHA-256 of their bytes: the same file twice is one. */
export type Blobs = {
  /** Answers the hash. What is cut off in the middle leaves nothing under it. */
  keep(bytes: Uint8Array): Promise<string>
  /** Undefined when there is none. Throws when the bytes are no longer those of the hash. */
  read(sha256: string): Promise<Buffer | undefined>
  remove(sha256: string): Promise<void>
  /** Removes what was kept before an instant. */
  removeBefore(instant: Date): Promise<void>
}

export function blobsIn(folder: string): Blobs {
  const fileOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256')
    return path.join(folder, sha256.slice(0, 2), sha256)
  }
  return {
    async keep(bytes) {
      const sha256 = hashOf(bytes)
      const file = fileOf(sha256)
      if (await exists(file)) return sha256
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
      const draft = `${file}.${randomUUID()}`
      try {
        const handle = await open(draft, 'wx', 0o600)
        await handle.writeFile(bytes)
        await handle.sync()
        await handle.close()
        await rename(draft, file)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
      return sha256
    },
    async read(sha256) {
      const bytes = await readFile(fileOf(sha256)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      if (bytes && hashOf(bytes) !== sha256) throw new Error(`the kept file ${sha256} has been changed`)
      return bytes
    },
    remove: sha256 => rm(fileOf(sha256), { force: true }),
    async removeBefore(instant) {
      const names = await readdir(folder, { recursive: true }).catch(() => [])
      for (const name of names) {
        const file = path.join(folder, name)
        const found = await stat(file).catch(() => undefined)
        if (found?.isFile() && found.mtime < instant) await rm(file, { force: true })
      }
    },
  }
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  )
