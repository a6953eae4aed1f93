import { listOf } from './parties.ts'
import {
  type Breakdown,
  type Definition,
  type Definitions,
  type Fact,
  type Figure,
  type Missing,
  nameOf,
  type Part,
  type Simple,
} from './problem.ts'
import { emptyTally, fieldOf, type Tally, valueIn } from './tally.ts'

/** Of each breakdown, the tally of each of its keys. */
export type Parts = Map<string, Tally>[]

const NOTHING = { why: undefined, silent: 0, part: undefined, whole: undefined }

/** Amounts are added up in hundredths and told in whole units. */
const scale = (unit: string, value: number) => (unit === 'eur' ? value / 100 : value)

type Lists = NonNullable<Definitions['lists']>

/** Keys that stand in a breakdown whether anything happened there or not. */
const expectedIn = ({ expected }: Definition, by: Breakdown, lists: Lists): readonly string[] => {
  const name = expected && Object.hasOwn(expected, nameOf(by)) ? expected[nameOf(by)] : undefined
  return name !== undefined && Object.hasOwn(lists, name) ? (lists[name] ?? []) : []
}

export const awaited = (code: string): Figure => ({ ...NOTHING, code, value: null, why: 'awaited', facts: 0, by: [] })

/** A figure from what one or two counters (of a ratio) have seen. */
export function figureOf(
  definition: Definition,
  counted: readonly { total: Tally; parts: Parts }[],
  lists: Lists,
): Figure {
  const { code, measure, unit } = definition
  const [first, second] = counted
  if (first === undefined) return awaited(code)
  const value = (a: Tally, b: Tally | undefined) =>
    measure.what === 'ratio' ? ratio(measure, a, b) : { value: valueIn((measure as Simple).what, a) }
  const whole = value(first.total, second?.total)
  const by = (definition.by ?? []).map((one, at) => {
    const [mine, theirs] = [first.parts[at], second?.parts[at]]
    const keys = new Set([...(mine?.keys() ?? []), ...(theirs?.keys() ?? []), ...expectedIn(definition, one, lists)])
    const parts = [...keys].map(key => {
      const [a, b] = [mine?.get(key) ?? emptyTally(), second && (theirs?.get(key) ?? emptyTally())]
      const { value: said } = value(a, b)
      return {
        key,
        value: typeof said === 'number' ? scale(unit, said) : null,
        facts: a.facts + (b?.facts ?? 0),
        withheld: false,
      }
    })
    return {
      of: nameOf(one),
      adds: ADDS.includes(measure.what) && !isList(one),
      parts: shown(parts, definition),
    }
  })
  return {
    code,
    ...(typeof whole.value === 'number'
      ? { value: scale(unit, whole.value), why: undefined }
      : { value: null, why: whole.value }),
    facts: apart(measure)
      ? first.total.facts + (second?.total.facts ?? 0)
      : Math.max(first.total.facts, second?.total.facts ?? 0),
    silent: first.total.silent + (second?.total.silent ?? 0),
    part: 'part' in whole ? whole.part : undefined,
    whole: 'whole' in whole ? whole.whole : undefined,
    by,
  }
}

const ADDS: readonly string[] = ['facts', 'sum', 'again']

/** Whether one record may be in several parts. */
export const isList = (by: Breakdown): boolean => (typeof by === 'string' ? by : by.detail).startsWith('list.')

/** Whether no record counts in both halves of a ratio; otherwise the part is taken to lie within the whole. */
const apart = (measure: Definition['measure']): boolean =>
  measure.what === 'ratio' &&
  typeof measure.whole === 'object' &&
  !measure.part.kinds.some(kind => (measure.whole as Simple).kinds.includes(kind))

type Ratio = Extract<Definition['measure'], { what: 'ratio' }>

function ratio(
  { part, whole }: Ratio,
  a: Tally,
  b: Tally | undefined,
): { value: number | Missing; part?: number; whole?: number } {
  const above = valueIn(part.what, a)
  const below = typeof whole === 'number' ? whole : valueIn(whole.what, b ?? emptyTally())
  if (typeof above !== 'number') return { value: above }
  if (typeof below !== 'number') return { value: below, part: above }
  return { value: below === 0 ? 'no-denominator' : above / below, part: above, whole: below }
}

/** Those who are in a group at the end of the period, by what was said as they entered or since. `behind`: how many records that is. */
export function stockOf(definition: Definition, entries: readonly Fact[], behind: number, lists: Lists): Figure {
  const by = (definition.by ?? []).map(one => {
    const numbers = new Map<string, number>(expectedIn(definition, one, lists).map(key => [key, 0]))
    for (const entry of entries) for (const key of keysOf(entry, one)) numbers.set(key, (numbers.get(key) ?? 0) + 1)
    const parts = [...numbers].map(([key, value]) => ({ key, value, facts: value, withheld: false }))
    return { of: nameOf(one), adds: !isList(one), parts: shown(parts, definition) }
  })
  return { ...NOTHING, code: definition.code, value: entries.length, facts: behind, by }
}

/** Where an entry stands in a breakdown: in one place, or in each code of a list. */
function keysOf(entry: Fact, by: Breakdown): readonly string[] {
  const said = typeof by === 'string' ? fieldOf(entry, by) : undefined
  return isList(by) && said !== undefined ? listOf(said) : [String(said ?? '')]
}

/** In an order that depends on nothing else, small parts withheld: a single one could be found by subtracting the others, so the next smallest goes too. */
function shown(parts: readonly Part[], { fewest = 0 }: Definition): Part[] {
  const sorted = [...parts].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  const bySize = sorted.filter(({ facts }) => facts > 0).sort((a, b) => a.facts - b.facts)
  const small = bySize.filter(({ facts }) => facts < fewest).length
  const away = new Set(bySize.slice(0, small === 1 ? 2 : small))
  return sorted.map(part => (away.has(part) ? { ...part, value: null, facts: 0, withheld: true } : part))
}
