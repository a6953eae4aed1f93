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

/**
 * Pairs of people with a place who met at events that were held, with the titles of those events, the latest first. They are known by their address, or
 * by name and organisation. Each pair once, `a` the lower; `person`: only the pairs of one, who is `a`.
 */
export async function metBefore(
  db: Db,
  event: number,
  person?: number,
): Promise<{ a: number; b: number; at: { it: string; en: string }[] }[]> {
  // Two joins by equality, which are hashed; one join by either would compare everybody with all who ever came.
  const here = sql`now.event_id = ${event} and now.state = 'confirmed' and past.event_id <> ${event} and past.erased_at is null`
  const { rows } = await sql<{ a: number; b: number; at: { it: string; en: string }[] }>`
    with known as (
      select now.id, past.id as then_id from registration now join registration past on lower(past.email) = lower(now.email)
        where ${here}
      union
      select now.id, past.id from registration now
        join registration past on lower(past.name) = lower(now.name) and lower(past.organisation) = lower(now.organisation)
        where ${here} and now.organisation <> ''
    )
    select one.id as a, other.id as b,
        json_agg(json_build_object('it', e.title_it, 'en', e.title_en) order by e.starts_at desc) as at
      from meeting m
      join event e on e.id = m.event_id and e.state = 'held'
      join known one on one.then_id in (m.a_id, m.b_id)
      join known other on other.then_id = case when m.a_id = one.then_id then m.b_id else m.a_id end
      where m.state = 'placed'
        and ${person === undefined ? sql`one.id < other.id` : sql`one.id = ${person} and other.id <> one.id`}
      group by one.id, other.id
      order by one.id, other.id`.execute(db)
  return rows
}

/** Raises the version of the agenda; whoever acts on an older one is told. */
export const raiseVersion = (tx: Tx, event: number) =>
  tx
    .updateTable('event_agenda')
    .set(eb => ({ version: eb('version', '+', 1) }))
    .where('event_id', '=', event)
    .execute()
