import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { digestOf } from '#algorithms/chain/chain.ts'
import { enterAs } from '#domains/ledger/actions.ts'
import { verifyLedger } from '#domains/ledger/check/actions.ts'
import { sha256 } from '#domains/ledger/hash.ts'
import { contentOf, type NewFact } from '#domains/ledger/model.ts'
import { insertFacts, type NewRow, prepare, runIn } from '#domains/ledger/queries.ts'
import { type Database, inTransaction } from '#platform/db.ts'
import { temporaryDatabase } from '../tools/temporary-database.ts'
import { isMain } from './main.ts'

const APPENDS = 1000
const BATCH = 5000
const ORGANISATIONS = 300

/**
 * How long a fact takes to be recorded (its transaction, with the line in the register and the commit) with none and with 100,000 before it, one at a
 * time and ten people at once; and how long the verification of the whole chain takes, with its peak memory. `--facts` sets how many are verified.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { facts: { type: 'string', default: '1000000' } } })
  const facts = Number(values.facts)
  const database = await temporaryDatabase()
  try {
    await fill(database)
    const results: Record<string, unknown> = {}
    results.empty = await appends(database)
    const before = Math.min(100_000, facts)
    const begun = performance.now()
    await grow(database, before)
    results.facts_per_second_in_bulk = Math.round(before / ((performance.now() - begun) / 1000))
    results.at_100000 = await appends(database)
    results.ten_at_once = await appends(database, 10)
    await grow(database, facts)
    results.verify_just_written = await verify(database)
    // As a ledger is that was not all written a minute ago: the database has been round to tidy up.
    await database.pool.query('vacuum analyze')
    results.verify = await verify(database)
    console.log(JSON.stringify(results, null, 2))
  } finally {
    await database.close()
  }
}

export async function fill({ pool }: Database): Promise<void> {
  await pool.query(`
    insert into nuts (code, name) values ('ITH55', 'Bologna') on conflict do nothing;
    update cluster set founded_on = '2010-01-01' where id = 1;
    insert into organisation (key, name, source) select 'bench-' || n, 'Bench ' || n, 'hand' from generate_series(1, ${ORGANISATIONS}) n`)
}

/** A quarter of kinds that figures ask about from the beginning on, the others of kinds that only the period asks about. */
const MIX = [
  ...(['meeting-held', 'publication', 'question-answered', 'media-coverage'] as const),
  ...(['event-held', 'need-published', 'need-answered', 'patent'] as const),
]

function fact(at: number, mixed = false): Omit<NewFact, 'by'> {
  return {
    kind: (mixed && MIX[at % MIX.length]) || 'meeting-held',
    on: new Date(Date.UTC(2015, 0, 1 + (at % 4000))).toISOString().slice(0, 10),
    parties: [at, at * 7 + 1].map(n => ({ organisation: `bench-${(n % ORGANISATIONS) + 1}`, role: 'participant' })),
    place: 'ITH55',
    details: { title: `Incontro ${at} su dati clinici e sensori`, occasion: 'Giornata degli incontri' },
    evidence: at % 5 ? [] : [{ address: `https://example.org/${at}`, seenOn: '2026-01-01' }],
    source: 'typed',
  }
}

async function appends({ db }: Database, atOnce = 1) {
  const times: number[] = []
  const now = new Date()
  for (let at = 0; at < APPENDS; at += atOnce)
    await Promise.all(
      Array.from({ length: atOnce }, async (_, more) => {
        const begun = performance.now()
        await enterAs(db, 'bench', fact(at + more), now)
        times.push(performance.now() - begun)
      }),
    )
  times.sort((a, b) => a - b)
  const percentile = (share: number) => Number((times[Math.ceil(times.length * share) - 1] ?? 0).toFixed(2))
  return { p50_ms: percentile(0.5), p95_ms: percentile(0.95), p99_ms: percentile(0.99) }
}

/** As an import would, in batches, until the chain is so long: all meetings, or `mixed`. */
export async function grow({ db, pool }: Database, length: number, mixed = false): Promise<void> {
  const { rows } = await pool.query<{ n: number }>('select coalesce(max(seq), 0)::int as n from fact_link')
  for (let at = rows[0]?.n ?? 0; at < length; at += BATCH) {
    const count = Math.min(BATCH, length - at)
    await inTransaction(db, async tx => {
      const { ids } = await prepare(runIn(tx), count, [], [])
      const batch = ids.map((id, index): NewRow => stored(id, fact(at + index, mixed)))
      await insertFacts(runIn(tx), batch)
    })
  }
  await pool.query('analyze fact; analyze fact_party; analyze fact_evidence; analyze fact_link')
}

function stored(id: number, { kind, on, parties, place, details, evidence, source }: Omit<NewFact, 'by'>): NewRow {
  const row = {
    id,
    kind,
    happened_on: on,
    amount_cents: null,
    place: place ?? null,
    details: details ?? {},
    source,
    origin: null,
    amends: null,
    amendment: null,
    reason: null,
    recorded_by: 'bench',
    salt: randomBytes(16).toString('hex'),
    parties: parties.map(({ organisation, role }) => ({ key: String(organisation), role })),
    evidence: (evidence ?? []).map(one =>
      'sha256' in one
        ? { sha256: one.sha256, address: null, seen_on: null }
        : { sha256: null, address: one.address, seen_on: one.seenOn },
    ),
    once: undefined,
  }
  return { ...row, digest: digestOf(contentOf(row, sha256), sha256) }
}

async function verify({ db, pool }: Database) {
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 50)
  const begun = performance.now()
  const { ok, facts } = await verifyLedger({ db, pool }, 'bench')
  clearInterval(watch)
  return {
    ok,
    facts,
    seconds: Number(((performance.now() - begun) / 1000).toFixed(1)),
    peak_mb: Math.round(peak / 1024 / 1024),
  }
}

if (isMain(import.meta)) await run(process.argv.slice(2))
