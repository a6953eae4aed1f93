import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import exceljs from 'exceljs'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import { type Blobs, blobsIn } from '#platform/blobs.ts'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { keepFile, openFile, showFileTo } from './actions.ts'
import { phonePhoto } from './fixtures.ts'
import { inspect, LARGEST_FILE } from './model.ts'
import { withoutNotes } from './photo.ts'

const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }
const AUDITOR: Actor = { ...STAFF, id: 'ada', role: 'auditor' }
const folder = mkdtempSync(path.join(tmpdir(), 'telaio-evidence-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let db: Db
let blobs: Blobs
beforeAll(async () => {
  ;({ db } = await testDatabase())
  blobs = blobsIn(folder)
})

const keep = (name: string, bytes: Buffer) => keepFile({ db, blobs }, STAFF, { name, bytes }, 'staff', new Date())
const sentence = (name: string, bytes: Buffer) =>
  inspect({ name, bytes }).then(
    () => undefined,
    error => error.message as string,
  )

test('a photo loses place, device, owner and what follows its end, and keeps its turning and its picture', () => {
  const bare = withoutNotes(phonePhoto(), 'image/jpeg')
  const text = bare.toString('latin1')
  for (const note of ['SpyCam', 'GPS', 'somebody', 'film']) expect(text).not.toContain(note)
  expect(text).toContain('Exif')
  expect(text).toContain('JFIF')
  expect([bare.at(-2), bare.at(-1)]).toEqual([0xff, 0xd9])
  // The quantisation table and all after it are byte for byte those of the photo.
  const picture = (bytes: Buffer) => bytes.subarray(bytes.indexOf(Buffer.from([0xff, 0xdb])))
  expect(picture(phonePhoto()).subarray(0, picture(bare).length)).toEqual(picture(bare))
  expect(withoutNotes(bare, 'image/jpeg')).toEqual(bare)
})

test('whatever bytes come after a beginning, taking the notes out ends, and never adds', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom('image/jpeg', 'image/png'), (bytes, type) => {
      const begin = type === 'image/jpeg' ? [0xff, 0xd8] : [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
      const whole = Buffer.from([...begin, ...bytes])
      try {
        expect(withoutNotes(whole, type).length).toBeLessThanOrEqual(whole.length + 2 + 36)
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
      }
    }),
  )
})

test('texts of a PNG go, its picture stays', () => {
  const chunk = (name: string, body: string) => {
    const head = Buffer.alloc(4)
    head.writeUInt32BE(body.length)
    return Buffer.concat([head, Buffer.from(name + body, 'latin1'), Buffer.alloc(4)])
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const png = Buffer.concat([
    signature,
    chunk('IHDR', 'x'.repeat(13)),
    chunk('tEXt', 'Author\0Mario'),
    chunk('eXIf', 'GPS'),
    chunk('IDAT', 'pixels'),
    chunk('IEND', ''),
    Buffer.from('more'),
  ])
  const bare = withoutNotes(png, 'image/png').toString('latin1')
  expect(bare).toContain('pixels')
  for (const note of ['Mario', 'GPS', 'more']) expect(bare).not.toContain(note)
})

test('a file is what its bytes say: another name, an empty one, one too large, one of no known type are refused by name', async () => {
  const book = new exceljs.Workbook()
  book.addWorksheet('a').addRow(['x'])
  const xlsx = Buffer.from(await book.xlsx.writeBuffer())
  expect((await inspect({ name: 'a.xlsx', bytes: xlsx })).mediaType).toContain('spreadsheetml')
  expect((await inspect({ name: 'C:\\Foto\\a<b>.JPEG', bytes: phonePhoto() })).name).toBe('ab.JPEG')
  expect((await inspect({ name: 'a.pdf', bytes: Buffer.from('%PDF-1.7\n') })).mediaType).toBe('application/pdf')
  expect((await inspect({ name: 'a.csv', bytes: Buffer.from('a;b\n1;2') })).mediaType).toBe('text/csv')
  const mail = 'From: a\r\nTo: b\r\nSubject: c\r\n\r\nhello'
  expect((await inspect({ name: 'a.eml', bytes: Buffer.from(mail) })).mediaType).toBe('message/rfc822')
  expect(await sentence('a.pdf', phonePhoto())).toContain('is called PDF, but it is none inside')
  expect(await sentence('a.jpg', Buffer.from('%PDF-1.7\n'))).toContain('is called JPG')
  expect(await sentence('a.docx', xlsx)).toContain('is called DOCX')
  expect(await sentence('a.txt', Buffer.from([77, 90, 0, 1]))).toContain('is called TXT')
  expect(await sentence('a.eml', Buffer.from('hello'))).toContain('is called EML')
  expect(await sentence('a.exe', Buffer.from('MZ'))).toContain('not of a type that is kept')
  expect(await sentence('a.pdf', Buffer.alloc(0))).toContain('is empty')
  expect(await sentence('a.pdf', Buffer.alloc(LARGEST_FILE + 1))).toContain('larger than 20 MB')
  expect(await sentence('a.jpg', phonePhoto().subarray(0, 60))).toContain('broken photo')
})

test('the same bytes are one file; each says who may open it', async () => {
  const first = await keep('foto.jpg', phonePhoto())
  expect((await keep('altro nome.jpg', phonePhoto())).sha256).toBe(first.sha256)
  expect((await openFile({ db, blobs }, STAFF, first.sha256)).row.name).toBe('foto.jpg')
  for (const actor of [AUDITOR, VISITOR])
    await expect(openFile({ db, blobs }, actor, first.sha256)).rejects.toMatchObject({ kind: 'Forbidden' })
  await expect(showFileTo(db, AUDITOR, first.sha256, 'public')).rejects.toMatchObject({ kind: 'Forbidden' })
  await showFileTo(db, STAFF, first.sha256, 'region')
  await openFile({ db, blobs }, AUDITOR, first.sha256)
  await expect(openFile({ db, blobs }, VISITOR, first.sha256)).rejects.toMatchObject({ kind: 'Forbidden' })
  await showFileTo(db, STAFF, first.sha256, 'public')
  expect((await openFile({ db, blobs }, VISITOR, first.sha256)).bytes.toString('latin1')).not.toContain('SpyCam')
  await expect(openFile({ db, blobs }, VISITOR, 'f'.repeat(64))).rejects.toMatchObject({ kind: 'NotFound' })
  await expect(openFile({ db, blobs }, STAFF, '../../etc/passwd')).rejects.toMatchObject({ kind: 'NotFound' })
})

test('a kept file that was changed on the disk is not handed out', async () => {
  const { sha256 } = await keep('nota.txt', Buffer.from('due righe'))
  writeFileSync(path.join(folder, sha256.slice(0, 2), sha256), 'altre righe')
  await expect(openFile({ db, blobs }, STAFF, sha256)).rejects.toMatchObject({ kind: 'Unavailable' })
})

test('a file whose form was never sent is forgotten after a day, one that a fact names is not', async () => {
  const { sha256 } = await keep('mai.txt', Buffer.from('mai mandato'))
  const tomorrow = new Date(Date.now() + 25 * 3_600_000)
  await keepFile({ db, blobs }, STAFF, { name: 'b.txt', bytes: Buffer.from('un altro') }, 'staff', tomorrow)
  await expect(openFile({ db, blobs }, STAFF, sha256)).rejects.toMatchObject({ kind: 'NotFound' })
  expect(readdirSync(path.join(folder, sha256.slice(0, 2)))).toEqual([])
})
