import { setTimeout } from 'node:timers/promises'
import type { Link } from '#algorithms/chain/chain.ts'
import { check } from '#algorithms/chain/check.ts'
import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Database, type Db, inTransaction } from '#platform/db.ts'
import { errorDetails, log } from '#platform/log.ts'
import { sha256 } from '../hash.ts'
import { contentOf } from '../model.ts'
import { reader } from '../policy.ts'
import type { Verified } from './model.ts'
import {
  allRows,
  beginCheck,
  endCheck,
  lastChecks,
  lastNumber,
  notedHeads,
  noteProgress,
  type Row,
  withoutNumber,
} from './queries.ts'

type Reading = Pick<Database, 'db' | 'pool'>

/** A fact as the chain checks it. */
const linkOf = (line: Row): Link => ({
  seq: line.seq,
  recordedAt: line.recorded_at,
  digest: line.digest,
  hash: line.hash,
  content: contentOf(line, sha256),
})

/**
 * Reads all facts and computes everything anew. Where it holds, its end is noted in the register, and later checks are held against that; `anchors`
 * are hashes known from elsewhere.
 */
export async function verifyLedger(
  { db, pool }: Reading,
  by: string,
  anchors: ReadonlyMap<number, string> = new Map(),
  report: (done: number, total: number) => void = () => undefined,
): Promise<Verified> {
  const id = await beginCheck(db, await lastNumber(db), false)
  if (id === undefined) throw new Error('a check was not begun')
  return verifyAs({ db, pool }, id, by, anchors, report)
}

/** At most so often is it written down how far a check is, in milliseconds. */
const SIGN_OF_LIFE = 2000

async function verifyAs(
  { db, pool }: Reading,
  id: number,
  by: string,
  anchors: ReadonlyMap<number, string>,
  report: (done: number, total: number) => void,
): Promise<Verified> {
  let notedAt = performance.now()
  const reported = (done: number, total: number) => {
    report(done, total)
    if (performance.now() - notedAt < SIGN_OF_LIFE) return
    notedAt = performance.now()
    void noteProgress(db, id, done).catch(error => log('warn', 'progress of a check', errorDetails(error)))
  }
  const noted = new Map([...(await notedHeads(db)), ...anchors])
  const checked = await check(links({ db, pool }, reported), { sha256, anchors: noted })
  const unnumbered = checked.fault ? 0 : await withoutNumber(db)
  const fault = checked.fault ?? (unnumbered ? ({ what: 'unnumbered', count: unnumbered } as const) : undefined)
  const { seq, hash } = checked.head
  const found = { ok: fault === undefined, facts: seq, head: checked.head, fault }
  await inTransaction(db, async tx => {
    await endCheck(tx, id, found)
    await recordAudit(tx, {
      actor: by,
      verb: 'checked',
      thing: 'site',
      details: fault ? { facts: seq, fault: fault.what } : { facts: seq, ...(seq ? { seq, hash } : {}) },
    })
  })
  return found
}

/** A short ledger is checked while one waits. */
const PATIENCE = 4000

/**
 * Staff or the auditor ask for a check: done at once when it is short, and after the answer has gone out when it is not; one at a time, whoever asks.
 * Throws Forbidden.
 */
export async function askCheck({ db, pool }: Reading, actor: Actor): Promise<void> {
  reader(actor)
  const id = await beginCheck(db, await lastNumber(db), true)
  if (id === undefined) return
  const work = verifyAs({ db, pool }, id, actor.id ?? '', new Map(), () => undefined).catch(error =>
    log('error', 'a check of the ledger did not come to its end', errorDetails(error)),
  )
  await Promise.race([work, setTimeout(PATIENCE, undefined, { ref: false })])
}

/** How the checks stand. Throws Forbidden. */
export async function readChecks(db: Db, actor: Actor) {
  reader(actor)
  return { ...(await lastChecks(db)), facts: await lastNumber(db) }
}

async function* links(
  { db, pool }: Reading,
  report: (done: number, total: number) => void,
): AsyncGenerator<readonly Link[]> {
  const total = await lastNumber(db)
  for await (const rows of allRows(pool, total)) {
    report(rows.at(-1)?.seq ?? total, total)
    yield rows.map(linkOf)
  }
}
