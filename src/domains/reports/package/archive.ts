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
    throw new NoArchive(error instanceof Error ? error.message : String(error))
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

async function* contentOf(entry: FileEntry): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  // As it is stored: inflated here in small steps, so that all that comes before a damaged place is still read.
  const done = entry.getData(writable, { passThrough: true, useWebWorkers: false })
  done.catch(() => undefined)
  const raw = chunksOf(readable)
  try {
    yield* entry.compressionMethod === 0 ? raw : inflated(raw)
    await done
  } catch (error) {
    throw new Unreadable(error instanceof Error ? error.message : String(error))
  }
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** What is inflated at once: some facts, so that a damaged place is told that near. */
const STEP = 512
/** What is handed on at once. */
const PIECE = 65_536

async function* inflated(raw: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
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
    for (let at = 0; at < chunk.length; at += STEP) {
      try {
        inflate.push(chunk.subarray(at, at + STEP))
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
