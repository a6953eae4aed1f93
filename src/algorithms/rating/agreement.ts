/**
 * Krippendorff's alpha for interval data: how far judges agree beyond chance. 1: they always say the same; 0: as much as if scores had been dealt out
 * at random; below 0: less than that. Judges may have left units out; a unit with one score says nothing and is left out.
 * Undefined with fewer than two comparable scores, and where all scores are the same, so that agreement cannot be told from having no scale.
 *
 * Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section E, with the squared difference of interval data:
 * alpha = 1 - (n - 1) * sum_u [ sum of squared differences of pairs in u / (m_u - 1) ] / sum of squared differences of all pairs.
 * O(scores), since the sum of squared differences of all pairs of n values is n * sum(v^2) - (sum v)^2.
 */
export function agreement(units: readonly (readonly number[])[]): number | undefined {
  const pairable = units.filter(unit => unit.length > 1)
  const all = pairable.flat()
  const expected = pairs(all)
  if (all.length < 2 || expected <= NOTHING) return undefined
  const observed = pairable.reduce((total, unit) => total + pairs(unit) / (unit.length - 1), 0)
  return 1 - ((all.length - 1) * observed) / expected
}

/** What rounding leaves of a sum that is zero. */
const NOTHING = 1e-9

/** Sum of squared differences over unordered pairs. Around the mean, so that large equal values leave no rounding. */
function pairs(values: readonly number[]): number {
  const mean = values.reduce((total, value) => total + value, 0) / Math.max(1, values.length)
  return values.length * values.reduce((total, value) => total + (value - mean) ** 2, 0)
}
