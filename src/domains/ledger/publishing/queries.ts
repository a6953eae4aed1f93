import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { Wanted } from '../counting/queries.ts'
import type { Stored } from '../model.ts'

const ISO = sql`to_char(l.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Facts of some kinds and days, and whatever amends one of them, and what amends that, up to a number: their numbers, in ascending order. */
export async function chosenFacts(db: Db, { kinds, always, from, until, last }: Wanted): Promise<number[]> {
  const { rows } = await sql<{ seqs: number[] }>`
    with recursive amending as materialized (
      select a.id, a.amends, l.seq from fact a join fact_link l on l.fact_id = a.id where a.amends is not null and l.seq <= ${last}),
    chosen as (
      select f.id, l.seq from fact f join fact_link l on l.fact_id = f.id
      where l.seq <= ${last} and f.happened_on <= ${until} and (f.kind = any(${always}) or (f.kind = any(${kinds}) and f.happened_on >= ${from}))
      union select a.id, a.seq from chosen c join amending a on a.amends = c.id)
    select coalesce(json_agg(seq order by seq), '[]') as seqs from chosen`.execute(db)
  return rows[0]?.seqs ?? []
}

export type Numbered = Stored & {
  readonly seq: number
  readonly at: string
  readonly digest: string
  readonly hash: string
}

/** All that is hashed of some facts, in the order of their numbers. */
export async function factsWhole(db: Db, seqs: readonly number[]): Promise<Numbered[]> {
  const { rows } = await sql<{ facts: Numbered[] }>`
    with f as (
      select l.seq, ${ISO} as at, l.hash, f.id, f.kind, f.happened_on, f.amount_cents, f.place, f.details, f.source, f.origin, f.amends, f.amendment,
        f.reason, f.recorded_by, f.salt, f.digest
      from fact_link l join fact f on f.id = l.fact_id where l.seq = any(${seqs})),
    party as (
      select fact_id, json_agg(json_build_object('key', organisation_key, 'role', role)) as all
      from fact_party where fact_id in (select id from f) group by 1),
    shown as (
      select fact_id, json_agg(json_build_object('sha256', sha256, 'address', address, 'seen_on', seen_on) order by at) as all
      from fact_evidence where fact_id in (select id from f) group by 1),
    whole as (
      select f.*, coalesce(party.all, '[]') as parties, coalesce(shown.all, '[]') as evidence
      from f left join party on party.fact_id = f.id left join shown on shown.fact_id = f.id)
    select coalesce(json_agg(whole order by seq), '[]') as facts from whole`.execute(db)
  return rows[0]?.facts ?? []
}

/** The chain from one number to another as lines: number, instant, digest, hash, and 1 where the fact is among `told`. */
export async function chainLines(db: Db, first: number, last: number, told: readonly number[]): Promise<string> {
  const { rows } = await sql<{ lines: string | null }>`
    select string_agg(concat_ws(E'\t', l.seq, ${ISO}, f.digest, l.hash, case when l.seq = any(${told}) then 1 else 0 end) || E'\n', '' order by l.seq) as lines
    from fact_link l join fact f on f.id = l.fact_id where l.seq between ${first} and ${last}`.execute(db)
  return rows[0]?.lines ?? ''
}

export async function namesByKey(db: Db, keys: readonly string[]): Promise<{ key: string; name: string }[]> {
  return db.selectFrom('organisation').select(['key', 'name']).where('key', 'in', keys).orderBy('key').execute()
}
