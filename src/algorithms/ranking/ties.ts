import type { Index } from './build.ts'
import { COLUMN } from './features.ts'
import type { Groups } from './groups.ts'
import type { Facts } from './signals.ts'

/**
 * Ties of each of `actors` with a likely team: `chance` gives every actor's share of being in it. Fills the team features: how much
 * of the likely team (leaving out the actor itself) sits in the documents it is in. Teams come as groups, so an actor known to
 * the others gains.
 */
export function teamTies(
  index: Index,
  base: Facts,
  chance: Float32Array,
  actors: ArrayLike<number>,
  columns: readonly Float32Array[],
): void {
  const now = mass(index.links, index.documentSizes, chance)
  const before = mass(index.earlier, index.earlierSizes, chance)
  const ties = columns[COLUMN.teamTies]!
  const lift = columns[COLUMN.teamTiesLift]!
  const earlier = columns[COLUMN.teamTiesEarlier]!
  for (let i = 0; i < actors.length; i++) {
    const a = actors[i]!
    const sum = gather(index.links, now, index.documentSizes, a, chance[a]!)
    ties[a] = Math.log(1 + 10 * sum)
    lift[a] = Math.log(1 + (100 * sum) / (base.teams[a]! + 3))
    earlier[a] = Math.log(1 + 10 * gather(index.earlier, before, index.earlierSizes, a, chance[a]!))
  }
}

function mass(groups: Groups, groupSizes: Uint16Array, chance: Float32Array): Float32Array {
  const out = new Float32Array(groupSizes.length)
  for (let a = 0; a < chance.length; a++) {
    if (chance[a] === 0) continue
    for (let at = groups.actorOffsets[a]!; at < groups.actorOffsets[a + 1]!; at++) {
      const g = groups.groups[at]!
      out[g] = out[g]! + chance[a]!
    }
  }
  return out
}

function gather(groups: Groups, weights: Float32Array, groupSizes: Uint16Array, actor: number, own: number): number {
  let sum = 0
  for (let at = groups.actorOffsets[actor]!; at < groups.actorOffsets[actor + 1]!; at++) {
    const g = groups.groups[at]!
    if (groupSizes[g]! >= 2) sum += Math.max(0, weights[g]! - own) / Math.sqrt(groupSizes[g]!)
  }
  return sum
}
