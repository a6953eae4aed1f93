import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { aMeetingDay } from './fixtures.ts'
import { meetingsOf } from './queries.ts'

let db: Db
let pool: pg.Pool
beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
})

type Place = { event: number; a: number; b: number; slot: number; table: number }
const place = ({ event, a, b, slot, table }: Place) =>
  pool.query(
    `insert into meeting (event_id, a_id, b_id, slot_id, table_id, changed_by) values ($1, least($2::bigint, $3), greatest($2::bigint, $3), $4, $5, 'anna')`,
    [event, a, b, slot, table],
  )

async function aDay(size = {}) {
  const day = await aMeetingDay(db, size)
  const at = (a: number, b: number, slot: number, table: number): Place => ({
    event: day.event.id,
    a: day.people[a]?.id as number,
    b: day.people[b]?.id as number,
    slot: day.slots[slot]?.id as number,
    table: day.tables[table]?.id as number,
  })
  return { ...day, at }
}

test('no table holds two meetings at once and nobody is in two places, whoever writes', async () => {
  const { at } = await aDay()
  await place(at(0, 1, 0, 0))
  await expect(place(at(2, 3, 0, 0))).rejects.toThrow('meeting_table_once')
  await expect(place(at(1, 2, 0, 1))).rejects.toThrow('meeting_person_once')
  await expect(place(at(2, 0, 0, 1))).rejects.toThrow('meeting_person_once')
  await expect(place(at(0, 1, 1, 1))).rejects.toThrow('meeting_event_id_a_id_b_id_key')
  await place(at(2, 3, 0, 1))
})

test('two meetings change places in one transaction', async () => {
  const { at, event } = await aDay()
  await place(at(0, 1, 0, 0))
  await place(at(0, 2, 1, 0))
  await pool.query(
    `update meeting m set slot_id = (select o.slot_id from meeting o where o.event_id = m.event_id and o.id <> m.id) where event_id = $1`,
    [event.id],
  )
  const placed = await meetingsOf(db, event.id)
  expect(placed.map(one => one.b_id)).toEqual([at(0, 2, 0, 0).b, at(0, 1, 0, 0).b])
})

test('forty people who take the same table, or the same person, at the same moment: one meeting each', async () => {
  const { at, event } = await aDay({ people: 12, tables: 8 })
  const tries = Array.from({ length: 10 }, (_, n) => [place(at(0, n + 1, 0, n % 8)), place(at(n + 1, 11, 1, 7))])
  const outcomes = await Promise.allSettled(tries.flat())
  expect(outcomes.filter(one => one.status === 'fulfilled')).toHaveLength(2)
  const { rows } = await pool.query('select slot_id, count(*)::int as n from meeting where event_id = $1 group by 1', [
    event.id,
  ])
  expect(rows.map(row => row.n)).toEqual([1, 1])
})

test('who cancels leaves no meeting behind, and a calendar is told so', async () => {
  const { at, event, people } = await aDay()
  await place(at(0, 1, 0, 0))
  await place(at(2, 3, 0, 1))
  await pool.query(`update registration set state = 'cancelled', cancelled_at = now() where id = $1`, [people[0]?.id])
  const [first, second] = await meetingsOf(db, event.id)
  expect(first).toMatchObject({ state: 'cancelled', sequence: 1 })
  expect(second).toMatchObject({ state: 'placed', sequence: 0 })
  await place(at(1, 2, 1, 0))
})
