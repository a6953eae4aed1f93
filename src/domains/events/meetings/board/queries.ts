import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { agendaOf, meetingsOf, metBefore, peopleOf, slotsOf, tablesOf, wishesOf } from '../queries.ts'
import type { Place } from './encode.ts'
import type { Act, StepChanges } from './model.ts'

export type BoardRows = NonNullable<Awaited<ReturnType<typeof boardRows>>>
export type StepRow = Awaited<ReturnType<typeof stepsOf>>[number]

/** All that decides an agenda, and the agenda; undefined for an event without meetings. */
export async function boardRows(db: Db, event: { readonly id: number; readonly zone: string }) {
  const agenda = await agendaOf(db, event.id)
  if (!agenda) return undefined
  const [slots, tables, people, wishes, meetings, met] = await Promise.all([
    slotsOf(db, event.id),
    tablesOf(db, event.id),
    peopleOf(db, event.id),
    wishesOf(db, event.id),
    meetingsOf(db, event.id),
    metBefore(db, event.id),
  ])
  const before = met.map(({ a, b }) => [a, b] as const)
  return { zone: event.zone, agenda, slots, tables, people, wishes, meetings, before }
}

type Standing = Place & { readonly locked: boolean }

/** Puts pairs where they belong: a new row, or the old one of the pair. Its sequence grows where time, table or state change. */
export async function putMeetings(tx: Tx, event: number, places: readonly Standing[], by: string, at: Date) {
  if (places.length === 0) return
  await tx
    .insertInto('meeting')
    .values(places.map(one => ({ ...one, event_id: event, changed_by: by, changed_at: at })))
    .onConflict(conflict =>
      conflict.columns(['event_id', 'a_id', 'b_id']).doUpdateSet(eb => ({
        slot_id: eb.ref('excluded.slot_id'),
        table_id: eb.ref('excluded.table_id'),
        locked: eb.ref('excluded.locked'),
        state: 'placed',
        sequence: sql<number>`meeting.sequence + case when (meeting.slot_id, meeting.table_id, meeting.state) is distinct from (excluded.slot_id, excluded.table_id, 'placed') then 1 else 0 end`,
        changed_by: by,
        changed_at: at,
      })),
    )
    .execute()
}

export async function cancelMeetings(tx: Tx, event: number, pairs: readonly Pair[], by: string, at: Date) {
  for (const { a_id, b_id } of pairs)
    await tx
      .updateTable('meeting')
      .set(eb => ({
        state: 'cancelled',
        locked: false,
        sequence: eb('sequence', '+', 1),
        changed_by: by,
        changed_at: at,
      }))
      .where('event_id', '=', event)
      .where('a_id', '=', a_id)
      .where('b_id', '=', b_id)
      .where('state', '=', 'placed')
      .execute()
}
type Pair = Pick<Place, 'a_id' | 'b_id'>

export async function insertStep(
  tx: Tx,
  step: { event: number; act: Act; changes: StepChanges; by: string; at: Date },
) {
  const { id } = await tx
    .insertInto('agenda_step')
    .values({
      event_id: step.event,
      act: step.act,
      changes: JSON.stringify(step.changes),
      made_by: step.by,
      made_at: step.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The latest steps first, with the names of who made and undid them. */
export const stepsOf = (db: Db, event: number, most: number) =>
  db
    .selectFrom('agenda_step as s')
    .leftJoin('account_user as maker', 'maker.id', 's.made_by')
    .leftJoin('account_user as undoer', 'undoer.id', 's.undone_by')
    .where('s.event_id', '=', event)
    .select(['s.id', 's.act', 's.made_at', 's.made_by', 's.undone_at', sql<StepChanges>`s.changes`.as('changes')])
    .select(({ fn }) => [
      fn.coalesce('maker.name', 's.made_by').as('maker'),
      fn.coalesce('undoer.name', 's.undone_by').as('undoer'),
    ])
    .orderBy('s.id', 'desc')
    .limit(most)
    .execute()

export const stepById = (db: Db, event: number, id: number) =>
  db
    .selectFrom('agenda_step')
    .where('event_id', '=', event)
    .where('id', '=', id)
    .select(['undone_at', sql<StepChanges>`changes`.as('changes')])
    .executeTakeFirst()

export const markUndone = (tx: Tx, id: number, by: string | null, at: Date | null) =>
  tx.updateTable('agenda_step').set({ undone_at: at, undone_by: by }).where('id', '=', id).execute()

/** Whoever changed the agenda last, by name. */
export async function lastMaker(db: Db, event: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('agenda_step as s')
    .leftJoin('account_user as u', join => join.on(sql<boolean>`u.id = coalesce(s.undone_by, s.made_by)`))
    .where('s.event_id', '=', event)
    .select(sql<string>`coalesce(u.name, s.undone_by, s.made_by)`.as('name'))
    .orderBy(sql`coalesce(s.undone_at, s.made_at)`, 'desc')
    .orderBy('s.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.name
}

/** Says of people that they are not there in slots, or takes it back. */
export async function noteAway(tx: Tx, event: number, away: readonly (readonly [number, number])[], forth: boolean) {
  if (away.length === 0) return
  if (forth)
    await tx
      .insertInto('meeting_away')
      .values(away.map(([registration_id, slot_id]) => ({ event_id: event, registration_id, slot_id })))
      .onConflict(conflict => conflict.doNothing())
      .execute()
  else
    for (const [registration, slot] of away)
      await tx
        .deleteFrom('meeting_away')
        .where('registration_id', '=', registration)
        .where('slot_id', '=', slot)
        .execute()
}

/** The same of tables. */
export async function noteLost(tx: Tx, event: number, lost: readonly (readonly [number, number])[], forth: boolean) {
  if (lost.length === 0) return
  if (forth)
    await tx
      .insertInto('event_table_lost')
      .values(lost.map(([table_id, slot_id]) => ({ event_id: event, table_id, slot_id })))
      .onConflict(conflict => conflict.doNothing())
      .execute()
  else
    for (const [table, slot] of lost)
      await tx.deleteFrom('event_table_lost').where('table_id', '=', table).where('slot_id', '=', slot).execute()
}

/** Sets a wish as staff were told it; without a strength there is none. */
export async function noteWish(
  tx: Tx,
  event: number,
  { from_id, to_id, strength }: { from_id: number; to_id: number; strength: string | null },
  by: string,
  at: Date,
) {
  if (strength === null)
    await tx.deleteFrom('meeting_wish').where('from_id', '=', from_id).where('to_id', '=', to_id).execute()
  else
    await tx
      .insertInto('meeting_wish')
      .values({ event_id: event, from_id, to_id, strength, said_at: at, said_by: by, expires_at: null })
      .onConflict(conflict =>
        conflict.columns(['from_id', 'to_id']).doUpdateSet({ strength, said_at: at, said_by: by, expires_at: null }),
      )
      .execute()
}

/** Everybody with a place who can be written to; `spoke`: they said something for the meetings. */
export const guestsOf = async (db: Db, event: number) =>
  (
    await db
      .selectFrom('registration as r')
      .leftJoin('meeting_person as p', 'p.registration_id', 'r.id')
      .where('r.event_id', '=', event)
      .where('r.state', '=', 'confirmed')
      .select(['r.id', 'r.name', 'r.email', 'r.language'])
      .select(
        sql<boolean>`coalesce(p.takes_part, true) and (p.said_at is not null or exists (select from meeting_wish w where w.from_id = r.id and w.strength <> 'no'))`.as(
          'spoke',
        ),
      )
      .orderBy('r.id')
      .execute()
  ).flatMap(one => (one.email === null ? [] : [{ ...one, email: one.email }]))

export type TellRow = Awaited<ReturnType<typeof toTell>>[number]

/** Meetings with what their two people need to be told; `changed`: those that are not as they were told. */
export async function toTell(db: Db, event: number, which: 'all' | 'changed') {
  const rows = db
    .selectFrom('meeting as m')
    .innerJoin('meeting_slot as s', 's.id', 'm.slot_id')
    .innerJoin('event_table as t', 't.id', 'm.table_id')
    .innerJoin('event_room as room', 'room.id', 't.room_id')
    .innerJoin('registration as a', 'a.id', 'm.a_id')
    .innerJoin('registration as b', 'b.id', 'm.b_id')
    .where('m.event_id', '=', event)
    .select(['m.id', 'm.uid', 'm.a_id', 'm.b_id', 'm.state', 'm.sequence', 'm.told_starts_at', 'm.told_table'])
    .select(['m.changed_at', 's.starts_at', 's.ends_at', 't.name as table_name', 'room.name as room'])
    .select([
      'a.name as a_name',
      'a.organisation as a_organisation',
      'b.name as b_name',
      'b.organisation as b_organisation',
    ])
    .orderBy('s.starts_at')
    .orderBy('m.id')
  return which === 'all' ? rows.execute() : rows.where(UNTOLD).execute()
}

const UNTOLD = sql<boolean>`case m.state when 'placed' then (m.told_starts_at, m.told_table) is distinct from (s.starts_at, t.name) else m.told_starts_at is not null end`

/** Notes what the two people of these meetings know now. */
export async function markTold(tx: Tx, event: number, ids: readonly number[]) {
  if (ids.length === 0) return
  await sql`update meeting m set told = m.sequence,
      told_starts_at = case m.state when 'placed' then s.starts_at end,
      told_table = case m.state when 'placed' then t.name end
    from meeting_slot s, event_table t
    where s.id = m.slot_id and t.id = m.table_id and m.event_id = ${event} and m.id = any(${ids})`.execute(tx)
}

/** Events with a published agenda of which somebody was not told what changed, and nothing changed since then. */
export async function eventsToTell(db: Db, before: Date, now: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('meeting as m')
    .innerJoin('meeting_slot as s', 's.id', 'm.slot_id')
    .innerJoin('event_table as t', 't.id', 'm.table_id')
    .innerJoin('event_agenda as g', 'g.event_id', 'm.event_id')
    .innerJoin('event as e', 'e.id', 'm.event_id')
    .where('g.state', '=', 'published')
    .where('e.state', 'in', ['open', 'closed'])
    .where('e.ends_at', '>', now)
    .where(UNTOLD)
    .groupBy('m.event_id')
    .having(({ fn }) => fn.max('m.changed_at'), '<', before)
    .select('m.event_id')
    .execute()
  return rows.map(row => row.event_id)
}

export const setPublished = (tx: Tx, event: number, by: string, at: Date) =>
  tx
    .updateTable('event_agenda')
    .set(eb => ({ state: 'published', published_at: at, published_by: by, version: eb('version', '+', 1) }))
    .where('event_id', '=', event)
    .execute()

export async function nameOfAccount(db: Db, id: string | null): Promise<string> {
  if (id === null) return ''
  const row = await db.selectFrom('account_user').where('id', '=', id).select('name').executeTakeFirst()
  return row?.name ?? id
}
