import { scoreCosine } from '#algorithms/retrieval/lsa.ts'
import { addVectors, type Index } from '../build.ts'
import { LEAD } from '../groups.ts'
import { known, kthLargest, type Neighbours } from '../neighbours.ts'
import type { Query } from '../problem.ts'
import type { Column } from './column.ts'
import type { Facts } from './facts.ts'
import { normalise, vote } from './votes.ts'
import { walk } from './walk.ts'

/** Work with the lead and the team so far, and walks from them and from the members of near documents. */
export function ties(
  index: Index,
  base: Facts,
  near: Neighbours,
  kernel: Float32Array,
  query: Query,
  column: Column,
): void {
  const actors = index.actorIds.length
  const insiders = known(query)
  const { links, earlier } = index
  const together = column('leadTogether')
  const nearBy = column('leadTogetherNear')
  const led = column('leadTogetherLed')
  const days = column('leadTogetherDays').fill(8)
  const before = column('leadEarlier')
  const share = column('leadShare')
  const earlierShare = column('leadEarlierShare')
  let leadDocuments = 0
  let leadEarlier = 0
  for (const lead of insiders) {
    for (let at = links.actorOffsets[lead]!; at < links.actorOffsets[lead + 1]!; at++) {
      const d = links.groups[at]!
      if (!base.joint[d]) continue
      leadDocuments++
      const years = (near.asOf - index.documentDays[d]!) / 365
      for (let m = links.offsets[d]!; m < links.offsets[d + 1]!; m++) {
        const a = links.actors[m]!
        together[a] = together[a]! + 1
        nearBy[a] = nearBy[a]! + Math.max(0, near.latent[d]!) ** 2
        if (links.actorRoles[at] === LEAD) led[a] = led[a]! + 1
        if (years < days[a]!) days[a] = years
      }
    }
    for (let at = earlier.actorOffsets[lead]!; at < earlier.actorOffsets[lead + 1]!; at++) {
      const g = earlier.groups[at]!
      leadEarlier++
      for (let m = earlier.offsets[g]!; m < earlier.offsets[g + 1]!; m++) {
        const a = earlier.actors[m]!
        before[a] = before[a]! + 1
        if (earlier.actorRoles[at] === LEAD) led[a] = led[a]! + 1
      }
    }
  }
  for (let a = 0; a < actors; a++) {
    if (together[a]! > 0) share[a] = together[a]! / Math.sqrt((leadDocuments + 2) * (base.teams[a]! + 2))
    const own = earlier.actorOffsets[a + 1]! - earlier.actorOffsets[a]!
    if (before[a]! > 0) earlierShare[a] = before[a]! / Math.sqrt((leadEarlier + 2) * (own + 2))
  }
  const start = base.pool.take(actors)
  for (const lead of insiders) start[lead] = 1
  const one = base.pool.take(actors)
  walk(base.pool, links, index.documentSizes, start, one)
  walk(base.pool, earlier, index.earlierSizes, start, one)
  const two = base.pool.take(actors)
  walk(base.pool, links, index.documentSizes, one, two)
  walk(base.pool, earlier, index.earlierSizes, one, two)
  // From the members of the nearest documents: who works with those who work on this.
  const floor = kthLargest(kernel, base.joint, base.pool, 30)
  const top = base.pool.take(kernel.length)
  for (let d = 0; d < kernel.length; d++) if (kernel[d]! > floor) top[d] = kernel[d]!
  normalise(top)
  const seeds = base.pool.take(actors)
  vote(links, top, seeds)
  const nearWalk = base.pool.take(actors)
  walk(base.pool, links, index.documentSizes, seeds, nearWalk)
  const nearEarlier = base.pool.take(actors)
  walk(base.pool, earlier, index.earlierSizes, seeds, nearEarlier)
  const logs = [
    [one, 'walkLead'],
    [two, 'walkLeadFar'],
    [nearWalk, 'walkNear'],
    [nearEarlier, 'walkNearEarlier'],
  ] as const
  for (const [values, name] of logs) {
    const out = column(name)
    for (let a = 0; a < actors; a++) if (values[a]! > 0) out[a] = Math.log(1 + 10_000 * values[a]!)
  }
  const lead = query.lead ?? insiders[0]
  if (lead !== undefined) {
    const sum = base.pool.take(index.latent.dimensions)
    addVectors(
      index.documentVectors,
      links.groups.subarray(links.actorOffsets[lead]!, links.actorOffsets[lead + 1]!),
      sum,
    )
    const along = base.pool.take(index.documentIds.length)
    scoreCosine(index.documentVectors, sum, along)
    const like = column('likeLead')
    for (let a = 0; a < actors; a++) {
      let dot = 0
      for (let at = links.actorOffsets[a]!; at < links.actorOffsets[a + 1]!; at++) dot += along[links.groups[at]!]!
      if (dot !== 0) like[a] = dot / (index.actorNorms[a]! * index.actorNorms[lead]!)
    }
  }
  column('queryLead').fill(insiders.length === 0 ? -1 : Math.log(1 + leadDocuments))
  column('queryLeadEarlier').fill(insiders.length === 0 ? -1 : Math.log(1 + leadEarlier))
}
