import { type Groups, OTHER } from '../groups.ts'

/** Adds to each full member of each document the document's weight. */
export function vote(groups: Groups, weights: Float32Array, out: Float32Array): void {
  for (let d = 0; d < weights.length; d++) {
    const weight = weights[d]!
    if (weight === 0) continue
    for (let at = groups.offsets[d]!; at < groups.offsets[d + 1]!; at++) {
      if (groups.roles[at]! < OTHER) out[groups.actors[at]!] = out[groups.actors[at]!]! + weight
    }
  }
}

/** Scales weights so that they add up to 1, in place. */
export function normalise(weights: Float32Array): Float32Array {
  let sum = 0
  for (const x of weights) sum += x
  if (sum > 0) for (let i = 0; i < weights.length; i++) weights[i] = weights[i]! / sum
  return weights
}
