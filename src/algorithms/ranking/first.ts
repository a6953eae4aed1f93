import { FIRST_FEATURES } from './features.ts'
import type { Model } from './model.ts'
import { known } from './neighbours.ts'
import type { Query } from './problem.ts'
import { kthOf } from './select.ts'

/** Standardised features are cut at this many deviations. */
export const CLIP = 10

/**
 * The linear first ranking: a score for every actor from its columns. `turned` multiplies each feature's part (length FEATURES),
 * for reasons a person turned up or down.
 */
export function linearScores(
  model: Model['linear'],
  columns: readonly Float32Array[],
  actors: number,
  turned?: ArrayLike<number>,
): Float32Array {
  const scores = new Float32Array(actors)
  let still = 0
  for (let f = 0; f < FIRST_FEATURES; f++) {
    const weight = model.weights[f]! * (turned?.[f] ?? 1)
    if (weight === 0) continue
    const values = columns[f]!
    const scale = model.scale[f]!
    if (scale === 0) continue
    // Most columns are mostly zero: what a zero is worth is added once, and the others as a difference.
    still += weight * linearPart(model, f, 0)
    const low = model.mean[f]! - CLIP / scale
    const high = model.mean[f]! + CLIP / scale
    const slope = weight * scale
    const zero = Math.max(low, Math.min(high, 0))
    for (let a = 0; a < actors; a++) {
      let x = values[a]!
      if (x === 0) continue
      if (x > high) x = high
      else if (x < low) x = low
      scores[a] = scores[a]! + slope * (x - zero)
    }
  }
  for (let a = 0; a < actors; a++) scores[a] = scores[a]! + still
  return scores
}

/** A feature's value as the linear score reads it: standardised and cut. */
export function linearPart(model: Model['linear'], feature: number, value: number): number {
  return Math.max(-CLIP, Math.min(CLIP, (value - model.mean[feature]!) * model.scale[feature]!))
}

/** The `count` actors with the highest scores among those the query allows, best first; ties by actor number. */
export function best(query: Query, scores: Float32Array, count: number): Uint32Array {
  const allowed: number[] = []
  const out = new Set(known(query))
  for (let a = 0; a < scores.length; a++) if (!out.has(a) && (query.filter?.(a) ?? true)) allowed.push(a)
  let pool: number[] = allowed
  if (allowed.length > 2 * count) {
    const values = new Float32Array(allowed.length)
    for (let i = 0; i < allowed.length; i++) values[i] = scores[allowed[i]!]!
    const floor = kthOf(values, values.length, count)
    pool = allowed.filter(a => scores[a]! >= floor)
  }
  return Uint32Array.from(pool.sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, count))
}
