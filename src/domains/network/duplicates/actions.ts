import { recordAudit } from '#domains/accounts/actions.ts'
import { demand, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { threads } from '#platform/threads.ts'
import type { Refresh } from '../links/actions.ts'
import { insertDecision, link } from '../links/queries.ts'
import type { ComparedRow } from './encode.ts'
import { errors } from './messages.ts'
import { type DecideForm, pointSo, type Undoing } from './model.ts'
import {
  countPairs,
  decisionById,
  type Found,
  lastRun,
  listDecided,
  nextPair,
  pointing,
  projectsTogether,
  recordsToCompare,
  replaceFound,
  restore,
  scoreOf,
  sidesOf,
  standingDecision,
  storeDecision,
  storeUndone,
  wholeOf,
} from './queries.ts'

export type Compared = { readonly records: number; readonly pairs: number }

/** Compares all organisations and keeps the pairs worth a look. Decisions stand. */
export async function findDuplicates(db: Db, by = 'system'): Promise<Compared> {
  const rows = await recordsToCompare(db)
  const thread = threads<readonly ComparedRow[], Found>(new URL('./worker.ts', import.meta.url), 1)
  const found = await thread.run(rows).finally(() => thread.close())
  const summary = { records: found.records, pairs: found.pairs.length }
  await inTransaction(db, async tx => {
    await replaceFound(tx, found)
    await recordAudit(tx, { actor: by, verb: 'compared', thing: 'site', details: summary })
  })
  return summary
}

/** The same, asked by a person of the staff. Throws Forbidden. */
export async function findDuplicatesFor(db: Db, actor: Actor): Promise<Compared> {
  demand(mayWork(actor))
  return findDuplicates(db, actor.id)
}

/** What the page of the queue shows. Throws Forbidden. */
export async function queue(
  db: Db,
  actor: Actor,
  which: { aside: boolean; membersOnly: boolean; after?: readonly [number, number] | undefined },
) {
  demand(mayWork(actor))
  const [pair, counts, run] = await Promise.all([nextPair(db, which), countPairs(db), lastRun(db)])
  const [sides, together] = pair
    ? await Promise.all([
        sidesOf(db, [pair.first_id, pair.second_id]),
        projectsTogether(db, pair.first_id, pair.second_id),
      ])
    : [[], []]
  return { pair, sides, together, counts, run }
}

export async function decided(db: Db, actor: Actor, page: { limit: number; offset: number }) {
  demand(mayWork(actor))
  const [rows, counts, run] = await Promise.all([listDecided(db, page), countPairs(db), lastRun(db)])
  return { rows, counts, run }
}

/** A decision by its number, for the line that offers to take it back; undefined once it was. */
export async function standing(db: Db, actor: Actor, id: number) {
  demand(mayWork(actor))
  const found = await decisionById(db, id)
  if (!found || found.undone_at) return undefined
  const [first, second] = await sidesOf(db, [found.first_id, found.second_id])
  return first && second ? { ...found, first, second } : undefined
}

/**
 * Stores what somebody says of two records. `same` makes one another identifier of the other, which stays as the head; both keep their history.
 * Answers the number of the decision. Throws Forbidden, NotFound, Conflict.
 */
export async function decide(db: Db, actor: Actor, form: DecideForm, refresh: Refresh): Promise<number> {
  demand(mayWork(actor))
  const by = actor.id ?? ''
  const [first, second] = form.pair
  const id = await inTransaction(db, async tx => {
    // Locked before it is read: two people who decide at once come one after the other.
    await pointing(tx, [first, second])
    const [one, other] = [await wholeOf(tx, first), await wholeOf(tx, second)]
    if (!one || !other) throw new Failure('NotFound', errors.unknownPair)
    if (one.id === other.id) throw new Failure('Conflict', errors.already)
    const earlier = await standingDecision(tx, first, second)
    if (earlier && earlier.decision !== 'unsure') throw new Failure('Conflict', errors.decided)
    if (earlier) await storeUndone(tx, earlier.id, by)
    const [head, alias] = form.keep === 'second' ? [other, one] : [one, other]
    const undoing = form.decision === 'same' ? await merge(tx, head.id, alias.id, by) : undefined
    const stored = await storeDecision(tx, {
      first,
      second,
      decision: form.decision,
      score: await scoreOf(tx, first, second),
      undoing,
      by,
    })
    await recordAudit(tx, {
      actor: by,
      verb: form.decision === 'same' ? 'linked' : form.decision === 'different' ? 'kept apart' : 'put aside',
      thing: `organisation ${head.key}`,
      details: { other: alias.key, decision: stored },
    })
    return stored
  })
  if (form.decision === 'same') await refresh()
  return id
}

async function merge(tx: Tx, head: number, alias: number, by: string): Promise<Undoing> {
  const before = await pointing(tx, [head, alias])
  await link(tx, alias, head)
  const linkDecision = await insertDecision(tx, alias, head, by)
  return { before, after: await pointing(tx, [head, alias]), linkDecision }
}

/** Takes a decision back: the pair waits again, and linked records point as they did before. Throws Forbidden, NotFound, Conflict. */
export async function takeBack(db: Db, actor: Actor, id: number, refresh: Refresh): Promise<void> {
  demand(mayWork(actor))
  const by = actor.id ?? ''
  const undone = await inTransaction(db, async tx => {
    const found = await decisionById(tx, id)
    if (!found) throw new Failure('NotFound', errors.unknownPair)
    if (found.undone_at) throw new Failure('Conflict', errors.undone)
    if (found.undoing) {
      const now = await pointing(
        tx,
        found.undoing.before.map(each => each.id),
      )
      // Parted by hand meanwhile: there is nothing left to restore.
      if (pointSo(found.undoing.after, now)) await restore(tx, found.undoing)
      else if (!pointSo(found.undoing.before, now)) throw new Failure('Conflict', errors.changedSince)
    }
    await storeUndone(tx, id, by)
    await recordAudit(tx, { actor: by, verb: 'took back', thing: `duplicate ${id}` })
    return found
  })
  if (undone.decision === 'same') await refresh()
}
