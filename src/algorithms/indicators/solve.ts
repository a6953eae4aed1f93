import { type Memory, numbering, type PairMemory, type PartyMemory, pairMemory, partyMemory } from './earlier.ts'
import { awaited, figureOf, isList, type Parts, stockOf } from './figures.ts'
import { type Moves, noteMove, type Standing, standingOf } from './groups.ts'
import { type NetworkCounter, networkCounter } from './network.ts'
import { listOf, partiesOf, says } from './parties.ts'
import type {
  Among,
  Breakdown,
  Definition,
  Definitions,
  Earlier,
  Fact,
  Figure,
  Network,
  Period,
  Saying,
  Simple,
} from './problem.ts'
import { countsParties, emptyTally, fieldOf, mergeTally, type Tally, tallyFact } from './tally.ts'

/** Records of one measure that fall together in every way that can still matter at the end. */
type Cell = {
  readonly keys: readonly string[]
  readonly parties: readonly string[]
  /** The day of records that count only if an earlier one turns up. */
  readonly pending: string | undefined
  readonly tally: Tally
  readonly ids: number[]
}

type Counter = {
  readonly measure: Simple
  readonly by: readonly Breakdown[]
  readonly cells: Map<string, Cell>
  readonly traced: boolean
  /** For `again` and `newcomers`. */
  readonly pairs: PairMemory | undefined
  readonly known: PartyMemory | undefined
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
  const { lists = {}, classes = {} } = definitions
  const groups = new Map(
    Object.entries(definitions.groups).map(([name, group]) => [name, { group, moves: new Map() as Moves }]),
  )
  const remembered = memories(period)
  const counters = new Map(
    definitions.indicators.map(one => [one.code, countersOf(one, one.code === trace, remembered)]),
  )
  const networks = new Map(
    definitions.indicators.flatMap(({ code, measure }) =>
      isNetwork(measure) ? [[code, networkCounter(measure, period, code === trace)] as const] : [],
    ),
  )
  const byKind = listed([...counters.values()].flat(), ({ measure }) => measure.kinds)
  const ever = listed<Memory | NetworkCounter>([...remembered.all(), ...networks.values()], ({ kinds }) => kinds)

  const standings = (name: string) => {
    const known = new Map<string, Standing>()
    const moves = groups.get(name)?.moves
    return (key: string): Standing => {
      const standing = known.get(key) ?? standingOf(moves?.get(key) ?? [], period)
      known.set(key, standing)
      return standing
    }
  }
  const everybody = (name: string) => groups.get(name)?.moves.keys() ?? [].values()

  function settle(counter: Counter, ids?: number[]): { total: Tally; parts: Parts } {
    const { measure, by, cells, pairs, known } = counter
    const total = emptyTally()
    const parts: Parts = by.map(() => new Map())
    const isIn = memberOf(measure.among, standings)
    const matters = (key: string) => isIn(key) && !known?.had(key)
    const keep = countsParties(measure) ? matters : () => true
    const entries = by.map(one => (typeof one === 'string' ? undefined : standings(one.group)))
    for (const cell of cells.values()) {
      if ((measure.among !== undefined || known) && !cell.parties.some(matters)) continue
      if (cell.pending !== undefined && !pairs?.had(cell.parties, cell.pending)) continue
      mergeTally(total, cell.tally, keep)
      ids?.push(...cell.ids)
      by.forEach((one, at) => {
        for (const key of keysIn(one, cell.keys[at] ?? '', entries[at])) {
          const into = parts[at]?.get(key) ?? emptyTally()
          mergeTally(into, cell.tally, keep)
          parts[at]?.set(key, into)
        }
      })
    }
    return { total, parts }
  }

  function stock({ measure }: Definition): { entries: Fact[]; ids: number[] } {
    if (measure.what !== 'stock') return { entries: [], ids: [] }
    const inside = [...everybody(measure.group)].map(standings(measure.group))
    const found = inside.filter(({ at, entry }) => at && entry && says(measure, entry))
    // Where it is asked what the entry says, the record that said it anew stands behind the figure as well.
    const asks = measure.details !== undefined || measure.lists !== undefined
    return {
      entries: found.flatMap(({ entry }) => entry ?? []),
      ids: found.flatMap(({ entry, update }) => [entry?.id ?? [], (asks && update) || []].flat()),
    }
  }

  const around = { standing: standings, everybody, classes }

  return {
    add(fact) {
      if (!stood(fact, knownOn) || fact.on > period.until) return
      for (const { group, moves } of groups.values()) noteMove(moves, group, fact)
      for (const one of ever.get(fact.kind) ?? []) one.add(fact)
      if (fact.on < period.from) return
      for (const counter of byKind.get(fact.kind) ?? []) if (selects(counter.measure, fact)) note(counter, fact)
    },
    figures: () =>
      definitions.indicators.map(definition => {
        const { code, measure } = definition
        if (measure.what === 'stock') {
          const { entries, ids } = stock(definition)
          return stockOf(definition, entries, ids.length, lists)
        }
        const network = networks.get(code)?.result(around)
        if (network) {
          const { value, part, whole, facts } = network
          const said = typeof value === 'number' ? { value, why: undefined } : { value: null, why: value }
          return { ...awaited(code), ...said, part, whole, facts }
        }
        const counted = (counters.get(code) ?? []).map(counter => settle(counter))
        return figureOf(definition, counted, lists)
      }),
    traced() {
      const definition = definitions.indicators.find(one => one.code === trace)
      if (!definition) return []
      const ids: number[] = [...stock(definition).ids, ...(networks.get(definition.code)?.result(around).ids ?? [])]
      for (const counter of counters.get(definition.code) ?? []) settle(counter, ids)
      return [...new Set(ids)].sort((a, b) => a - b)
    },
  }
}

/** Those who look at a kind of record, by kind. */
function listed<One>(all: readonly One[], kindsOf: (one: One) => readonly string[]): Map<string, One[]> {
  const found = new Map<string, One[]>()
  for (const one of all) for (const kind of new Set(kindsOf(one))) found.set(kind, [...(found.get(kind) ?? []), one])
  return found
}

/** What measures remember of earlier records; who asks for the same shares it. */
function memories({ from }: Period) {
  const numberOf = numbering()
  const known = new Map<string, Memory>()
  const shared = <One extends Memory>(key: string, make: () => One): One => {
    const found = (known.get(key) as One | undefined) ?? make()
    known.set(key, found)
    return found
  }
  return {
    pairs: (one: Earlier) => shared(`pairs ${JSON.stringify(one)}`, () => pairMemory(one, numberOf)),
    parties: (one: Earlier) => shared(`parties ${JSON.stringify(one)}`, () => partyMemory(one, from)),
    all: () => known.values(),
  }
}

export const isNetwork = (measure: Definition['measure']): measure is Network =>
  measure.what === 'pairs' || measure.what === 'density' || measure.what === 'bridges'

function countersOf(
  { measure, by = [] }: Definition,
  traced: boolean,
  remembered: ReturnType<typeof memories>,
): Counter[] {
  if (measure.what === 'awaited' || measure.what === 'stock' || isNetwork(measure)) return []
  const measures =
    measure.what !== 'ratio'
      ? [measure]
      : typeof measure.whole === 'number'
        ? [measure.part]
        : [measure.part, measure.whole]
  return measures.map(one => ({
    measure: one,
    by,
    cells: new Map(),
    traced,
    pairs: one.what === 'again' ? remembered.pairs(one.earlier) : undefined,
    known: one.what === 'newcomers' ? remembered.parties(one.earlier) : undefined,
  }))
}

/** Who counts as being in the group that is asked for; everybody, when none is. */
function memberOf(among: Among | undefined, standings: (group: string) => (key: string) => Standing) {
  if (among === undefined) return () => true
  const asked: Saying & { group: string } = typeof among === 'string' ? { group: among } : among
  const standing = standings(asked.group)
  return (key: string): boolean => {
    const { during, entry } = standing(key)
    return during && entry !== undefined && says(asked, entry)
  }
}

/** Of the kind it is one already. */
const selects = (measure: Simple, fact: Fact): boolean =>
  says(measure, fact) && (measure.places === undefined || measure.places.some(place => fact.place?.startsWith(place)))

const MARK = '\u0000'

function note({ measure, by, cells, traced, pairs, known }: Counter, fact: Fact): void {
  const { roles, among } = measure
  const looked = countsParties(measure) || among !== undefined || pairs !== undefined
  const all = looked ? partiesOf(fact, roles) : []
  // Whoever is known already will not become new: records fall together sooner.
  const parties = known ? all.filter(key => !known.had(key)) : all
  if (known && parties.length === 0) return
  const keys = by.map(one =>
    typeof one === 'string' ? String(fieldOf(fact, one) ?? '') : partiesOf(fact, [one.role]).join(MARK),
  )
  const pending = pairs && !pairs.had(all, fact.on) ? fact.on : undefined
  // Whether somebody was in a group is known at the end only: until then records of different parties stay apart.
  const apart = among !== undefined || known || pending !== undefined ? parties : []
  const key = by.length + apart.length === 0 ? '' : JSON.stringify([keys, apart, pending])
  const cell = cells.get(key) ?? { keys, parties: apart, pending, tally: emptyTally(), ids: [] }
  cells.set(key, cell)
  tallyFact(cell.tally, measure, fact, parties)
  if (traced) cell.ids.push(fact.id)
}

/** The parts of a breakdown that a cell belongs to. */
function keysIn(by: Breakdown, key: string, standing: ((key: string) => Standing) | undefined): readonly string[] {
  if (typeof by === 'string') return isList(by) && key !== '' ? listOf(key) : [key]
  const { detail } = by
  const said = new Set(
    key.split(MARK).flatMap(party => {
      const entry = standing?.(party).entry
      if (detail === 'place') return entry?.place ?? ''
      return isList(by) ? (entry ? listOf(fieldOf(entry, detail)) : []) : String(entry?.details[detail] ?? '')
    }),
  )
  if (isList(by)) return said.size > 0 ? [...said] : ['']
  // What their entries say of several parties: nothing when they say different things.
  return [said.size === 1 ? ([...said][0] ?? '') : '']
}
