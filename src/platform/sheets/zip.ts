import yauzl from 'yauzl'
import { Failure } from '#platform/errors.ts'
import { errors } from './messages.ts'

const LARGEST_MB = 48
const MOST_ENTRIES = 2_000

/**
 * Names of the files in a zip, after every one of them has been inflated once and thrown away: what the zip says of their sizes is not
 * believed. Throws Invalid when together they are larger than any list of members, before anything else opens them.
 */
export function safeZipNames(bytes: Buffer): Promise<Set<string>> {
  return new Promise((resolve, reject) => {
    const broken = (error: unknown) =>
      reject(
        error instanceof Failure
          ? error
          : new Failure('Invalid', errors.broken, { reason: error instanceof Error ? error.message : String(error) }),
      )
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return broken(error)
      const names = new Set<string>()
      let inflated = 0
      const tooLarge = () => new Failure('Invalid', errors.bomb, { most: LARGEST_MB })
      zip.on('error', broken)
      zip.on('end', () => resolve(names))
      zip.on('entry', (entry: yauzl.Entry) => {
        names.add(entry.fileName)
        if (names.size > MOST_ENTRIES || inflated + entry.uncompressedSize > LARGEST_MB * 1024 * 1024)
          return broken(tooLarge())
        if (entry.fileName.endsWith('/')) return zip.readEntry()
        zip.openReadStream(entry, (reason, stream) => {
          if (reason) return broken(reason)
          stream.on('error', broken)
          stream.on('data', (chunk: Buffer) => {
            inflated += chunk.length
            if (inflated > LARGEST_MB * 1024 * 1024) stream.destroy(tooLarge())
          })
          stream.on('end', () => zip.readEntry())
        })
      })
      zip.readEntry()
    })
  })
}
