import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { Wanted } from '../counting/queries.ts'
import { CELL, idsBetween, instants, linesOf, ofFacts, partiesOf } from '../lines/queries.ts'
import type { Stored } from '../model.ts'

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

/** All that is hashed of some facts, by ascending numbers, in their order. */
export async function factsWhole(db: Db, seqs: readonly number[]): Promise<Numbered[]> {
  const span = await idsBetween(db, seqs[0] ?? 1, seqs.at(-1) ?? 0)
  const facts = (
    await linesOf(
      db,
      sql`l.seq, f.id, date_part('epoch', l.recorded_at), l.hash, f.digest, f.kind, f.happened_on, coalesce(f.amount_cents::text, ''), coalesce(f.place, ''),
        f.details, f.source, f.recorded_by, f.salt,
        case when f.amends is null and f.origin is null then '' else json_build_array(f.origin, f.amends, f.amendment, f.reason)::text end`,
      sql`from fact_link l join fact f on f.id = l.fact_id where l.seq = any(${seqs}) and f.id between ${span.least} and ${span.most}`,
    )
  ).map(line => line.split(CELL))
  const ids = facts.map(([, id]) => Number(id))
  const [parties, evidence] = [await partiesOf(db, ids, span), await evidenceOf(db, ids, span)]
  const instant = instants()
  return facts
    .map((cells, at): Numbered => {
      const id = ids[at] ?? 0
      const more = cells[13] ? JSON.parse(cells[13]) : NOTHING_MORE
      return {
        seq: Number(cells[0]),
        id,
        at: instant(cells[2]),
        hash: cells[3] ?? '',
        digest: cells[4] ?? '',
        kind: cells[5] ?? '',
        happened_on: cells[6] ?? '',
        amount_cents: cells[7] ? Number(cells[7]) : null,
        place: cells[8] || null,
        details: JSON.parse(cells[9] ?? ''),
        source: cells[10] ?? '',
        recorded_by: cells[11] ?? '',
        salt: cells[12] ?? '',
        origin: more[0],
        amends: more[1],
        amendment: more[2],
        reason: more[3],
        parties: parties[id - span.least] ?? [],
        evidence: evidence.get(id) ?? [],
      }
    })
    .sort((a, b) => a.seq - b.seq)
}

const NOTHING_MORE = [null, null, null, null]

async function evidenceOf(db: Db, ids: readonly number[], span: { least: number; most: number }) {
  const cells = sql`fact_id, at, json_build_array(sha256, address, seen_on)`
  const found = new Map<number, Stored['evidence'][number][]>()
  const lines = await linesOf(db, cells, sql`from fact_evidence where ${ofFacts(ids, span)}`)
  for (const line of lines) {
    const [id, at, told = ''] = line.split(CELL)
    const [sha256, address, seen_on] = JSON.parse(told)
    const others = found.get(Number(id)) ?? []
    others[Number(at)] = { sha256, address, seen_on }
    found.set(Number(id), others)
  }
  return found
}

/** The chain from one number to another as lines: number, instant, digest, hash, and 1 where the fact is among `told`. */
export async function chainLines(db: Db, first: number, last: number, told: ReadonlySet<number>): Promise<string> {
  const span = await idsBetween(db, first, last)
  const rows = (
    await linesOf(
      db,
      sql`l.seq, date_part('epoch', l.recorded_at), f.digest || E'\t' || l.hash`,
      sql`from fact_link l join fact f on f.id = l.fact_id where l.seq between ${first} and ${last} and f.id between ${span.least} and ${span.most}`,
    )
  ).map(line => line.split(CELL))
  const instant = instants()
  return rows
    .map(([seq, seconds, hashes]): [number, string] => {
      const number = Number(seq)
      return [number, `${seq}\t${instant(seconds)}\t${hashes}\t${told.has(number) ? 1 : 0}\n`]
    })
    .sort(([a], [b]) => a - b)
    .map(([, line]) => line)
    .join('')
}

export async function namesByKey(db: Db, keys: readonly string[]): Promise<{ key: string; name: string }[]> {
  return db.selectFrom('organisation').select(['key', 'name']).where('key', 'in', keys).orderBy('key').execute()
}
