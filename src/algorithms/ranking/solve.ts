import type { Index } from './build.ts'
import { evidenceOf, explainer, NONE } from './explain.ts'
import { FEATURES, FIRST_FEATURES } from './features.ts'
import { best, linearPart, linearScores } from './first.ts'
import type { Model } from './model.ts'
import { DEFAULTS, type Options, type Query, type Ranked, REASONS } from './problem.ts'
import { declaredFit } from './signals/declared.ts'
import { type Facts, facts } from './signals/facts.ts'
import { lineup } from './signals/lineup.ts'
import { signals } from './signals.ts'
import { attribute, type Forest, forestOf } from './trees.ts'
import { WEIGHTS as IDEA } from './weights-idea.generated.ts'
import { WEIGHTS as TOPIC } from './weights-topic.generated.ts'

/** Actors of the first ranking that the trees look at again. */
const POOL = 400

/** Worth of one deviation of `declaredFit` in the score; chosen by `bench/ranking-newcomers.ts`. */
const DECLARED = 1

/** Reason of each feature; context comes after the reasons. */
const CONTEXT = REASONS.length
const GROUP_OF = Uint8Array.from(FEATURES, ([, reason]) => (reason === 'context' ? CONTEXT : REASONS.indexOf(reason)))

/** A model ready for use. */
export interface Learnt {
  readonly model: Pick<Model, 'kernel' | 'linear'>
  readonly forest: Forest
}

export function learnt(model: Model): Learnt {
  return { model, forest: forestOf(model.trees) }
}

let shipped: { readonly idea: Learnt; readonly topic: Learnt } | undefined

/** The weights in this folder: one set for queries with a text, one for a bare topic. Parsed on first use. */
function shippedFor(query: Query): Learnt {
  shipped ??= { idea: learnt(JSON.parse(IDEA) as Model), topic: learnt(JSON.parse(TOPIC) as Model) }
  return query.text.trim() === '' && (query.title ?? '').trim() === '' ? shipped.topic : shipped.idea
}

/** Facts and lent arrays of each index, made on its first query and gone with it. */
const prepared = new WeakMap<Index, Facts>()

function factsOf(index: Index): Facts {
  const known = prepared.get(index)
  if (known) return known
  const fresh = facts(index)
  prepared.set(index, fresh)
  return fresh
}

/**
 * Ranks the actors that would join the query, best first, with the reasons of each.
 *
 * Two rankings: a linear score of every actor's features, then gradient-boosted trees over the best 400 with their ties to the
 * likely team. The score is a sum of the reasons' parts, so `options.weights` multiplies them; with all weights 1 the order is as
 * learnt. Ties are broken by actor number. Deterministic. A lead that the index does not know must be left out of the query.
 */
export function rank(index: Index, query: Query, options: Partial<Options> = {}, custom?: Learnt): Ranked[] {
  const settings = { ...DEFAULTS, ...options }
  const { model, forest } = custom ?? shippedFor(query)
  const base = factsOf(index)
  const weights = Float64Array.from([...REASONS.map(code => settings.weights[code] ?? 1), 1])
  const actors = index.actorIds.length
  const seen = signals(index, base, query, model.kernel)
  const first = linearScores(
    model.linear,
    seen.columns,
    actors,
    Float64Array.from(GROUP_OF, group => weights[group]!),
  )
  const declared = declaredFit(index, base, seen)
  const expertise = REASONS.indexOf('expertise')
  for (const [actor, fit] of declared) first[actor] = first[actor]! + weights[expertise]! * DECLARED * fit
  const admitted = settings.newcomersOnly
    ? {
        ...query,
        filter: (actor: number) =>
          base.all[actor]! <= settings.newcomerDocuments && (query.filter === undefined || query.filter(actor)),
      }
    : query
  const pool = best(admitted, first, Math.max(POOL, settings.limit))
  if (pool.length === 0) return []
  lineup(index, base, query, seen, pool, first)
  const parts = partsOf(pool, seen.columns, model, forest)
  const width = CONTEXT + 1
  pool.forEach((actor, i) => {
    parts[i * width + expertise] = parts[i * width + expertise]! + DECLARED * (declared.get(actor) ?? 0)
  })
  const scores = Float64Array.from(pool, (_, i) => {
    let sum = 0
    for (let g = 0; g < width; g++) sum += weights[g]! * parts[i * width + g]!
    return sum
  })
  const mean = new Float64Array(width)
  parts.forEach((part, i) => {
    mean[i % width] = mean[i % width]! + part / pool.length
  })
  const order = [...pool.keys()].sort((a, b) => scores[b]! - scores[a]! || pool[a]! - pool[b]!).slice(0, settings.limit)
  const team = order.slice(0, 20).map(i => pool[i]!)
  const why = explainer(index, base, query, seen, team, settings.evidence)
  return order.map((i, place) => {
    const actor = pool[i]!
    const reasons = REASONS.map((code, g) => ({
      code,
      contribution: weights[g]! * (parts[i * width + g]! - mean[g]!),
      ...(place < settings.explained ? evidenceOf(why, code, actor) : NONE),
    }))
    return {
      actor,
      score: scores[i]!,
      newcomer: base.all[actor]! <= settings.newcomerDocuments,
      reasons: reasons.sort((a, b) => b.contribution - a.contribution),
    }
  })
}

/** What each reason (and the context, last) adds to the score of each actor of the pool: actors x (reasons + 1). */
function partsOf(
  pool: Uint32Array,
  columns: readonly Float32Array[],
  model: Pick<Model, 'linear'>,
  forest: Forest,
): Float64Array {
  const width = CONTEXT + 1
  const parts = new Float64Array(pool.length * width)
  const row = new Float32Array(FEATURES.length)
  for (let i = 0; i < pool.length; i++) {
    for (let f = 0; f < row.length; f++) {
      row[f] = columns[f]![pool[i]!]!
      const weight = f < FIRST_FEATURES ? model.linear.weights[f]! : 0
      if (weight === 0) continue
      const at = i * width + GROUP_OF[f]!
      parts[at] = parts[at]! + weight * linearPart(model.linear, f, row[f]!)
    }
    attribute(forest, row, 0, GROUP_OF, parts, i * width)
  }
  return parts
}
