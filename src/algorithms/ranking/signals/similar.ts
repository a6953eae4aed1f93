import type { Index } from '../build.ts'
import { OTHER } from '../groups.ts'
import { kthLargest, type Neighbours } from '../neighbours.ts'
import type { Column } from './column.ts'
import type { Facts } from './facts.ts'
import { normalise, vote } from './votes.ts'

/** Votes of near documents for their members, at several sizes of the neighbourhood. */
export function similar(index: Index, base: Facts, near: Neighbours, kernel: Float32Array, column: Column): void {
  const documents = index.documentIds.length
  const fused = base.pool.take(documents)
  for (const [scores, names] of [
    [near.text, ['nearText20', 'nearText100', 'nearText500']],
    [near.latent, ['nearLatent20', 'nearLatent100', 'nearLatent500']],
  ] as const) {
    for (const [i, k] of [20, 100, 500].entries()) {
      const floor = kthLargest(scores, base.joint, base.pool, k + 1)
      const weights = base.pool.take(documents)
      for (let d = 0; d < documents; d++)
        if (base.joint[d] && scores[d]! > floor) weights[d] = i === 2 ? scores[d]! - floor : scores[d]!
      vote(index.links, normalise(weights), column(names[i]!))
      for (let d = 0; d < documents; d++) fused[d] = fused[d]! + (i === 2 ? 0.3 : 1) * weights[d]!
    }
  }
  vote(index.links, normalise(fused), column('nearFused'))
  const share = base.pool.take(documents)
  share.set(kernel)
  normalise(share)
  const votes = column('nearKernel')
  vote(index.links, share, votes)
  const lift = column('nearKernelLift')
  const best = column('nearKernelBest')
  const bestText = column('bestText')
  const bestLatent = column('bestLatent')
  for (let a = 0; a < votes.length; a++) {
    lift[a] = votes[a]! / (base.teams[a]! + 3)
    for (let at = index.links.actorOffsets[a]!; at < index.links.actorOffsets[a + 1]!; at++) {
      const d = index.links.groups[at]!
      if (index.links.actorRoles[at]! >= OTHER || !base.joint[d]) continue
      if (share[d]! > best[a]!) best[a] = share[d]!
      if (near.text[d]! > bestText[a]!) bestText[a] = near.text[d]!
      if (near.latent[d]! > bestLatent[a]!) bestLatent[a] = near.latent[d]!
    }
    if (votes[a] === 0) continue
    votes[a] = Math.log(1 + 1000 * votes[a]!)
    lift[a] = Math.log(1 + 3000 * lift[a]!)
    best[a] = Math.log(1 + 1000 * best[a]!)
  }
}
