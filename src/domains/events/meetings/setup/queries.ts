import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { agendaOf, slotsOf, tablesOf } from '../queries.ts'
import { overlaps, type Span } from './model.ts'

export type RoomRow = Awaited<ReturnType<typeof roomsOf>>[number]

/** Rooms of an event with how many meetings fit in each, and how many tables stand in it. */
export const roomsOf = (db: Db, event: number) =>
  db
    .selectFrom('event_room as r')
    .where('r.event_id', '=', event)
    .select(['r.id', 'r.name', 'r.capacity'])
    .select(sql<number>`(select count(*)::int from event_table t where t.room_id = r.id)`.as('tables'))
    .orderBy('r.id')
    .execute()

export async function insertAgenda(tx: Tx, event: number, by: string, at: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('event_agenda')
    .values({ event_id: event, made_by: by, made_at: at })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const deleteAgenda = (tx: Tx, event: number) =>
  tx.deleteFrom('event_agenda').where('event_id', '=', event).execute()

/** What would be lost with the meetings of an event. */
export async function saidSoFar(db: Db, event: number): Promise<{ people: number; wishes: number; meetings: number }> {
  const { rows } = await sql<{ people: number; wishes: number; meetings: number }>`
    select (select count(*)::int from meeting_person where event_id = ${event}) as people,
      (select count(*)::int from meeting_wish where event_id = ${event}) as wishes,
      (select count(*)::int from meeting where event_id = ${event}) as meetings`.execute(db)
  return rows[0] ?? { people: 0, wishes: 0, meetings: 0 }
}

type Rules = {
  most_meetings: number | null
  most_in_a_row: number | null
  language_matters: boolean
  wishes_until: Date | null
}
export const saveRules = (tx: Tx, event: number, rules: Rules) =>
  tx.updateTable('event_agenda').set(rules).where('event_id', '=', event).execute()

/** Wishes that wait for an answer wait at least until then; none is ended earlier. */
export const waitLonger = (tx: Tx, event: number, until: Date) =>
  tx
    .updateTable('meeting_wish')
    .set({ expires_at: until })
    .where('event_id', '=', event)
    .where('expires_at', '<', until)
    .execute()

export const insertSlots = (tx: Tx, event: number, slots: readonly Span[]) =>
  slots.length === 0
    ? undefined
    : tx
        .insertInto('meeting_slot')
        .values(slots.map(({ starts_at, ends_at }) => ({ event_id: event, starts_at, ends_at })))
        .execute()

export type Busy = { slot_id: number; table_id: number; state: string; waits: boolean }

/** Meetings that hold a slot or a table: placed, or cancelled and not yet told. */
export async function heldBy(db: Db, event: number): Promise<Busy[]> {
  return db
    .selectFrom('meeting')
    .where('event_id', '=', event)
    .where(eb =>
      eb.or([eb('state', '=', 'placed'), eb.and([eb('told', 'is not', null), eb('told', '<', eb.ref('sequence'))])]),
    )
    .select(['slot_id', 'table_id', 'state'])
    .select(sql<boolean>`state <> 'placed'`.as('waits'))
    .execute()
}

/** How many said that they are away in each slot. */
export async function awayIn(db: Db, event: number): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('meeting_away')
    .where('event_id', '=', event)
    .select(({ fn }) => ['slot_id', fn.countAll<number>().as('n')])
    .groupBy('slot_id')
    .execute()
  return new Map(rows.map(row => [row.slot_id, Number(row.n)]))
}

/** Removes slots that no meeting needs. A cancelled meeting that was told stays, at another slot: calendars know it by its number. */
export async function deleteSlots(tx: Tx, event: number, slots: readonly number[]): Promise<void> {
  if (slots.length === 0) return
  await sql`
    update meeting m set slot_id = (
      select s.id from meeting_slot s, meeting_slot gone
        where s.event_id = ${event} and s.id <> all(${slots as number[]}) and gone.id = m.slot_id
        order by abs(extract(epoch from s.starts_at - gone.starts_at)) limit 1)
      where m.event_id = ${event} and m.slot_id = any(${slots as number[]}) and m.state = 'cancelled' and m.told is not null
        and exists (select 1 from meeting_slot s where s.event_id = ${event} and s.id <> all(${slots as number[]}))`.execute(
    tx,
  )
  await tx
    .deleteFrom('meeting')
    .where('event_id', '=', event)
    .where('slot_id', 'in', slots)
    .where('state', '=', 'cancelled')
    .execute()
  await tx.deleteFrom('meeting_slot').where('event_id', '=', event).where('id', 'in', slots).execute()
}

/** The same for tables. */
export async function deleteTables(tx: Tx, event: number, tables: readonly number[]): Promise<void> {
  if (tables.length === 0) return
  await sql`
    update meeting m set table_id = (
      select t.id from event_table t where t.event_id = ${event} and t.id <> all(${tables as number[]}) order by t.id limit 1)
      where m.event_id = ${event} and m.table_id = any(${tables as number[]}) and m.state = 'cancelled' and m.told is not null
        and exists (select 1 from event_table t where t.event_id = ${event} and t.id <> all(${tables as number[]}))`.execute(
    tx,
  )
  await tx
    .deleteFrom('meeting')
    .where('event_id', '=', event)
    .where('table_id', 'in', tables)
    .where('state', '=', 'cancelled')
    .execute()
  await tx.deleteFrom('event_table').where('event_id', '=', event).where('id', 'in', tables).execute()
}

type TableSaid = { name: string; room_id: number; seats: number; accessible: boolean }

/** Adds tables; those whose name is there already are left as they are. Answers how many were added. */
export async function insertTables(tx: Tx, event: number, tables: readonly TableSaid[]): Promise<number> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('event_table')
    .values(tables.map(table => ({ event_id: event, ...table })))
    .onConflict(conflict => conflict.columns(['event_id', 'name']).doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows ?? 0)
}

export async function updateTable(tx: Tx, event: number, id: number, said: TableSaid, lost: readonly number[]) {
  await tx.updateTable('event_table').set(said).where('event_id', '=', event).where('id', '=', id).execute()
  await tx.deleteFrom('event_table_lost').where('table_id', '=', id).execute()
  if (lost.length > 0)
    await tx
      .insertInto('event_table_lost')
      .values(lost.map(slot_id => ({ event_id: event, table_id: id, slot_id })))
      .execute()
}

export const setCapacity = (tx: Tx, event: number, room: number, capacity: number | null) =>
  tx.updateTable('event_room').set({ capacity }).where('event_id', '=', event).where('id', '=', room).execute()

/** A room of this name, made when there is none. */
export async function roomNamed(tx: Tx, event: number, name: string): Promise<number> {
  const known = await tx
    .selectFrom('event_room')
    .where('event_id', '=', event)
    .where('name', '=', name)
    .select('id')
    .executeTakeFirst()
  if (known) return known.id
  const { id } = await tx
    .insertInto('event_room')
    .values({ event_id: event, name })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Last year's rules, rooms, tables and slots for another event, each time `later`; nobody and nothing they said is copied. */
export async function copyMeetings(
  tx: Tx,
  from: number,
  to: number,
  rooms: ReadonlyMap<number, number>,
  later: (at: Date) => Date,
): Promise<void> {
  const agenda = await agendaOf(tx, from)
  if (!agenda) return
  const { most_meetings, most_in_a_row, language_matters, wishes_until, made_by } = agenda
  await tx
    .insertInto('event_agenda')
    .values({
      ...{ event_id: to, most_meetings, most_in_a_row, language_matters, made_by },
      wishes_until: wishes_until && later(wishes_until),
    })
    .execute()
  for (const room of await roomsOf(tx, from)) {
    const copy = rooms.get(room.id)
    if (copy !== undefined && room.capacity !== null) await setCapacity(tx, to, copy, room.capacity)
  }
  const tables = (await tablesOf(tx, from)).flatMap(({ name, seats, accessible, room_id }) => {
    const room = rooms.get(room_id)
    return room === undefined ? [] : [{ name, seats, accessible, room_id: room }]
  })
  if (tables.length > 0) await insertTables(tx, to, tables)
  const slots = (await slotsOf(tx, from)).map(slot => ({
    starts_at: later(slot.starts_at),
    ends_at: later(slot.ends_at),
  }))
  await insertSlots(
    tx,
    to,
    slots.filter((slot, n) => slot.ends_at > slot.starts_at && !slots.slice(0, n).some(one => overlaps(one, slot))),
  )
}
