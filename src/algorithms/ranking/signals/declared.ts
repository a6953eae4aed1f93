import { type Index, widened } from '../build.ts'
import { kthLargest } from '../neighbours.ts'
import type { Signals } from '../signals.ts'
import type { Facts } from './facts.ts'

/** Documents whose concepts say what the query is about. */
const NEAR = 30

/**
 * How well the concepts that actors declare fit those of the nearest documents, for actors without documents of their own: what
 * there is to go by beside their profile, less the longer ago they were confirmed. Standardised over them, so that 0 is the average and 1 one deviation above; see README.md
 * for what it was worth against other measures.
 *
 * @returns value by actor; actors with documents, or that declare nothing, are not in it
 */
export function declaredFit(index: Index, base: Facts, seen: Signals): Map<number, number> {
  const found = new Map<number, number>()
  if (index.declaredActors.length === 0) return found
  const floor = kthLargest(seen.kernel, base.joint, base.pool, NEAR)
  const near = new Float32Array(index.conceptWeights.length)
  seen.kernel.forEach((weight, d) => {
    if (weight === 0 || weight < floor) return
    const own = index.concepts.subarray(index.conceptOffsets[d]!, index.conceptOffsets[d + 1]!)
    for (const c of widened(index.conceptParents, own)) near[c] = near[c]! + weight
  })
  index.declaredActors.forEach((actor, i) => {
    if (base.all[actor]! > 0) return
    const concepts = index.declared.subarray(index.declaredOffsets[i]!, index.declaredOffsets[i + 1]!)
    let sum = 0
    for (const c of concepts) sum += (near[c] ?? 0) * (index.conceptWeights[c] ?? 0)
    found.set(actor, (sum / Math.sqrt(concepts.length)) * index.actorFreshness[actor]!)
  })
  let total = 0
  let squares = 0
  for (const x of found.values()) {
    total += x
    squares += x * x
  }
  const mean = total / Math.max(1, found.size)
  const deviation = Math.sqrt(Math.max(0, squares / Math.max(1, found.size) - mean * mean))
  for (const [actor, x] of found) found.set(actor, deviation > 1e-9 ? (x - mean) / deviation : 0)
  return found
}
