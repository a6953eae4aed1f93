import { scoreBm25 } from '#algorithms/retrieval/bm25.ts'
import { scoreCosine } from '#algorithms/retrieval/lsa.ts'
import { bagOf } from '#algorithms/retrieval/terms.ts'
import { addVectors, type Index } from './build.ts'
import { COLUMN, FEATURES, type FeatureName } from './features.ts'
import { type Groups, LEAD, OTHER } from './groups.ts'
import { kernelWeights } from './kernel.ts'
import { known, kthLargest, type Neighbours, neighbours } from './neighbours.ts'
import { Pool } from './pool.ts'
import type { Query } from './problem.ts'

/** Features of every actor for one query, column by column: feature f of actor a is `columns[f][a]`. */
export interface Signals {
  readonly near: Neighbours
  /** Learnt weight of every document, largest 1. */
  readonly kernel: Float32Array
  readonly columns: readonly Float32Array[]
}

/** Facts of the index that no query changes; computed once. */
export interface Facts {
  /** Documents with at least two members. */
  readonly joint: Uint8Array
  readonly teams: Float32Array
  readonly all: Float32Array
  readonly countryShare: Float32Array
  readonly kindShare: Float32Array
  /** Two-part regions (first four letters). */
  readonly region: Uint32Array
  readonly regionCount: number
  readonly pool: Pool
  /** Activity columns do not depend on the query, only on its day: kept for the last day asked. */
  readonly activity: { asOf: number; columns: ReadonlyMap<FeatureName, Float32Array> }
}

export function facts(index: Index): Facts {
  const documents = index.documentIds.length
  const actors = index.actorIds.length
  const joint = new Uint8Array(documents)
  for (let d = 0; d < documents; d++) joint[d] = index.documentSizes[d]! >= 2 ? 1 : 0
  const teams = new Float32Array(actors)
  const all = new Float32Array(actors)
  const countryShare = new Float32Array(index.countries.length)
  const kindShare = new Float32Array(index.kinds.length)
  let total = 0
  for (let a = 0; a < actors; a++) {
    for (let at = index.links.actorOffsets[a]!; at < index.links.actorOffsets[a + 1]!; at++) {
      if (index.links.actorRoles[at]! >= OTHER) continue
      all[a] = all[a]! + 1
      if (joint[index.links.groups[at]!]) teams[a] = teams[a]! + 1
    }
    countryShare[index.actorCountries[a]!] = countryShare[index.actorCountries[a]!]! + teams[a]!
    kindShare[index.actorKinds[a]!] = kindShare[index.actorKinds[a]!]! + teams[a]!
    total += teams[a]!
  }
  const short = new Map<string, number>()
  const shortOf = Uint32Array.from(index.regions, region => {
    const key = region.slice(0, 4)
    const number = short.get(key) ?? short.size
    short.set(key, number)
    return number
  })
  return {
    joint,
    teams,
    all,
    countryShare: countryShare.map(x => x / Math.max(1, total)),
    kindShare: kindShare.map(x => x / Math.max(1, total)),
    region: Uint32Array.from(index.actorRegions, r => shortOf[r]!),
    regionCount: short.size,
    pool: new Pool(),
    activity: { asOf: Number.NaN, columns: new Map() },
  }
}

/**
 * Computes every feature of every actor except the ties with the likely team, which need a first ranking (see ties.ts).
 * Cost: links x channels + texts x dimensions.
 */
export function signals(index: Index, base: Facts, query: Query, kernelLearnt: ArrayLike<number>): Signals {
  base.pool.reset()
  const near = neighbours(index, query, base.pool)
  const kernel = kernelWeights(index, near, kernelLearnt, base.pool)
  const actors = index.actorIds.length
  const columns = FEATURES.map(() => base.pool.take(actors))
  const column = (name: FeatureName): Float32Array => columns[COLUMN[name]]!
  similar(index, base, near, kernel, column)
  topic(index, base, near, column)
  expertise(index, near, column)
  ties(index, base, near, kernel, query, column)
  activityColumns(index, base, near.asOf, columns)
  composition(index, base, near, kernel, query, column)
  for (const name of LOGGED) {
    const values = column(name)
    for (let a = 0; a < actors; a++) if (values[a]! > 0) values[a] = Math.log(1 + 1000 * values[a]!)
  }
  for (const name of COUNTED) {
    const values = column(name)
    for (let a = 0; a < actors; a++) if (values[a]! > 0) values[a] = Math.log(1 + values[a]!)
  }
  return { near, kernel, columns }
}

/** Shares of votes are tiny and skewed, counts are skewed: logarithms make them fit for a linear score. */
const LOGGED: readonly FeatureName[] = [
  'nearText20',
  'nearText100',
  'nearText500',
  'nearLatent20',
  'nearLatent100',
  'nearLatent500',
  'nearFused',
  'topicTitleVotes',
  'topicSame',
  'topicCall',
  'topicFamily',
  'topicSeries',
  'topicBranch',
  'topicProgramme',
]
const COUNTED: readonly FeatureName[] = [
  'leadTogether',
  'leadTogetherNear',
  'leadTogetherLed',
  'leadEarlier',
  'ownName',
  'placeMentioned',
]

type Column = (name: FeatureName) => Float32Array

/** Adds to each full member of each document the document's weight. */
export function vote(groups: Groups, weights: Float32Array, out: Float32Array): void {
  for (let d = 0; d < weights.length; d++) {
    const weight = weights[d]!
    if (weight === 0) continue
    for (let at = groups.offsets[d]!; at < groups.offsets[d + 1]!; at++) {
      if (groups.roles[at]! < OTHER) out[groups.actors[at]!] = out[groups.actors[at]!]! + weight
    }
  }
}

function normalise(weights: Float32Array): Float32Array {
  let sum = 0
  for (const x of weights) sum += x
  if (sum > 0) for (let i = 0; i < weights.length; i++) weights[i] = weights[i]! / sum
  return weights
}

function similar(index: Index, base: Facts, near: Neighbours, kernel: Float32Array, column: Column): void {
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

function topic(index: Index, base: Facts, near: Neighbours, column: Column): void {
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

function expertise(index: Index, near: Neighbours, column: Column): void {
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
    profile[actor] = near.latent[documents + i]!
    own[actor] = own[actor]! + profile[actor]!
    best[actor] = Math.max(best[actor]!, near.latent[documents + i]!)
    bestText[actor] = Math.max(bestText[actor]!, near.text[documents + i]!)
  })
  for (let a = 0; a < own.length; a++) if (index.actorNorms[a]! > 0) own[a] = own[a]! / index.actorNorms[a]!
  scoreBm25(index.names, bagOf(near.terms, index.nameNumbers), column('ownName'))
  scoreBm25(index.places, bagOf(near.terms, index.placeNumbers), column('placeMentioned'))
}

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

function ties(index: Index, base: Facts, near: Neighbours, kernel: Float32Array, query: Query, column: Column): void {
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

const ACTIVITY = [
  'activityTeams',
  'activityAll',
  'activityRecent',
  'activityLast',
  'activityEarlier',
  'activityEarlierLast',
  'activityLed',
  'activitySize',
  'activityOther',
] as const satisfies readonly FeatureName[]

function activityColumns(index: Index, base: Facts, asOf: number, columns: Float32Array[]): void {
  if (base.activity.asOf !== asOf) {
    const fresh = new Map<FeatureName, Float32Array>(
      ACTIVITY.map(name => [name, new Float32Array(index.actorIds.length)]),
    )
    activity(index, base, asOf, name => fresh.get(name)!)
    base.activity.asOf = asOf
    base.activity.columns = fresh
  }
  for (const name of ACTIVITY) columns[COLUMN[name]] = base.activity.columns.get(name)!
}

function activity(index: Index, base: Facts, asOf: number, column: Column): void {
  const { links, earlier } = index
  const recent = column('activityRecent')
  const last = column('activityLast')
  const led = column('activityLed')
  const size = column('activitySize')
  const other = column('activityOther')
  const before = column('activityEarlier')
  const beforeLast = column('activityEarlierLast')
  const actors = index.actorIds.length
  // Counts grow as the corpus does: they are measured against its number of joint documents.
  const joint = base.joint.reduce((sum, x) => sum + x, 0)
  const scale = 10_000 / Math.max(1, joint)
  const teams = column('activityTeams')
  const all = column('activityAll')
  for (let a = 0; a < actors; a++) {
    let newest = -1e9
    let sum = 0
    let leads = 0
    let helped = 0
    for (let at = links.actorOffsets[a]!; at < links.actorOffsets[a + 1]!; at++) {
      const d = links.groups[at]!
      if (links.actorRoles[at]! >= OTHER) {
        helped++
        continue
      }
      if (!base.joint[d]) continue
      const age = asOf - index.documentDays[d]!
      recent[a] = recent[a]! + 0.5 ** (age / 365)
      newest = Math.max(newest, index.documentDays[d]!)
      sum += index.documentSizes[d]!
      if (links.actorRoles[at] === LEAD) leads++
    }
    last[a] = Math.min(6, (asOf - newest) / 365)
    led[a] = leads / (base.teams[a]! + 1)
    size[a] = sum / Math.max(1, base.teams[a]!)
    other[a] = Math.log(1 + helped)
    teams[a] = Math.log(1 + scale * base.teams[a]!)
    all[a] = base.teams[a]! / (base.all[a]! + 1)
    recent[a] = Math.log(1 + scale * recent[a]!)
    const from = earlier.actorOffsets[a]!
    const to = earlier.actorOffsets[a + 1]!
    before[a] = Math.log(1 + to - from)
    let latest = -1e9
    for (let at = from; at < to; at++) latest = Math.max(latest, index.earlierDays[earlier.groups[at]!]!)
    // The earlier programme is closed: its last day is compared with the others', not with today.
    beforeLast[a] = to > from ? latest : 0
  }
  const end = beforeLast.reduce((most, x) => Math.max(most, x), 0)
  for (let a = 0; a < actors; a++) beforeLast[a] = beforeLast[a] === 0 ? 9 : Math.min(8, (end - beforeLast[a]!) / 365)
}

function composition(
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
