import type { Comparison } from './problem.ts'
import { WEIGHTS } from './weights.generated.ts'

const is = (condition: boolean): number => (condition ? 1 : 0)
const bitsAt = (bits: number, most: number): number => Math.min(bits, most) / 10

/** What the weights stand on, in the order of the file of weights. Each is small and says one thing. */
export const FEATURES: Readonly<Record<string, (c: Comparison) => number>> = {
  alike: c => c.alike,
  alikeMost: c => Math.max(0, c.alike - 0.6) / 0.4,
  sameWords: c => is(c.alike > 0.97),
  shared: c => bitsAt(c.shared, 40),
  lessOnly: c => bitsAt(Math.min(c.onlyFirst, c.onlySecond), 30),
  moreOnly: c => bitsAt(Math.max(c.onlyFirst, c.onlySecond), 40),
  preferredSame: c => is(c.preferred.alike > 0.97 && c.spelling === 0),
  spelling: c => is(c.spelling > 0) * (c.spelling / (c.shared || 1)),
  sign: c => is(c.sign),
  initials: c => is(c.initials && c.alike < 0.97),
  otherDifferent: c => is(c.otherName === 'different'),
  formDifferent: c => is(c.legalForm === 'different'),
  part: c => is(c.part),
  numbers: c => is(c.numbers),
  namesakes: c => Math.log2(Math.max(1, c.namesakes - 1)),
  countryDifferent: c => is(c.country === 'different'),
  cityDifferent: c => is(c.city === 'different'),
  postcodeEqual: c => is(c.postcode === 'equal'),
  postcodeDifferent: c => is(c.postcode === 'different'),
  streetEqual: c => is(c.street === 'equal'),
  streetDifferent: c => is(c.street === 'different'),
  regionDifferent: c => is(c.region === 'different'),
  siteDifferent: c => is(c.site === 'different'),
}

/** The features that speak for one and the same; the others speak against. */
export const AGREEMENTS: ReadonlySet<string> = new Set(
  'alike alikeMost sameWords shared preferredSame initials postcodeEqual streetEqual'.split(' '),
)

/** Log-odds from which a pair is worth a look, and from which it is more likely than not: see README.md. */
export const SUGGESTED = -2
export const LIKELY = 0

/** Log-odds of verdicts that the data at hand cannot tell, set by hand: see README.md. */
const REGISTERS = { equal: 4, different: -4, unknown: 0 } as const
const SAME_SITE = 1

export type Part = { readonly feature: string; readonly weight: number }

const LEARNT = Object.entries(FEATURES).map(([name, value]) => [name, WEIGHTS[name] ?? 0, value] as const)

/** Log-odds that both are the same. */
export function score(c: Comparison): number {
  let sum = (WEIGHTS.bias ?? 0) + (c.site === 'equal' ? SAME_SITE : 0)
  for (const [, weight, value] of LEARNT) sum += weight * value(c)
  for (const register in c.identifiers) sum += REGISTERS[c.identifiers[register]!]
  return sum
}

/** The parts a score is made of besides the bias, in a fixed order; those without weight are left out. */
export function parts(c: Comparison): Part[] {
  const found = LEARNT.map(([feature, weight, value]) => ({ feature, weight: weight * value(c) }))
  if (c.site === 'equal') found.push({ feature: 'siteEqual', weight: SAME_SITE })
  for (const [register, verdict] of Object.entries(c.identifiers))
    found.push({ feature: `register ${register}`, weight: REGISTERS[verdict] })
  return found.filter(part => part.weight !== 0)
}
