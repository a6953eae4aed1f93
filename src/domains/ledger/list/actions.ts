import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { filesByHash } from '../evidence/queries.ts'
import { KIND_CODES, ruleOf } from '../kinds/catalogue.ts'
import { errors } from '../messages.ts'
import { type ListQuery, listQuery } from '../model.ts'
import { mayOpen, mayRecord, reader } from '../policy.ts'
import {
  type FactRow,
  followersOf,
  historyOf,
  listFacts,
  neighboursOf,
  provinces,
  standingVersion,
  totalsOf,
} from './queries.ts'

/** Kinds that others may say they follow. */
const TIES: ReadonlySet<string> = new Set(
  KIND_CODES.flatMap(code =>
    Object.values(ruleOf(code).details).flatMap(detail => (detail.type === 'fact' ? detail.kinds : [])),
  ),
)

export const FACTS_PER_PAGE = 50
/** The most facts of one downloaded list. */
const LONGEST_LIST = 100_000

/** A page of the ledger. Throws Forbidden. */
export async function readLedger(db: Db, actor: Actor, query: ListQuery) {
  reader(actor)
  const [rows, totals, places] = await Promise.all([
    listFacts(db, query, FACTS_PER_PAGE, (query.page - 1) * FACTS_PER_PAGE),
    totalsOf(db, query),
    provinces(db),
  ])
  return { rows: rows.map(row => asSeenBy(actor, row)), totals, places }
}

/** The latest facts about an organisation, by its key, and how many there are. Throws Forbidden. */
export async function factsAbout(db: Db, actor: Actor, key: string) {
  reader(actor)
  const query = { ...listQuery.parse({ sort: 'happened' }), about: key }
  const [rows, { n }] = await Promise.all([listFacts(db, query, FACTS_ABOUT, 0), totalsOf(db, query)])
  return { rows, total: n }
}
export type FactsAbout = Awaited<ReturnType<typeof factsAbout>>
const FACTS_ABOUT = 8

/** The whole list a query asks for, to take away. Throws Forbidden. */
export async function exportLedger(db: Db, actor: Actor, query: ListQuery): Promise<FactRow[]> {
  reader(actor)
  const rows = await listFacts(db, query, LONGEST_LIST, 0)
  await inTransaction(db, tx =>
    recordAudit(tx, { actor: actor.id ?? '', verb: 'exported', thing: 'site', details: { facts: rows.length } }),
  )
  return rows.map(row => asSeenBy(actor, row))
}

/** One fact with its versions, its files (so far as the actor may open them) and its neighbours in the chain. Throws NotFound, Forbidden. */
export async function readFact(db: Db, actor: Actor, seq: number) {
  reader(actor)
  const versions = Number.isSafeInteger(seq) && seq > 0 ? await historyOf(db, seq) : []
  const fact = versions.find(version => version.seq === seq)
  if (!fact) throw new Failure('NotFound', errors.unknownFact, { seq })
  const hashes = versions.flatMap(version => version.evidence.flatMap(one => (one.sha256 ? [one.sha256] : [])))
  const after = Number(fact.details.after)
  const ties = TIES.has(fact.kind)
  const [files, neighbours, follows, followers] = await Promise.all([
    filesByHash(db, hashes),
    neighboursOf(db, seq),
    Number.isSafeInteger(after) ? standingVersion(db, after) : undefined,
    ties
      ? followersOf(
          db,
          versions.map(version => version.id),
        )
      : [],
  ])
  return {
    fact: asSeenBy(actor, fact),
    versions: versions.map(version => asSeenBy(actor, version)),
    neighbours,
    follows,
    followers,
    mayRecord: mayRecord(actor),
    files: new Map(files.map(file => [file.sha256, { ...file, opens: mayOpen(actor, file.shown_to).allowed }])),
  }
}
export type FactView = Awaited<ReturnType<typeof readFact>>

/** Who recorded is a person: the auditor reads that it was one of the staff. */
const asSeenBy = (actor: Actor, row: FactRow): FactRow =>
  mayRecord(actor) ? row : { ...row, recorded_by: row.recorded_by === 'system' ? 'system' : '', recorder: null }
