import { sql } from 'kysely'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { ahead } from '#platform/ahead.ts'
import type { Db, Tx } from '#platform/db.ts'
import { linesOf } from './lines.ts'
import type { Verified } from './model.ts'

/** How many facts are read at once: some megabytes. */
const BATCH = 2500

export async function lastNumber(db: Db): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`select max(seq) as last from fact_link`.execute(db)
  return rows[0]?.last ?? 0
}

/** A stretch of the chain as COPY writes it: rows as the driver has them, or as JSON of the server, take twice the time. */
export type Stretch = {
  /** Number, instant, hash and fact, in the order of the numbers. */
  readonly links: Uint8Array
  /** Of those facts, in any order, by their id. */
  readonly facts: Uint8Array
  readonly parties: Uint8Array
  readonly evidence: Uint8Array
}

/** All facts up to a number, in the order of their numbers, stretch by stretch; `read.ts` makes rows of them. */
export async function* stretches(
  pool: pg.Pool,
  last: number,
  size = BATCH,
): AsyncGenerator<Stretch & { readonly until: number }> {
  const client = await pool.connect()
  const until = (from: number) => Math.min(from + size, last)
  try {
    let from = 0
    for await (const stretch of ahead(last, size, at => readStretch(client, at, until(at)))) {
      yield { ...stretch, until: until(from) }
      from += size
    }
  } finally {
    client.release()
  }
}

async function readStretch(client: pg.PoolClient, after: number, until: number): Promise<Stretch> {
  const links = await copied(
    client,
    `select l.seq, to_char(l.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), l.hash, l.fact_id
     from fact_link l where l.seq > ${after} and l.seq <= ${until} order by l.seq`,
  )
  // By their ids and without a join: whatever the database believes of its tables, it looks these up, and reads none of them whole for every stretch.
  const ids = `'{${linesOf(links)
    .map(cells => cells[3])
    .join()}}'::bigint[]`
  const of = (table: string, columns: string, order = '') =>
    copied(
      client,
      `select ${columns} from ${table} where ${table === 'fact' ? 'id' : 'fact_id'} = any(${ids}) ${order}`,
    )
  return {
    links,
    facts: await of(
      'fact',
      'id, kind, happened_on, amount_cents, place, details, source, origin, amends, amendment, reason, recorded_by, salt, digest',
    ),
    parties: await of('fact_party', 'fact_id, organisation_key, role'),
    evidence: await of('fact_evidence', 'fact_id, sha256, address, seen_on', 'order by fact_id, at'),
  }
}

async function copied(client: pg.PoolClient, query: string): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of client.query(copyTo(`copy (${query}) to stdout`))) chunks.push(chunk)
  return Buffer.concat(chunks)
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

export type Check = {
  readonly id: number
  readonly begun_at: Date
  readonly done: number
  readonly total: number
  readonly ended_at: Date | null
  /** Begun, not ended, and without a sign of life for a minute: the process was stopped. */
  readonly broken: boolean
  readonly found: Verified | null
}

/** Begins a check. `alone`: only when none is running; undefined then. */
export async function beginCheck(tx: Tx, total: number, alone: boolean): Promise<number | undefined> {
  // Of two who ask at once neither would see the other's row.
  if (alone) await sql`select pg_advisory_xact_lock(hashtext('ledger check'))`.execute(tx)
  const { rows } = await sql<{ id: number }>`
    insert into ledger_check (total) select ${total} where not ${alone}
      or not exists (select from ledger_check where ended_at is null and seen_at > now() - ${STALE}::interval) returning id`.execute(
    tx,
  )
  return rows[0]?.id
}
/** Without a sign of life for so long, a check was broken off. */
const STALE = '1 minute'

export async function noteProgress(db: Db, id: number, done: number): Promise<void> {
  await sql`update ledger_check set done = ${done}, seen_at = clock_timestamp() where id = ${id}`.execute(db)
}

export async function endCheck(tx: Tx, id: number, found: Verified): Promise<void> {
  await sql`update ledger_check set done = ${found.facts}, ended_at = clock_timestamp(), ok = ${found.ok}, found = ${JSON.stringify(found)}::jsonb
    where id = ${id}`.execute(tx)
}

/** The check that was begun last, and the last that came to its end. */
export async function lastChecks(db: Db): Promise<{ begun: Check | undefined; ended: Check | undefined }> {
  const { rows } = await sql<Check>`
    (select id, begun_at, done, total, ended_at, ended_at is null and seen_at < now() - ${STALE}::interval as broken, found
      from ledger_check order by id desc limit 1)
    union all
    (select id, begun_at, done, total, ended_at, false, found from ledger_check where ended_at is not null order by ended_at desc limit 1)`.execute(
    db,
  )
  return { begun: rows.find(row => row.ended_at === null), ended: rows.find(row => row.ended_at !== null) }
}
