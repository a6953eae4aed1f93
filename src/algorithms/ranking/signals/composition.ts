import type { Index } from '../build.ts'
import { OTHER } from '../groups.ts'
import type { Neighbours } from '../neighbours.ts'
import type { Query } from '../problem.ts'
import type { Column } from './column.ts'
import type { Facts } from './facts.ts'

/** Place and kind against what near documents show, and what describes the query itself. */
export function composition(
  index: Index,
  base: Facts,
  near: Neighbours,
  kernel: Float32Array,
  query: Query,
  column: Column,
): void {
  const actors = index.actorIds.length
  const countries = base.pool.take(index.countries.length)
  const kinds = base.pool.take(index.kinds.length)
  const regions = base.pool.take(base.regionCount)
  let small = 0
  let total = 0
  let size = 0
  let weightSum = 0
  let squares = 0
  for (let d = 0; d < kernel.length; d++) {
    const weight = kernel[d]!
    if (weight < 1e-4) continue
    weightSum += weight
    squares += weight * weight
    size += weight * index.documentSizes[d]!
    for (let at = index.links.offsets[d]!; at < index.links.offsets[d + 1]!; at++) {
      if (index.links.roles[at]! >= OTHER) continue
      const a = index.links.actors[at]!
      total += weight
      countries[index.actorCountries[a]!] = countries[index.actorCountries[a]!]! + weight
      kinds[index.actorKinds[a]!] = kinds[index.actorKinds[a]!]! + weight
      regions[base.region[a]!] = regions[base.region[a]!]! + weight
      if (index.actorSmall[a]) small += weight
    }
  }
  total = Math.max(total, 1e-9)
  const lead = query.lead ?? query.team?.[0]
  const placeVotes = column('placeVotes')
  const placeLift = column('placeLift')
  const placeLead = column('placeLead')
  const regionLead = column('placeRegionLead')
  const regionVotes = column('placeRegionVotes')
  const kindVotes = column('kindVotes')
  const kindSmall = column('kindSmall')
  const kindScheme = column('kindScheme')
  const asLead = column('kindAsLead')
  const kindLift = column('kindLift')
  for (let a = 0; a < actors; a++) {
    const country = index.actorCountries[a]!
    const share = countries[country]! / total
    placeVotes[a] = share
    placeLift[a] = Math.log((share + 0.005) / (base.countryShare[country]! + 0.005))
    regionVotes[a] = regions[base.region[a]!]! / total
    kindVotes[a] = kinds[index.actorKinds[a]!]! / total
    kindSmall[a] = index.actorSmall[a] ? small / total : -small / total
    const usual = base.kindShare[index.actorKinds[a]!]!
    kindLift[a] = Math.log((kindVotes[a]! + 0.01) / (usual + 0.01))
    if (lead !== undefined) {
      placeLead[a] = country === index.actorCountries[lead] ? 1 : 0
      regionLead[a] = base.region[a] === base.region[lead] ? 1 : 0
      asLead[a] = index.actorKinds[a] === index.actorKinds[lead] ? 1 : 0
    }
    let fit = 0
    for (let at = index.links.actorOffsets[a]!; at < index.links.actorOffsets[a + 1]!; at++) {
      const d = index.links.groups[at]!
      if (index.links.actorRoles[at]! < OTHER && base.joint[d]) fit += near.schemes[index.documentSchemes[d]!]!
    }
    kindScheme[a] = fit / (base.teams[a]! + 1)
  }
  column('querySize').fill(size / Math.max(1e-9, weightSum))
  column('queryFocus').fill(Math.log(1 + (weightSum * weightSum) / Math.max(1e-12, squares)))
  column('queryTopicKnown').fill(near.levels.some(level => (level & 32) !== 0) ? 1 : 0)
}
