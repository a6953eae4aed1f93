import { deflateRawSync } from 'node:zlib'
import exceljs from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import { madeUpVat } from '#kernel/fixtures.ts'
import type { Db } from '#platform/db.ts'
import { readSpreadsheet } from '#platform/sheets/read.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { changeRecord } from '../members/actions.ts'
import { currentMemberIds } from '../members/queries.ts'
import { answerWho, applyImport, dropImport, listImports, setMapping, uploadSheet, viewImport } from './actions.ts'
import { someTerritory } from './fixtures.ts'
import { undoImport } from './undo.ts'

const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }
const NOW = { today: '2026-11-24', now: new Date('2026-11-24T10:00:00Z') }
const noSearch = async () => undefined

let db: Db
let query: (text: string) => Promise<{ rows: Record<string, unknown>[] }>
beforeAll(async () => {
  const database = await testDatabase()
  db = database.db
  query = text => database.pool.query(text)
  await someTerritory(database.pool)
})

const upload = (text: string) => uploadSheet(db, STAFF, { name: 'soci.csv', bytes: Buffer.from(text) })
const look = async (text: string) => viewImport(db, STAFF, await upload(text), NOW.today)
const reasonsOf = async (text: string) =>
  (await look(text)).rows.map(row => (row.kind === 'refused' ? row.wrong.map(one => one.reason) : row.kind))
const HEAD = 'nome;categoria;comune;provincia;partita iva;socio dal;referenti\n'

test('rows that cannot be are refused one by one, each with its reason, and the rest is not written without being asked for', async () => {
  const text = `${HEAD}Giusta srl;PMI;Imola;BO;;2020-01-01;
;PMI;Imola;BO;;2020-01-01;
Provincia strana;PMI;Imola;XY;;2020-01-01;
Altrove srl;PMI;Imola;MO;;2020-01-01;
Partita falsa;PMI;Imola;BO;12345678901;2020-01-01;
Data falsa;PMI;Imola;BO;;31/02/2020;
Senza categoria;;Imola;BO;;2020-01-01;
Doppia srl;PMI;Imola;BO;;2020-01-01;
DOPPIA  S.R.L;PMI;Imola;BO;;2020-01-01;
Doppia srl;PMI;Bologna;BO;;2020-01-01;
Formula;=CONCATENATE("P";"MI");Imola;BO;;2020-01-01;
Chi risponde;PMI;Imola;BO;;2020-01-01;(legale) 
TOTALE;;;;;;
`
  expect(await reasonsOf(text)).toEqual([
    'add',
    ['noName'],
    ['province'],
    ['townElsewhere'],
    ['vat'],
    ['date'],
    ['noCategory'],
    'add',
    'add',
    ['twice'],
    expect.arrayContaining(['formula']),
    ['contact'],
    'skipped',
  ])
  const view = await look(text)
  const apply = (leaveOut: boolean) =>
    applyImport(db, STAFF, view.sheetImport.id, { fingerprint: view.fingerprint, leaveOut }, NOW, noSearch)
  await expect(apply(false)).rejects.toMatchObject({ kind: 'Invalid' })
  expect(await currentMemberIds(db)).toEqual([])
  await apply(true)
  expect((await currentMemberIds(db)).length).toBe(3)
  await expect(apply(true)).rejects.toMatchObject({ kind: 'Conflict' })
  await undoImport(db, STAFF, view.sheetImport.id, NOW.now, noSearch)
  expect(await currentMemberIds(db)).toEqual([])
})

test('HTML and formulas in every field are text, and stay text', async () => {
  const evil = '<script>alert(1)</script>'
  const id = await upload(
    `nome;categoria;descrizione;attrezzature;persone di riferimento\n"${evil} srl";PMI;"${evil}";"'=cmd|A1";"Anna ${evil}"\n`,
  )
  const view = await viewImport(db, STAFF, id, NOW.today)
  expect(view.rows.map(row => row.kind)).toEqual(['add'])
  await applyImport(db, STAFF, id, { fingerprint: view.fingerprint, leaveOut: false }, NOW, noSearch)
  const { rows } = await query(
    `select name, says, equipment from organisation o join profile p on p.organisation_id = o.id where name like '<script>%'`,
  )
  expect(rows).toEqual([{ name: `${evil} srl`, says: evil, equipment: '=cmd|A1' }])
  await undoImport(db, STAFF, id, NOW.now, noSearch)
})

/** A zip of one file that says it is small, or says the truth. */
function zipOf(name: string, content: Buffer, saysBytes = content.length): Buffer {
  const packed = deflateRawSync(content)
  const crc = 0
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(crc, 14)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(saysBytes, 22)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(20, 6)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(saysBytes, 24)
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + packed.length, 16)
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end])
}

test('files that are no spreadsheet, or would be far too large once opened, are refused before anything opens them', async () => {
  const bomb = Buffer.alloc(60 * 1024 * 1024)
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.from('%PDF-1.7 \u0000'),
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
    Buffer.from('PK\u0003\u0004 and then nothing'),
    zipOf('word/document.xml', Buffer.from('<w/>')),
    zipOf('xl/workbook.xml', Buffer.from('<no')),
    zipOf('xl/workbook.xml', bomb),
    zipOf('xl/workbook.xml', bomb, 1000),
    Buffer.from('solo una riga senza intestazioni\n'),
    Buffer.from(`nome\n${'x\n'.repeat(6000)}`),
  ])
    await expect(uploadSheet(db, STAFF, { name: 'x.xlsx', bytes })).rejects.toMatchObject({ kind: 'Invalid' })
  expect(await currentMemberIds(db)).toEqual([])
})

test('formulas of a workbook are never evaluated, nor are the results that stand beside them', async () => {
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet('Soci')
  sheet.addRow(['Nome', 'Categoria', 'Note'])
  sheet.addRow([{ formula: '"A"&"B"', result: 'AB' }, 'PMI', ''])
  sheet.addRow(['Vera srl', 'PMI', { formula: '1+1', result: 2 }])
  const bytes = Buffer.from(await book.xlsx.writeBuffer())
  const [read] = await readSpreadsheet(bytes)
  expect(read?.rows[1]?.[0]).toEqual({ formula: '"A"&"B"' })
  const view = await viewImport(db, STAFF, await uploadSheet(db, STAFF, { name: 'f.xlsx', bytes }), NOW.today)
  // A column that nobody imports may hold what it likes.
  expect(view.rows.map(row => row.kind)).toEqual(['refused', 'add'])
})

test('who is nearly known is asked about; the answer, the columns and what changed in the meantime are honoured', async () => {
  const first = await upload(
    `nome;categoria;partita iva\nOfficine della Tessitura Meccanica;PMI;\nFilati Uno;PMI;${madeUpVat(55_555_555)}\n`,
  )
  const view = await viewImport(db, STAFF, first, NOW.today)
  await applyImport(db, STAFF, first, { fingerprint: view.fingerprint, leaveOut: false }, NOW, async ids => {
    await query(`insert into organisation_search (organisation_id, name, words, kind, member, programmes, concepts, project_count, contribution_cents, sort_name)
      select id, fold(name), to_tsvector('simple', fold(name)), kind, true, '{}', '{}', 0, 0, fold(name) from organisation where id in (${ids.join(',')})`)
  })
  const id = await upload('Chi;Che tipo;Quota\nOfficine della Tessitura Meccanica spa;PMI;100\n')
  await setMapping(db, STAFF, id, {
    sheet: 'CSV',
    heading: 1,
    mapping: { 0: 'name', 1: 'category', 2: 'fee_cents' },
    clears: false,
  })
  const asked = await viewImport(db, STAFF, id, NOW.today)
  expect(asked.rows[0]).toMatchObject({ kind: 'ask', choices: [{ key: 'officine-della-tessitura-meccanica' }] })
  const apply = (fingerprint: string) => applyImport(db, STAFF, id, { fingerprint, leaveOut: false }, NOW, noSearch)
  await expect(apply(asked.fingerprint)).rejects.toMatchObject({ kind: 'Invalid' })
  await answerWho(db, STAFF, id, { 2: 'officine-della-tessitura-meccanica' })
  const answered = await viewImport(db, STAFF, id, NOW.today)
  expect(answered.rows[0]).toMatchObject({ kind: 'change', chosen: true })
  await changeRecord(db, STAFF, 'officine-della-tessitura-meccanica', { fee_cents: 7 }, NOW.today, noSearch)
  await expect(apply(answered.fingerprint)).rejects.toMatchObject({ kind: 'Conflict' })
  await apply((await viewImport(db, STAFF, id, NOW.today)).fingerprint)
  // Somebody changes one of the two fields afterwards: that one stays, the other goes back.
  await changeRecord(db, STAFF, 'officine-della-tessitura-meccanica', { fee_cents: 9 }, NOW.today, noSearch)
  expect(await undoImport(db, STAFF, id, NOW.now, noSearch)).toEqual({ back: 1, kept: 1 })
  const { rows } = await query(
    `select o.name, m.fee_cents::int as fee from organisation o join membership m on m.organisation_id = o.id where o.key like 'officine%'`,
  )
  expect(rows).toEqual([{ name: 'Officine della Tessitura Meccanica', fee: 9 }])
  // The headings are remembered.
  const again = await upload('Chi;Che tipo;Quota\nFilati Uno;PMI;100\n')
  expect((await viewImport(db, STAFF, again, NOW.today)).mapping).toEqual({ 0: 'name', 1: 'category', 2: 'fee_cents' })
  await dropImport(db, STAFF, again)
  await expect(viewImport(db, STAFF, again, NOW.today)).rejects.toMatchObject({ kind: 'Conflict' })
})

test('nobody but staff imports', async () => {
  const bytes = Buffer.from('nome;categoria\nX srl;PMI\n')
  await expect(uploadSheet(db, VISITOR, { name: 'x.csv', bytes })).rejects.toMatchObject({ kind: 'Forbidden' })
  await expect(listImports(db, VISITOR)).rejects.toMatchObject({ kind: 'Forbidden' })
})
