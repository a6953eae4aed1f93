import { type FileEntry, type Reader, ZipReader } from '@zip.js/zip.js/lib/zip-core-reader.js'
import { Inflate } from 'fflate'

/** Bytes that can be read anywhere: a file on disk, or one a browser holds. */
export type Source = { readonly size: number; read(at: number, length: number): Promise<Uint8Array> }

/** Files by their names; each can be read again and again, in pieces. Reading throws `Unreadable` where it cannot go on. */
export type Files = ReadonlyMap<string, { readonly bytes: () => AsyncIterable<Uint8Array> }>

/** What was asked for is no zip, or one that different programs would read differently. */
export class NoArchive extends Error {}
/** The bytes of one file of it cannot be read to the end. */
export class Unreadable extends Error {}

/** More names than that is no package of ours. */
const MOST_FILES = 100

/**
 * Opens a zip, strictly: what two programs could take for two different contents is refused, and nothing is believed of what it says about sizes.
 * Throws NoArchive.
 */
export async function openArchive(source: Source): Promise<Files> {
  try {
    const reader = readerOf(source)
    const files = new Map<string, { bytes: () => AsyncIterable<Uint8Array> }>()
    for await (const entry of new ZipReader(reader, { strictness: 'strict' }).getEntriesGenerator()) {
      if (files.size >= MOST_FILES) throw new NoArchive('too many files')
      if (!entry.directory && !entry.encrypted) files.set(entry.filename, { bytes: () => contentOf(entry) })
    }
    return files
  } catch (error) {
    throw new NoArchive(reasonOf(error))
  }
}

/** What the library reads from. It gives its own class for that only along with all it can compress. */
function readerOf({ size, read }: Source): Reader<unknown> {
  const createReadable = ({ offset = 0, size: length = size - offset }: { offset?: number; size?: number } = {}) => {
    let at = offset
    return new ReadableStream<Uint8Array>({
      async pull(controller) {
        const piece = await read(at, Math.min(PIECE, offset + length - at))
        at += piece.length
        if (piece.length > 0) controller.enqueue(piece)
        if (piece.length === 0 || at >= offset + length) controller.close()
      },
    })
  }
  return { size, readUint8Array: read, createReadable } as unknown as Reader<unknown>
}

/**
 * The content of a file: in large steps, and where one of them meets damage once more in small ones, up to the place.
 * Never by the inflater of the platform: of bytes that are no deflate it may neither give nor refuse, and whoever reads waits for ever.
 */
async function* contentOf(entry: FileEntry): AsyncGenerator<Uint8Array> {
  let given = 0
  const steps =
    entry.compressedSize > MOST_DAMAGED ? [PIECE] : [PIECE, Math.max(SMALLEST, Math.ceil(entry.compressedSize / STEPS))]
  let damage: unknown
  for (const step of steps) {
    let passed = 0
    try {
      for await (const piece of entry.compressionMethod === 0 ? storedIn(entry) : inflated(storedIn(entry), step)) {
        const known = Math.min(piece.length, Math.max(0, given - passed))
        passed += piece.length
        given = Math.max(given, passed)
        if (known < piece.length) yield piece.subarray(known)
      }
      return
    } catch (error) {
      damage = error
    }
  }
  throw new Unreadable(reasonOf(damage))
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** A file as it is stored. */
async function* storedIn(entry: FileEntry): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const reader = readable.getReader()
  const done = entry.getData(writable, { passThrough: true, useWebWorkers: false })
  // Where it fails before the first byte nobody else would end the stream.
  done.catch(() => reader.cancel().catch(() => undefined))
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
    await done
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** What is read and handed on at once. */
const PIECE = 65_536
/** A damaged file larger than that, as it is stored, is not looked at more closely. */
const MOST_DAMAGED = 50_000_000
/** In how many steps a damaged file is inflated, and the smallest of them. */
const STEPS = 400
const SMALLEST = 128

/** Inflates in steps of so many bytes: of the step that meets damage nothing is given. */
async function* inflated(raw: AsyncIterable<Uint8Array>, step: number): AsyncGenerator<Uint8Array> {
  let out: Uint8Array[] = []
  let length = 0
  const inflate = new Inflate(chunk => {
    out.push(chunk)
    length += chunk.length
  })
  const take = () => {
    const piece = joined(out, length)
    out = []
    length = 0
    return piece
  }
  for await (const chunk of raw)
    for (let at = 0; at < chunk.length; at += step) {
      try {
        inflate.push(chunk.subarray(at, at + step))
      } catch (error) {
        yield take()
        throw error
      }
      if (length >= PIECE) yield take()
    }
  yield take()
  inflate.push(new Uint8Array(0), true)
  yield take()
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
