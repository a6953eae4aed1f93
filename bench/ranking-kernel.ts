import type { Index } from '#algorithms/ranking/build.ts'
import { KERNEL_WIDTH, kernelFeatures } from '#algorithms/ranking/kernel.ts'
import type { Neighbours } from '#algorithms/ranking/neighbours.ts'

/** One query's documents with the truth among their members, ready for gradients. */
export interface KernelSample {
  readonly rows: Uint32Array
  readonly values: Float32Array
  readonly sizes: Uint16Array
  /** For each true actor, the positions in `rows` of its documents. */
  readonly truth: readonly Uint32Array[]
}

/** Prepares one query; null when no true actor has a joint document. */
export function kernelSample(index: Index, near: Neighbours, truth: readonly number[]): KernelSample | null {
  const { rows, values } = kernelFeatures(index, near)
  const position = new Map([...rows].map((d, i) => [d, i]))
  const lists = truth
    .map(actor => {
      const from = index.links.actorOffsets[actor]!
      const to = index.links.actorOffsets[actor + 1]!
      const documents = [...index.links.groups.subarray(from, to)].filter(
        (_, i) => index.links.actorRoles[from + i]! < 2,
      )
      return Uint32Array.from(documents.flatMap(d => position.get(d) ?? []))
    })
    .filter(list => list.length > 0)
  if (lists.length === 0) return null
  return { rows, values, sizes: Uint16Array.from(rows, d => index.documentSizes[d]!), truth: lists }
}

/**
 * Learns the kernel by maximum likelihood: the chance of a true actor is its share of all votes, where a document's vote is
 * exp(weights · features). Adam (Kingma and Ba, 2015) over the samples in a fixed order.
 */
export function learnKernel(samples: readonly KernelSample[], epochs: number, ridge = 1e-4): number[] {
  const weights = new Float64Array(KERNEL_WIDTH)
  const first = new Float64Array(KERNEL_WIDTH)
  const second = new Float64Array(KERNEL_WIDTH)
  let step = 0
  const batch = 16
  for (let epoch = 0; epoch < epochs; epoch++) {
    let loss = 0
    const rate = 0.1 * 0.5 ** (epoch / Math.max(1, epochs / 4))
    for (let from = 0; from < samples.length; from += batch) {
      const gradient = new Float64Array(KERNEL_WIDTH)
      const some = samples.slice(from, from + batch)
      for (const sample of some) loss += accumulate(sample, weights, gradient)
      step++
      for (let k = 0; k < KERNEL_WIDTH; k++) {
        const g = gradient[k]! / some.length - ridge * weights[k]!
        first[k] = 0.9 * first[k]! + 0.1 * g
        second[k] = 0.99 * second[k]! + 0.01 * g * g
        weights[k] =
          weights[k]! + (rate * (first[k]! / (1 - 0.9 ** step))) / (Math.sqrt(second[k]! / (1 - 0.99 ** step)) + 1e-8)
      }
    }
    console.log(`kernel epoch ${epoch + 1}: log-likelihood ${(loss / samples.length).toFixed(4)}`)
  }
  return [...weights]
}

function accumulate(sample: KernelSample, weights: Float64Array, gradient: Float64Array): number {
  const { rows, values, sizes, truth } = sample
  const vote = new Float64Array(rows.length)
  let top = Number.NEGATIVE_INFINITY
  for (let i = 0; i < rows.length; i++) {
    let sum = 0
    for (let k = 0; k < KERNEL_WIDTH; k++) sum += weights[k]! * values[i * KERNEL_WIDTH + k]!
    vote[i] = sum
    if (sum > top) top = sum
  }
  let total = 0
  for (let i = 0; i < rows.length; i++) {
    vote[i] = Math.exp(vote[i]! - top)
    total += vote[i]! * sizes[i]!
  }
  const slope = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) slope[i] = (-vote[i]! * sizes[i]!) / total
  let likelihood = 0
  for (const list of truth) {
    let own = 0
    for (const i of list) own += vote[i]!
    likelihood += Math.log(Math.max(1e-300, own) / total) / truth.length
    for (const i of list) slope[i] = slope[i]! + vote[i]! / Math.max(1e-300, own) / truth.length
  }
  for (let i = 0; i < rows.length; i++) {
    const g = slope[i]!
    if (Math.abs(g) < 1e-9) continue
    for (let k = 0; k < KERNEL_WIDTH; k++) gradient[k] = gradient[k]! + g * values[i * KERNEL_WIDTH + k]!
  }
  return likelihood
}
