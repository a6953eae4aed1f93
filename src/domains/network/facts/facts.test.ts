import type pg from 'pg'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { correctFact, withdrawFact } from '#domains/ledger/amendments/actions.ts'
import { verifyLedger } from '#domains/ledger/check/actions.ts'
import { setFoundingDay } from '#domains/ledger/founding/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { endChain, writeChain } from '../chains/actions.ts'
import { feesOfMember, recordPayment, writeFee } from '../fees/actions.ts'
import { addMember, changeRecord, leaveCluster, rejoinCluster } from '../members/actions.ts'
import { saveProfile } from '../profile/actions.ts'
import { applyImport, uploadSheet, viewImport } from '../sheets/actions.ts'
import { someTerritory } from '../sheets/fixtures.ts'
import { undoImport } from '../sheets/undo.ts'
import { catchUp } from './catch-up/actions.ts'

const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }
const ADMINISTRATOR: Actor = { ...STAFF, id: 'ada', role: 'administrator' }
const noSearch = async () => undefined
const DAY = '2026-09-01'

let db: Db
let pool: pg.Pool
beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
  await someTerritory(pool)
})
beforeEach(async () => {
  const client = await pool.connect()
  await client.query(`begin; set local session_replication_role = replica;
    truncate fact_link, fact_party, fact_evidence, fact, fee_payment, fee, chain_member, value_chain, membership, member_period, profile cascade;
    delete from organisation; update cluster set founded_on = null; commit`)
  client.release()
})

const add = (name = 'Trama srl', joined_on = '2024-01-10') =>
  addMember(db, STAFF, undefined, { name, category: 'sme', joined_on, province: 'ITH55' }, DAY, noSearch)
const leave = (on: string, today = on) =>
  leaveCluster(db, STAFF, 'trama-srl', { on, because: 'chiude' }, today, noSearch)
const rejoin = (on: string) =>
  rejoinCluster(db, STAFF, 'trama-srl', { on, category: 'startup', because: '' }, on, noSearch)

type Row = { kind: string; on: string; place: string | null; details: Record<string, string>; seq: number; by: string }
/** The facts that stand, as "kind day category place chains". */
async function stands(): Promise<Row[]> {
  const { rows } = await pool.query<Row>(`
    select f.kind, f.happened_on::text as on, f.place, f.details, l.seq::int as seq, f.recorded_by as by from fact f join fact_link l on l.fact_id = f.id
    where f.amendment is distinct from 'withdrawal' and not exists (select from fact x where x.amends = f.id) order by f.happened_on, f.id`)
  return rows
}
const told = async () =>
  (await stands()).map(({ kind, on, place, details }) =>
    [kind, on, details.category, place, details.chains].filter(Boolean).join(' '),
  )
const everything = async () => (await pool.query('select 1 from fact')).rows.length

test('who joins, moves and leaves is told by the act, with its place and value chains', async () => {
  await add()
  const chain = await writeChain(db, STAFF, undefined, {
    name_it: 'Salute & dati',
    name_en: 'Health and data',
    says_it: '',
    says_en: '',
    chair_id: null,
    vice_chair_id: null,
  })
  await saveProfile(db, STAFF, 'trama-srl', { version: 0, change: {} }, new Date(), noSearch).catch(() => undefined)
  await changeRecord(db, STAFF, 'trama-srl', { chains: [chain] }, '2026-09-10', noSearch)
  await changeRecord(db, STAFF, 'trama-srl', { province: 'ITH54', phone: '+39 051' }, '2026-09-20', noSearch)
  await changeRecord(db, STAFF, 'trama-srl', { phone: '+39 0512' }, '2026-09-21', noSearch)
  await leave('2026-10-01')
  await rejoin('2026-10-01')
  expect(await told()).toEqual([
    'member-joined 2024-01-10 sme ITH55',
    'member-changed 2026-09-10 sme ITH55 salute-dati',
    'member-changed 2026-09-20 sme ITH54 salute-dati',
    'member-left 2026-10-01 sme ITH54 salute-dati',
    'member-joined 2026-10-01 startup ITH54 salute-dati',
  ])
  await endChain(db, STAFF, chain, '2026-10-05')
  expect((await told()).at(-1)).toBe('member-changed 2026-10-05 startup ITH54')
  expect((await stands()).every(row => row.by === 'anna')).toBe(true)
  expect(await verifyLedger({ db, pool }, 'system')).toMatchObject({ ok: true })
  const before = await everything()
  expect(await catchUp(db, new Date('2026-10-05T10:00:00Z'))).toMatchObject({ joined: 0, left: 0, changed: 0 })
  expect(await everything()).toBe(before)
})

test('leaving and coming back at once, by several people: one of each is told', async () => {
  await add()
  const all = await Promise.allSettled([
    leave('2026-10-01'),
    rejoin('2026-10-01'),
    leave('2026-10-01'),
    leave('2026-10-01'),
  ])
  const failed = all.flatMap(one => (one.status === 'rejected' ? [one.reason.kind ?? one.reason] : []))
  expect(failed.filter(kind => kind !== 'Conflict')).toEqual([])
  const left = (await stands()).filter(row => row.kind === 'member-left').length
  const joined = (await stands()).filter(row => row.kind === 'member-joined').length
  const { rows } = await pool.query('select count(left_on)::int as left, count(*)::int as joined from membership')
  expect([{ left, joined }]).toEqual(rows)
})

test('an act that fails tells nothing; a day before the founding day is refused with both days', async () => {
  await setFoundingDay(db, ADMINISTRATOR, '2025-01-01', DAY)
  await expect(add()).rejects.toMatchObject({ kind: 'Invalid', params: { day: '2024-01-10', founded: '2025-01-01' } })
  expect(await everything()).toBe(0)
  expect((await pool.query('select 1 from membership')).rows).toEqual([])
})

test('the founding day is set by administrators, never after a fact', async () => {
  await add()
  await expect(setFoundingDay(db, STAFF, '2020-01-01', DAY)).rejects.toMatchObject({ kind: 'Forbidden' })
  await expect(setFoundingDay(db, ADMINISTRATOR, '2024-06-01', DAY)).rejects.toMatchObject({ params: { seq: 1 } })
  await expect(setFoundingDay(db, ADMINISTRATOR, '2027-01-01', DAY)).rejects.toMatchObject({ kind: 'Invalid' })
  await setFoundingDay(db, ADMINISTRATOR, '2024-01-10', DAY)
  await setFoundingDay(db, ADMINISTRATOR, null, DAY)
  const { rows } = await pool.query(`select details from audit where verb = 'changed setting' order by id desc limit 2`)
  expect(rows.map(row => row.details.value)).toEqual(['', '2024-01-10'])
})

test('an import tells all its members, and taking it back withdraws exactly what it told', async () => {
  await add('Altra srl')
  const text = `nome;categoria;provincia;socio dal;socio fino al
Trama srl;PMI;BO;2024-01-10;
Ordito srl;startup;MO;2023-01-01;2025-06-30
Altra srl;grande impresa;BO;2024-01-10;
`
  const id = await uploadSheet(db, STAFF, { name: 'soci.csv', bytes: Buffer.from(text) })
  const view = await viewImport(db, STAFF, id, '2026-09-10')
  expect(view.rows.map(row => row.kind)).toEqual(['add', 'add', 'change'])
  const now = { today: '2026-09-10', now: new Date('2026-09-10T10:00:00Z') }
  await applyImport(db, STAFF, id, { fingerprint: view.fingerprint, leaveOut: false }, now, noSearch)
  expect(await told()).toEqual([
    'member-joined 2023-01-01 startup ITH54',
    'member-joined 2024-01-10 sme ITH55',
    'member-joined 2024-01-10 sme ITH55',
    'member-left 2025-06-30 startup ITH54',
    'member-changed 2026-09-10 company ITH55',
  ])
  await undoImport(db, STAFF, id, new Date('2026-09-12T10:00:00Z'), noSearch)
  expect(await told()).toEqual(['member-joined 2024-01-10 sme ITH55'])
  const { rows } = await pool.query(`select distinct reason, source from fact where amends is not null`)
  expect(rows).toEqual([{ reason: 'annullato nell’anagrafe', source: 'derived' }])
})

test('a day that is mended is corrected; what a person says in the ledger stays', async () => {
  await add()
  await changeRecord(db, STAFF, 'trama-srl', { joined_on: '2024-02-01' }, '2026-09-05', noSearch)
  expect(await told()).toEqual(['member-joined 2024-02-01 sme ITH55'])
  const [fact] = await stands()
  await correctFact(
    db,
    STAFF,
    fact!.seq,
    { on: '2024-02-02', parties: [{ organisation: 'trama-srl', role: 'member' }], details: { category: 'public' } },
    'così dice il verbale',
    new Date(),
  )
  await catchUp(db, new Date())
  expect(await told()).toEqual(['member-joined 2024-02-02 public'])
  const [corrected] = await stands()
  await withdrawFact(db, STAFF, corrected!.seq, 'mai stata membro')
  await catchUp(db, new Date())
  expect((await told()).filter(one => one.includes('2024-02-02'))).toEqual([])
})

test('money that comes in is a fact; money given back takes away from it', async () => {
  await add()
  await writeFee(db, STAFF, 'trama-srl', { year: 2026, due: 60_000, due_on: '2026-03-31', note: '' })
  const { rows } = await pool.query('select id from organisation')
  const [fee] = await feesOfMember(db, STAFF, rows[0].id)
  const pay = (cents: number, paid_on = '2026-04-01') =>
    recordPayment(db, STAFF, 'trama-srl', { fee: fee!.id, cents, paid_on, note: '' }, DAY)
  const paid = async () =>
    (
      await pool.query(`select f.amount_cents::int as n from fact f where kind = 'fee-paid' and amendment is distinct from 'withdrawal'
      and not exists (select from fact x where x.amends = f.id) order by id`)
    ).rows.map(row => row.n)
  await pay(20_000)
  await pay(40_000)
  expect(await paid()).toEqual([20_000, 40_000])
  await pay(-45_000)
  expect(await paid()).toEqual([15_000])
  await pay(-15_000)
  expect(await paid()).toEqual([])
  await expect(pay(1, '2027-01-01')).rejects.toMatchObject({ kind: 'Invalid' })
})

test('an installation older than its ledger catches up once, also twice at the same time, and doubles nothing', async () => {
  await pool.query(`
    insert into organisation (key, name, source, nuts) values ('er-prima', 'Prima', 'cluster', 'ITH55'), ('er-esempio', 'Esempio', 'cluster', 'ITH54');
    insert into membership (cluster_id, organisation_id, category, joined_on, left_on)
      select 1, id, 'sme', '2020-05-01', case key when 'er-prima' then '2023-01-01'::date end from organisation;
    insert into fee (organisation_id, year, due_cents, due_on) select id, 2022, 500, '2022-03-01' from organisation where key = 'er-prima';
    insert into fee_payment (fee_id, paid_on, cents, note, recorded_by) select id, '2022-03-02', 500, '', 'x' from fee`)
  const { mergeStarterFacts } = await import('#domains/ledger/imports/starter/actions.ts')
  await mergeStarterFacts(
    async (text, values) => (await pool.query(text, [...values])).rows,
    [{ kind: 'member-joined', on: '2020-05-01', parties: [['member', 'er-esempio']], details: { category: 'sme' } }],
  )
  const now = new Date('2026-09-01T10:00:00Z')
  const [one, two] = await Promise.all([catchUp(db, now), catchUp(db, now)])
  expect([one.joined + two.joined, one.left + two.left, one.completed + two.completed, one.fees + two.fees]).toEqual([
    1, 1, 1, 1,
  ])
  expect(await told()).toEqual([
    'member-joined 2020-05-01 sme ITH54',
    'member-joined 2020-05-01 sme ITH55',
    'fee-paid 2022-03-02',
    'member-left 2023-01-01 sme ITH55',
  ])
  await pool.query(`update cluster set founded_on = '2024-01-01'`)
  await pool.query(`insert into organisation (key, name, source) values ('er-vecchia', 'Vecchia', 'cluster');
    insert into membership (cluster_id, organisation_id, category, joined_on) select 1, id, 'sme', '2019-01-01' from organisation where key = 'er-vecchia'`)
  expect(await catchUp(db, now)).toMatchObject({ joined: 0, tooOld: 1 })
})
