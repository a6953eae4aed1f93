import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { faultsOf } from '#algorithms/agenda/faults.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { testDatabase } from '../../../../../tools/test-database.ts'
import { STAFF } from '../../fixtures.ts'
import { cancelFor } from '../../registrations/actions.ts'
import { aMeetingDay, MEANS } from '../fixtures.ts'
import { closeThreads } from '../thread.ts'
import { act } from './actions.ts'
import { boardOf } from './change.ts'
import type { ActForm } from './model.ts'
import { applyRun, beginRun } from './optimise/actions.ts'
import { pictureOf } from './picture.ts'
import { publish } from './publish.ts'
import { applyRepair, proposeRepair } from './repair/actions.ts'

let db: Db
beforeAll(async () => {
  ;({ db } = await testDatabase())
  return closeThreads
})
const { now } = MEANS
const VERBS = ['add', 'move', 'lock', 'unlock', 'remove', 'undo', 'redo', 'repair', 'optimise'] as const

test('whatever staff do, in whatever order: the agenda that is stored has no fault', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ verb: fc.constantFrom(...VERBS), dice: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }) }),
        {
          minLength: 8,
          maxLength: 12,
        },
      ),
      async acts => {
        const day = await aMeetingDay(db, { people: 8, slots: 4, tables: 3 })
        const id = day.event.id
        const pairs = day.people.flatMap((x, i) => day.people.slice(i + 1).map(y => [x.id, y.id] as const))
        await db
          .insertInto('meeting_wish')
          .values(
            pairs
              .filter((_, n) => n % 3 !== 1)
              .map(([from_id, to_id], n) => ({
                event_id: id,
                from_id,
                to_id,
                strength: n % 7 === 6 ? 'no' : 'like',
                said_at: now,
              })),
          )
          .execute()
        await db
          .insertInto('meeting_person')
          .values({
            event_id: id,
            registration_id: day.people[0]!.id,
            accessible: true,
            most_meetings: 2,
            said_at: now,
          })
          .execute()
        await db.updateTable('event_agenda').set({ most_in_a_row: 2 }).where('event_id', '=', id).execute()
        // There is something to move from the first act on.
        await step(id, 'optimise', [])
        let done = 0
        for (const { verb, dice } of acts) {
          try {
            await step(id, verb, dice)
            done += 1
          } catch (error) {
            if (!(error instanceof Failure)) throw error
          }
          const picture = pictureOf((await boardOf(db, STAFF, id)).rows, now)
          expect(faultsOf(picture.problem, { meetings: picture.meetings }), verb).toEqual([])
        }
        expect(done).toBeGreaterThan(0)
      },
    ),
    { numRuns: 4, endOnFailure: true },
  )
}, 120_000)

async function step(id: number, verb: (typeof VERBS)[number], [p, q, r, s]: number[]): Promise<void> {
  const { rows } = await boardOf(db, STAFF, id)
  const one = <T>(list: readonly T[], die: number | undefined): T => list[(die ?? 0) % list.length] as T
  const meetings = rows.meetings.filter(each => each.state === 'placed')
  const place = { slot_id: one(rows.slots, r).id, table_id: one(rows.tables, s).id }
  if (verb === 'optimise') {
    const { run, ended } = await beginRun(db, () => now, STAFF, id, 0.3)
    await ended
    await applyRun(db, STAFF, id, run, now)
    return
  }
  if (verb === 'repair') {
    if (p! % 5 === 4) return cancelFor(db, MEANS, STAFF, id, one(rows.people, q).id)
    const [person, table, slot] = [one(rows.people, q).id, place.table_id, place.slot_id]
    const happened = one(
      [
        { what: 'late', person, slot } as const,
        { what: 'table', table, slot } as const,
        { what: 'wish', from: person, to: one(rows.people, r).id, strength: 'must' } as const,
        { what: 'mend' } as const,
      ],
      p,
    )
    await applyRepair(db, MEANS, STAFF, id, await proposeRepair(db, STAFF, id, happened, now))
    if (rows.agenda.state === 'collecting') await publish(db, MEANS, STAFF, id, rows.agenda.version + 1)
    return
  }
  const steps = await db.selectFrom('agenda_step').where('event_id', '=', id).select('id').execute()
  const form = {
    ...{ do: verb, version: rows.agenda.version, place },
    ...{ from: one(rows.people, p).id, to: one(rows.people, q).id },
    meeting: meetings.length > 0 ? one(meetings, p).id : 1,
    step: steps.length > 0 ? one(steps, p).id : 1,
  }
  await act(db, STAFF, id, form as ActForm, now)
}
