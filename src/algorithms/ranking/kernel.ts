import type { Index } from './build.ts'
import type { Neighbours } from './neighbours.ts'
import { Pool } from './pool.ts'

/** What the learnt kernel reads of a (query, document) pair. */
export const KERNEL_FEATURES = [
  'text',
  'logText',
  'textZ',
  'latent',
  'latentSquared',
  'latentZ',
  'topicText',
  'topicLatent',
  'topic',
  'call',
  'family',
  'series',
  'branch',
  'programme',
  'years',
  'shared',
  'sharedLed',
  'logSize',
  'scheme',
  'logScheme',
] as const

export const KERNEL_WIDTH = KERNEL_FEATURES.length

/**
 * Features of every document with at least two members: `rows` lists the documents, `values` is rows x KERNEL_WIDTH. The learnt
 * weight of a document is exp(weights · features), and an actor's vote is the sum over its documents.
 */
export function kernelFeatures(
  index: Index,
  near: Neighbours,
  pool = new Pool(),
): { rows: Uint32Array; values: Float32Array } {
  const documents = index.documentIds.length
  const rows = new Uint32Array(documents)
  let count = 0
  for (let d = 0; d < documents; d++) if (index.documentSizes[d]! >= 2) rows[count++] = d
  const values = pool.take(count * KERNEL_WIDTH)
  const text = moments(near.text, rows, count)
  const latent = moments(near.latent, rows, count)
  for (let i = 0; i < count; i++) {
    const d = rows[i]!
    const at = i * KERNEL_WIDTH
    const level = near.levels[d]!
    const scheme = near.schemes[index.documentSchemes[d]!]!
    values[at] = near.text[d]!
    values[at + 1] = Math.log(near.text[d]! + 0.03)
    values[at + 2] = (near.text[d]! - text.mean) / text.deviation / 4
    values[at + 3] = near.latent[d]!
    values[at + 4] = Math.max(0, near.latent[d]!) ** 2
    values[at + 5] = (near.latent[d]! - latent.mean) / latent.deviation / 4
    values[at + 6] = near.topicText[d]!
    values[at + 7] = near.topicLatent[d]!
    for (let n = 0; n < 6; n++) values[at + 8 + n] = (level >> n) & 1
    values[at + 14] = Math.min(6, Math.max(0, (near.asOf - index.documentDays[d]!) / 365))
    values[at + 15] = near.shared[d]! > 0 ? 1 : 0
    values[at + 16] = near.shared[d]! === 2 ? 1 : 0
    values[at + 17] = Math.log(index.documentSizes[d]!)
    values[at + 18] = scheme
    values[at + 19] = Math.log(scheme + 0.01)
  }
  return { rows: rows.subarray(0, count), values }
}

/** Weight of every document under the learnt kernel, largest 1; 0 for documents with fewer than two members. */
export function kernelWeights(
  index: Index,
  near: Neighbours,
  weights: ArrayLike<number>,
  pool = new Pool(),
): Float32Array {
  const { rows, values } = kernelFeatures(index, near, pool)
  const out = pool.take(index.documentIds.length)
  let top = Number.NEGATIVE_INFINITY
  for (let i = 0; i < rows.length; i++) {
    let sum = 0
    for (let k = 0; k < KERNEL_WIDTH; k++) sum += weights[k]! * values[i * KERNEL_WIDTH + k]!
    out[rows[i]!] = sum
    if (sum > top) top = sum
  }
  for (let i = 0; i < rows.length; i++) out[rows[i]!] = Math.exp(out[rows[i]!]! - top)
  return out
}

function moments(values: Float32Array, rows: Uint32Array, count: number): { mean: number; deviation: number } {
  let sum = 0
  let squares = 0
  for (let i = 0; i < count; i++) {
    const x = values[rows[i]!]!
    sum += x
    squares += x * x
  }
  const mean = sum / Math.max(1, count)
  return { mean, deviation: Math.sqrt(Math.max(1e-12, squares / Math.max(1, count) - mean * mean)) }
}
