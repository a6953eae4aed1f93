import type { Span } from '../meetings/setup/model.ts'
import type { Example } from './model.ts'

/** A statement of the transaction that loads the starter data. */
export type Run = <Row>(text: string, values: readonly unknown[]) => Promise<Row[]>

type Told = {
  readonly example: Example
  readonly slug: string
  readonly starts: Date
  readonly ends: Date
  readonly now: Date
  readonly slots: readonly Span[]
  readonly tables: readonly { name: string; room: string; accessible: boolean }[]
  readonly people: readonly (Example['people'][number] & {
    email: string
    organisation: string
    offers: string
    seeks: string
  })[]
}

/** The event with everything that belongs to it. */
export async function insertExample(run: Run, { example, slug, starts, ends, now, slots, tables, people }: Told) {
  const { title_it, title_en, summary_it, summary_en, place, nuts, capacity } = example
  const [event] = await run<{ id: number }>(
    `insert into event (slug, kind, mode, title_it, title_en, summary_it, summary_en, place, nuts, capacity, starts_at, ends_at, state, made_by, made_at)
     values ($1, 'matchmaking', 'presence', $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', 'starter', $11) returning id`,
    [slug, title_it, title_en, summary_it, summary_en, place, nuts, capacity, starts, ends, now],
  )
  const id = event?.id
  await run('insert into event_consent (event_id, version, it, en, since) values ($1, 1, $2, $3, $4)', [
    id,
    example.consent_it,
    example.consent_en,
    now,
  ])
  await run(`insert into event_agenda (event_id, made_by, made_at) values ($1, 'starter', $2)`, [id, now])
  await run(`insert into event_room (event_id, name) select $1, r ->> 'name' from jsonb_array_elements($2::jsonb) r`, [
    id,
    JSON.stringify(example.rooms),
  ])
  await run(
    `insert into event_table (event_id, room_id, name, accessible)
     select $1, room.id, t ->> 'name', (t ->> 'accessible')::boolean from jsonb_array_elements($2::jsonb) with ordinality as x(t, n)
     join event_room room on room.event_id = $1 and room.name = t ->> 'room' order by n`,
    [id, JSON.stringify(tables)],
  )
  await run(
    `insert into meeting_slot (event_id, starts_at, ends_at)
     select $1, (s ->> 'starts_at')::timestamptz, (s ->> 'ends_at')::timestamptz from jsonb_array_elements($2::jsonb) s`,
    [id, JSON.stringify(slots)],
  )
  const registered = await run<{ id: number }>(
    `insert into registration (event_id, email, name, organisation, organisation_id, state, registered_at, registered_by, reminded_week_at, reminded_day_at)
     select $1, p ->> 'email', p ->> 'name', p ->> 'organisation', o.id, 'confirmed', $3, 'starter', $3, $3
     from jsonb_array_elements($2::jsonb) with ordinality as x(p, n) left join organisation o on o.key = p ->> 'member' order by n returning id`,
    [id, JSON.stringify(people), now],
  )
  const ids = registered.map(row => row.id).toSorted((a, b) => a - b)
  await run(
    `insert into meeting_person (registration_id, event_id, offers, seeks, languages, phone, accessible, people, said_at)
     select (p ->> 'id')::bigint, $1, p ->> 'offers', p ->> 'seeks', array(select jsonb_array_elements_text(p -> 'languages')), p ->> 'phone',
       (p ->> 'accessible')::boolean, (p ->> 'people')::integer, $3
     from jsonb_array_elements($2::jsonb) p where (p ->> 'says')::boolean`,
    [id, JSON.stringify(people.map((person, n) => ({ ...person, id: ids[n] }))), now],
  )
  await run(
    `insert into meeting_wish (event_id, from_id, to_id, strength, said_at, expires_at)
     select $1, (w ->> 0)::bigint, (w ->> 1)::bigint, w ->> 2, $3, case when w ->> 2 = 'no' then null else $4::timestamptz end
     from jsonb_array_elements($2::jsonb) w`,
    [id, JSON.stringify(example.wishes.map(([from, to, strength]) => [ids[from], ids[to], strength])), now, starts],
  )
}
