import { CompiledQuery, sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { Evidence, Source, Stored } from './model.ts'

/** Runs one statement: in a transaction of Kysely, or on the connection of an import. */
export type Run = <Row>(text: string, values: readonly unknown[]) => Promise<readonly Row[]>

export const runIn =
  (tx: Tx): Run =>
  async <Row>(text: string, values: readonly unknown[]) =>
    (await tx.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows

/** An organisation by its id or by its key. */
export type Which = number | string

/** What has to be known before facts can be written: their ids to be, the keys of organisations, the provinces, the first day of the cluster. */
export async function prepare(run: Run, count: number, organisations: readonly Which[], places: readonly string[]) {
  const [found] = await run<{ ids: number[]; keys: [number, string][]; places: string[]; founded: string }>(PREPARE, [
    count,
    organisations.filter(which => typeof which === 'number'),
    organisations.filter(which => typeof which === 'string'),
    places,
  ])
  if (!found) throw new Error('select without a row')
  const keys = new Map<Which, string>(found.keys.flatMap(([id, key]) => [[id, key] as const, [key, key] as const]))
  return { ids: found.ids, keys, places: new Set(found.places), founded: found.founded }
}

const FIRST_DAY = `coalesce((select founded_on from cluster where id = 1), (select min(joined_on) from membership where cluster_id = 1), date '1900-01-01')`
const PREPARE = `
  select (select jsonb_agg(nextval(pg_get_serial_sequence('fact', 'id'))) from generate_series(1, $1::int)) as ids,
    coalesce((select jsonb_agg(jsonb_build_array(o.id, o.key)) from organisation o where o.id = any($2::bigint[]) or o.key = any($3::text[])), '[]') as keys,
    coalesce((select jsonb_agg(code) from nuts where code = any($4::text[]) and level = 3), '[]') as places, ${FIRST_DAY} as founded`

export type NewRow = Stored & { readonly digest: string; readonly once: string | undefined; readonly source: Source }

/** One statement for facts and what comes with them; their numbers in the chain are given as the transaction ends, in the order of their ids. */
export async function insertFacts(run: Run, rows: readonly NewRow[]): Promise<void> {
  const all = rows.map(row => ({ ...row, evidence: row.evidence.map((one, at) => ({ ...one, at })) }))
  await run(INSERT, [JSON.stringify(all)])
}

const INSERT = `
  with input as (
    select * from jsonb_to_recordset($1::jsonb) as x (id bigint, kind text, happened_on date, amount_cents bigint, place text, details jsonb, source text,
      origin text, amends bigint, amendment text, reason text, recorded_by text, salt text, digest text, once text, parties jsonb, evidence jsonb)),
  fact_rows as (
    insert into fact (id, kind, happened_on, amount_cents, place, details, source, origin, amends, amendment, reason, recorded_by, salt, digest, once)
    overriding system value
    select id, kind, happened_on, amount_cents, place, details, source, origin, amends, amendment, reason, recorded_by, salt, digest, once
    from input order by id),
  party_rows as (
    insert into fact_party (fact_id, organisation_key, role)
    select i.id, p.key, p.role from input i, jsonb_to_recordset(i.parties) as p (key text, role text))
  insert into fact_evidence (fact_id, at, sha256, address, seen_on)
  select i.id, e.at, e.sha256, e.address, e.seen_on
  from input i, jsonb_to_recordset(i.evidence) as e (at smallint, sha256 text, address text, seen_on date)`

export const evidenceRow = (one: Evidence) =>
  'sha256' in one
    ? { sha256: one.sha256, address: null, seen_on: null }
    : { sha256: null, address: one.address, seen_on: one.seenOn }

/** The form a fact came from: its id, when that form was sent before. */
export async function factOnce(db: Db, once: string): Promise<number | undefined> {
  return (await db.selectFrom('fact').select('id').where('once', '=', once).executeTakeFirst())?.id
}

/** Facts with all that is hashed of them, and their place in the chain. For `with f as (...)`, whose rows are those of `fact`. */
export const PARTS = sql`
  coalesce((select jsonb_agg(jsonb_build_object('key', p.organisation_key, 'role', p.role) order by p.organisation_key, p.role)
    from fact_party p where p.fact_id = f.id), '[]') as parties,
  coalesce((select jsonb_agg(jsonb_build_object('sha256', e.sha256, 'address', e.address, 'seen_on', e.seen_on) order by e.at)
    from fact_evidence e where e.fact_id = f.id), '[]') as evidence`

export type Line = Stored & {
  readonly seq: number
  readonly recorded_at: Date
  readonly hash: string
  readonly digest: string
}

/** All versions of a fact, oldest first: what it amends, what amended it, and itself. Empty when there is none. */
export async function versionsOf(db: Db, id: number): Promise<Line[]> {
  const { rows } = await sql<Line>`
    with recursive back as (
      select id, amends from fact where id = ${id}
      union all select f.id, f.amends from fact f join back on f.id = back.amends),
    line as (
      select id from back where amends is null
      union all select f.id from fact f join line on f.amends = line.id)
    select f.*, l.seq, l.recorded_at, l.hash, ${PARTS}
    from line join fact f on f.id = line.id join fact_link l on l.fact_id = f.id order by l.seq`.execute(db)
  return rows
}

export async function idOfSeq(db: Db, seq: number): Promise<number | undefined> {
  return (await db.selectFrom('fact_link').select('fact_id').where('seq', '=', seq).executeTakeFirst())?.fact_id
}

export async function seqOf(db: Db, id: number): Promise<number | undefined> {
  return (await db.selectFrom('fact_link').select('seq').where('fact_id', '=', id).executeTakeFirst())?.seq
}

/** A fact an act may look at again. */
export type ToldFact = Stored & {
  /** Null: recorded by the transaction that asks. */
  readonly recorded_at: Date | null
  /** Whom it is about as a member, also where it is a withdrawal and names nobody itself. */
  readonly member: string | null
}

/** The newest version, withdrawals included, of the facts of these origins, and of those without one that are about these members. Oldest first. */
export async function newestFrom(
  db: Db,
  origins: readonly string[],
  members: readonly string[],
): Promise<readonly ToldFact[]> {
  const { rows } = await sql<ToldFact>`
    with own as (
      select p.fact_id, p.organisation_key from fact_party p where p.role = 'member' and p.organisation_key = any(${[...members]}::text[])),
    asked as (
      select id from fact where origin = any(${[...origins]}::text[])
      union select f.id from own join fact f on f.id = own.fact_id where f.origin is null
      union select w.id from own join fact w on w.amends = own.fact_id where w.amendment = 'withdrawal' and w.origin is null)
    select f.*, l.recorded_at, ${PARTS},
      (select p.organisation_key from fact_party p where p.role = 'member' and p.fact_id = case f.amendment when 'withdrawal' then f.amends else f.id end limit 1) as member
    from asked join fact f on f.id = asked.id left join fact_link l on l.fact_id = f.id
    where not exists (select from fact later where later.amends = f.id) order by f.id`.execute(db)
  return rows
}

/** A version with its parties as ids, for an act that makes the next one of it. */
export async function versionById(db: Db, id: number): Promise<Stored | undefined> {
  const { rows } = await sql<Stored>`select f.*, ${PARTS} from fact f where f.id = ${id}`.execute(db)
  return rows[0]
}
