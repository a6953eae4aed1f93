import { readFileSync } from 'node:fs'
import { parseEuro } from '#kernel/money.ts'
import { dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure, fill } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { enterAs } from './actions.ts'
import { applyImport, planImport, recordable } from './imports/actions.ts'
import { isKind } from './kinds/catalogue.ts'
import { listFacts } from './list/queries.ts'
import { errors } from './messages.ts'
import { listQuery, type NewFact } from './model.ts'
import { type Naming, writtenKey } from './naming.ts'

/** `12:3f9a…` as a number and its hash. */
export function anchorsOf(heads: readonly string[]): ReadonlyMap<number, string> {
  return new Map(
    heads.map(head => {
      const [, seq, hash = ''] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(head) ?? []
      if (!seq) throw new Failure('Invalid', errors.badHead, { head: head.slice(0, 90) })
      return [Number(seq), hash] as const
    }),
  )
}

type Wanted = {
  readonly on: string
  readonly party?: readonly string[]
  readonly amount?: string
  readonly place?: string
  readonly detail?: readonly string[]
  readonly evidence?: readonly string[]
}

/** Records a fact from the terminal; whoever works there may. Answers its number. */
export async function addAtTerminal(db: Db, naming: Naming, kind: string, wanted: Wanted, now: Date): Promise<number> {
  if (!isKind(kind)) throw new Failure('Invalid', errors.unknownKind)
  const cents = wanted.amount === undefined ? undefined : parseEuro(wanted.amount)
  if (wanted.amount !== undefined && cents === undefined) throw new Failure('Invalid', errors.badAmount)
  const parties: { organisation: string; role: string }[] = []
  for (const text of wanted.party ?? []) {
    const [, name = text, role = ''] = /^(.*):([a-z]+)$/.exec(text) ?? []
    parties.push({ organisation: await keyOf(db, naming, name), role })
  }
  const details = Object.fromEntries(
    (wanted.detail ?? []).map(text => {
      const at = text.indexOf('=')
      return [text.slice(0, Math.max(at, 0)), text.slice(at + 1)]
    }),
  )
  const seenOn = dateInRome(now)
  const fact: Omit<NewFact, 'by'> = {
    kind,
    on: wanted.on,
    parties,
    amountCents: cents,
    place: wanted.place,
    details,
    evidence: (wanted.evidence ?? []).map(address => ({ address, seenOn })),
    source: 'typed',
  }
  return enterAs(db, 'system', fact, now)
}

async function keyOf(db: Db, naming: Naming, text: string): Promise<string> {
  const meant = await naming.meant(db, writtenKey(text))
  if ('key' in meant) return meant.key
  const name = text.slice(0, 80)
  if (meant.choices.length === 0) throw new Failure('NotFound', errors.unknownParty, { name })
  const choices = meant.choices.map(one => `${one.name} (${one.key})`).join('; ')
  throw new Failure('Invalid', errors.severalAtTerminal, { name, choices })
}

/** Facts as a command prints them. */
export async function listAtTerminal(
  db: Db,
  {
    kind,
    from,
    until,
    party,
    all,
    limit,
  }: { kind?: string; from?: string; until?: string; party?: string; all?: boolean; limit: string },
) {
  const query = listQuery.safeParse({ kind, from, until, party, amended: all ? 'all' : 'standing' })
  if (!query.success) throw new Failure('Invalid', kind && !isKind(kind) ? errors.unknownKind : errors.noDay)
  const most = Math.min(Math.max(Number.parseInt(limit, 10) || 50, 1), 100_000)
  const rows = await listFacts(db, query.data, most, 0)
  return rows.map(row => ({
    seq: row.seq,
    on: row.happened_on,
    kind: row.kind,
    details: row.details,
    amount_cents: row.amount_cents,
    place: row.place,
    parties: row.parties.map(({ key, role }) => ({ organisation: key, role })),
    source: row.source,
    amendment: row.amendment,
    amended_by: row.amended_seq,
    recorded_at: row.recorded_at.toISOString(),
    hash: row.hash,
  }))
}

/** What an import of a file would do, and, unless it is a dry run, does. */
export async function importAtTerminal(
  db: Db,
  naming: Naming,
  file: string,
  { dryRun, suspects }: { dryRun?: boolean; suspects?: boolean },
  now: Date,
  language: Language,
) {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    throw new Failure('NotFound', errors.noSuchFile, {
      file,
      reason: error instanceof Error ? error.message : String(error),
    })
  }
  const plan = await planImport(db, naming, 'system', bytes, now)
  return {
    rows: plan.rows.length,
    good: recordable(plan, suspects ?? false).length,
    recorded: dryRun ? 0 : await applyImport(db, 'system', plan, suspects ?? false, now),
    problems: plan.rows
      .filter(row => row.problems.length)
      .map(row => ({
        line: row.line,
        why: row.problems.map(({ sentence, params }) => fill(sentence[language], params)).join('. '),
      })),
    similar: plan.rows
      .filter(row => row.similar.length)
      .map(row => ({ line: row.line, like: row.similar.map(one => one.seq) })),
    unread: plan.unread,
  }
}
