import { scoreBm25 } from '#algorithms/retrieval/bm25.ts'
import { bagOf } from '#algorithms/retrieval/terms.ts'
import type { Index } from '../build.ts'
import type { Neighbours } from '../neighbours.ts'
import type { Column } from './column.ts'

/** Likeness of an actor's own work, profile and name with the query. */
export function expertise(index: Index, near: Neighbours, column: Column): void {
  const own = column('ownVector')
  const ownTopic = column('ownTopicVector')
  const best = column('ownBest')
  const bestText = column('ownBestText')
  for (let a = 0; a < best.length; a++) {
    const from = index.links.actorOffsets[a]!
    const to = index.links.actorOffsets[a + 1]!
    let sum = 0
    let topics = 0
    for (let at = from; at < to; at++) {
      const d = index.links.groups[at]!
      sum += near.latent[d]!
      topics += near.topicLatent[d]!
      if (near.latent[d]! > best[a]!) best[a] = near.latent[d]!
      if (near.text[d]! > bestText[a]!) bestText[a] = near.text[d]!
    }
    own[a] = sum
    ownTopic[a] = topics / Math.max(1, to - from)
  }
  const profile = column('ownProfile')
  const documents = index.documentIds.length
  index.profileActors.forEach((actor, i) => {
    const fresh = index.actorFreshness[actor]!
    profile[actor] = near.latent[documents + i]! * fresh
    own[actor] = own[actor]! + profile[actor]!
    best[actor] = Math.max(best[actor]!, profile[actor]!)
    bestText[actor] = Math.max(bestText[actor]!, near.text[documents + i]! * fresh)
  })
  for (let a = 0; a < own.length; a++) if (index.actorNorms[a]! > 0) own[a] = own[a]! / index.actorNorms[a]!
  scoreBm25(index.names, bagOf(near.terms, index.nameNumbers), column('ownName'))
  scoreBm25(index.places, bagOf(near.terms, index.placeNumbers), column('placeMentioned'))
}
