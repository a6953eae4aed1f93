import { explain } from '#algorithms/linkage/explain.ts'
import { read, siteOf } from '#algorithms/linkage/normal.ts'
import { LIKELY, SUGGESTED } from '#algorithms/linkage/score.ts'
import { compareAt, index, likeliest } from '#algorithms/linkage/solve.ts'
import { isGeneric } from '#algorithms/linkage/vocabulary.ts'
import { recordAudit } from '#domains/accounts/actions.ts'
import { demand, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { threads } from '#platform/threads.ts'
import type { Refresh } from '../links/actions.ts'
import { insertDecision, link } from '../links/queries.ts'
import { type ComparedRow, entryOf } from './encode.ts'
import { errors } from './messages.ts'
import { type Asked, asked, type DecideForm, pointSo, type Reason, type Undoing } from './model.ts'
import {
  countPairs,
  decisionById,
  type Found,
  lastRun,
  listDecided,
  nextPair,
  pointing,
  projectsTogether,
  recordsNear,
  recordsToCompare,
  replaceFound,
  restore,
  scoreOf,
  sidesOf,
  standingDecision,
  storeDecision,
  storeUndone,
  wholeOf,
  wordsSeen,
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
    await recordAudit(tx, { actor: by, verb: 'compared', thing: 'organisations', details: summary })
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
    await recordAudit(tx, { actor: by, verb: 'took back', thing: `duplicate decision ${id}` })
    return found
  })
  if (undone.decision === 'same') await refresh()
}

export type LikelyDuplicate = {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly city: string | null
  readonly country: string | null
  readonly member: boolean
  /** Log-odds; `likely` from even odds on. */
  readonly score: number
  readonly likely: boolean
  readonly reasons: readonly Reason[]
}

const MOST_WORDS = 4
/** Whoever types has said little yet, and looking at a few names too many costs less than a record too many. */
const HINT = SUGGESTED - 1

/**
 * Who in the database may this be? For whoever is typing a new organisation or importing a row; likeliest first, at most `most`. Answers what is
 * public of organisations, so it asks for no permission; the caller shows it to whom it may concern.
 */
export async function likelyDuplicates(db: Db, told: Asked, most = 5): Promise<LikelyDuplicate[]> {
  const it = asked.parse(told)
  const entry = entryOf({
    names: [it.name, ...(it.otherNames ?? [])],
    country: it.country ?? null,
    city: it.city ?? null,
    postcode: it.postcode ?? null,
    street: it.street ?? null,
    nuts: it.nuts ?? null,
    website: it.website ?? null,
    vat: it.vat ?? null,
    ror_id: it.rorId ?? null,
  })
  const known = read(entry)
  const telling = known.names.flatMap(name => name.words).filter(word => word.length > 2 && !isGeneric(word))
  const rows = await recordsNear(db, {
    name: it.name,
    words: [...new Set(telling)].sort((a, b) => b.length - a.length).slice(0, MOST_WORDS),
    vat: known.identifiers.get('vat') ?? '',
    ror: it.rorId ?? '',
    site: siteOf(it.website ?? ''),
  })
  const entries = rows.map(entryOf)
  const here = index(entries)
  const [words, run] = await Promise.all([wordsSeen(db, [...here.words.keys(), ...telling]), lastRun(db)])
  const near = index(entries, {
    least: HINT,
    largestBlock: entries.length,
    world: run && { words, entries: run.records },
  })
  const found = likeliest(near, entry, most)
  const sides =
    found.length > 0
      ? await sidesOf(
          db,
          found.map(each => rows[each.at]!.id),
        )
      : []
  return found.flatMap(({ at, score }) => {
    const side = sides.find(each => each.id === rows[at]!.id)
    if (!side) return []
    const { id, key, name, city, country, category } = side
    const reasons = explain(compareAt(near, at, entry))
    return [{ id, key, name, city, country, member: category !== null, score, likely: score >= LIKELY, reasons }]
  })
}
