import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

export type AgendaRow = NonNullable<Awaited<ReturnType<typeof agendaOf>>>
export type SlotRow = Awaited<ReturnType<typeof slotsOf>>[number]
export type TableRow = Awaited<ReturnType<typeof tablesOf>>[number]
export type PersonRow = Awaited<ReturnType<typeof peopleOf>>[number]
export type WishRow = Awaited<ReturnType<typeof wishesOf>>[number]
export type MeetingRow = Awaited<ReturnType<typeof meetingsOf>>[number]

export const agendaOf = (db: Db, event: number) =>
  db.selectFrom('event_agenda').where('event_id', '=', event).selectAll().executeTakeFirst()

/** In the order of time. */
export const slotsOf = (db: Db, event: number) =>
  db
    .selectFrom('meeting_slot')
    .where('event_id', '=', event)
    .select(['id', 'starts_at', 'ends_at'])
    .orderBy('starts_at')
    .execute()

/** By room, then in the order they were made; `lost`: slots in which the table is not there. */
export const tablesOf = (db: Db, event: number) =>
  db
    .selectFrom('event_table as t')
    .innerJoin('event_room as r', 'r.id', 't.room_id')
    .where('t.event_id', '=', event)
    .select(['t.id', 't.name', 't.seats', 't.accessible', 't.room_id', 'r.name as room', 'r.capacity as room_capacity'])
    .select(
      sql<number[]>`array(select l.slot_id::int from event_table_lost l where l.table_id = t.id order by l.slot_id)`.as(
        'lost',
      ),
    )
    .orderBy('t.room_id')
    .orderBy('t.id')
    .execute()

/** Whoever has a place at the event, with what they said for the meetings; who has said nothing has `said_at` null and takes part. */
export const peopleOf = (db: Db, event: number) =>
  db
    .selectFrom('registration as r')
    .leftJoin('meeting_person as p', 'p.registration_id', 'r.id')
    .leftJoin('organisation as o', 'o.id', 'r.organisation_id')
    .where('r.event_id', '=', event)
    .where('r.state', '=', 'confirmed')
    .select(['r.id', 'r.name', 'r.email', 'r.organisation', 'r.organisation_id', 'o.key as organisation_key'])
    .select(['r.language', 'r.needs', 'r.attendance', 'p.said_at', 'p.said_by', 'p.most_meetings'])
    .select(({ fn, val }) => [
      fn.coalesce('p.takes_part', val(true)).as('takes_part'),
      fn.coalesce('p.offers', val('')).as('offers'),
      fn.coalesce('p.seeks', val('')).as('seeks'),
      fn.coalesce('p.languages', sql<string[]>`'{}'`).as('languages'),
      fn.coalesce('p.kept_apart', val('')).as('kept_apart'),
      fn.coalesce('p.people', val(1)).as('people'),
      fn.coalesce('p.accessible', val(false)).as('accessible'),
      fn.coalesce('p.phone', val('')).as('phone'),
    ])
    .select(
      sql<
        number[]
      >`array(select a.slot_id::int from meeting_away a where a.registration_id = r.id order by a.slot_id)`.as('away'),
    )
    .orderBy(sql`r.name collate "und-x-icu"`)
    .orderBy('r.id')
    .execute()

export const wishesOf = (db: Db, event: number) =>
  db.selectFrom('meeting_wish').where('event_id', '=', event).selectAll().orderBy('from_id').orderBy('to_id').execute()

/** By slot, then table; the cancelled ones too. */
export const meetingsOf = (db: Db, event: number) =>
  db
    .selectFrom('meeting as m')
    .innerJoin('meeting_slot as s', 's.id', 'm.slot_id')
    .where('m.event_id', '=', event)
    .selectAll('m')
    .select(['s.starts_at', 's.ends_at'])
    .orderBy('s.starts_at')
    .orderBy('m.table_id')
    .execute()

/** Raises the version of the agenda; whoever acts on an older one is told. */
export const raiseVersion = (tx: Tx, event: number) =>
  tx
    .updateTable('event_agenda')
    .set(eb => ({ version: eb('version', '+', 1) }))
    .where('event_id', '=', event)
    .execute()
