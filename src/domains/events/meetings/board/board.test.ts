import { beforeAll, describe, expect, test } from 'vitest'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '../../../../../tools/test-database.ts'
import { STAFF } from '../../fixtures.ts'
import { aMeetingDay, MEANS } from '../fixtures.ts'
import { meetingsOf } from '../queries.ts'
import { closeThreads } from '../thread.ts'
import { act } from './actions.ts'
import { boardOf } from './change.ts'
import { applyRun, beginRun, runOf } from './optimise/actions.ts'
import { publish } from './publish.ts'

let db: Db
beforeAll(async () => {
  ;({ db } = await testDatabase())
  return closeThreads
})
const { now } = MEANS

type Day = Awaited<ReturnType<typeof aMeetingDay>>
const wishes = (day: Day, pairs: readonly (readonly [number, number, string?])[]) =>
  db
    .insertInto('meeting_wish')
    .values(
      pairs.map(([from, to, strength = 'like']) => ({
        event_id: day.event.id,
        from_id: day.people[from]!.id,
        to_id: day.people[to]!.id,
        strength,
        said_at: now,
      })),
    )
    .execute()
const versionOf = async (day: Day) => (await boardOf(db, STAFF, day.event.id)).rows.agenda.version

test('optimised, shown, applied: nothing changes before, and everything at once', async () => {
  const day = await aMeetingDay(db, { people: 8 })
  await wishes(day, [
    [0, 1],
    [1, 0],
    [2, 3, 'must'],
    [4, 5],
    [6, 7],
    [0, 3],
  ])
  const { run, ended } = await beginRun(db, () => now, STAFF, day.event.id, 5)
  await expect(beginRun(db, () => now, STAFF, day.event.id, 5)).rejects.toThrow('asked by anna')
  await ended
  const ready = await runOf(db, STAFF, day.event.id, 'optimise', now)
  expect(ready.run).toMatchObject({ state: 'ready', found: { figures: { value: 6, bound: 6 } } })
  expect(await meetingsOf(db, day.event.id)).toEqual([])
  await applyRun(db, STAFF, day.event.id, run, now)
  expect(await meetingsOf(db, day.event.id)).toHaveLength(5)
  await expect(applyRun(db, STAFF, day.event.id, run, now)).rejects.toThrow('not there any more')
  expect(await publish(db, MEANS, STAFF, day.event.id, await versionOf(day))).toBe(8)
  await expect(publish(db, MEANS, STAFF, day.event.id, await versionOf(day))).rejects.toThrow('published already')
})
