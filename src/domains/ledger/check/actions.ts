import { setTimeout } from 'node:timers/promises'
import type pg from 'pg'
import type { Head, Link } from '#algorithms/chain/chain.ts'
import { check, type Fault } from '#algorithms/chain/check.ts'
import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Database, type Db, inTransaction } from '#platform/db.ts'
import { errorDetails, log } from '#platform/log.ts'
import { sha256 } from '../hash.ts'
import { reader } from '../policy.ts'
import type { Verified } from './model.ts'
import { endByThreads } from './parallel.ts'
import {
  beginCheck,
  endCheck,
  lastChecks,
  lastNumber,
  notedHeads,
  noteProgress,
  stretches,
  withoutNumber,
} from './queries.ts'
import { linkOf, rowsOf } from './read.ts'

type Reading = Pick<Database, 'db' | 'pool'>

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
  const id = await inTransaction(db, async tx => beginCheck(tx, await lastNumber(tx), false))
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
  const checked = await checkAll({ db, pool }, noted, reported)
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
  const id = await inTransaction(db, async tx => beginCheck(tx, await lastNumber(tx), true))
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

/** From so many facts on it is worth starting threads: that takes a second or two by itself. */
const LONG = 200_000

async function checkAll(
  { db, pool }: Reading,
  anchors: ReadonlyMap<number, string>,
  report: (done: number, total: number) => void,
): Promise<{ readonly head: Head; readonly fault: Fault | undefined }> {
  const total = await lastNumber(db)
  const end = total < LONG ? undefined : await endByThreads({ pool, last: total, anchors }, done => report(done, total))
  return end ? { head: end, fault: undefined } : check(links(pool, total, report), { sha256, anchors })
}

async function* links(
  pool: pg.Pool,
  total: number,
  report: (done: number, total: number) => void,
): AsyncGenerator<readonly Link[]> {
  for await (const { until, ...stretch } of stretches(pool, total)) {
    report(until, total)
    yield rowsOf(stretch).map(linkOf)
  }
}
