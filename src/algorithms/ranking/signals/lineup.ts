import type { Index } from '../build.ts'
import { COLUMN } from '../features.ts'
import { type Groups, OTHER } from '../groups.ts'
import { known } from '../neighbours.ts'
import type { Query } from '../problem.ts'
import type { Signals } from '../signals.ts'
import type { Column } from './column.ts'
import type { Facts } from './facts.ts'

/** Actors that stand for the likely team, and for the wider circle it is drawn from. */
const TEAM = 30
const CIRCLE = 150

/**
 * Features that need a first ranking, filled for the actors of `ranked` only: where each stands in it, and how it fits the likely
 * team, since teams come as groups and cover countries and kinds.
 *
 * @param scores the first ranking's score of every actor
 * @param ranked actors, best first
 */
export function lineup(
  index: Index,
  base: Facts,
  query: Query,
  seen: Signals,
  ranked: Uint32Array,
  scores: Float32Array,
): void {
  const column: Column = name => seen.columns[COLUMN[name]]!
  const chance = chances(query, ranked.subarray(0, TEAM), scores, 10, 1)
  standing(index, ranked, scores, column)
  coverage(index, base, query, ranked.subarray(0, TEAM), chance, ranked, column)
  teamTies(index, base, chance, ranked, column)
  circleTies(index, base, query, chance, ranked, scores, column)
  nearWork(index, base, seen, chance, ranked, column)
}

/** Shares of being in the team: softmax of the scores of `top`, scaled so that about `size` are expected; insiders count 1. */
function chances(query: Query, top: Uint32Array, scores: Float32Array, size: number, sharpness: number): Float32Array {
  const out = new Float32Array(scores.length)
  const most = top.length > 0 ? scores[top[0]!]! : 0
  const odds = (a: number): number => Math.exp((scores[a]! - most) * sharpness)
  let sum = 0
  for (const a of top) sum += odds(a)
  for (const a of top) out[a] = Math.min(1, (size * odds(a)) / sum)
  for (const a of known(query)) out[a] = 1
  return out
}

/** Score and rank, also among those of the same country and of the same kind: one of each is often enough. */
function standing(index: Index, ranked: Uint32Array, scores: Float32Array, column: Column): void {
  const first = column('first')
  const rank = column('firstRank')
  const inPlace = column('placeRank')
  const inKind = column('kindRank')
  const countries = new Uint32Array(index.countries.length)
  const kinds = new Uint32Array(index.kinds.length)
  const tenth = ranked.length > 0 ? scores[ranked[Math.min(9, ranked.length - 1)]!]! : 0
  ranked.forEach((a, i) => {
    const country = index.actorCountries[a]!
    const kind = index.actorKinds[a]!
    countries[country] = countries[country]! + 1
    kinds[kind] = kinds[kind]! + 1
    first[a] = scores[a]! - tenth
    rank[a] = Math.log(i + 1)
    inPlace[a] = countries[country]!
    inKind[a] = kinds[kind]!
  })
}

/** How many others of the likely team are of the same country, region and kind; which countries the lead's country works with. */
function coverage(
  index: Index,
  base: Facts,
  query: Query,
  team: Uint32Array,
  chance: Float32Array,
  ranked: Uint32Array,
  column: Column,
): void {
  const countries = new Float32Array(index.countries.length)
  const regions = new Float32Array(base.regionCount)
  const kinds = new Float32Array(index.kinds.length)
  for (const a of team) {
    const expected = chance[a]!
    countries[index.actorCountries[a]!] = countries[index.actorCountries[a]!]! + expected
    regions[base.region[a]!] = regions[base.region[a]!]! + expected
    kinds[index.actorKinds[a]!] = kinds[index.actorKinds[a]!]! + expected
  }
  const lead = query.lead ?? query.team?.[0]
  const inPlace = column('placeTeam')
  const inRegion = column('placeRegionTeam')
  const ofKind = column('kindTeam')
  const pair = column('placePair')
  const trend = column('placeTrend')
  for (const a of ranked) {
    const country = index.actorCountries[a]!
    inPlace[a] = countries[country]! - chance[a]!
    inRegion[a] = regions[base.region[a]!]! - chance[a]!
    ofKind[a] = kinds[index.actorKinds[a]!]! - chance[a]!
    trend[a] = base.countryTrend[country]!
    if (lead !== undefined) {
      pair[a] = base.countryPairs[index.actorCountries[lead]! * index.countries.length + country]!
    }
  }
}

/** How much of the likely team (leaving out the actor itself) sits in the documents the actor is in. */
function teamTies(index: Index, base: Facts, chance: Float32Array, actors: Uint32Array, column: Column): void {
  const now = massOf(index.links, index.documentSizes.length, chance)
  const before = massOf(index.earlier, index.earlierSizes.length, chance)
  const ties = column('teamTies')
  const lift = column('teamTiesLift')
  const earlier = column('teamTiesEarlier')
  for (const a of actors) {
    const sum = gather(index.links, now, index.documentSizes, a, chance[a]!)
    ties[a] = Math.log(1 + 10 * sum)
    lift[a] = Math.log(1 + (100 * sum) / (base.teams[a]! + 3))
    earlier[a] = Math.log(1 + 10 * gather(index.earlier, before, index.earlierSizes, a, chance[a]!))
  }
}

/** The same with the wider circle, with each member weighed by how rarely it is met, and the strongest single document. */
function circleTies(
  index: Index,
  base: Facts,
  query: Query,
  chance: Float32Array,
  ranked: Uint32Array,
  scores: Float32Array,
  column: Column,
): void {
  const { links, documentSizes } = index
  const wide = chances(query, ranked.subarray(0, CIRCLE), scores, 12, 0.7)
  const rare = chance.map((x, a) => (x === 0 ? 0 : x / Math.sqrt(base.teams[a]! + 2)))
  const wideMass = massOf(links, documentSizes.length, wide, OTHER)
  const rareMass = massOf(links, documentSizes.length, rare, OTHER)
  const ties = column('teamWide')
  const lift = column('teamWideLift')
  const most = column('teamMost')
  const cosine = column('teamRare')
  for (const a of ranked) {
    let sum = 0
    let strongest = 0
    let rarely = 0
    for (let at = links.actorOffsets[a]!; at < links.actorOffsets[a + 1]!; at++) {
      const d = links.groups[at]!
      if (links.actorRoles[at]! >= OTHER || documentSizes[d]! < 2) continue
      const others = Math.max(0, wideMass[d]! - wide[a]!)
      const root = Math.sqrt(documentSizes[d]!)
      sum += others / root
      if (others > strongest) strongest = others
      rarely += Math.max(0, rareMass[d]! - rare[a]!) / root
    }
    ties[a] = Math.log(1 + 10 * sum)
    lift[a] = Math.log(1 + (100 * sum) / (base.teams[a]! + 3))
    most[a] = strongest
    cosine[a] = Math.log(1 + (30 * rarely) / Math.sqrt(base.teams[a]! + 2))
  }
}

/** Votes of near documents again, told apart: with the lead, per member, as a helper, sharpened, and with the likely team in them. */
function nearWork(
  index: Index,
  base: Facts,
  seen: Signals,
  chance: Float32Array,
  ranked: Uint32Array,
  column: Column,
): void {
  const { links, documentSizes } = index
  const { kernel, near } = seen
  let total = 1e-12
  for (const weight of kernel) total += weight
  const withTeam = massOf(links, documentSizes.length, chance, OTHER)
  const withLead = column('leadKernel')
  const perMember = column('nearPerMember')
  const helped = column('nearHelped')
  const sharp = column('nearSharp')
  const ofOwn = column('nearOfOwn')
  const team = column('teamNear')
  const teamLift = column('teamNearLift')
  for (const a of ranked) {
    let lead = 0
    let member = 0
    let help = 0
    let square = 0
    let root = 0
    let others = 0
    for (let at = links.actorOffsets[a]!; at < links.actorOffsets[a + 1]!; at++) {
      const d = links.groups[at]!
      const weight = kernel[d]!
      if (weight === 0) continue
      if (links.actorRoles[at]! >= OTHER) {
        help += weight
        continue
      }
      const size = Math.sqrt(documentSizes[d]!)
      if (near.shared[d]! > 0) lead += weight
      member += weight / size
      square += weight * weight
      root += Math.sqrt(weight)
      others += (weight * Math.max(0, withTeam[d]! - chance[a]!)) / size
    }
    withLead[a] = Math.log(1 + (1000 * lead) / total)
    perMember[a] = Math.log(1 + (3000 * member) / total)
    helped[a] = Math.log(1 + (1000 * help) / total)
    sharp[a] = Math.log(1 + 10_000 * square)
    ofOwn[a] = Math.log(1 + (1000 * root) / total / (base.teams[a]! + 3))
    team[a] = Math.log(1 + (1000 * others) / total)
    teamLift[a] = Math.log(1 + (3000 * others) / total / (base.teams[a]! + 3))
  }
}

/** Adds to each group the weight of its actors whose role is below `roles` (all roles when absent). */
function massOf(groups: Groups, count: number, weights: Float32Array, roles = Number.POSITIVE_INFINITY): Float32Array {
  const out = new Float32Array(count)
  for (let a = 0; a < weights.length; a++) {
    if (weights[a] === 0) continue
    for (let at = groups.actorOffsets[a]!; at < groups.actorOffsets[a + 1]!; at++) {
      if (groups.actorRoles[at]! >= roles) continue
      const g = groups.groups[at]!
      out[g] = out[g]! + weights[a]!
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
