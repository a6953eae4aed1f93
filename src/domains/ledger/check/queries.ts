import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { Line } from '../queries.ts'

/** How many facts are read at once: some megabytes. */
const BATCH = 5000

export async function lastNumber(db: Db): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`select max(seq) as last from fact_link`.execute(db)
  return rows[0]?.last ?? 0
}

/** All facts up to a number, in the order of their numbers, read in batches; a number whose fact is gone is left out. */
export async function* allLines(db: Db, last: number): AsyncGenerator<Line> {
  let next = readBatch(db, 0)
  for (let from = 0; from < last; from += BATCH) {
    const rows = await next
    // The next batch is read while this one is looked at.
    next = from + BATCH < last ? readBatch(db, from + BATCH) : Promise.resolve([])
    for (const row of rows) if (row.seq <= last) yield row
  }
  await next
}

async function readBatch(db: Db, after: number): Promise<Line[]> {
  const { rows } = await sql<Line>`
    with f as (
      select f.*, l.seq, l.recorded_at, l.hash from fact_link l join fact f on f.id = l.fact_id
      where l.seq > ${after} and l.seq <= ${after + BATCH}),
    party as (
      select fact_id, jsonb_agg(jsonb_build_object('key', organisation_key, 'role', role)) as all
      from fact_party where fact_id in (select id from f) group by 1),
    shown as (
      select fact_id, jsonb_agg(jsonb_build_object('sha256', sha256, 'address', address, 'seen_on', seen_on) order by at) as all
      from fact_evidence where fact_id in (select id from f) group by 1)
    select f.*, coalesce(party.all, '[]') as parties, coalesce(shown.all, '[]') as evidence
    from f left join party on party.fact_id = f.id left join shown on shown.fact_id = f.id order by f.seq`.execute(db)
  return rows
}

/** Facts that were written past the triggers and have no number. */
export async function withoutNumber(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from fact f where not exists (select from fact_link l where l.fact_id = f.id)`.execute(db)
  return rows[0]?.n ?? 0
}

/** The heads that earlier checks saw, from the register: number to hash. */
export async function notedHeads(db: Db): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ seq: number; hash: string }>`
    select (details->>'seq')::bigint as seq, details->>'hash' as hash from audit
    where thing = 'site' and verb = 'checked' and details ? 'hash' order by id desc limit 100`.execute(db)
  return new Map(rows.map(row => [row.seq, row.hash]))
}
