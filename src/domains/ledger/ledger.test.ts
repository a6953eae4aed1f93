import fc from 'fast-check'
import type pg from 'pg'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { testDatabase } from '../../../tools/test-database.ts'
import { enterFact, recordFact } from './actions.ts'
import { correctFact, undoEntry, withdrawDerived, withdrawFact } from './amendments/actions.ts'
import { verifyLedger } from './check/actions.ts'
import type { NewFact } from './model.ts'

const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }
const COLLEAGUE: Actor = { ...STAFF, id: 'bruno' }
const AUDITOR: Actor = { ...STAFF, id: 'ada', role: 'auditor' }
const now = () => new Date()

let db: Db
let pool: pg.Pool
let ids: number[]

beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
  await pool.query(`
    insert into nuts (code, name) values ('ITH55', 'Bologna') on conflict do nothing;
    insert into organisation (key, name, source) values ('uno', 'Uno', 'hand'), ('due', 'Due', 'hand'), ('tre', 'Tre', 'hand');
    update cluster set founded_on = '2017-01-01' where id = 1`)
  ids = (await pool.query<{ id: number }>('select id from organisation order by id')).rows.map(row => row.id)
})

/** As somebody with all rights on the server could, past the triggers. */
async function tamper(text: string): Promise<void> {
  await pool.query(`begin; set local session_replication_role = replica; ${text}; commit`).catch(async error => {
    await pool.query('rollback')
    throw error
  })
}

beforeEach(async () => {
  await tamper(
    'delete from fact_link; delete from fact_party; delete from fact_evidence; delete from fact; delete from audit',
  )
})

const meeting = (about = 'Sensori', on = '2025-03-01'): Omit<NewFact, 'by'> => ({
  kind: 'meeting-held',
  on,
  parties: ids.slice(0, 2).map(organisation => ({ organisation, role: 'participant' })),
  place: 'ITH55',
  details: { title: about },
  source: 'typed',
})
const enter = (fact = meeting()) => enterFact(db, STAFF, fact, now())
const verify = () => verifyLedger({ db, pool }, 'system')
const wrongFields = (fact: unknown) =>
  enterFact(db, STAFF, fact as NewFact, now()).then(
    () => [],
    error => Object.keys(error.fields ?? {}),
  )

test('facts are numbered without gaps, also when transactions fail between them', async () => {
  expect(await enter()).toBe(1)
  await expect(
    inTransaction(db, async tx => {
      await recordFact(tx, { ...meeting(), by: 'anna' }, '2026-01-01')
      throw new Error('the act fails')
    }),
  ).rejects.toThrow('the act fails')
  expect(await enter()).toBe(2)
  expect(await verify()).toMatchObject({ ok: true, facts: 2 })
})

test('fifty people at once: no gap, no wait for ever, the chain holds and instants never go back', async () => {
  const numbers = await Promise.all(Array.from({ length: 50 }, (_, index) => enter(meeting(`Incontro ${index}`))))
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  expect(await verify()).toMatchObject({ ok: true, facts: 50 })
  const { rows } = await pool.query(
    'select count(*)::int as back from fact_link a join fact_link b on b.seq = a.seq + 1 where b.recorded_at < a.recorded_at',
  )
  expect(rows[0].back).toBe(0)
})

test('a long act that has recorded keeps nobody waiting, and two that take their locks in different order both end', async () => {
  const [long, other] = [await pool.connect(), await pool.connect()]
  const insert = (client: pg.PoolClient, table: 'fact' | 'concept', id: number) =>
    table === 'concept'
      ? client.query('insert into concept (code, label_en) values ($1, $1)', [`/9${id}`])
      : client.query(
          `insert into fact (kind, happened_on, source, recorded_by, salt, digest) values ('publication', '2025-01-01', 'typed', 'x', repeat('0', 16), repeat('0', 64))`,
        )
  await long.query('begin')
  await insert(long, 'fact', 1)
  await insert(long, 'concept', 1)
  await other.query(`begin; set local lock_timeout = '5s'`)
  await insert(other, 'concept', 2)
  await insert(other, 'fact', 2)
  // Nobody waits for the long one.
  expect(await enter()).toBe(1)
  await Promise.all([long.query('commit'), other.query('commit')])
  long.release()
  other.release()
  const { rows } = await pool.query('select seq from fact_link order by seq')
  expect(rows.map(row => row.seq)).toEqual([1, 2, 3])
})

test('the database refuses to change, delete or empty facts, to add to them later, and to number by hand', async () => {
  await enter()
  for (const table of ['fact', 'fact_party', 'fact_evidence', 'fact_link']) {
    await expect(pool.query(`delete from ${table}`), table).rejects.toThrow('never changed')
    await expect(pool.query(`truncate ${table} cascade`), table).rejects.toThrow('never changed')
  }
  await expect(pool.query(`update fact set happened_on = '2020-01-01'`)).rejects.toThrow('never changed')
  await expect(pool.query(`update fact_party set role = 'x'`)).rejects.toThrow('never changed')
  await expect(pool.query(`update fact_link set hash = repeat('0', 64)`)).rejects.toThrow('never changed')
  await expect(pool.query(`insert into fact_party select id, 'tre', 'participant' from fact`)).rejects.toThrow(
    'no further',
  )
  await expect(
    pool.query(`insert into fact_link values (2, (select id from fact), now(), repeat('0', 64))`),
  ).rejects.toThrow('by the database alone')
  await expect(pool.query(`delete from organisation where key = 'uno'`)).rejects.toThrow('fact_party')
})

test('tampering is found and named: a byte, a party, a row, two rows, a row past the triggers, the end', async () => {
  const begin = async () => {
    await tamper('delete from fact_link; delete from fact_party; delete from fact; delete from audit')
    for (let index = 1; index <= 9; index++) await enter(meeting(`Incontro ${index}`))
    expect((await verify()).ok).toBe(true)
  }
  const fact = (seq: number) => `(select fact_id from fact_link where seq = ${seq})`
  for (const [deed, fault] of [
    [
      `update fact set details = '{"title": "Incontrò 4"}' where id = ${fact(4)}`,
      { what: 'changed', seq: 4, part: 'content' },
    ],
    [`update fact set amount_cents = 1 where id = ${fact(1)}`, { what: 'changed', seq: 1 }],
    [`update fact set recorded_by = 'bruno' where id = ${fact(9)}`, { what: 'changed', seq: 9 }],
    [
      `update fact_party set role = 'organiser' where fact_id = ${fact(5)} and organisation_key = 'uno'`,
      { what: 'changed', seq: 5 },
    ],
    [`delete from fact_party where fact_id = ${fact(5)} and organisation_key = 'uno'`, { what: 'changed', seq: 5 }],
    [
      `update fact_link set recorded_at = recorded_at - interval '1 second' where seq = 6`,
      { what: 'changed', seq: 6, part: 'link' },
    ],
    [`delete from fact where id = ${fact(3)}`, { what: 'removed', from: 3, to: 3 }],
    [
      `delete from fact where id = ${fact(3)}; delete from fact_link where seq = 3`,
      { what: 'removed', from: 3, to: 3, hidden: false },
    ],
    [
      `delete from fact_link where seq = 3; update fact_link set seq = seq + 1000 where seq > 3; update fact_link set seq = seq - 1001 where seq > 1000`,
      { what: 'removed', from: 3, to: 3, hidden: true },
    ],
    [
      `update fact_link set fact_id = fact_id + 1000000 where seq in (2, 8);
       update fact_link l set fact_id = o.fact_id - 1000000 from fact_link o where l.seq + o.seq = 10 and l.seq in (2, 8)`,
      { what: 'swapped', seq: 2, with: 8 },
    ],
    [
      `insert into fact (kind, happened_on, source, recorded_by, salt, digest) values ('publication', '2025-01-01', 'typed', 'x', repeat('0', 16), repeat('0', 64))`,
      { what: 'unnumbered', count: 1 },
    ],
    [`delete from fact where id = ${fact(9)}; delete from fact_link where seq = 9`, { what: 'anchor', seq: 9, end: 8 }],
  ] as const) {
    await begin()
    await tamper(deed)
    expect((await verify()).fault, deed).toMatchObject(fault)
  }
}, 60_000)

test('each kind of bad input is refused by name, and nothing is recorded', async () => {
  const good = meeting()
  expect(await wrongFields({ ...good, on: '2999-01-01' })).toEqual(['on'])
  expect(await wrongFields({ ...good, on: '2016-12-31' })).toEqual(['on'])
  expect(await wrongFields({ ...good, on: '2025-02-30' })).toEqual(['on'])
  expect(await wrongFields({ ...good, place: 'ITH99' })).toEqual(['place'])
  expect(await wrongFields({ ...good, amountCents: 5 })).toEqual(['amount'])
  expect(await wrongFields({ ...good, parties: good.parties.slice(1) })).toEqual(['party_participant'])
  expect(await wrongFields({ ...good, parties: [...good.parties, { organisation: ids[2], role: 'king' }] })).toEqual([
    'parties',
  ])
  expect(await wrongFields({ ...good, details: { title: '<b>no</b>' } })).toEqual(['detail_title'])
  expect(await wrongFields({ ...good, details: { title: 'scrivi a mario@example.org' } })).toEqual(['detail_title'])
  expect(await wrongFields({ ...good, details: { titolo: 'x' } })).toEqual(['details'])
  expect(await wrongFields({ ...good, evidence: [{ address: 'javascript:alert(1)', seenOn: '2025-01-01' }] })).toEqual([
    'address',
  ])
  expect(await wrongFields({ ...good, kind: 'invented' })).toEqual(['kind'])
  expect(
    await wrongFields({
      ...good,
      kind: 'investment-raised',
      place: undefined,
      details: {},
      parties: [{ organisation: ids[0], role: 'recipient' }],
    }),
  ).toEqual(['amount'])
  await expect(enter({ ...good, parties: [{ organisation: 999_999, role: 'participant' }] })).rejects.toMatchObject({
    kind: 'NotFound',
  })
  await expect(enterFact(db, AUDITOR, good, now())).rejects.toMatchObject({ kind: 'Forbidden' })
  expect((await verify()).facts).toBe(0)
})

test('a form that is sent twice, also at once, is one fact', async () => {
  const once = { ...meeting(), once: 'form-1' }
  const numbers = await Promise.all([enter(once), enter(once), enter(once)])
  expect(new Set(numbers)).toEqual(new Set([1]))
  expect(await enter(once)).toBe(1)
})

test('corrections form a line: the newest is corrected, an older one refused, a withdrawn one refused', async () => {
  const { kind, source, ...rest } = meeting()
  const first = await enter()
  const second = await correctFact(db, STAFF, first, { ...rest, on: '2025-03-02' }, 'era il giorno dopo', now())
  await expect(correctFact(db, STAFF, first, rest, 'di nuovo', now())).rejects.toMatchObject({
    kind: 'Conflict',
    params: { seq: second },
  })
  const third = await correctFact(db, STAFF, second, { ...rest, on: '2025-03-03' }, 'anzi due', now())
  await expect(correctFact(db, STAFF, third, { ...rest, on: '2025-03-03' }, 'uguale', now())).rejects.toMatchObject({
    kind: 'Invalid',
  })
  await expect(correctFact(db, STAFF, third, rest, ' ', now())).rejects.toMatchObject({ kind: 'Invalid' })
  await withdrawFact(db, STAFF, third, 'non è successo')
  for (const seq of [first, second, third]) {
    await expect(correctFact(db, STAFF, seq, rest, 'perché', now())).rejects.toMatchObject({ kind: 'Conflict' })
    await expect(withdrawFact(db, STAFF, seq, 'perché')).rejects.toMatchObject({ kind: 'Conflict' })
  }
  expect(await verify()).toMatchObject({ ok: true, facts: 4 })
})

test('of two people who withdraw at once one does it and the other is told', async () => {
  const seq = await enter()
  const both = await Promise.allSettled([withdrawFact(db, STAFF, seq, 'uno'), withdrawFact(db, COLLEAGUE, seq, 'due')])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { kind: 'Conflict' } })
})

test('undo is for one’s own entry on the same day', async () => {
  const seq = await enter()
  await expect(undoEntry(db, COLLEAGUE, seq, now())).rejects.toMatchObject({ kind: 'Conflict' })
  await expect(undoEntry(db, STAFF, seq, new Date(Date.now() + 86_400_000))).rejects.toMatchObject({ kind: 'Conflict' })
  expect(await undoEntry(db, STAFF, seq, now())).toBe(2)
})

test('facts of an act are withdrawn with it, once', async () => {
  const derived = { ...meeting(), by: 'anna', source: 'derived', origin: 'proposal 7' } as const
  await inTransaction(db, tx => recordFact(tx, derived, '2026-01-01'))
  const back = () => inTransaction(db, tx => withdrawDerived(tx, 'proposal 7', ['meeting-held'], 'annullato', 'anna'))
  await back()
  await back()
  expect((await verify()).facts).toBe(2)
})

test('whatever a detail holds, what was stored is what is read: the chain holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), async title => {
      await enter(meeting(title)).catch(error => expect(error.kind).toBe('Invalid'))
    }),
    { numRuns: 60 },
  )
  expect(await verify()).toMatchObject({ ok: true })
})
