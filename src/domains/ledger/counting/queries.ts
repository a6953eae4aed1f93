import { sql } from 'kysely'
import { ahead } from '#platform/ahead.ts'
import type { Db } from '#platform/db.ts'
import type { Details } from '../kinds/model.ts'
import { CELL, idsBetween, instants, linesOf, partiesOf } from '../lines/queries.ts'

/** How many facts are read at once. */
const BATCH = 25_000

export type ReadFact = {
  readonly seq: number
  readonly kind: string
  readonly happened_on: string
  /** ISO 8601 in UTC. */
  readonly recorded_at: string
  /** When another took its place or withdrew it; one that was recorded after the last read does not count, also within the same millisecond. */
  readonly replaced_at: string | null
  readonly amendment: string | null
  readonly amount_cents: number | null
  readonly place: string | null
  readonly details: Details
  readonly parties: readonly { readonly key: string; readonly role: string }[]
}

export type Head = { readonly seq: number; readonly hash: string; readonly recorded_at: string }

/** The last fact recorded by an instant; undefined when there is none. */
export async function headAt(db: Db, knownOn: string): Promise<Head | undefined> {
  const { rows } = await sql<Head>`
    select seq, hash, ${ISO(sql`recorded_at`)} as recorded_at from fact_link where recorded_at <= ${knownOn}
    order by seq desc limit 1`.execute(db)
  return rows[0]
}

export async function headOf(db: Db, seq: number): Promise<Head | undefined> {
  const { rows } = await sql<Head>`
    select seq, hash, ${ISO(sql`recorded_at`)} as recorded_at from fact_link where seq = ${seq}`.execute(db)
  return rows[0]
}

const ISO = (instant: ReturnType<typeof sql>) =>
  sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Which facts are read: of these kinds between two days, and of `always` from the beginning on; all up to a number. */
export type Wanted = {
  readonly kinds: readonly string[]
  readonly always: readonly string[]
  /** Those of `always` whose details are read from the beginning on, too. */
  readonly whole: readonly string[]
  readonly from: string
  readonly until: string
  readonly last: number
}

/** In the order of their numbers. Withdrawals and what they withdraw are among them. */
export async function* readFacts(db: Db, wanted: Wanted): AsyncGenerator<ReadFact> {
  const { last } = wanted
  const replaced = await amendments(db, last)
  const batches = ahead(last, BATCH, from => readBatch(db, wanted, from, Math.min(from + BATCH, last), replaced))
  for await (const rows of batches) yield* rows
}

/** When what was amended lost its place, by the id of the fact. Few are, so they are read at once. */
async function amendments(db: Db, last: number): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ id: number; recorded: number }>`
    select a.amends as id, ${MILLISECONDS} as recorded from fact a join fact_link l on l.fact_id = a.id
    where a.amends is not null and l.seq <= ${last}`.execute(db)
  return new Map(rows.map(({ id, recorded }) => [id, new Date(recorded).toISOString()]))
}

const MILLISECONDS = sql`(extract(epoch from l.recorded_at) * 1000)::float8`

/**
 * Facts, and then their parties, put together here. Of facts before the window only what is asked of all is read: who had one, and when. Ids are given in nearly
 * the order of the numbers: between the least and the greatest of a batch both tables are read in one piece.
 */
async function readBatch(
  db: Db,
  { kinds, always, whole, from, until }: Wanted,
  after: number,
  last: number,
  replaced: ReadonlyMap<number, string>,
): Promise<ReadFact[]> {
  const span = await idsBetween(db, after + 1, last)
  const facts = (
    await linesOf(
      db,
      sql`l.seq, f.id, f.kind, f.happened_on, date_part('epoch', l.recorded_at), coalesce(f.amendment, ''), coalesce(f.amount_cents::text, ''), coalesce(f.place, ''),
        case when f.happened_on >= ${from} or f.kind = any(${whole}) then f.details::text else '' end`,
      sql`from fact_link l join fact f on f.id = l.fact_id
        where l.seq > ${after} and l.seq <= ${last} and f.id between ${span.least} and ${span.most} and f.happened_on <= ${until}
          and (f.kind = any(${always}) or (f.kind = any(${kinds}) and f.happened_on >= ${from}))`,
    )
  ).map(line => line.split(CELL))
  const ids = facts.map(([, id]) => Number(id))
  const of = await partiesOf(db, ids, span)
  const instant = instants()
  return facts
    .map(([seq, , kind = '', happened_on = '', seconds, amendment, amount, place, details], at) => {
      const id = ids[at] ?? 0
      return {
        seq: Number(seq),
        kind,
        happened_on,
        recorded_at: instant(seconds),
        replaced_at: replaced.get(id) ?? null,
        amendment: amendment || null,
        amount_cents: amount ? Number(amount) : null,
        place: place || null,
        details: details ? JSON.parse(details) : NOTHING,
        parties: of[id - span.least] ?? [],
      }
    })
    .sort((a, b) => a.seq - b.seq)
}

const NOTHING: Details = {}

export type TellableFact = Omit<ReadFact, 'parties' | 'replaced_at'> & {
  readonly place_name: string | null
  readonly source: string
  readonly hash: string
  readonly parties: readonly {
    readonly key: string
    readonly role: string
    readonly name: string
    readonly short_name: string | null
  }[]
  readonly evidence: readonly {
    readonly sha256: string | null
    readonly address: string | null
    readonly seen_on: string | null
    readonly name: string | null
    readonly shown_to: 'staff' | 'region' | 'public' | null
    readonly erased: boolean
  }[]
}

/** Facts by their numbers, the last recorded first. */
export async function factsByNumber(db: Db, seqs: readonly number[]): Promise<TellableFact[]> {
  const { rows } = await sql<TellableFact>`
    select l.seq, f.kind, f.happened_on, ${ISO(sql`l.recorded_at`)} as recorded_at, f.amendment, f.amount_cents, f.place, n.name as place_name, f.details,
      f.source, l.hash,
      coalesce((select jsonb_agg(jsonb_build_object('key', p.organisation_key, 'role', p.role, 'name', o.name, 'short_name', o.short_name) order by p.role, o.name)
        from fact_party p join organisation o on o.key = p.organisation_key where p.fact_id = f.id), '[]') as parties,
      coalesce((select jsonb_agg(jsonb_build_object('sha256', e.sha256, 'address', e.address, 'seen_on', e.seen_on, 'name', x.name, 'shown_to', x.shown_to,
          'erased', x.erased_at is not null) order by e.at)
        from fact_evidence e left join evidence_file x on x.sha256 = e.sha256 where e.fact_id = f.id), '[]') as evidence
    from fact_link l join fact f on f.id = l.fact_id left join nuts n on n.code = f.place
    where l.seq = any(${seqs}) order by l.seq desc`.execute(db)
  return rows
}

export type Amended = { readonly seq: number; readonly by: number; readonly amendment: 'correction' | 'withdrawal' }

/** Those of some facts that were amended since, and by which. */
export async function amendedOf(db: Db, seqs: readonly number[]): Promise<Amended[]> {
  const { rows } = await sql<Amended>`
    select l.seq, bl.seq as by, b.amendment from fact_link l join fact b on b.amends = l.fact_id join fact_link bl on bl.fact_id = b.id
    where l.seq = any(${seqs})`.execute(db)
  return rows
}

export async function namesOfPlaces(db: Db, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map()
  const rows = await db.selectFrom('nuts').select(['code', 'name']).where('code', 'in', codes).execute()
  return new Map(rows.map(({ code, name }) => [code, name]))
}

export type Since = Omit<Wanted, 'last'> & { readonly after: number }

export type LaterFact = {
  readonly seq: number
  readonly kind: string
  readonly happened_on: string
  readonly recorded_at: string
  readonly amendment: 'correction' | 'withdrawal' | null
  readonly reason: string | null
  /** The number of the fact it amends. */
  readonly amends_seq: number | null
}

/** The most facts of those recorded since that are read: they are shown one by one. */
export const MOST_LATER = 500

/** What was recorded since, the oldest first and at most `MOST_LATER` of it, and how much it is. */
export async function readSince(
  db: Db,
  { kinds, always, from, until, after }: Since,
): Promise<{ readonly facts: LaterFact[]; readonly count: number }> {
  const bears = (fact: string) => sql`
    (${sql.ref(`${fact}.kind`)} = any(${kinds}) and ${sql.ref(`${fact}.happened_on`)} between ${from} and ${until}
      or ${sql.ref(`${fact}.kind`)} = any(${always}) and ${sql.ref(`${fact}.happened_on`)} <= ${until})`
  const { rows } = await sql<LaterFact & { count: number }>`
    select l.seq, f.kind, f.happened_on, ${ISO(sql`l.recorded_at`)} as recorded_at, f.amendment, f.reason, bl.seq as amends_seq,
      count(*) over ()::int as count
    from fact_link l join fact f on f.id = l.fact_id
    left join fact b on b.id = f.amends left join fact_link bl on bl.fact_id = b.id
    where l.seq > ${after} and (${bears('f')} or ${bears('b')}) order by l.seq limit ${MOST_LATER}`.execute(db)
  return { facts: rows.map(({ count: _, ...fact }) => fact), count: rows[0]?.count ?? 0 }
}
