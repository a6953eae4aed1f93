import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import exceljs from 'exceljs'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refreshSearch } from '#domains/projects/summary/queries.ts'
import type { Actor } from '#kernel/actor.ts'
import { blobsIn } from '#platform/blobs.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { toCsv } from '#platform/sheets.ts'
import { NAMING } from '#surfaces/naming.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { enterFact, recordFacts } from '../actions.ts'
import { correctFact, withdrawFact } from '../amendments/actions.ts'
import { lastNumber, stretches } from '../check/queries.ts'
import { rowsOf } from '../check/read.ts'
import { factsToCount, ledgerHead } from '../counting/actions.ts'
import { phonePhoto } from '../evidence/fixtures.ts'
import { applyImport, planImport } from '../imports/actions.ts'
import { KIND_CODES } from '../kinds/catalogue.ts'
import { exportLedger, readFact, readLedger } from '../list/actions.ts'
import { listQuery, type NewFact, standing } from '../model.ts'
import { runIn } from '../queries.ts'
import { type EntryDeps, mayFollow, takeEntry } from './actions.ts'
import type { Raw } from './model.ts'

const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }
const AUDITOR: Actor = { ...STAFF, id: 'ada', role: 'auditor' }
const folder = mkdtempSync(path.join(tmpdir(), 'telaio-entry-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let db: Db
let pool: pg.Pool
let deps: EntryDeps

beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
  await pool.query(`
    insert into nuts (code, name) values ('ITH5', 'Emilia-Romagna'), ('ITH55', 'Bologna') on conflict do nothing;
    update cluster set founded_on = '2017-01-01', region_nuts = 'ITH5' where id = 1;
    insert into account_user (id, name, email) values ('anna', 'Anna Verdi', 'anna@example.org');
    insert into organisation (key, name, city, source) values ('orto', 'Orto Botanico', 'Bologna', 'hand'), ('bdt', 'Banca del Tempo', 'Bologna', 'hand'),
      ('bdx', 'Banca dei Tessuti', 'Modena', 'hand')`)
  const client = await pool.connect()
  await refreshSearch(client)
  client.release()
  deps = { db, blobs: blobsIn(folder), clock: () => new Date(), naming: NAMING }
})

const take = (kind: NewFact['kind'], raw: Raw, file?: { name: string; bytes: Buffer }) =>
  takeEntry(deps, STAFF, kind, raw, file)
const asked = async (kind: NewFact['kind'], raw: Raw, file?: { name: string; bytes: Buffer }) => {
  const taken = await take(kind, raw, file)
  if ('seq' in taken) throw new Error(`recorded as ${taken.seq}`)
  return taken
}
const query = (what: object = {}) => listQuery.parse(what)

test('a name that could be several is asked about, a choice is taken, and the fact has who was meant', async () => {
  const raw = { party_participant: ['orto botanico', 'banca'], on: '2025-04-01', detail_title: 'Piante' }
  const first = await asked('meeting-held', raw)
  expect(
    first.several
      .get('participant_1')
      ?.map(one => one.key)
      .toSorted(),
  ).toEqual(['bdt', 'bdx'])
  const unknown = await asked('meeting-held', { ...raw, party_participant: ['orto', 'zzqxzz'] })
  expect(unknown.failure?.fields.party_participant?.en).toContain('zzqxzz')
  const second = await take('meeting-held', { ...first.raw, choice_participant_1: 'bdt' })
  const seq = 'seq' in second ? second.seq : 0
  const { fact } = await readFact(db, STAFF, seq)
  expect(fact.parties.map(party => party.key).toSorted()).toEqual(['bdt', 'orto'])
  expect(fact).toMatchObject({ happened_on: '2025-04-01', recorder: 'Anna Verdi' })
  expect((await readFact(db, AUDITOR, seq)).fact).toMatchObject({ recorder: null, recorded_by: '' })
})

test('a wrong day does not cost the photo; another currency and a file that lies are told beside their field', async () => {
  const photo = { name: 'foto.jpg', bytes: phonePhoto() }
  const raw = { on: '2999-01-01', detail_title: 'Open day', detail_type: 'visibility' }
  const refused = await asked('event-held', raw, photo)
  expect(Object.keys(refused.failure?.fields ?? {})).toEqual(['on'])
  expect(refused.kept.map(file => file.name)).toEqual(['foto.jpg'])
  const lies = await asked('event-held', { ...raw, on: '2025-05-05' }, { name: 'a.pdf', bytes: phonePhoto() })
  expect(Object.keys(lies.failure?.fields ?? {})).toEqual(['file'])
  const dollars = await asked('investment-raised', { on: '2025-05-05', amount: '$ 100', party_recipient: 'orto' })
  expect(Object.keys(dollars.failure?.fields ?? {})).toEqual(['amount'])
  const taken = await take('event-held', { ...refused.raw, on: '2025-05-05' })
  const { fact, files } = await readFact(db, AUDITOR, 'seq' in taken ? taken.seq : 0)
  expect(fact.evidence).toHaveLength(1)
  expect([...files.values()]).toMatchObject([{ opens: false, stripped: true }])
})

test('what looks like a fact that is there is shown first; the same form sent again is not suspected of itself', async () => {
  const raw = { on: '2025-06-10', detail_title: 'Tavolo sui dati', detail_type: 'table', once: 'form-7' }
  const first = await take('event-held', raw)
  expect(await take('event-held', raw)).toEqual(first)
  const again = await asked('event-held', { ...raw, on: '2025-06-12', detail_title: 'tavolo SUI dati', once: 'form-8' })
  expect(again.similar.map(one => one.seq)).toEqual('seq' in first ? [first.seq] : [])
  expect(await take('event-held', { ...again.raw, sure: '1' })).toHaveProperty('seq')
  expect(await take('event-held', { ...raw, on: '2025-07-10', once: 'form-9' })).toHaveProperty('seq')
})

test('the list filters, sorts and counts; what was withdrawn is found when asked for', async () => {
  const taken = await take('publication', { on: '2025-02-02', party_author: 'orto', detail_title: 'Foglie' })
  const seq = 'seq' in taken ? taken.seq : 0
  const publications = (amended?: string) =>
    readLedger(db, AUDITOR, query({ kind: 'publication', party: 'botanico', amended }))
  expect((await publications()).totals.n).toBe(1)
  await withdrawFact(db, STAFF, seq, 'mai uscita')
  expect((await publications()).totals.n).toBe(0)
  expect((await publications('withdrawn')).rows.map(row => row.seq)).toEqual([seq])
  expect((await readLedger(db, STAFF, query({ kind: 'publication', amended: 'all' }))).totals.n).toBe(2)
  expect(
    (await readLedger(db, STAFF, query({ from: '2025-06-01', until: '2025-06-30', sort: 'happened' }))).rows.length,
  ).toBe(2)
})

test('the facts known on an instant, read from the database, are those the pure rule says', async () => {
  const { kind, source, ...rest }: Omit<NewFact, 'by'> = {
    kind: 'patent',
    on: '2025-03-03',
    parties: [{ organisation: 'orto', role: 'holder' }],
    details: { title: 'Serra' },
    source: 'typed',
  }
  const first = await enterFact(db, STAFF, { kind, source, ...rest }, new Date())
  const second = await correctFact(db, STAFF, first, { ...rest, on: '2025-03-04' }, 'il giorno', new Date())
  await withdrawFact(db, STAFF, second, 'mai chiesto')
  const all = []
  for await (const stretch of stretches(pool, await lastNumber(db))) all.push(...rowsOf(stretch))
  for (const { recorded_at } of all) {
    const known = []
    const head = await ledgerHead(db, new Date(recorded_at))
    const wanted = {
      kinds: [],
      always: KIND_CODES,
      whole: [],
      from: '1900-01-01',
      until: '2100-01-01',
      last: head?.seq ?? 0,
    }
    for await (const fact of factsToCount(db, wanted))
      if (fact.amendment !== 'withdrawal' && (fact.replaced_at === null || fact.replaced_at > recorded_at))
        known.push(fact)
    const told = all.map(row => ({ ...row, recordedAt: row.recorded_at }))
    expect(known.map(row => row.seq)).toEqual(standing(told, recorded_at).map(row => row.seq))
  }
})

const sheet = (text: string) => Buffer.from(text)
const plan = (bytes: Buffer) => planImport(db, NAMING, 'anna', bytes, new Date())

test('a sheet is looked at row by row, its good rows are recorded once, and what is wrong says where', async () => {
  const bytes = sheet(
    [
      'Genere;Data;Startup;Programma;Somma;Provincia;Note di ufficio',
      'Startup ammessa a un programma;31/01/2025;Orto Botanico;Accelera;;Bologna;x',
      'startup-admitted;2025-01-31;banca;Accelera;;;',
      'Startup ammessa a un programma;31/02/2025;Orto Botanico;Accelera;;;',
      'Festa;2025-01-31;Orto Botanico;;;;',
      'Capitale raccolto;2025-02-01;;;USD 5;Atlantide;',
    ].join('\r\n'),
  )
  const looked = await plan(bytes)
  expect(looked.unread).toEqual(['Note di ufficio'])
  expect(looked.rows.map(row => [row.line, Boolean(row.fact), row.problems.length > 0])).toEqual([
    [2, true, false],
    [3, false, true],
    [4, false, true],
    [5, false, true],
    [6, false, true],
  ])
  expect(looked.rows[1]?.problems[0]?.params.choices).toContain('bdx')
  expect(await applyImport(db, 'anna', looked, false, new Date())).toBe(1)
  const again = await plan(bytes)
  expect(again.rows[0]).toMatchObject({ before: true })
  expect(await applyImport(db, 'anna', again, true, new Date())).toBe(0)
})

test('what is no sheet, has no headings or nothing in it is refused in words', async () => {
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.from([1, 0, 2]),
    sheet('a;b'),
    sheet('nome;cognome\nx;y'),
    sheet('PK\u0003\u0004 no'),
  ])
    await expect(plan(bytes)).rejects.toMatchObject({ kind: 'Invalid' })
})

test('an export can be imported elsewhere: every row is understood', async () => {
  const many: NewFact[] = [1, 2, 3].map(day => ({
    kind: 'event-held',
    on: `2025-09-0${day}`,
    parties: [{ organisation: 'orto', role: 'participant' }],
    place: 'ITH55',
    details: { title: `Giorno ${day}`, type: 'pitching', participants: day },
    source: 'imported',
    by: 'anna',
  }))
  await inTransaction(db, tx => recordFacts(runIn(tx), many, '2026-01-01'))
  const rows = await exportLedger(db, STAFF, query({ from: '2025-09-01', until: '2025-09-30' }))
  const say = { it: '', en: '' }
  const csv = toCsv(
    [
      { head: 'Kind', means: say, value: row => row.kind },
      { head: 'Day', means: say, value: row => row.happened_on },
      {
        head: 'Organisations',
        means: say,
        value: row => row.parties.map(({ key, role }) => `${role}: ${key}`).join('; '),
      },
      { head: 'Place', means: say, value: row => row.place },
      { head: 'Details', means: say, value: row => JSON.stringify(row.details) },
    ],
    rows,
  )
  const looked = await plan(Buffer.from(csv))
  expect(looked.rows.map(row => row.fact?.details).toReversed()).toEqual(many.map(fact => fact.details))
  expect(looked.rows.every(row => row.similar.length > 0)).toBe(true)
  const book = new exceljs.Workbook()
  const page = book.addWorksheet('x')
  page.addRow(['genere', 'giorno', 'titolo', 'tipo'])
  page.addRow(['Evento', new Date('2025-10-10T00:00:00Z'), 'Da Excel', 'tavolo di lavoro'])
  const [fromExcel] = (await plan(Buffer.from(await book.xlsx.writeBuffer()))).rows
  expect(fromExcel?.fact).toMatchObject({ on: '2025-10-10', details: { type: 'table' } })
})

test('a partnership of two who were introduced is asked once what it follows; the pages lead from one to the other', async () => {
  const pair = ['orto', 'bdx']
  const at = (day: string) => ({ on: day, parties: pair.map(organisation => ({ organisation, role: 'introduced' })) })
  const introduced = await enterFact(
    db,
    STAFF,
    { ...at('2025-03-03'), kind: 'introduction-made', source: 'typed' },
    new Date(),
  )
  const raw = { on: '2025-09-01', party_partner: pair, detail_title: 'Innesti', once: 'form-after' }
  expect(await asked('partnership-formed', { ...raw, on: '2025-01-01', once: 'form-before' }).catch(String)).toMatch(
    /recorded as/,
  )
  const first = await asked('partnership-formed', { ...raw, on: '2025-09-20', sure: '1' })
  expect(first.earlier).toMatchObject([{ seq: introduced, kind: 'introduction-made', happened_on: '2025-03-03' }])
  const id = first.earlier[0]?.id ?? 0
  const taken = await take('partnership-formed', { ...first.raw, detail_after: String(id) })
  const seq = 'seq' in taken ? taken.seq : 0
  const { fact, follows } = await readFact(db, STAFF, seq)
  expect([fact.details.after, follows?.seq]).toEqual([id, introduced])
  expect((await readFact(db, STAFF, introduced)).followers.map(one => one.seq)).toEqual([seq])
  expect(
    await take('partnership-formed', { ...raw, once: 'form-none', sure: '1', detail_after: 'none' }),
  ).toHaveProperty('seq')
  for (const [after, on] of [
    [999_999, '2025-09-01'],
    [id, '2025-02-01'],
    [fact.id, '2025-12-01'],
  ] as const) {
    const wrong = await asked('partnership-formed', {
      ...raw,
      on,
      sure: '1',
      detail_after: String(after),
      once: `form-${after}`,
    })
    expect(Object.keys(wrong.failure?.fields ?? {})).toEqual(['detail_after'])
  }
  // What it follows was corrected, and they were introduced once more: a correction of the partnership still begins with the first.
  const corrected = await correctFact(db, STAFF, introduced, at('2025-03-04'), 'Era il giorno dopo', new Date())
  await enterFact(db, STAFF, { ...at('2025-08-08'), kind: 'introduction-made', source: 'typed' }, new Date())
  const view = await readFact(db, STAFF, seq)
  expect(view.follows?.seq).toBe(corrected)
  const choices = await mayFollow(db, 'partnership-formed', pair, '2025-09-20', seq, view.follows?.id)
  expect(choices.map(one => one.happened_on)).toEqual(['2025-03-04', '2025-08-08'])
  // Also where it is none of those that would be offered.
  expect(await mayFollow(db, 'partnership-formed', ['alfa'], '2025-09-20', seq, view.follows?.id)).toMatchObject([
    { seq: corrected },
  ])
})
