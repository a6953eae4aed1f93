import { figureOf, type Parts, stockOf } from './figures.ts'
import { type Moves, noteMove, type Standing, standingOf } from './groups.ts'
import type { Breakdown, Definition, Definitions, Fact, Figure, Period, Simple } from './problem.ts'
import { emptyTally, fieldOf, mergeTally, type Tally, tallyFact } from './tally.ts'

/** Records of one measure that fall together in every way that can still matter at the end. */
type Cell = {
  readonly keys: readonly string[]
  readonly parties: readonly string[]
  readonly tally: Tally
  readonly ids: number[]
}

type Counter = {
  readonly measure: Simple
  readonly by: readonly Breakdown[]
  readonly cells: Map<string, Cell>
  readonly traced: boolean
}

export type Counting = {
  add(fact: Fact): void
  figures(): Figure[]
  /** The records behind the figure that was to be traced, by their id, in ascending order. */
  traced(): number[]
}

/** Whether a record stood at an instant: known, not replaced and not withdrawn by then. */
export const stood = (fact: Fact, knownOn: string): boolean =>
  fact.recordedAt <= knownOn && !fact.withdrawal && !(fact.replacedAt !== undefined && fact.replacedAt <= knownOn)

/**
 * Figures of a period, from the records as they were known at an instant (ISO 8601, UTC). One pass in any order; what is remembered grows with the
 * parties and the different values of breakdowns, not with the records.
 */
export function indicators(facts: Iterable<Fact>, definitions: Definitions, period: Period, knownOn: string): Figure[] {
  const counting = count(definitions, period, knownOn)
  for (const fact of facts) counting.add(fact)
  return counting.figures()
}

/** The same for records that arrive one by one. `trace`: the code of an indicator whose records are noted. */
export function count(definitions: Definitions, period: Period, knownOn: string, trace?: string): Counting {
  const groups = new Map(
    Object.entries(definitions.groups).map(([name, group]) => [name, { group, moves: new Map() as Moves }]),
  )
  const counters = new Map(definitions.indicators.map(one => [one.code, countersOf(one, one.code === trace)]))
  const byKind = new Map<string, Counter[]>()
  for (const counter of [...counters.values()].flat())
    for (const kind of counter.measure.kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), counter])

  const standings = (name: string) => {
    const known = new Map<string, Standing>()
    const moves = groups.get(name)?.moves
    return (key: string): Standing => {
      const standing = known.get(key) ?? standingOf(moves?.get(key) ?? [], period)
      known.set(key, standing)
      return standing
    }
  }

  function settle({ measure, by, cells }: Counter, ids?: number[]): { total: Tally; parts: Parts } {
    const total = emptyTally()
    const parts: Parts = by.map(() => new Map())
    const isIn =
      measure.among === undefined
        ? () => true
        : (
            among => (key: string) =>
              among(key).during
          )(standings(measure.among))
    const keep = measure.what === 'parties' ? isIn : () => true
    const entries = by.map(one => (typeof one === 'string' ? undefined : standings(one.group)))
    for (const cell of cells.values()) {
      if (measure.among !== undefined && !cell.parties.some(isIn)) continue
      mergeTally(total, cell.tally, keep)
      ids?.push(...cell.ids)
      by.forEach((one, at) => {
        const key = typeof one === 'string' ? cell.keys[at] : entryKey(one.detail, cell.keys[at] ?? '', entries[at])
        const into = parts[at]?.get(key ?? '') ?? emptyTally()
        mergeTally(into, cell.tally, keep)
        parts[at]?.set(key ?? '', into)
      })
    }
    return { total, parts }
  }

  return {
    add(fact) {
      if (!stood(fact, knownOn) || fact.on > period.until) return
      for (const { group, moves } of groups.values()) noteMove(moves, group, fact)
      if (fact.on < period.from) return
      for (const counter of byKind.get(fact.kind) ?? []) if (selects(counter.measure, fact)) note(counter, fact)
    },
    figures: () =>
      definitions.indicators.map(definition => {
        const { measure } = definition
        if (measure.what === 'stock') {
          const standing = standings(measure.group)
          const inside = [...(groups.get(measure.group)?.moves.keys() ?? [])].map(standing)
          return stockOf(
            definition,
            inside.flatMap(one => (one.at && one.entry && holds(measure.details, one.entry) ? one.entry : [])),
          )
        }
        return figureOf(
          definition,
          (counters.get(definition.code) ?? []).map(counter => settle(counter)),
        )
      }),
    traced() {
      const definition = definitions.indicators.find(one => one.code === trace)
      if (!definition) return []
      const ids: number[] = []
      const { measure } = definition
      if (measure.what === 'stock') {
        const standing = standings(measure.group)
        for (const key of groups.get(measure.group)?.moves.keys() ?? []) {
          const { at, entry } = standing(key)
          if (at && entry && holds(measure.details, entry)) ids.push(entry.id)
        }
      } else for (const counter of counters.get(definition.code) ?? []) settle(counter, ids)
      return [...new Set(ids)].sort((a, b) => a - b)
    },
  }
}

function countersOf({ measure, by = [] }: Definition, traced: boolean): Counter[] {
  if (measure.what === 'awaited' || measure.what === 'stock') return []
  const measures =
    measure.what !== 'ratio'
      ? [measure]
      : typeof measure.whole === 'number'
        ? [measure.part]
        : [measure.part, measure.whole]
  return measures.map(one => ({ measure: one, by, cells: new Map(), traced }))
}

const holds = (details: Simple['details'], fact: Fact): boolean =>
  details === undefined ||
  Object.entries(details).every(
    ([name, values]) => Object.hasOwn(fact.details, name) && values.includes(fact.details[name] as string),
  )

/** Of the kind it is one already. */
const selects = ({ details, places }: Simple, fact: Fact): boolean =>
  holds(details, fact) && (places === undefined || places.some(place => fact.place?.startsWith(place)))

const MARK = '\u0000'

function note({ measure, by, cells, traced }: Counter, fact: Fact): void {
  const { roles, among } = measure
  const parties = measure.what === 'parties' || among !== undefined ? partiesOf(fact, roles) : []
  const keys = by.map(one =>
    typeof one === 'string' ? String(fieldOf(fact, one) ?? '') : partiesOf(fact, [one.role]).join(MARK),
  )
  // Whether somebody was in a group is known at the end only: until then records of different parties stay apart.
  const apart = among === undefined ? [] : parties
  const key = JSON.stringify([keys, apart])
  const cell = cells.get(key) ?? { keys, parties: apart, tally: emptyTally(), ids: [] }
  cells.set(key, cell)
  tallyFact(cell.tally, measure, fact, parties)
  if (traced) cell.ids.push(fact.id)
}

const partiesOf = (fact: Fact, roles: readonly string[] | undefined): string[] => {
  const keys = fact.parties.filter(({ role }) => roles === undefined || roles.includes(role)).map(({ key }) => key)
  return [...new Set(keys)].sort()
}

/** What their entries in a group say of these parties: nothing when they say different things. */
function entryKey(detail: string, joined: string, standing: ((key: string) => Standing) | undefined): string {
  const said = new Set(
    joined.split(MARK).map(key => {
      const entry = standing?.(key).entry
      return entry === undefined ? '' : String((detail === 'place' ? entry.place : entry.details[detail]) ?? '')
    }),
  )
  return said.size === 1 ? ([...said][0] ?? '') : ''
}
