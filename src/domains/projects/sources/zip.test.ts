import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { zipMembers } from './zip.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'telaio-zip-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Local headers and their data, without the directory at the end: a zip that was cut short on the way. */
function headless(files: Readonly<Record<string, string>>): Buffer {
  return Buffer.concat(
    Object.entries(files).flatMap(([name, text]) => {
      const data = deflateRawSync(text)
      const header = Buffer.alloc(30)
      header.writeUInt32LE(0x04034b50, 0)
      header.writeUInt16LE(20, 4)
      header.writeUInt16LE(8, 8)
      header.writeUInt32LE(crc32(text), 14)
      header.writeUInt32LE(data.length, 18)
      header.writeUInt32LE(text.length, 22)
      header.writeUInt16LE(name.length, 26)
      return [header, Buffer.from(name), data]
    }),
  )
}

async function textOf(open: () => Promise<AsyncIterable<Buffer>>): Promise<{ text: string; cut: boolean }> {
  let text = ''
  try {
    for await (const chunk of await open()) text += chunk
  } catch {
    return { text, cut: true }
  }
  return { text, cut: false }
}

// Many times what a stream holds back for a reader that does not come.
const LONG = Array.from({ length: 40_000 }, (_, at) => `${at};${Math.sin(at)}`).join('\n')

test('a zip that was cut short gives whole files, and of the last what there is', { timeout: 20_000 }, async () => {
  const whole = headless({ 'one.csv': LONG, 'two.csv': LONG })
  for (const share of [0.2, 0.75, 1]) {
    const file = path.join(folder, `cut-${share}.zip`)
    writeFileSync(file, whole.subarray(0, whole.length * share))
    const { members, truncated } = await zipMembers(file)
    expect(truncated).toBe(true)
    expect(members.map(member => member.name)).toEqual(share > 0.5 ? ['one.csv', 'two.csv'] : ['one.csv'])
    const read = await Promise.all(members.map(member => textOf(member.open)))
    for (const [at, { text, cut }] of read.entries()) {
      const last = at === read.length - 1 && share < 1
      expect([share, at, cut]).toEqual([share, at, last])
      expect(LONG.startsWith(text)).toBe(true)
      expect(text.length === LONG.length).toBe(!last)
      expect(text.length).toBeGreaterThan(1000)
    }
  }
})
