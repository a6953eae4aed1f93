import { type RawBuilder, sql } from 'kysely'
import { type Db, likeLiteral } from '#platform/db.ts'
import type { KindCode } from '../kinds/catalogue.ts'
import type { Details } from '../kinds/model.ts'
import type { ListQuery, Source } from '../model.ts'

export type NamedParty = {
  readonly key: string
  readonly role: string
  readonly name: string
  readonly short_name: string | null
}

export type FactRow = {
  readonly id: number
  readonly seq: number
  readonly recorded_at: Date
  readonly recorded_by: string
  readonly recorder: string | null
  readonly kind: KindCode
  readonly happened_on: string
  readonly amount_cents: number | null
  readonly place: string | null
  readonly place_name: string | null
  readonly details: Details
  readonly source: Source
  readonly origin: string | null
  readonly amendment: 'correction' | 'withdrawal' | null
  readonly reason: string | null
  readonly hash: string
  /** The number of the fact that amends this one, and how. */
  readonly amended_seq: number | null
  readonly amended_how: 'correction' | 'withdrawal' | null
  readonly parties: readonly NamedParty[]
  readonly evidence: readonly {
    readonly sha256: string | null
    readonly address: string | null
    readonly seen_on: string | null
  }[]
}

const COLUMNS = sql`
  f.id, l.seq, l.recorded_at, f.recorded_by, u.name as recorder, f.kind, f.happened_on, f.amount_cents, f.place, n.name as place_name, f.details,
  f.source, f.origin, f.amendment, f.reason, l.hash, al.seq as amended_seq, a.amendment as amended_how,
  coalesce((select jsonb_agg(jsonb_build_object('key', p.organisation_key, 'role', p.role, 'name', o.name, 'short_name', o.short_name) order by p.role, o.name)
    from fact_party p join organisation o on o.key = p.organisation_key where p.fact_id = f.id), '[]') as parties,
  coalesce((select jsonb_agg(jsonb_build_object('sha256', e.sha256, 'address', e.address, 'seen_on', e.seen_on) order by e.at)
    from fact_evidence e where e.fact_id = f.id), '[]') as evidence`

const FROM = sql`
  fact f join fact_link l on l.fact_id = f.id
  left join fact a on a.amends = f.id left join fact_link al on al.fact_id = a.id`

const AROUND = sql`left join nuts n on n.code = f.place left join account_user u on u.id = f.recorded_by`

const likeOf = (text: string) => `%${likeLiteral(text)}%`

/** A question of the list, or about one organisation by its key. */
type Question = ListQuery & { readonly about?: string }

function asked({ kind, from, until, party, about, place, source, amended }: Question): RawBuilder<unknown> {
  const conditions = [STATES[amended ?? 'standing']]
  if (kind) conditions.push(sql`f.kind = ${kind}`)
  if (from) conditions.push(sql`f.happened_on >= ${from}`)
  if (until) conditions.push(sql`f.happened_on <= ${until}`)
  if (place) conditions.push(sql`f.place like ${`${place}%`}`)
  if (source) conditions.push(sql`f.source = ${source}`)
  if (about) conditions.push(sql`f.id in (select fact_id from fact_party where organisation_key = ${about})`)
  if (party)
    conditions.push(sql`exists (select from fact_party p join organisation o on o.key = p.organisation_key where p.fact_id = f.id
      and (o.key = ${party} or o.name ilike ${likeOf(party)} or o.short_name ilike ${likeOf(party)}))`)
  return sql.join(conditions, sql` and `)
}

const STATES: Record<NonNullable<ListQuery['amended']>, RawBuilder<unknown>> = {
  standing: sql`a.id is null and f.amendment is distinct from 'withdrawal'`,
  corrected: sql`a.id is null and f.amendment = 'correction'`,
  withdrawn: sql`a.amendment = 'withdrawal'`,
  all: sql`true`,
}

const ORDERS: Record<NonNullable<ListQuery['sort']>, RawBuilder<unknown>> = {
  recorded: sql`l.seq desc`,
  happened: sql`f.happened_on desc, l.seq desc`,
  kind: sql`f.kind, f.happened_on desc, l.seq desc`,
  amount: sql`f.amount_cents desc nulls last, l.seq desc`,
}

export async function listFacts(db: Db, query: Question, limit: number, offset: number): Promise<FactRow[]> {
  const { rows } = await sql<FactRow>`
    select ${COLUMNS} from ${FROM} ${AROUND} where ${asked(query)}
    order by ${ORDERS[query.sort ?? 'recorded']} limit ${limit} offset ${offset}`.execute(db)
  return rows
}

/** How many, and what their amounts come to. */
export async function totalsOf(db: Db, query: Question): Promise<{ n: number; cents: number }> {
  const { rows } = await sql<{ n: number; cents: number }>`
    select count(*)::int as n, coalesce(sum(f.amount_cents), 0)::bigint as cents from ${FROM} where ${asked(query)}`.execute(
    db,
  )
  return rows[0] ?? { n: 0, cents: 0 }
}

/** All versions of the fact with a number, oldest first; empty when there is none. */
export async function historyOf(db: Db, seq: number): Promise<FactRow[]> {
  const { rows } = await sql<FactRow>`
    with recursive back as (
      select f.id, f.amends from fact f join fact_link x on x.fact_id = f.id where x.seq = ${seq}
      union all select f.id, f.amends from fact f join back on f.id = back.amends),
    line as (
      select id from back where amends is null
      union all select f.id from fact f join line on f.amends = line.id)
    select ${COLUMNS} from ${FROM} ${AROUND} where f.id in (select id from line) order by l.seq`.execute(db)
  return rows
}

export type Tie = { readonly id: number; readonly seq: number; readonly kind: string; readonly happened_on: string }

/** The fact of an id as it stands now: its newest version. */
export async function standingVersion(db: Db, id: number): Promise<Tie | undefined> {
  const { rows } = await sql<Tie>`
    with recursive line as (
      select id from fact where id = ${id} union all select f.id from fact f join line on f.amends = line.id)
    select f.id, l.seq, f.kind, f.happened_on from line join fact f on f.id = line.id join fact_link l on l.fact_id = f.id
    where f.amendment is distinct from 'withdrawal' and not exists (select from fact later where later.amends = f.id)`.execute(
    db,
  )
  return rows[0]
}

/** What says that it follows one of these. */
export async function followersOf(db: Db, ids: readonly number[]): Promise<Tie[]> {
  const { rows } = await sql<Tie>`
    select f.id, l.seq, f.kind, f.happened_on from fact f join fact_link l on l.fact_id = f.id
    where f.details ? 'after' and f.details->>'after' = any(${ids.map(String)}::text[])
      and f.amendment is distinct from 'withdrawal' and not exists (select from fact later where later.amends = f.id)
    order by f.happened_on, l.seq limit 50`.execute(db)
  return rows
}

/** The numbers and hashes beside one in the chain. */
export async function neighboursOf(db: Db, seq: number) {
  return db
    .selectFrom('fact_link')
    .select(['seq', 'hash'])
    .where('seq', 'in', [seq - 1, seq + 1])
    .orderBy('seq')
    .execute()
}

/** The provinces that facts can be in: those of the region of the cluster first. */
export async function provinces(db: Db): Promise<{ code: string; name: string; here: boolean }[]> {
  const { rows } = await sql<{ code: string; name: string; here: boolean }>`
    select n.code, n.name, n.code like c.region_nuts || '%' as here from nuts n, cluster c where n.level = 3 and c.id = 1
    order by here desc nulls last, n.name collate "und-x-icu"`.execute(db)
  return rows
}
