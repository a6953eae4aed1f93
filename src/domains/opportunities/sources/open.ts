import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** A file being read: its bytes, unpacked, and how many of the file itself have been read. */
export type Opened = { readonly stream: Readable; readonly bytesRead: () => number }

/** The bytes of a file, unpacked when they begin as gzip does, whatever the name. */
export async function openUnpacked(file: string): Promise<Opened> {
  const handle = await open(file)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0).finally(() => handle.close())
  const raw = createReadStream(file, { highWaterMark: 256 * 1024 })
  const counted = { bytesRead: () => raw.bytesRead }
  if (bytesRead < 2 || buffer[0] !== 0x1f || buffer[1] !== 0x8b) return { stream: raw, ...counted }
  const unpacked = createGunzip()
  raw.on('error', error => unpacked.destroy(error))
  return { stream: raw.pipe(unpacked), ...counted }
}

/** Lines of a text; what stands before the bytes break off is given before the error. */
export async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  for await (const chunk of stream) {
    rest += decoder.decode(chunk, { stream: true })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  rest += decoder.decode()
  if (rest !== '') yield rest
}

/** The first characters of a file's content, to tell what it is. */
export async function headOf(file: string, length = 65_536): Promise<string> {
  const { stream } = await openUnpacked(file)
  let head = Buffer.alloc(0)
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      head = Buffer.concat([head, chunk])
      if (head.length >= length) break
    }
  } catch {
    // What was read before the bytes broke off may be enough to tell.
  } finally {
    stream.destroy()
  }
  return head.toString('utf8').replace(/^\uFEFF/, '')
}
