import { CLIP } from '#algorithms/ranking/first.ts'
import type { Model } from '#algorithms/ranking/model.ts'

/** Rows of features of one query; the first `positives` rows are the truth. */
export interface Listing {
  readonly rows: Float32Array
  readonly count: number
  readonly positives: number
  /** How many rows each row stands for, when only some were drawn. */
  readonly stands: Float32Array
}

/**
 * Linear listwise ranker (softmax cross-entropy over each query's rows; Cao et al., 2007) on standardised, clipped features.
 */
export function learnLinear(listings: readonly Listing[], width: number, epochs = 12, ridge = 1e-4): Model['linear'] {
  const { mean, scale } = standardise(listings, width)
  for (const listing of listings) {
    for (let i = 0; i < listing.count; i++) {
      for (let f = 0; f < width; f++) {
        const z = (listing.rows[i * width + f]! - mean[f]!) * scale[f]!
        listing.rows[i * width + f] = Math.max(-CLIP, Math.min(CLIP, z))
      }
    }
  }
  const weights = new Float64Array(width)
  const first = new Float64Array(width)
  const second = new Float64Array(width)
  let step = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = 0.03 * 0.5 ** (epoch / Math.max(1, epochs / 4))
    let loss = 0
    for (let from = 0; from < listings.length; from += 8) {
      const gradient = new Float64Array(width)
      const some = listings.slice(from, from + 8)
      for (const listing of some) loss += listwise(listing, width, weights, gradient)
      step++
      for (let f = 0; f < width; f++) {
        const g = gradient[f]! / some.length - ridge * weights[f]!
        first[f] = 0.9 * first[f]! + 0.1 * g
        second[f] = 0.99 * second[f]! + 0.01 * g * g
        weights[f] =
          weights[f]! + (rate * (first[f]! / (1 - 0.9 ** step))) / (Math.sqrt(second[f]! / (1 - 0.99 ** step)) + 1e-8)
      }
    }
    console.log(`linear epoch ${epoch + 1}: log-likelihood ${(loss / listings.length).toFixed(4)}`)
  }
  return { mean: [...mean], scale: [...scale], weights: [...weights] }
}

function standardise(listings: readonly Listing[], width: number): { mean: Float64Array; scale: Float64Array } {
  const mean = new Float64Array(width)
  const squares = new Float64Array(width)
  let count = 0
  for (const listing of listings) {
    count += listing.count
    for (let i = 0; i < listing.count; i++) {
      for (let f = 0; f < width; f++) {
        const x = listing.rows[i * width + f]!
        mean[f] = mean[f]! + x
        squares[f] = squares[f]! + x * x
      }
    }
  }
  const scale = new Float64Array(width)
  for (let f = 0; f < width; f++) {
    mean[f] = mean[f]! / count
    const variance = squares[f]! / count - mean[f]! ** 2
    scale[f] = variance > 1e-9 ? 1 / Math.sqrt(variance) : 0
  }
  return { mean, scale }
}

function listwise(listing: Listing, width: number, weights: Float64Array, gradient: Float64Array): number {
  const { rows, count, positives, stands } = listing
  const scores = new Float64Array(count)
  let top = Number.NEGATIVE_INFINITY
  for (let i = 0; i < count; i++) {
    let sum = 0
    for (let f = 0; f < width; f++) sum += weights[f]! * rows[i * width + f]!
    scores[i] = sum
    if (sum > top) top = sum
  }
  let total = 0
  for (let i = 0; i < count; i++) total += stands[i]! * Math.exp(scores[i]! - top)
  let likelihood = 0
  for (let i = 0; i < count; i++) {
    const chance = Math.exp(scores[i]! - top) / total
    const slope = (i < positives ? 1 / positives : 0) - stands[i]! * chance
    if (i < positives) likelihood += Math.log(chance) / positives
    for (let f = 0; f < width; f++) gradient[f] = gradient[f]! + slope * rows[i * width + f]!
  }
  return likelihood
}
