import type { Agreement, Comparison } from './problem.ts'
import { parts } from './score.ts'

/** What a reason is about; a register is named. */
export type About =
  | 'name'
  | 'initials'
  | 'otherName'
  | 'legalForm'
  | 'part'
  | 'numbers'
  | 'namesakes'
  | 'country'
  | 'city'
  | 'postcode'
  | 'street'
  | 'region'
  | 'site'
  | `register ${string}`

export interface Reason {
  readonly about: About
  readonly verdict: Agreement
  /** Log-odds it adds; below zero it speaks against. */
  readonly weight: number
  /** The two names that were compared, or how many bear the name. */
  readonly evidence?: readonly string[]
}

const SUBJECT: Readonly<Record<string, About>> = {
  alike: 'name',
  alikeMost: 'name',
  sameWords: 'name',
  shared: 'name',
  lessOnly: 'name',
  moreOnly: 'name',
  preferredSame: 'name',
  spelling: 'name',
  sign: 'name',
  initials: 'initials',
  otherDifferent: 'otherName',
  formDifferent: 'legalForm',
  part: 'part',
  numbers: 'numbers',
  namesakes: 'namesakes',
  countryDifferent: 'country',
  cityDifferent: 'city',
  postcodeEqual: 'postcode',
  postcodeDifferent: 'postcode',
  streetEqual: 'street',
  streetDifferent: 'street',
  regionDifferent: 'region',
  siteEqual: 'site',
  siteDifferent: 'site',
}

/** Why two entries are, or are not, thought to be one: heaviest first, whichever way it points. */
export function explain(c: Comparison): Reason[] {
  const weights = new Map<About, number>()
  for (const { feature, weight } of parts(c)) {
    const about = SUBJECT[feature] ?? (feature as About)
    weights.set(about, (weights.get(about) ?? 0) + weight)
  }
  return [...weights]
    .map(([about, weight]) => ({
      about,
      verdict: verdict(c, about),
      weight: Math.round(weight * 100) / 100,
      ...evidence(c, about),
    }))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.about < b.about ? -1 : 1))
}

function verdict(c: Comparison, about: About): Agreement {
  switch (about) {
    case 'name':
      return c.alike > 0.97 ? (c.spelling > 0 ? 'near' : 'equal') : c.alike > 0.5 ? 'near' : 'different'
    case 'initials':
      return 'equal'
    case 'part':
    case 'numbers':
    case 'namesakes':
      return 'different'
    case 'otherName':
    case 'legalForm':
    case 'country':
    case 'city':
    case 'postcode':
    case 'street':
    case 'region':
    case 'site':
      return c[about]
    default:
      return c.identifiers[about.slice('register '.length)] ?? 'unknown'
  }
}

function evidence(c: Comparison, about: About): { evidence?: readonly string[] } {
  if (about === 'name') return { evidence: c.names }
  if (about === 'namesakes') return { evidence: [String(c.namesakes)] }
  return {}
}
