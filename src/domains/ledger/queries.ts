import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { Evidence, Source, Stored } from './model.ts'

/** What has to be known before a fact can be written: its number to be, the keys of its organisations, its place, the first day of the cluster. */
export async function prepare(tx: Tx, organisations: readonly number[], place: string | undefined) {
  const { rows } = await sql<{
    id: number
    keys: Record<string, string> | null
    place_known: boolean
    founded: string
  }>`
    select nextval(pg_get_serial_sequence('fact', 'id')) as id,
      (select jsonb_object_agg(o.id, o.key) from organisation o where o.id = any(${[...organisations]}::bigint[])) as keys,
      exists (select from nuts where code = ${place ?? ''} and level = 3) as place_known,
      ${FOUNDED} as founded`.execute(tx)
  const [found] = rows
  if (!found) throw new Error('select without a row')
  return { ...found, keys: new Map(Object.entries(found.keys ?? {}).map(([id, key]) => [Number(id), key])) }
}

/** No fact is older: the day the cluster was founded, else the day its first member joined. */
const FOUNDED = sql<string>`coalesce(
  (select founded_on from cluster where id = 1), (select min(joined_on) from membership where cluster_id = 1), date '1900-01-01')`

export async function foundedOn(db: Db): Promise<string> {
  const { rows } = await sql<{ day: string }>`select ${FOUNDED} as day`.execute(db)
  return rows[0]?.day ?? '1900-01-01'
}

export type NewRow = Stored & { readonly digest: string; readonly once: string | undefined; readonly source: Source }

/** One statement for the fact and what comes with it; its number in the chain is given as the transaction ends. */
export async function insertFact(tx: Tx, row: NewRow): Promise<void> {
  await sql`
    with fact_row as (
      insert into fact (id, kind, happened_on, amount_cents, place, details, source, origin, amends, amendment, reason, recorded_by, salt, digest, once)
      overriding system value values (${row.id}, ${row.kind}, ${row.happened_on}, ${row.amount_cents}, ${row.place}, ${JSON.stringify(row.details)}::jsonb,
        ${row.source}, ${row.origin}, ${row.amends}, ${row.amendment}, ${row.reason}, ${row.recorded_by}, ${row.salt}, ${row.digest}, ${row.once ?? null})),
    party_rows as (
      insert into fact_party (fact_id, organisation_key, role)
      select ${row.id}, x.key, x.role from jsonb_to_recordset(${JSON.stringify(row.parties)}::jsonb) as x (key text, role text))
    insert into fact_evidence (fact_id, at, sha256, address, seen_on)
    select ${row.id}, x.at, x.sha256, x.address, x.seen_on
    from jsonb_to_recordset(${JSON.stringify(row.evidence.map((one, at) => ({ ...one, at })))}::jsonb)
      as x (at smallint, sha256 text, address text, seen_on date)`.execute(tx)
}

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

/** The facts that stand of those an act has recorded, by what they were derived from. */
export async function derivedFrom(db: Db, origin: string, kinds: readonly string[]): Promise<{ id: number }[]> {
  return db
    .selectFrom('fact as f')
    .select('f.id')
    .where('f.origin', '=', origin)
    .where('f.kind', 'in', kinds)
    .where(eb => eb.or([eb('f.amendment', 'is', null), eb('f.amendment', '=', 'correction')]))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('fact as later').select('later.id').whereRef('later.amends', '=', 'f.id'))),
    )
    .orderBy('f.id')
    .execute()
}

/** A version with its parties as ids, for an act that makes the next one of it. */
export async function versionById(db: Db, id: number) {
  const { rows } = await sql<Stored & { amended_by: number | null }>`
    select f.*, ${PARTS}, (select later.id from fact later where later.amends = f.id) as amended_by from fact f where f.id = ${id}`.execute(
    db,
  )
  return rows[0]
}

export async function organisationIds(db: Db, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'key'])
    .where('key', 'in', [...keys])
    .execute()
  return new Map(rows.map(row => [row.key, row.id]))
}
