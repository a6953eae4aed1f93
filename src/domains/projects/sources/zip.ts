import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { PassThrough, type Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import yauzl from 'yauzl'

const LOCAL_HEADER = 0x04034b50
const HEADER_BYTES = 30

export type Member = { readonly name: string; open(): Promise<Readable> }

/**
 * The files of a zip, in its order. A zip without its directory (cut short on the way) is read from its local headers instead, as far
 * as it goes: `truncated` says so, and the stream of the file that was cut fails where the bytes end.
 */
export async function zipMembers(file: string): Promise<{ members: Member[]; truncated: boolean }> {
  try {
    return { members: await fromDirectory(file), truncated: false }
  } catch (error) {
    if (!/central directory|end of central|unexpected EOF/i.test(String(error))) throw error
    return { members: await fromLocalHeaders(file), truncated: true }
  }
}

function fromDirectory(file: string): Promise<Member[]> {
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error) return reject(error)
      const members: Member[] = []
      zip.on('error', reject)
      zip.on('end', () => resolve(members))
      zip.on('entry', (entry: yauzl.Entry) => {
        members.push({
          name: entry.fileName,
          open: () =>
            new Promise((done, fail) =>
              zip.openReadStream(entry, (reason, stream) => (reason ? fail(reason) : done(stream))),
            ),
        })
        zip.readEntry()
      })
      zip.readEntry()
    })
  })
}

/** Walks header by header; only deflated files, as CORDIS makes them. The size of each is found by inflating it once. */
async function fromLocalHeaders(file: string): Promise<Member[]> {
  const members: Member[] = []
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    for (let at = 0; at + HEADER_BYTES <= size; ) {
      const header = Buffer.alloc(HEADER_BYTES)
      await handle.read(header, 0, HEADER_BYTES, at)
      if (header.readUInt32LE(0) !== LOCAL_HEADER || header.readUInt16LE(8) !== 8) break
      const nameBytes = Buffer.alloc(header.readUInt16LE(26))
      await handle.read(nameBytes, 0, nameBytes.length, at + HEADER_BYTES)
      const start = at + HEADER_BYTES + nameBytes.length + header.readUInt16LE(28)
      const name = nameBytes.toString('utf8')
      members.push({ name, open: async () => inflateFrom(file, start).stream })
      const once = inflateFrom(file, start)
      // Nobody reads what is only measured: it must flow away, or it would wait for a reader for ever.
      once.stream.on('error', () => undefined).resume()
      const consumed = await once.finished
      if (consumed === undefined) break
      // A data descriptor of 12 or 16 bytes may follow when the sizes were not known while writing.
      at = start + consumed
      if (header.readUInt16LE(6) & 8) {
        const mark = Buffer.alloc(4)
        await handle.read(mark, 0, 4, at)
        at += mark.readUInt32LE(0) === 0x08074b50 ? 16 : 12
      }
    }
    return members
  } finally {
    await handle.close()
  }
}

/** `finished` gives the number of compressed bytes, or undefined when the file ends before its data do. */
function inflateFrom(file: string, start: number): { stream: Readable; finished: Promise<number | undefined> } {
  const inflate = createInflateRaw()
  const source = createReadStream(file, { start })
  const stream = new PassThrough()
  source.pipe(inflate)
  inflate.pipe(stream)
  inflate.on('error', error => stream.destroy(error))
  const finished = new Promise<number | undefined>(resolve => {
    inflate.on('end', () => {
      source.destroy()
      resolve(inflate.bytesWritten)
    })
    inflate.on('error', () => resolve(undefined))
    stream.on('close', () => resolve(undefined))
  })
  return { stream, finished }
}
