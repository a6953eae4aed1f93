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

/** Those with a place of whom nothing was said at the door did not come. Answers whom that changed. */
export async function callAbsent(tx: Tx, event: number): Promise<number[]> {
  const rows = await tx
    .updateTable('registration')
    .set({ attendance: 'absent' })
    .where('event_id', '=', event)
    .where('state', '=', 'confirmed')
    .where('attendance', '=', 'unknown')
    .returning('id')
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

/** Stores marks, under the lock of the event; those that are there already change nothing. Answers the registrations whose marks are new. */
export async function insertMarks(tx: Tx, marks: readonly NewMark[]): Promise<number[]> {
  if (marks.length === 0) return []
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
