import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { enterFact } from '../actions.ts'
import { correctFact, toldBy } from '../amendments/actions.ts'
import { askCheck, readChecks } from './actions.ts'
import { verdict } from './messages.ts'
import { beginCheck } from './queries.ts'

const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }
const AUDITOR: Actor = { ...STAFF, id: 'ada', role: 'auditor' }

let db: Db
let pool: pg.Pool
beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
  await pool.query(`insert into organisation (key, name, source) values ('uno', 'Uno', 'hand'), ('due', 'Due', 'hand');
    update cluster set founded_on = '2017-01-01' where id = 1`)
})

const meeting = {
  kind: 'meeting-held',
  on: '2025-03-01',
  parties: ['uno', 'due'].map(organisation => ({ organisation, role: 'participant' })),
  details: { title: 'Sensori' },
} as const
const enter = () => enterFact(db, STAFF, { ...meeting, source: 'typed' }, new Date())

test('staff and the auditor ask for a check, and everybody who reads the ledger sees what the last one found', async () => {
  expect(await readChecks(db, AUDITOR)).toEqual({ begun: undefined, ended: undefined, facts: 0 })
  await enter()
  await enter()
  await expect(askCheck({ db, pool }, VISITOR)).rejects.toMatchObject({ kind: 'Forbidden' })
  await askCheck({ db, pool }, AUDITOR)
  const { ended, begun } = await readChecks(db, STAFF)
  expect(begun).toBeUndefined()
  expect(ended?.found).toMatchObject({ ok: true, facts: 2, head: { seq: 2 } })
  const client = await pool.connect()
  await client.query(`begin; set local session_replication_role = replica; update fact set happened_on = '2025-03-02' where id =
    (select fact_id from fact_link where seq = 2); commit`)
  client.release()
  await askCheck({ db, pool }, STAFF)
  const found = (await readChecks(db, STAFF)).ended?.found
  expect(found && verdict(found, 'it')).toMatch(/Il fatto n. 2 è stato cambiato.*Fino al n. 1/)
})

test('one check at a time; one whose process was stopped does not stand in the way', async () => {
  await pool.query('insert into ledger_check (done, total) values (1, 9)')
  const count = async () => (await pool.query('select 1 from ledger_check')).rows.length
  const before = await count()
  await askCheck({ db, pool }, STAFF)
  expect([await count(), (await readChecks(db, STAFF)).begun]).toMatchObject([before, { done: 1, broken: false }])
  await pool.query(`update ledger_check set seen_at = now() - interval '2 minutes' where ended_at is null`)
  expect((await readChecks(db, STAFF)).begun).toMatchObject({ broken: true })
  await askCheck({ db, pool }, STAFF)
  expect(await count()).toBe(before + 1)
  expect((await readChecks(db, STAFF)).begun).toBeUndefined()
})

test('of many who ask for a check at once one begins it', async () => {
  const begun = await Promise.all(Array.from({ length: 6 }, () => inTransaction(db, tx => beginCheck(tx, 1, true))))
  expect(begun.filter(id => id !== undefined)).toHaveLength(1)
  await pool.query('delete from ledger_check where ended_at is null')
})

test('of two who correct at once the second is told the number that holds; a correction keeps where the fact came from', async () => {
  const seq = await enterFact(db, STAFF, { ...meeting, source: 'derived', origin: 'introduction 4' }, new Date())
  const { kind: _, ...rest } = meeting
  const correct = (title: string) => correctFact(db, STAFF, seq, { ...rest, details: { title } }, 'perché', new Date())
  const both = await Promise.allSettled([correct('a'), correct('b')])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { kind: 'Conflict', params: { seq: seq + 1 } },
  })
  const told = await db.transaction().execute(tx => toldBy(tx, { origins: ['introduction 4'] }))
  expect(told).toMatchObject([{ amendment: 'correction', source: 'typed' }])
})
