import type { Index } from './build.ts'
import { COLUMN, FEATURES, type FeatureName } from './features.ts'
import { kernelWeights } from './kernel.ts'
import { type Neighbours, neighbours } from './neighbours.ts'
import type { Query } from './problem.ts'
import { activityColumns } from './signals/activity.ts'
import type { Column } from './signals/column.ts'
import { composition } from './signals/composition.ts'
import { earlierWork } from './signals/earlier.ts'
import { expertise } from './signals/expertise.ts'
import type { Facts } from './signals/facts.ts'
import { ties } from './signals/lead.ts'
import { similar } from './signals/similar.ts'
import { topic } from './signals/topic.ts'

/** Features of every actor for one query, column by column: feature f of actor a is `columns[f][a]`. */
export interface Signals {
  readonly near: Neighbours
  /** Learnt weight of every document, largest 1. */
  readonly kernel: Float32Array
  readonly columns: readonly Float32Array[]
}

/**
 * Computes every feature of every actor but those that need a first ranking, which stay zero (see signals/lineup.ts).
 * Cost: links x channels + texts x dimensions.
 */
export function signals(index: Index, base: Facts, query: Query, kernelLearnt: ArrayLike<number>): Signals {
  base.pool.reset()
  const near = neighbours(index, query, base.pool)
  const kernel = kernelWeights(index, near, kernelLearnt, base.pool)
  const actors = index.actorIds.length
  const columns = FEATURES.map(() => base.pool.take(actors))
  const column: Column = name => columns[COLUMN[name]]!
  similar(index, base, near, kernel, column)
  topic(index, base, near, column)
  expertise(index, near, column)
  earlierWork(index, base, near, column)
  ties(index, base, near, kernel, query, column)
  activityColumns(index, base, near.asOf, columns)
  composition(index, base, near, kernel, query, column)
  for (const name of LOGGED) {
    const values = column(name)
    for (let a = 0; a < actors; a++) if (values[a]! > 0) values[a] = Math.log(1 + 1000 * values[a]!)
  }
  for (const name of COUNTED) {
    const values = column(name)
    for (let a = 0; a < actors; a++) if (values[a]! > 0) values[a] = Math.log(1 + values[a]!)
  }
  return { near, kernel, columns }
}

/** Shares of votes are tiny and skewed, counts are skewed: logarithms make them fit for a linear score. */
const LOGGED: readonly FeatureName[] = [
  'nearText20',
  'nearText100',
  'nearText500',
  'nearLatent20',
  'nearLatent100',
  'nearLatent500',
  'nearFused',
  'topicTitleVotes',
  'topicSame',
  'topicCall',
  'topicFamily',
  'topicSeries',
  'topicBranch',
  'topicProgramme',
]
const COUNTED: readonly FeatureName[] = [
  'leadTogether',
  'leadTogetherNear',
  'leadTogetherLed',
  'leadEarlier',
  'ownName',
  'placeMentioned',
]
