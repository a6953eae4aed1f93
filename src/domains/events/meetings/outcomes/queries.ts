import { sql } from 'kysely'
import { type Db, likeLiteral, type Tx } from '#platform/db.ts'
import { type Followed, type Outcome, type OutcomesQuery, PER_PAGE, type Verdict, type Way } from './model.ts'

/** So much of a meeting as its outcome depends on: who, when, of which organisations, what each side said last. */
export type Sides = {
  readonly id: number
  readonly state: string
  readonly starts_at: Date
  readonly a_id: number
  readonly b_id: number
  readonly a_key: string | null
  readonly b_key: string | null
  readonly a_said: Outcome | null
  readonly b_said: Outcome | null
}

/** What somebody said last of a meeting `m`. `of`: where the question has the registration. */
export const lastSaid = (of: string) => sql<Outcome | null>`
  (select k.outcome from meeting_mark k where k.meeting_id = m.id and k.registration_id = ${sql.ref(of)} order by k.at desc, k.seq desc limit 1)`

export async function sidesOf(db: Db, event: number, meeting: number): Promise<Sides | undefined> {
  const { rows } = await sql<Sides>`
    select m.id, m.state, s.starts_at, m.a_id, m.b_id, ao.key as a_key, bo.key as b_key, ${lastSaid('m.a_id')} as a_said, ${lastSaid('m.b_id')} as b_said
    from meeting m join meeting_slot s on s.id = m.slot_id
    join registration a on a.id = m.a_id left join organisation ao on ao.id = a.organisation_id
    join registration b on b.id = m.b_id left join organisation bo on bo.id = b.organisation_id
    where m.event_id = ${event} and m.id = ${meeting}`.execute(db)
  return rows[0]
}

export type NewMark = {
  id: string
  event_id: number
  meeting_id: number
  registration_id: number
  outcome: Outcome
  at: Date
  received_at: Date
  said_by: string | null
}

/** Stores a mark once, however often it arrives. */
export async function insertMark(tx: Tx, mark: NewMark): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('meeting_mark')
    .values(mark)
    .onConflict(conflict => conflict.column('id').doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

type Note = { event_id: number; meeting_id: number; registration_id: number; text: string; at: Date }

/** Keeps the newest note; an empty one takes it away. */
export async function keepNote(tx: Tx, note: Note): Promise<void> {
  if (note.text === '')
    await tx
      .deleteFrom('meeting_note')
      .where('meeting_id', '=', note.meeting_id)
      .where('registration_id', '=', note.registration_id)
      .where('at', '<=', note.at)
      .execute()
  else
    await tx
      .insertInto('meeting_note')
      .values(note)
      .onConflict(conflict =>
        conflict
          .columns(['meeting_id', 'registration_id'])
          .doUpdateSet({ text: note.text, at: note.at })
          .where('meeting_note.at', '<=', note.at),
      )
      .execute()
}

export type FollowRow = {
  id: string
  event_id: number
  meeting_id: number
  kind: Way
  about: string
  on_day: string | null
  state: Followed
  asked_by: number
  asked_at: Date
  changed_at: Date
  changed_by: string | null
}

export async function followOf(tx: Tx, meeting: number, kind: Way): Promise<FollowRow | undefined> {
  const row = await tx
    .selectFrom('follow_up')
    .where('meeting_id', '=', meeting)
    .where('kind', '=', kind)
    .selectAll()
    .executeTakeFirst()
  return row as FollowRow | undefined
}

/** Stores a follow-up, or what has become of it. */
export const keepFollow = (tx: Tx, row: FollowRow) =>
  tx
    .insertInto('follow_up')
    .values(row)
    .onConflict(conflict =>
      conflict.columns(['meeting_id', 'kind']).doUpdateSet({
        about: row.about,
        on_day: row.on_day,
        state: row.state,
        asked_by: row.asked_by,
        asked_at: row.asked_at,
        changed_at: row.changed_at,
        changed_by: row.changed_by,
      }),
    )
    .execute()

export type OutcomeRow = {
  readonly id: number
  readonly starts_at: Date
  readonly table_name: string
  readonly room: string
  readonly a_id: number
  readonly b_id: number
  readonly a_name: string
  readonly b_name: string
  readonly a_organisation: string
  readonly b_organisation: string
  readonly a_key: string | null
  readonly b_key: string | null
  readonly a_said: Outcome | null
  readonly b_said: Outcome | null
  readonly a_by: string | null
  readonly b_by: string | null
  readonly verdict: Verdict
  readonly follows: readonly { kind: Way; state: Followed; about: string; day: string | null; by: number }[]
  readonly fact: number | null
}

/**
 * Meetings of an event as staff see them; `verdict` is `verdictOf` in SQL, as lists are filtered and counted by it (a test holds the two together).
 */
const listed = (event: number) => sql`
  with said as (
    select distinct on (k.meeting_id, k.registration_id) k.meeting_id, k.registration_id, k.outcome, k.said_by, k.at
    from meeting_mark k where k.event_id = ${event} order by k.meeting_id, k.registration_id, k.at desc, k.seq desc),
  both_sides as (
    select m.id, s.starts_at, t.name as table_name, x.name as room, m.a_id, m.b_id, a.name as a_name, b.name as b_name,
      a.organisation as a_organisation, b.organisation as b_organisation, ao.key as a_key, bo.key as b_key,
      sa.outcome as a_said, sb.outcome as b_said, sa.said_by as a_by, sb.said_by as b_by, greatest(sa.at, sb.at) as said_at,
      case when sa.outcome is null and sb.outcome is null then 'unsaid'
        when coalesce(sa.outcome, 'met') in ('met', 'stand-in') and coalesce(sb.outcome, 'met') in ('met', 'stand-in') then 'held'
        when sa.outcome in ('met', 'stand-in') or sb.outcome in ('met', 'stand-in') or (sa.outcome = 'they-absent' and sb.outcome = 'they-absent') then 'disputed'
        else 'not-held' end as verdict,
      coalesce((select json_agg(json_build_object('kind', f.kind, 'state', f.state, 'about', f.about, 'day', f.on_day, 'by', f.asked_by) order by f.asked_at)
        from follow_up f where f.meeting_id = m.id), '[]') as follows,
      exists (select from follow_up f where f.meeting_id = m.id and f.state <> 'declined') as goes_on
    from meeting m join meeting_slot s on s.id = m.slot_id join event_table t on t.id = m.table_id join event_room x on x.id = t.room_id
    join registration a on a.id = m.a_id left join organisation ao on ao.id = a.organisation_id
    join registration b on b.id = m.b_id left join organisation bo on bo.id = b.organisation_id
    left join said sa on sa.meeting_id = m.id and sa.registration_id = m.a_id
    left join said sb on sb.meeting_id = m.id and sb.registration_id = m.b_id
    where m.event_id = ${event} and (m.state = 'placed' or sa.outcome is not null or sb.outcome is not null))`

const wanted = ({ q, verdict, follow }: Omit<OutcomesQuery, 'page' | 'sort'>) => {
  const like = q ? `%${likeLiteral(q)}%` : null
  return sql`
    (${like}::text is null or a_name ilike ${like} or b_name ilike ${like} or a_organisation ilike ${like} or b_organisation ilike ${like})
    and (${verdict ?? null}::text is null or verdict = ${verdict ?? null})
    and (${follow ?? null}::text is null or (${follow ?? null} = 'any' and goes_on)
      or exists (select from follow_up f where f.meeting_id = both_sides.id and f.kind = ${follow ?? null}))`
}

const ORDER = {
  time: sql`starts_at, id`,
  name: sql`a_name collate "und-x-icu", id`,
  said: sql`said_at desc nulls last, id`,
}

/** The number in the ledger of the fact that this meeting was held, while it stands. */
const FACT = sql`
  (select l.seq from fact f join fact_link l on l.fact_id = f.id
    where f.origin = 'meeting ' || both_sides.id and f.amendment is distinct from 'withdrawal' and not exists (select from fact n where n.amends = f.id)
    order by f.id desc limit 1) as fact`

/** Meetings with what is said of them, one page or all, and how many there are. */
export async function listOutcomes(db: Db, event: number, query: OutcomesQuery, all = false) {
  const { rows } = await sql<OutcomeRow & { total: number }>`
    ${listed(event)}
    select *, (count(*) over ())::int as total, ${FACT} from both_sides where ${wanted(query)}
    order by ${ORDER[query.sort]} ${all ? sql`` : sql`limit ${PER_PAGE} offset ${(query.page - 1) * PER_PAGE}`}`.execute(
    db,
  )
  return { rows, total: rows[0]?.total ?? 0 }
}

export async function outcomeById(db: Db, event: number, meeting: number): Promise<OutcomeRow | undefined> {
  const { rows } =
    await sql<OutcomeRow>`${listed(event)} select *, ${FACT} from both_sides where id = ${meeting}`.execute(db)
  return rows[0]
}

/** How many meetings there are, and of how many what is said. */
export async function outcomeCounts(db: Db, event: number) {
  const { rows } = await sql<Record<'placed' | 'told' | 'held' | 'disputed' | 'goneOn', number>>`
    ${listed(event)}
    select count(*)::int as placed, (count(*) filter (where verdict <> 'unsaid'))::int as told, (count(*) filter (where verdict = 'held'))::int as held,
      (count(*) filter (where verdict = 'disputed'))::int as disputed, (count(*) filter (where goes_on))::int as "goneOn" from both_sides`.execute(
    db,
  )
  return rows[0] ?? { placed: 0, told: 0, held: 0, disputed: 0, goneOn: 0 }
}

/** What somebody said and noted of their meetings, for the copy of their data that they take away. */
export async function saidBy(db: Db, email: string) {
  const { rows } = await sql<{ event: string; at: Date; outcome: Outcome | null; note: string | null }>`
    select e.title_it as event, s.starts_at as at, n.text as note,
      ${lastSaid('r.id')} as outcome
    from registration r join event e on e.id = r.event_id join meeting m on m.a_id = r.id or m.b_id = r.id join meeting_slot s on s.id = m.slot_id
    left join meeting_note n on n.meeting_id = m.id and n.registration_id = r.id
    where lower(r.email) = lower(${email}) and (m.told is not null or n.text is not null) order by s.starts_at, m.id`.execute(
    db,
  )
  return rows
}
