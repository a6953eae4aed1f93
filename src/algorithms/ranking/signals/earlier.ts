import { scoreCosine } from '#algorithms/retrieval/lsa.ts'
import type { Index } from '../build.ts'
import { kthLargest, type Neighbours } from '../neighbours.ts'
import type { Column } from './column.ts'
import type { Facts } from './facts.ts'

/** Latent dimensions kept: the first say most. */
const WIDTH = 64
/** Groups of the older graph that vote. */
const NEAR = 200

/**
 * What the groups of the older graph were about. They have no texts, but their members do: a group is the mean of what its members
 * do in the documents, and an actor is in turn the sum of its groups. An actor with one document so gets the company it kept.
 */
export interface EarlierVectors {
  readonly width: number
  readonly mean: Float32Array
  /** Unit vectors, groups x width and actors x width; zero where nothing is known. */
  readonly groups: Float32Array
  readonly actors: Float32Array
  /** 1 for groups with at least two known members. */
  readonly joint: Uint8Array
}

/** Cost: (links + older links) x width, once for each index. */
export function earlierVectors(index: Index, all: Float32Array): EarlierVectors {
  const { links, earlier, documentVectors } = index
  const actorCount = index.actorIds.length
  const groupCount = index.earlierSizes.length
  const dimensions = index.latent.dimensions
  const width = Math.min(WIDTH, dimensions)
  const documents = index.documentIds.length
  const mean = new Float32Array(width)
  for (let d = 0; d < documents; d++)
    for (let k = 0; k < width; k++) mean[k] = mean[k]! + documentVectors[d * dimensions + k]! / documents
  const own = new Float32Array(actorCount * width)
  for (let a = 0; a < actorCount; a++) {
    for (let at = links.actorOffsets[a]!; at < links.actorOffsets[a + 1]!; at++) {
      const from = links.groups[at]! * dimensions
      for (let k = 0; k < width; k++) own[a * width + k] = own[a * width + k]! + documentVectors[from + k]! - mean[k]!
    }
  }
  toUnits(own, width)
  const groups = new Float32Array(groupCount * width)
  for (let g = 0; g < groupCount; g++) {
    for (let at = earlier.offsets[g]!; at < earlier.offsets[g + 1]!; at++) {
      const a = earlier.actors[at]!
      addScaled(groups, g, own, a, width, 1 / Math.sqrt(all[a]! + 1))
    }
  }
  toUnits(groups, width)
  const actors = new Float32Array(actorCount * width)
  const joint = Uint8Array.from(index.earlierSizes, size => (size >= 2 ? 1 : 0))
  for (let a = 0; a < actorCount; a++) {
    for (let at = earlier.actorOffsets[a]!; at < earlier.actorOffsets[a + 1]!; at++) {
      if (joint[earlier.groups[at]!]) addScaled(actors, a, groups, earlier.groups[at]!, width, 1)
    }
  }
  toUnits(actors, width)
  return { width, mean, groups, actors, joint }
}

/** Likeness of the query with the older groups of each actor: of all together, of the best, and votes of the nearest. */
export function earlierWork(index: Index, base: Facts, near: Neighbours, column: Column): void {
  const { width, mean, groups, actors, joint } = base.earlierVectors
  const query = new Float32Array(width)
  for (let k = 0; k < width; k++) query[k] = near.vector[k]! - mean[k]!
  toUnits(query, width)
  scoreCosine(actors, query, column('earlierOwn'))
  const scores = base.pool.take(joint.length)
  scoreCosine(groups, query, scores)
  const floor = kthLargest(scores, joint, base.pool, NEAR)
  const { earlier, earlierSizes } = index
  let total = 1e-9
  for (let g = 0; g < joint.length; g++) if (joint[g] && scores[g]! > floor) total += scores[g]! ** 2 * earlierSizes[g]!
  const votes = column('earlierVotes')
  const lift = column('earlierLift')
  const best = column('earlierBest')
  for (let a = 0; a < votes.length; a++) {
    let sum = 0
    let count = 0
    let most = 0
    for (let at = earlier.actorOffsets[a]!; at < earlier.actorOffsets[a + 1]!; at++) {
      const g = earlier.groups[at]!
      if (!joint[g]) continue
      const score = scores[g]!
      count++
      if (score > floor) sum += score * score
      if (score > most) most = score
    }
    best[a] = most
    if (sum === 0) continue
    votes[a] = Math.log(1 + (3000 * sum) / total)
    lift[a] = Math.log(1 + (10_000 * sum) / total / (count + 3))
  }
}

function addScaled(to: Float32Array, row: number, from: Float32Array, at: number, width: number, scale: number): void {
  for (let k = 0; k < width; k++) to[row * width + k] = to[row * width + k]! + scale * from[at * width + k]!
}

function toUnits(vectors: Float32Array, width: number): void {
  for (let from = 0; from < vectors.length; from += width) {
    let squares = 0
    for (let k = 0; k < width; k++) squares += vectors[from + k]! ** 2
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
    for (let k = 0; k < width; k++) vectors[from + k] = vectors[from + k]! * scale
  }
}
