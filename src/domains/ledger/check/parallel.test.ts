import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { check } from '#algorithms/chain/check.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { recordAll } from '../actions.ts'
import { sha256 } from '../hash.ts'
import { endByThreads, endIfItHolds } from './parallel.ts'
import { stretches } from './queries.ts'
import { linkOf, rowsOf } from './read.ts'
import checkStretch from './worker.ts'

/** Two stretches of ten and the beginning of a third. */
const FACTS = 23

let db: Db
let pool: pg.Pool
beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
  await pool.query(`insert into organisation (key, name, source) values ('uno', 'Uno', 'hand'), ('due', 'Due', 'hand');
    update cluster set founded_on = '2017-01-01' where id = 1`)
  const facts = Array.from({ length: FACTS }, (_, at) => ({
    kind: 'meeting-held' as const,
    on: '2025-03-01',
    parties: ['uno', 'due'].map(organisation => ({ organisation, role: 'participant' })),
    details: { title: `Sensori ${at}\\` },
    source: 'imported' as const,
    by: 'system',
  }))
  await inTransaction(db, tx => recordAll(tx, facts, '2026-01-01'))
})

async function* links() {
  for await (const stretch of stretches(pool, FACTS)) yield rowsOf(stretch).map(linkOf)
}
const alone = () => check(links(), { sha256 })
const beside = (anchors: ReadonlyMap<number, string> = new Map()) =>
  endIfItHolds({ pool, last: FACTS, anchors }, checkStretch, 2, () => undefined, 10)

test('stretches checked beside each other find what one after the other does: the end, or that something is wrong', async () => {
  const { head } = await alone()
  expect(head.seq).toBe(FACTS)
  expect(await beside(new Map([[FACTS, head.hash]]))).toEqual(head)
  for (const wrong of [11, FACTS + 1]) expect(await beside(new Map([[wrong, head.hash]]))).toBeUndefined()
  const tampered = async (change: string) => {
    const client = await pool.connect()
    await client.query(
      `begin; set local session_replication_role = replica; create temp table kept as select * from fact_link; ${change}; commit`,
    )
    const found = [await beside(), (await alone()).fault?.what]
    await client.query(`begin; set local session_replication_role = replica; delete from fact_link; insert into fact_link select * from kept;
      drop table kept; commit`)
    client.release()
    return found
  }
  // The last of the first stretch, the first of the second, and the end.
  expect(await tampered('delete from fact_link where seq = 10')).toEqual([undefined, 'removed'])
  expect((await tampered("update fact_link set hash = repeat('a', 64) where seq = 10"))[0]).toBeUndefined()
  expect(
    (await tampered("update fact_link set recorded_at = recorded_at + interval '1 second' where seq = 11"))[0],
  ).toBeUndefined()
  expect((await tampered('delete from fact_link where seq = 23'))[0]).toBeUndefined()
  expect(await beside()).toEqual(head)
})

test('threads come to the same end', async () => {
  const { head } = await alone()
  expect(await endByThreads({ pool, last: FACTS, anchors: new Map() }, () => undefined)).toEqual(head)
}, 90_000)
