import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

/** Everybody who may come to the door: those with a place, and those who wait. */
export const atTheDoor = (db: Db, event: number) =>
  db
    .selectFrom('registration')
    .where('event_id', '=', event)
    .where('state', '!=', 'cancelled')
    .where('erased_at', 'is', null)
    .select(['id', 'name', 'organisation', 'state', 'attendance', 'needs'])
    .orderBy('name')
    .orderBy('id')
    .execute()

/** Those of these registrations that belong to the event. */
export async function belonging(db: Db, event: number, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('registration')
    .where('event_id', '=', event)
    .where('state', '!=', 'cancelled')
    .where('id', 'in', ids)
    .select('id')
    .execute()
  return new Set(rows.map(row => row.id))
}

/** Those with a place of whom nothing was said at the door. */
export async function neverSeen(db: Db, event: number): Promise<number[]> {
  const rows = await db
    .selectFrom('registration')
    .where('event_id', '=', event)
    .where('state', '=', 'confirmed')
    .where('attendance', '=', 'unknown')
    .select('id')
    .orderBy('id')
    .execute()
  return rows.map(row => row.id)
}

type NewMark = {
  id: string
  registration_id: number
  attendance: string
  at: Date
  received_at: Date
  marked_by: string
}

/** Stores marks; those that are there already change nothing. Answers the registrations whose marks are new. */
export async function insertMarks(tx: Tx, marks: readonly NewMark[]): Promise<number[]> {
  if (marks.length === 0) return []
  // Two phones that speak of the same people: the second one waits, and looks at the marks after the first has left its own.
  await tx
    .selectFrom('registration')
    .where('id', 'in', [...new Set(marks.map(mark => mark.registration_id))])
    .select('id')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const rows = await tx
    .insertInto('check_in_mark')
    .values(marks)
    .onConflict(conflict => conflict.column('id').doNothing())
    .returning('registration_id')
    .execute()
  return [...new Set(rows.map(row => row.registration_id))]
}

/** What was said last at the door is how it is. */
export async function applyMarks(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('registration as r')
    .set({
      attendance: sql<string>`(select m.attendance from check_in_mark m where m.registration_id = r.id order by m.at desc, m.seq desc limit 1)`,
    })
    .where('r.id', 'in', ids)
    .execute()
}
