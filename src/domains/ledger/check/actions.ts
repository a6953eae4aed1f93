import type { Head, Link } from '#algorithms/chain/chain.ts'
import { check, type Fault } from '#algorithms/chain/check.ts'
import { recordAudit } from '#domains/accounts/actions.ts'
import { type Database, inTransaction } from '#platform/db.ts'
import { sha256 } from '../hash.ts'
import { contentOf } from '../model.ts'
import { allRows, lastNumber, notedHeads, type Row, withoutNumber } from './queries.ts'

export type Verified = {
  readonly ok: boolean
  /** Facts that hold, from the first on. */
  readonly facts: number
  readonly head: Head
  readonly fault: Fault | { readonly what: 'unnumbered'; readonly count: number } | undefined
}

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
  const noted = new Map([...(await notedHeads(db)), ...anchors])
  const checked = await check(links({ db, pool }, report), { sha256, anchors: noted })
  const unnumbered = checked.fault ? 0 : await withoutNumber(db)
  const fault = checked.fault ?? (unnumbered ? ({ what: 'unnumbered', count: unnumbered } as const) : undefined)
  const { seq, hash } = checked.head
  await inTransaction(db, tx =>
    recordAudit(tx, {
      actor: by,
      verb: 'checked',
      thing: 'site',
      details: fault ? { facts: seq, fault: fault.what } : { facts: seq, ...(seq ? { seq, hash } : {}) },
    }),
  )
  return { ok: fault === undefined, facts: seq, head: checked.head, fault }
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
