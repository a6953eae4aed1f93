import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import { madeUpVat } from '#kernel/fixtures.ts'
import type { Db } from '#platform/db.ts'
import type { DB } from '../../../../db/types.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { askFees, feesOfMember, recordPayment } from '../fees/actions.ts'
import { historyOfMember } from '../history/actions.ts'
import { addContact, changeContact, dropContact } from '../people/contacts/actions.ts'
import { contactsOf } from '../people/contacts/queries.ts'
import { whomToCall } from '../readiness/actions.ts'
import { readinessQuery } from '../readiness/model.ts'
import { someTerritory } from '../sheets/fixtures.ts'
import {
  addMember,
  changeRecord,
  exportRegistry,
  leaveCluster,
  proposeKnown,
  recordOf,
  registryOf,
  rejoinCluster,
} from './actions.ts'
import { memberQuery } from './model.ts'

const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }
const AT = { today: '2026-11-24', now: new Date('2026-11-24T10:00:00Z') }
const noSearch = async () => undefined
const list = (query: object = {}) => registryOf(db, STAFF, memberQuery.parse(query), AT)
const names = async (query: object = {}) => (await list(query)).rows.map(row => row.name)

let db: Db
let pool: pg.Pool
let asked = 0
beforeAll(async () => {
  const database = await testDatabase()
  ;({ pool } = database)
  db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    log() {
      asked += 1
    },
  })
  await someTerritory(pool)
  await pool.query(`insert into organisation (key, pic, name, country, city, vat, source) values
    ('999888777', '999888777', 'UNIVERSITÀ DELLA TRAMA', 'IT', 'Bologna', '${madeUpVat(77_777_777)}', 'cordis')`)
})

const add = (name: string, joined_on: string, category: 'sme' | 'startup' | 'university' = 'sme') =>
  addMember(db, STAFF, undefined, { name, category, joined_on, city: 'Imola', province: 'ITH55' }, AT.today, noSearch)

test('a member is added from what is known, by VAT number, PIC or name, or written anew', async () => {
  for (const written of [`IT ${madeUpVat(77_777_777)}`, '999888777'])
    expect(await proposeKnown(db, STAFF, written)).toMatchObject([{ key: '999888777', member: false }])
  const key = await addMember(
    db,
    STAFF,
    '999888777',
    { name: 'UNIVERSITÀ DELLA TRAMA', category: 'university', joined_on: '2020-03-01' },
    AT.today,
    noSearch,
  )
  expect(key).toBe('999888777')
  await expect(
    addMember(db, STAFF, key, { name: 'x', category: 'university', joined_on: '2020-03-01' }, AT.today, noSearch),
  ).rejects.toMatchObject({ kind: 'Conflict' })
  expect(await add('Ordito srl', '2021-01-01')).toBe('ordito-srl')
  expect(await add('Ordito SRL', '2021-01-01')).toBe('ordito-srl-2')
  expect(await add('123456789', '2021-01-01')).toBe('m-123456789')
  await expect(
    addMember(db, VISITOR, undefined, { name: 'x', category: 'sme', joined_on: '2020-03-01' }, AT.today, noSearch),
  ).rejects.toMatchObject({ kind: 'Forbidden' })
  const { rows } = await pool.query(`select verb, thing from audit where verb = 'added member' order by id limit 1`)
  expect(rows).toEqual([{ verb: 'added member', thing: 'organisation 999888777' }])
})

test('the registry as it stood: memberships by their dates, the rest by when it was written down', async () => {
  await add('Partita srl', '2019-01-01')
  await leaveCluster(db, STAFF, 'partita-srl', { on: '2023-06-30', because: 'chiusura' }, AT.today, noSearch)
  expect(await names()).not.toContain('Partita srl')
  expect(await names({ on: '2020-01-01' })).toEqual(['Partita srl'])
  expect((await list({ on: '2020-01-01' })).rows[0]).toMatchObject({ guessed: true, category: 'sme' })
  expect(await names({ on: '2023-06-30' })).not.toContain('Partita srl')
  await expect(
    leaveCluster(db, STAFF, 'partita-srl', { on: '2024-01-01', because: 'ancora' }, AT.today, noSearch),
  ).rejects.toMatchObject({ kind: 'Conflict' })
  await expect(
    rejoinCluster(db, STAFF, 'partita-srl', { on: '2022-01-01', category: 'sme', because: '' }, AT.today, noSearch),
  ).rejects.toMatchObject({ kind: 'Invalid' })
  await rejoinCluster(
    db,
    STAFF,
    'partita-srl',
    { on: '2025-01-01', category: 'startup', because: 'rinata' },
    AT.today,
    noSearch,
  )
  expect(await names({ category: 'startup' })).toEqual(['Partita srl'])
  expect((await recordOf(db, STAFF, 'partita-srl')).memberships).toHaveLength(2)
  expect((await list({ on: '2020-01-01', q: 'partita' })).rows[0]?.category).toBe('sme')

  // Yesterday it was called otherwise: the periods are moved back, as if a day had passed.
  await changeRecord(db, STAFF, 'partita-srl', { name: 'Partita Nuova spa', short_name: 'PN' }, AT.today, noSearch)
  await pool.query(`update member_period p set since = since - interval '3 days', until = until - interval '2 days'
    from organisation o where o.id = p.organisation_id and o.key = 'partita-srl' and until is not null`)
  await pool.query(
    `update member_period p set since = since - interval '2 days' from organisation o where o.id = p.organisation_id and o.key = 'partita-srl' and until is null`,
  )
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
  const now = await registryOf(db, STAFF, memberQuery.parse({ q: 'partita', on: day(0) }), AT)
  expect(now.rows.map(row => [row.name, row.guessed])).toEqual([['Partita Nuova spa', false]])
  const before = await registryOf(db, STAFF, memberQuery.parse({ q: 'partita', on: day(3) }), AT)
  expect(before.rows.map(row => row.name)).toEqual(['Partita srl'])
  const { state } = await recordOf(db, STAFF, 'partita-srl')
  const [latest] = await historyOfMember(db, STAFF, state.id)
  expect(latest?.changes.map(change => [change.field, change.after])).toEqual([
    ['name', 'Partita Nuova spa'],
    ['short_name', 'PN'],
  ])
})

test('people are not in the history, and a list of another day has none', async () => {
  const contact = await addContact(
    db,
    STAFF,
    'ordito-srl',
    {
      name: 'Bice Spola',
      role: 'delegate',
      title: null,
      email: 'bice@example.org',
      phone: '+39 0510000',
      first: true,
      visibility: 'members',
    },
    AT.today,
  )
  await changeContact(db, STAFF, 'ordito-srl', contact, {
    name: 'Bice Spola',
    role: 'legal',
    title: 'AD',
    email: 'bice@example.org',
    phone: '+39 0510001',
    first: true,
    visibility: 'staff',
  })
  const { rows } = await pool.query(`select count(*)::int as n from member_period where record::text like '%Bice%'`)
  expect(rows).toEqual([{ n: 0 }])
  const { members } = await exportRegistry(db, STAFF, memberQuery.parse({ q: 'ordito' }), AT)
  expect(members.flatMap(member => member.contacts.map(one => one.name))).toEqual(['Bice Spola'])
  const then = await exportRegistry(db, STAFF, memberQuery.parse({ q: 'ordito', on: '2022-01-01' }), AT)
  expect(then.members.map(member => member.contacts)).toEqual([[], []])
  await expect(
    changeContact(db, STAFF, 'ordito-srl-2', contact, {
      name: 'X',
      role: 'legal',
      title: null,
      email: null,
      phone: null,
      first: false,
      visibility: 'staff',
    }),
  ).rejects.toMatchObject({ kind: 'NotFound' })
  const { state } = await recordOf(db, STAFF, 'ordito-srl')
  await dropContact(db, STAFF, 'ordito-srl', contact, AT.today)
  expect(await contactsOf(db, state.id)).toEqual([])
})

test('fees: asked once, paid in parts, owed in the list and in whom to call', async () => {
  expect(await askFees(db, STAFF, { year: 2026, due_on: '2026-03-31', usual: 50_000 })).toBe(5)
  expect(await askFees(db, STAFF, { year: 2026, due_on: '2026-03-31', usual: 50_000 })).toBe(0)
  const { state } = await recordOf(db, STAFF, 'ordito-srl')
  const [fee] = await feesOfMember(db, STAFF, state.id)
  await recordPayment(
    db,
    STAFF,
    'ordito-srl',
    { fee: fee!.id, cents: 20_000, paid_on: '2026-04-01', note: '' },
    AT.today,
  )
  await expect(
    recordPayment(db, STAFF, 'ordito-srl-2', { fee: fee!.id, cents: 1, paid_on: '2026-04-01', note: '' }, AT.today),
  ).rejects.toMatchObject({ kind: 'NotFound' })
  expect((await list({ q: 'ordito srl' })).rows[0]?.owed_cents).toBe(30_000)
  const owing = await whomToCall(db, STAFF, readinessQuery.parse({ need: 'fee' }), AT)
  expect(owing.rows.find(row => row.key === 'ordito-srl')).toMatchObject({
    owed_cents: 30_000,
    no_contact: true,
    empty_profile: true,
    confirmed_at: null,
  })
  await recordPayment(
    db,
    STAFF,
    'ordito-srl',
    { fee: fee!.id, cents: 30_000, paid_on: '2026-04-02', note: '' },
    AT.today,
  )
  expect((await list({ fee: 'due' })).total).toBe(4)
})

test('a list asks the database as often for one member as for many', async () => {
  const count = async (work: () => Promise<unknown>) => {
    asked = 0
    await work()
    return asked
  }
  const one = await count(() => list({ q: 'ordito srl', category: 'sme' }))
  expect(await count(() => list())).toBe(one)
  expect(one).toBe(6)
  const call = (need: string) => count(() => whomToCall(db, STAFF, readinessQuery.parse({ need }), AT))
  expect([await call('fee'), await call('confirm')]).toEqual([2, 2])
})
