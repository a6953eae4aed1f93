import type { Db } from '#platform/db.ts'
import { createEvent, staffEvent } from '../actions.ts'
import { anEvent, SECRET, STAFF } from '../fixtures.ts'
import { moveEvent } from '../moves.ts'
import { peopleOf, slotsOf, tablesOf } from './queries.ts'

const NOW = new Date('2027-02-01T10:00:00Z')
const MINUTE_MS = 60_000
export const MEANS = { baseUrl: 'https://cluster.example', secret: SECRET, now: NOW }

type Size = { readonly people?: number; readonly slots?: number; readonly tables?: number }

/** An open event with people who have a place, slots of twenty minutes from its beginning, and tables in one room; the last table and the first person ask for access. */
export async function aMeetingDay(db: Db, { people = 6, slots = 4, tables = 3 }: Size = {}) {
  const id = await createEvent(db, STAFF, anEvent({ capacity: String(people) }), NOW)
  await moveEvent(db, MEANS, STAFF, id, { to: 'open', sure: true, why: { it: '', en: '' } })
  const event = await staffEvent(db, STAFF, id)
  await db
    .insertInto('registration')
    .values(
      Array.from({ length: people }, (_, n) => ({
        event_id: id,
        email: `p${n}@example.org`,
        name: `Persona ${n + 1}`,
        organisation: `Ente ${n + 1}`,
        state: 'confirmed',
        registered_at: NOW,
      })),
    )
    .execute()
  await db.insertInto('event_agenda').values({ event_id: id, made_by: 'anna', made_at: NOW }).execute()
  const room = await db
    .insertInto('event_room')
    .values({ event_id: id, name: 'Sala incontri' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('event_table')
    .values(
      Array.from({ length: tables }, (_, n) => ({
        event_id: id,
        room_id: room.id,
        name: `Tavolo ${n + 1}`,
        accessible: n === tables - 1,
      })),
    )
    .execute()
  const from = event.starts_at.getTime()
  await db
    .insertInto('meeting_slot')
    .values(
      Array.from({ length: slots }, (_, n) => ({
        event_id: id,
        starts_at: new Date(from + n * 25 * MINUTE_MS),
        ends_at: new Date(from + (n * 25 + 20) * MINUTE_MS),
      })),
    )
    .execute()
  const all = await peopleOf(db, id)
  return { event, people: all, slots: await slotsOf(db, id), tables: await tablesOf(db, id) }
}
