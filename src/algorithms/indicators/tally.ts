import type { Fact, Field, Missing, Simple } from './problem.ts'

/** What is remembered of records while they pass. Tallies can be put together in any order. */
export type Tally = {
  facts: number
  silent: number
  sum: number
  readonly seen: Set<string>
  /** For medians: how often each value came. */
  readonly counts: Map<number, number>
}

export const emptyTally = (): Tally => ({ facts: 0, silent: 0, sum: 0, seen: new Set(), counts: new Map() })

const DAY_MS = 86_400_000

/** A field of a record, undefined where it does not say. */
export function fieldOf(fact: Fact, field: Field): string | number | undefined {
  if (field === 'amount') return fact.amount
  if (field === 'place') return fact.place
  if (field === 'kind') return fact.kind
  if (field === 'month') return fact.on.slice(0, 7)
  const dot = field.indexOf('.')
  const [of, name] = [field.slice(0, dot), field.slice(dot + 1)]
  const detail = Object.hasOwn(fact.details, name) ? fact.details[name] : undefined
  if (of !== 'days' || detail === undefined) return detail
  return Math.round((Date.parse(fact.on) - Date.parse(String(detail))) / DAY_MS)
}

export const countsParties = ({ what }: Simple): boolean => what === 'parties' || what === 'newcomers'

/** Adds a record; `parties` are those that matter. */
export function tallyFact(tally: Tally, measure: Simple, fact: Fact, parties: readonly string[]): void {
  tally.facts++
  if (!('of' in measure)) {
    if (countsParties(measure)) for (const key of parties) tally.seen.add(key)
    return
  }
  const value = fieldOf(fact, measure.of)
  if (measure.what === 'values') {
    if (value === undefined || value === '') tally.silent++
    else tally.seen.add(String(value))
    return
  }
  const number = typeof value === 'number' ? value : Number.NaN
  if (!Number.isFinite(number)) tally.silent++
  else if (measure.what === 'sum') tally.sum += number
  else tally.counts.set(number, (tally.counts.get(number) ?? 0) + 1)
}

export function mergeTally(into: Tally, from: Tally, keep: (key: string) => boolean): void {
  into.facts += from.facts
  into.silent += from.silent
  into.sum += from.sum
  for (const key of from.seen) if (keep(key)) into.seen.add(key)
  for (const [value, times] of from.counts) into.counts.set(value, (into.counts.get(value) ?? 0) + times)
}

/** The value of a tally, or why there is none. */
export function valueIn(what: Simple['what'], tally: Tally): number | Missing {
  if (what === 'facts' || what === 'again') return tally.facts
  if (what === 'sum') return tally.sum
  if (what !== 'median') return tally.seen.size
  return median(tally.counts) ?? 'no-values'
}

/** The middle of what was counted; between two values, their mean. */
function median(counts: ReadonlyMap<number, number>): number | undefined {
  const values = [...counts].sort(([a], [b]) => a - b)
  const total = values.reduce((sum, [, times]) => sum + times, 0)
  if (total === 0) return undefined
  const at = (rank: number) => {
    let passed = 0
    for (const [value, times] of values) {
      passed += times
      if (passed > rank) return value
    }
    return 0
  }
  return (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2
}
