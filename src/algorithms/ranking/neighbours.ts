import { scoreBm25 } from '#algorithms/retrieval/bm25.ts'
import { scoreCosine } from '#algorithms/retrieval/lsa.ts'
import { bagOf } from '#algorithms/retrieval/terms.ts'
import { tokenise } from '#algorithms/retrieval/tokens.ts'
import { type Index, vectorOf } from './build.ts'
import { LEAD, OTHER } from './groups.ts'
import { Pool } from './pool.ts'
import type { Query } from './problem.ts'
import { kthOf } from './select.ts'
import { LEVELS, topicKeys } from './topics.ts'

/** What a query says of every document: dense arrays, one value a document (texts: also profiles). */
export interface Neighbours {
  readonly vector: Float32Array
  readonly topicVector: Float32Array
  readonly terms: readonly string[]
  /** BM25, divided by the mean of the five best: about 1 for a very near document. */
  readonly text: Float32Array
  /** Cosine in the latent space. */
  readonly latent: Float32Array
  /** Likeness of topic titles: BM25 as above, and cosine. */
  readonly topicText: Float32Array
  readonly topicLatent: Float32Array
  /** Bit n is set when level n of the topic codes agrees (see LEVELS). */
  readonly levels: Uint8Array
  /** 1 when the lead or a team member is in the document. */
  readonly shared: Uint8Array
  /** Share of each scheme among documents of like topics. */
  readonly schemes: Float32Array
  readonly asOf: number
}

/** How much an agreeing level says about the scheme, in the order of LEVELS. */
const SCHEME_VOICE = [20, 5, 10, 2, 1, 0.3]

export function neighbours(index: Index, query: Query, pool = new Pool()): Neighbours {
  const documents = index.documentIds.length
  const terms = tokenise([query.title ?? '', query.title ?? '', query.text, query.topicTitle ?? ''].join('\n'))
  const topicTerms = tokenise(query.topicTitle ?? '')
  const vector = vectorOf(index, terms)
  const topicVector = vectorOf(index, topicTerms)
  const text = pool.take(index.text.size)
  scoreBm25(index.text, bagOf(terms, index.numbers), text)
  scaleByBest(text, documents)
  const latent = pool.take(index.text.size)
  scoreCosine(index.documentVectors, vector, latent)
  const topics = index.topicIds.length
  const perTopicText = pool.take(topics)
  scoreBm25(index.topicText, bagOf(topicTerms, index.numbers), perTopicText)
  scaleByBest(perTopicText, topics)
  const perTopicLatent = pool.take(topics)
  scoreCosine(index.topicVectors, topicVector, perTopicLatent)
  const perTopicLevels = topicAgreement(index, query.topicId ?? '')
  const topicText = pool.take(documents)
  const topicLatent = pool.take(documents)
  const levels = new Uint8Array(documents)
  const schemes = pool.take(index.schemes.length)
  for (let d = 0; d < documents; d++) {
    const topic = index.documentTopics[d]!
    topicText[d] = perTopicText[topic]!
    topicLatent[d] = perTopicLatent[topic]!
    levels[d] = perTopicLevels[topic]!
    if (index.documentSizes[d]! < 2) continue
    let voice = 0.02 * topicText[d]!
    for (let n = 0; n < LEVELS.length; n++) if (levels[d]! & (1 << n)) voice += SCHEME_VOICE[n]!
    const scheme = index.documentSchemes[d]!
    schemes[scheme] = schemes[scheme]! + voice
  }
  const total = schemes.reduce((sum, x) => sum + x, 1e-9)
  for (let s = 0; s < schemes.length; s++) schemes[s] = schemes[s]! / total
  const shared = new Uint8Array(documents)
  for (const actor of known(query)) {
    for (let at = index.links.actorOffsets[actor]!; at < index.links.actorOffsets[actor + 1]!; at++) {
      if (index.links.actorRoles[at]! < OTHER)
        shared[index.links.groups[at]!] = index.links.actorRoles[at] === LEAD ? 2 : 1
    }
  }
  return {
    vector,
    topicVector,
    terms,
    text,
    latent,
    topicText,
    topicLatent,
    levels,
    shared,
    schemes,
    asOf: query.asOf ?? index.newestDay + 1,
  }
}

/** The lead and the actors already in. */
export function known(query: Query): number[] {
  return [...new Set([...(query.lead === undefined ? [] : [query.lead]), ...(query.team ?? [])])]
}

function topicAgreement(index: Index, code: string): Uint8Array {
  const out = new Uint8Array(index.topicIds.length)
  const keys = topicKeys(code).map((key, n) => (key === '' ? -1 : (index.levelNumbers.get(`${n}:${key}`) ?? -1)))
  for (let t = 0; t < out.length; t++) {
    for (let n = 0; n < LEVELS.length; n++) {
      if (keys[n] === index.topicLevels[t * LEVELS.length + n]) out[t] = out[t]! | (1 << n)
    }
  }
  return out
}

/** Divides by the mean of the five best among the first `count`, so that scores of short and long queries compare. */
function scaleByBest(scores: Float32Array, count: number): void {
  const best = new Float32Array(5)
  for (let i = 0; i < count; i++) {
    const x = scores[i]!
    if (x <= best[4]!) continue
    let at = 4
    while (at > 0 && best[at - 1]! < x) {
      best[at] = best[at - 1]!
      at--
    }
    best[at] = x
  }
  const mean = best.reduce((sum, x) => sum + x, 0) / 5
  if (mean > 0) for (let i = 0; i < scores.length; i++) scores[i] = scores[i]! / mean
}

/** The `k`-th largest value among entries whose mask is set; 0 when there are fewer. */
export function kthLargest(values: Float32Array, mask: Uint8Array, pool: Pool, k: number): number {
  const kept = pool.take(mask.length)
  let count = 0
  for (let i = 0; i < mask.length; i++) if (mask[i] && values[i]! > 0) kept[count++] = values[i]!
  if (count < k) return 0
  return kthOf(kept, count, k)
}
