import type { Groups } from '../groups.ts'
import type { Pool } from '../pool.ts'

/** Actors -> groups -> actors: one step of a random walk that starts with `from` and skips groups of one. */
export function walk(pool: Pool, groups: Groups, groupSizes: Uint16Array, from: Float32Array, out: Float32Array): void {
  const mass = pool.take(groupSizes.length)
  for (let a = 0; a < from.length; a++) {
    const start = from[a]!
    if (start === 0) continue
    const first = groups.actorOffsets[a]!
    const end = groups.actorOffsets[a + 1]!
    if (end === first) continue
    const each = start / (end - first)
    for (let at = first; at < end; at++) mass[groups.groups[at]!] = mass[groups.groups[at]!]! + each
  }
  for (let g = 0; g < mass.length; g++) {
    if (mass[g] === 0 || groupSizes[g]! < 2) continue
    const each = mass[g]! / (groups.offsets[g + 1]! - groups.offsets[g]!)
    for (let at = groups.offsets[g]!; at < groups.offsets[g + 1]!; at++) {
      out[groups.actors[at]!] = out[groups.actors[at]!]! + each
    }
  }
}
