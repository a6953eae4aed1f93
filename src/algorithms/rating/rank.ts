import type { Summary } from './scores.ts'

export type Ranked = {
  readonly key: number
  /** 1 for the first; those who share a place have the same number, and the next is counted after all of them. Undefined without a complete sheet. */
  readonly place: number | undefined
  /** The same mean as another, parted by a criterion. */
  readonly parted: boolean
  /** The same in all: the place is shared. */
  readonly shared: boolean
}

/**
 * By weighted mean, compared as fractions of whole numbers. Equal means are parted by the mean of the criterion of the greatest weight, then the next;
 * of equal weights in their order. What is equal in all shares its place. The answer is in the order of places, and of the keys within one: how
 * entries and judges are ordered or named changes nothing.
 */
export function rank(summaries: readonly Summary[], weights: readonly number[]): Ranked[] {
  const order = weights
    .map((weight, at) => ({ weight, at }))
    .sort((a, b) => b.weight - a.weight || a.at - b.at)
    .map(({ at }) => at)
  const compare = (a: Summary, b: Summary) => {
    for (const at of order) {
      const difference = fraction(b.sums[at] ?? 0, b.count, a.sums[at] ?? 0, a.count)
      if (difference !== 0) return difference
    }
    return 0
  }
  const mean = (a: Summary, b: Summary) => fraction(b.sum, b.count, a.sum, a.count)
  const judged = summaries.filter(one => one.count > 0)
  const sorted = judged.toSorted((a, b) => mean(a, b) || compare(a, b) || a.key - b.key)
  const ranked = sorted.map(one => {
    const same = judged.filter(other => other !== one && mean(one, other) === 0)
    const equal = same.filter(other => compare(one, other) === 0)
    const better = judged.filter(other => (mean(one, other) || compare(one, other)) > 0)
    return {
      key: one.key,
      place: better.length + 1,
      parted: same.length > equal.length,
      shared: equal.length > 0,
    }
  })
  const unjudged = summaries.filter(one => one.count === 0).toSorted((a, b) => a.key - b.key)
  return [...ranked, ...unjudged.map(({ key }) => ({ key, place: undefined, parted: false, shared: false }))]
}

/** a/b - c/d, by its sign alone. */
const fraction = (a: number, b: number, c: number, d: number) => Math.sign(a * d - c * b)
