import type { Index } from '../build.ts'
import type { FeatureName } from '../features.ts'
import { LEAD, OTHER } from '../groups.ts'
import { Pool } from '../pool.ts'
import { type EarlierVectors, earlierVectors } from './earlier.ts'

/** Facts of the index that no query changes; computed once. */
export interface Facts {
  /** Documents with at least two members. */
  readonly joint: Uint8Array
  readonly teams: Float32Array
  readonly all: Float32Array
  readonly countryShare: Float32Array
  readonly kindShare: Float32Array
  /** Logarithm of how much more often than usual leads of a country have members of another: countries x countries. */
  readonly countryPairs: Float32Array
  /** Logarithm of each country's share of members in the last months against before: countries come and go. */
  readonly countryTrend: Float32Array
  /** Two-part regions (first four letters). */
  readonly region: Uint32Array
  readonly regionCount: number
  readonly earlierVectors: EarlierVectors
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
  const share = countryShare.map(x => x / Math.max(1, total))
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
    countryShare: share,
    kindShare: kindShare.map(x => x / Math.max(1, total)),
    countryPairs: countryPairs(index, share),
    countryTrend: countryTrend(index),
    region: Uint32Array.from(index.actorRegions, r => shortOf[r]!),
    regionCount: short.size,
    earlierVectors: earlierVectors(index, all),
    pool: new Pool(),
    activity: { asOf: Number.NaN, columns: new Map() },
  }
}

/** Leads of a country without many documents are taken to work with the world as it is: this many members of it are added. */
const PRIOR = 20

function countryPairs(index: Index, share: Float32Array): Float32Array {
  const countries = index.countries.length
  const met = new Float32Array(countries * countries)
  const total = new Float32Array(countries)
  const { offsets, actors, roles } = index.links
  for (let d = 0; d < index.documentSizes.length; d++) {
    for (let at = offsets[d]!; at < offsets[d + 1]!; at++) {
      if (roles[at] !== LEAD) continue
      const from = index.actorCountries[actors[at]!]!
      for (let other = offsets[d]!; other < offsets[d + 1]!; other++) {
        if (roles[other] === LEAD || roles[other]! >= OTHER) continue
        const cell = from * countries + index.actorCountries[actors[other]!]!
        met[cell] = met[cell]! + 1
        total[from] = total[from]! + 1
      }
    }
  }
  return met.map((count, cell) => {
    const usual = share[cell % countries]!
    const all = total[Math.floor(cell / countries)]! + PRIOR
    return Math.log((count + PRIOR * usual + 0.01) / all / (usual + 0.0005))
  })
}

/** Days that count as recent. */
const RECENT = 200

function countryTrend(index: Index): Float32Array {
  const recent = new Float32Array(index.countries.length)
  const before = new Float32Array(index.countries.length)
  const { offsets, actors, roles } = index.links
  for (let d = 0; d < index.documentSizes.length; d++) {
    if (index.documentSizes[d]! < 2) continue
    const counts = index.newestDay - index.documentDays[d]! < RECENT ? recent : before
    for (let at = offsets[d]!; at < offsets[d + 1]!; at++) {
      if (roles[at]! >= OTHER) continue
      const country = index.actorCountries[actors[at]!]!
      counts[country] = counts[country]! + 1
    }
  }
  const sum = (counts: Float32Array): number => counts.reduce((total, x) => total + x, 1e-9)
  const now = sum(recent)
  const then = sum(before)
  // Nothing old or nothing recent: no trend can be told.
  if (now < 1 || then < 1) return recent.fill(0)
  return recent.map((x, c) => Math.log((x / now + 0.002) / (before[c]! / then + 0.002)))
}
