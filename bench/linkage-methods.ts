import type { Comparison } from '#algorithms/linkage/problem.ts'
import type { Sample } from './linkage-truth.ts'

/** Three steps of a plain rule: the same words; in the same city as well; at the same address as well. */
export const rule = (c: Comparison): number =>
  c.alike < 0.97 ? 0 : c.country === 'different' ? 1 : c.street === 'equal' ? 4 : c.city === 'equal' ? 3 : 2

const bucket = (value: number, edges: readonly number[]): string => String(edges.filter(edge => value >= edge).length)

/** Fields of a comparison in levels, taken as independent. */
const FIELDS: readonly ((c: Comparison) => string)[] = [
  c => bucket(c.alike, [0.3, 0.5, 0.7, 0.85, 0.97]),
  c => bucket(c.shared, [8, 14, 22, 32]),
  c => bucket(Math.min(c.onlyFirst, c.onlySecond), [0.1, 6, 12]),
  c => `${c.otherName}${c.sign}`,
  c => c.legalForm,
  c => String(c.part),
  c => c.country,
  c => c.city,
  c => c.postcode,
  c => c.street,
  c => c.region,
  c => c.site,
]

/**
 * Fellegi and Sunter's weights, learnt without labels by expectation maximisation over all compared pairs (Winkler, 1988). Answers the
 * log-odds of a comparison.
 */
export function fellegiSunter(samples: readonly Sample[], steps = 5): (c: Comparison) => number {
  const levels = samples.map(({ comparison }) => FIELDS.map(field => field(comparison)))
  // Held: left free, it drifts to pairs of one region.
  const share = 0.0003
  // It begins at pairs of the same words in the same place.
  let belief = Float64Array.from(samples, ({ comparison }) => (rule(comparison) >= 3 ? 0.7 : 0.00002))
  let weights: Map<string, number>[] = []
  for (let step = 0; step < steps; step++) {
    weights = FIELDS.map((_, field) => {
      const match = new Map<string, number>()
      const rest = new Map<string, number>()
      let matches = 0
      for (const [at, row] of levels.entries()) {
        const level = row[field]!
        match.set(level, (match.get(level) ?? 0.5) + belief[at]!)
        rest.set(level, (rest.get(level) ?? 0.5) + 1 - belief[at]!)
        matches += belief[at]!
      }
      return new Map(
        [...match].map(([level, count]) => [
          level,
          Math.log(count / (matches + 0.5 * match.size)) -
            Math.log(rest.get(level)! / (levels.length - matches + 0.5 * match.size)),
        ]),
      )
    })
    const prior = Math.log(share / (1 - share))
    belief = Float64Array.from(levels, row => {
      const odds = row.reduce((sum, level, field) => sum + (weights[field]!.get(level) ?? 0), prior)
      return 1 / (1 + Math.exp(-odds))
    })
  }
  const prior = Math.log(share / (1 - share))
  return c => FIELDS.reduce((sum, field, at) => sum + (weights[at]!.get(field(c)) ?? 0), prior)
}

/** The same weights counted on judged pairs: how often each level comes among the same and among the others. */
export function naiveBayes(samples: readonly Sample[]): (c: Comparison) => number {
  const counts = {
    same: FIELDS.map(() => new Map<string, number>()),
    other: FIELDS.map(() => new Map<string, number>()),
  }
  const totals = { same: 0, other: 0 }
  for (const { comparison, judged } of samples) {
    if (judged !== 'same' && judged !== 'other') continue
    totals[judged]++
    for (const [at, field] of FIELDS.entries()) {
      const level = field(comparison)
      counts[judged][at]!.set(level, (counts[judged][at]!.get(level) ?? 0) + 1)
    }
  }
  const share = (kind: 'same' | 'other', at: number, level: string): number =>
    ((counts[kind][at]!.get(level) ?? 0) + 0.5) / (totals[kind] + 2)
  return c =>
    FIELDS.reduce(
      (sum, field, at) => sum + Math.log(share('same', at, field(c)) / share('other', at, field(c))),
      Math.log(totals.same / totals.other),
    )
}
