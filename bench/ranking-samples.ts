import { buildIndex, type Index } from '#algorithms/ranking/build.ts'
import { COLUMN, FEATURES, FIRST_FEATURES } from '#algorithms/ranking/features.ts'
import { best, linearScores } from '#algorithms/ranking/first.ts'
import type { Model } from '#algorithms/ranking/model.ts'
import { neighbours } from '#algorithms/ranking/neighbours.ts'
import type { Query } from '#algorithms/ranking/problem.ts'
import { type Facts, facts } from '#algorithms/ranking/signals/facts.ts'
import { lineup } from '#algorithms/ranking/signals/lineup.ts'
import { signals } from '#algorithms/ranking/signals.ts'
import { seededUniform } from '#algorithms/retrieval/linear.ts'
import type { Cordis, EarlierParticipation } from './cordis.ts'
import { encode, type QueryKind, type Trial, trials, type World } from './ranking-corpus.ts'
import { type KernelSample, kernelSample } from './ranking-kernel.ts'
import type { Listing } from './ranking-linear.ts'
import type { Lists } from './ranking-trees.ts'

/** An index as it was on a day, and what was signed in the months after it. */
export interface Period {
  readonly world: World
  readonly index: Index
  readonly base: Facts
  readonly trials: readonly Trial[]
}

export function period(
  cordis: Cordis,
  earlier: readonly EarlierParticipation[],
  from: number,
  until: number,
  kind: QueryKind,
): Period {
  const world = encode(cordis, earlier, from)
  const index = buildIndex(world.corpus)
  return { world, index, base: facts(index), trials: trials(cordis, world, from, until, kind) }
}

/** Every `step`-th trial as a kernel sample. */
export function kernelSamples(one: Period, step: number): KernelSample[] {
  return one.trials.flatMap((trial, i) =>
    i % step === 0 ? (kernelSample(one.index, neighbours(one.index, trial.query), trial.truth) ?? []) : [],
  )
}

/** Rows of one trial for the linear ranker: the truth, the best 300 by a rough mix, and 300 drawn to stand for all others. */
export function listing(one: Period, trial: Trial, kernel: readonly number[], seed: number): Listing {
  const { columns } = signals(one.index, one.base, trial.query, kernel)
  const actors = one.index.actorIds.length
  const rough = new Float32Array(actors)
  for (let a = 0; a < actors; a++) rough[a] = columns[COLUMN.nearKernel]![a]! + 0.5 * columns[COLUMN.walkLead]![a]!
  const truth = new Set(trial.truth)
  const hard = new Set([...best(trial.query, rough, 300)].filter(a => !truth.has(a)))
  const drawn = new Set<number>()
  const random = seededUniform(seed)
  let left = -hard.size - truth.size
  for (const candidate of one.world.candidates) left += candidate
  for (let i = 0; i < 300; i++) {
    const a = Math.floor(random() * actors)
    if (one.world.candidates[a] && a !== trial.query.lead && !truth.has(a) && !hard.has(a)) drawn.add(a)
  }
  const picked = [...truth, ...hard, ...drawn]
  const stands = Float32Array.from(picked, a => (drawn.has(a) ? left / drawn.size : 1))
  return { rows: gather(columns, picked, FIRST_FEATURES), count: picked.length, positives: truth.size, stands }
}

/** The best `count` of the first ranking with every feature, for learning or scoring with trees. */
export function secondRows(
  one: Period,
  query: Query,
  model: Pick<Model, 'kernel' | 'linear'>,
  count: number,
): { ranked: Uint32Array; rows: Float32Array; first: Float32Array } {
  const seen = signals(one.index, one.base, query, model.kernel)
  const scores = linearScores(model.linear, seen.columns, one.index.actorIds.length)
  const ranked = best(query, scores, count)
  lineup(one.index, one.base, query, seen, ranked, scores)
  return {
    ranked,
    rows: gather(seen.columns, ranked, FEATURES.length),
    first: Float32Array.from(ranked, a => scores[a]!),
  }
}

function gather(columns: readonly Float32Array[], actors: ArrayLike<number>, width: number): Float32Array {
  const rows = new Float32Array(actors.length * width)
  for (let f = 0; f < width; f++) {
    const column = columns[f]!
    for (let i = 0; i < actors.length; i++) rows[i * width + f] = column[actors[i]!]!
  }
  return rows
}

/** Rows of many trials as lists for the trees; trials whose truth the first ranking missed entirely are left out. */
export function lists(parts: readonly { rows: Float32Array; labels: Uint8Array }[]): Lists {
  const width = FEATURES.length
  const kept = parts.filter(part => part.labels.includes(1))
  const starts = new Uint32Array(kept.length + 1)
  kept.forEach((part, q) => {
    starts[q + 1] = starts[q]! + part.labels.length
  })
  const total = starts[kept.length]!
  const rows = new Float32Array(total * width)
  const labels = new Uint8Array(total)
  kept.forEach((part, q) => {
    rows.set(part.rows, starts[q]! * width)
    labels.set(part.labels, starts[q]!)
  })
  return { width, rows, labels, starts }
}
