import type { Index } from '../build.ts'
import { OTHER } from '../groups.ts'
import { kthLargest, type Neighbours } from '../neighbours.ts'
import type { Column } from './column.ts'
import type { Facts } from './facts.ts'
import { normalise, vote } from './votes.ts'

/** History in the branches of the topic. */
export function topic(index: Index, base: Facts, near: Neighbours, column: Column): void {
  const documents = index.documentIds.length
  const names = ['topicSame', 'topicCall', 'topicFamily', 'topicSeries', 'topicBranch', 'topicProgramme'] as const
  const weights = names.map(() => base.pool.take(documents))
  const title = base.pool.take(documents)
  for (let d = 0; d < documents; d++) {
    if (!base.joint[d]) continue
    const fresh = 0.5 ** ((near.asOf - index.documentDays[d]!) / 365)
    for (let n = 0; n < 6; n++) if (near.levels[d]! & (1 << n)) weights[n]![d] = fresh
    title[d] = Math.max(0, near.topicLatent[d]!) ** 4
  }
  const floor = kthLargest(title, base.joint, base.pool, 150)
  for (let d = 0; d < documents; d++) if (title[d]! <= floor) title[d] = 0
  vote(index.links, normalise(title), column('topicTitleVotes'))
  names.forEach((name, n) => {
    vote(index.links, normalise(weights[n]!), column(name))
  })
  const share = column('topicShare')
  const last = column('topicLast')
  for (let a = 0; a < share.length; a++) {
    let most = 0
    let count = 0
    for (let at = index.links.actorOffsets[a]!; at < index.links.actorOffsets[a + 1]!; at++) {
      const d = index.links.groups[at]!
      if (index.links.actorRoles[at]! >= OTHER || !base.joint[d] || !(near.levels[d]! & 32)) continue
      count++
      most = Math.max(most, index.documentDays[d]!)
    }
    share[a] = count / (base.teams[a]! + 1)
    last[a] = count > 0 ? Math.min(5, (near.asOf - most) / 365) : 6
  }
}
