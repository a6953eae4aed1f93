import { numbering, somePair } from './earlier.ts'
import type { Standing } from './groups.ts'
import { partiesOf, says } from './parties.ts'
import type { Classes, Fact, Missing, Network, Period } from './problem.ts'

/** Records of the same parties. */
type Ties = { readonly parties: readonly string[]; first: string; facts: number; readonly ids: number[] }

type Result = {
  readonly value: number | Missing
  readonly part: number | undefined
  readonly whole: number | undefined
  readonly facts: number
  readonly ids: readonly number[]
}

type Around = {
  /** How somebody stands in a group. */
  readonly standing: (group: string) => (key: string) => Standing
  /** Everybody who ever came into it. */
  readonly everybody: (group: string) => Iterable<string>
  readonly classes: Readonly<Record<string, Classes>>
}

export type NetworkCounter = {
  readonly kinds: readonly string[]
  add(fact: Fact): void
  result(around: Around): Result
}

/** What grows is one entry for each set of parties that had a record together. */
export function networkCounter(measure: Network, period: Period, traced: boolean): NetworkCounter {
  const { kinds, roles, years, fresh } = measure
  const after = years === undefined ? '' : yearsBefore(period.until, years)
  const ties = new Map<string, Ties>()
  return {
    kinds,
    add(fact) {
      if (fact.on <= after || !says(measure, fact)) return
      const parties = partiesOf(fact, roles)
      if (parties.length < 2) return
      const key = parties.join('\u0000')
      const known = ties.get(key) ?? { parties, first: fact.on, facts: 0, ids: [] }
      ties.set(key, known)
      if (fact.on < known.first) known.first = fact.on
      // Behind a new tie are the records of the period.
      if (fresh && fact.on < period.from) return
      known.facts++
      if (traced) known.ids.push(fact.id)
    },
    result: around => resultOf(measure, period, ties, around),
  }
}

function resultOf(measure: Network, { from }: Period, ties: ReadonlyMap<string, Ties>, around: Around): Result {
  const { group, between, fresh } = measure
  const numberOf = numbering()
  const standing = group === undefined ? undefined : around.standing(group)
  const isIn = (key: string) => standing?.(key).at ?? true
  const [one, other] = between ? sidesOf(between, around) : []

  const first = new Map<number, string>()
  const sets = [...ties.values()].map(each => ({ ...each, inside: each.parties.filter(isIn) }))
  const numbered = sets.map(({ inside }) => inside.map(numberOf))
  // When a pair first met is asked of all records, before any is left out.
  sets.forEach((each, at) => {
    somePair(numbered[at] ?? [], pair => {
      if (each.first < (first.get(pair) ?? '~')) first.set(pair, each.first)
      return false
    })
  })
  const sides = new Map<number, readonly [boolean, boolean]>()
  for (const { inside } of sets)
    for (const key of inside) sides.set(numberOf(key), [one?.has(key) ?? true, other?.has(key) ?? true])
  const across = (pair: number) => {
    const [a, b] = [sides.get(Math.floor(pair / 2 ** 26)), sides.get(pair % 2 ** 26)]
    return a !== undefined && b !== undefined && ((a[0] && b[1]) || (a[1] && b[0]))
  }
  const counts = (pair: number) => (!fresh || (first.get(pair) ?? '') >= from) && (!between || across(pair))
  const pairs = [...first.keys()].filter(counts)

  const counted = new Set(pairs)
  const behind = sets.filter((_, at) => somePair(numbered[at] ?? [], pair => counted.has(pair)))
  const facts = behind.reduce((sum, each) => sum + each.facts, 0)
  const ids = behind.flatMap(each => each.ids)
  const plain = { part: undefined, whole: undefined, facts, ids }
  if (measure.what === 'pairs') return { ...plain, value: pairs.length }
  if (measure.what === 'bridges') return { ...plain, value: bridges(pairs) }
  const size = [...around.everybody(group ?? '')].filter(isIn).length
  const whole = (size * (size - 1)) / 2
  return { value: whole === 0 ? 'no-denominator' : pairs.length / whole, part: pairs.length, whole, facts, ids }
}

/** Who is of the one class, and who of the other. */
function sidesOf({ classes, pair }: NonNullable<Network['between']>, { standing, everybody, ...around }: Around) {
  const wanted = around.classes[classes]
  const stands = wanted ? standing(wanted.group) : undefined
  return pair.map(name => {
    const values = wanted?.values[name] ?? []
    const is = (key: string) => {
      const said = stands?.(key).entry?.details[wanted?.detail ?? '']
      return said !== undefined && values.includes(String(said))
    }
    return new Set([...everybody(wanted?.group ?? '')].filter(is))
  })
}

/** The same day so many years before; what lies after it counts. */
const yearsBefore = (day: string, years: number): string =>
  `${String(Number(day.slice(0, 4)) - years).padStart(4, '0')}${day.slice(4)}`

/**
 * How many articulation points a graph has: a depth-first search that notes how far up each subtree reaches (Hopcroft & Tarjan 1973), linear in parties and
 * ties, without recursion.
 */
export function bridges(pairs: readonly number[]): number {
  const near = new Map<number, number[]>()
  const tie = (from: number, to: number) => {
    const known = near.get(from)
    if (known) known.push(to)
    else near.set(from, [to])
  }
  for (const pair of pairs) {
    const [a, b] = [Math.floor(pair / 2 ** 26), pair % 2 ** 26]
    tie(a, b)
    tie(b, a)
  }
  const depth = new Map<number, number>()
  const low = new Map<number, number>()
  const found = new Set<number>()
  for (const root of near.keys()) {
    if (depth.has(root)) continue
    let children = 0
    depth.set(root, 0)
    low.set(root, 0)
    const path = [{ at: root, next: 0 }]
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const to = near.get(top.at)?.[top.next++]
      const mine = depth.get(top.at) ?? 0
      if (to === undefined) {
        path.pop()
        const above = path.at(-1)
        if (!above) continue
        const reach = low.get(top.at) ?? 0
        low.set(above.at, Math.min(low.get(above.at) ?? 0, reach))
        if (above.at === root) children++
        else if (reach >= (depth.get(above.at) ?? 0)) found.add(above.at)
        continue
      }
      const seen = depth.get(to)
      if (seen !== undefined) low.set(top.at, Math.min(low.get(top.at) ?? 0, seen))
      else {
        depth.set(to, mine + 1)
        low.set(to, mine + 1)
        path.push({ at: to, next: 0 })
      }
    }
    if (children > 1) found.add(root)
  }
  return found.size
}
