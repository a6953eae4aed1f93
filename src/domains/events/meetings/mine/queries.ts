import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import { lastSaid } from '../outcomes/queries.ts'
import type { MyMeeting, MySession, Span } from './model.ts'

export type MyDay = {
  readonly id: number
  readonly email: string | null
  readonly name: string
  readonly state: string
  readonly event: number
  readonly slug: string
  readonly title_it: string
  readonly title_en: string
  readonly starts_at: Date
  readonly ends_at: Date
  readonly zone: string
  readonly place: string
  readonly online_address: string
  readonly event_state: string
  /** Both together change with everything that is said of the event itself: a calendar that has it as it is need not get it again. */
  readonly event_sequence: number
  readonly event_version: number
  /** Whether the event has meetings, and people may see where and when. */
  readonly published: boolean | null
  readonly meetings: readonly MyMeeting[]
  readonly sessions: readonly MySession[]
  readonly slots: readonly Span[]
}

/**
 * All that a personal agenda shows, in one question: five hundred people ask it in the same minute. Cancelled meetings are there for who was told of them,
 * and nothing is before the agenda is published. Small questions within one, not one large join: finding an order for ten tables takes longer than answering.
 */
export async function dayOf(db: Db, registration: number): Promise<MyDay | undefined> {
  const { rows } = await sql<MyDay>`
    select r.id, r.email, r.name, r.state, e.id as event, e.slug, e.title_it, e.title_en, e.starts_at, e.ends_at, e.zone, e.place, e.online_address,
      e.state as event_state, e.sequence as event_sequence, e.version as event_version, g.state = 'published' as published,
      coalesce((
        select jsonb_agg(
          jsonb_build_object('id', m.id, 'uid', m.uid, 'sequence', m.sequence, 'state', m.state, 'starts', m.starts_at, 'ends', m.ends_at,
            'changed', case when m.sequence > 0 and m.changed_at > g.published_at then m.changed_at end, 'stamp', m.changed_at,
            'outcome', ${lastSaid('r.id')},
            'note', coalesce((select n.text from meeting_note n where n.meeting_id = m.id and n.registration_id = r.id), ''),
            'mine', exists (select from meeting_wish w where w.from_id = r.id and w.to_id = m.other_id and w.strength <> 'no'),
            'theirs', exists (select from meeting_wish w where w.from_id = m.other_id and w.to_id = r.id and w.strength <> 'no'),
            'follows', coalesce((select jsonb_agg(jsonb_build_object('kind', f.kind, 'state', f.state, 'about', f.about, 'day', f.on_day, 'mine', f.asked_by = r.id) order by f.asked_at)
              from follow_up f where f.meeting_id = m.id), '[]'))
          || (select jsonb_build_object('table', t.name, 'room', x.name) from event_table t join event_room x on x.id = t.room_id where t.id = m.table_id)
          || (select jsonb_build_object('name', o.name, 'organisation', o.organisation, 'offers', coalesce(p.offers, ''), 'seeks', coalesce(p.seeks, ''),
                'languages', coalesce(p.languages, '{}'))
              from registration o left join meeting_person p on p.registration_id = o.id where o.id = m.other_id)
          order by m.starts_at, m.id)
        from (
          select m.*, s.starts_at, s.ends_at, case when m.a_id = r.id then m.b_id else m.a_id end as other_id
          from meeting m join meeting_slot s on s.id = m.slot_id
          where (m.a_id = r.id or m.b_id = r.id) and (m.state = 'placed' or m.told is not null) and g.state = 'published') m), '[]') as meetings,
      coalesce((
        select jsonb_agg(jsonb_build_object('title_it', s.title_it, 'title_en', s.title_en, 'starts', s.starts_at, 'ends', s.ends_at,
          'room', (select x.name from event_room x where x.id = s.room_id)) order by s.starts_at, s.id)
        from event_session s where s.event_id = e.id), '[]') as sessions,
      coalesce((
        select jsonb_agg(jsonb_build_object('starts', s.starts_at, 'ends', s.ends_at) order by s.starts_at)
        from meeting_slot s where s.event_id = e.id and g.state = 'published'), '[]') as slots
    from registration r join event e on e.id = r.event_id left join event_agenda g on g.event_id = e.id
    where r.id = ${registration}`.execute(db)
  return rows[0]
}
