import type { Problem } from './problem.ts'

/**
 * Tables as sets of kinds. A *kind* is what a pair asks of a table (access, seats), told by which tables will do. Meetings of a slot fit the tables
 * exactly when for every set X of kinds they are at most `rank(X)` = sum over rooms of min(capacity, tables there that will do for
 * some kind of X): the cuts of the flow from kinds to tables to rooms. So who sits where need not be known until the end.
 */
export interface Seating {
  readonly kinds: number
  /** The sets of kinds that matter, as bits: those to which no kind can be added without further tables. */
  readonly sets: Int32Array
  /** `rank[slot * sets.length + x]` for the set `sets[x]`; what is locked is taken off. */
  readonly rank: Int32Array
  /** Slots in which a kind has any table at all, as words by kind. */
  readonly possible: Int32Array
  /** Kind of two people; -1 when no table will do for them. */
  kindOf(a: number, b: number): number
}

export const seatsOf = (problem: Problem, i: number): number => problem.participants[i]!.people ?? 1

/** Whether these two could sit at the table, were it free. */
export function fits(problem: Problem, a: number, b: number, table: number): boolean {
  const { accessible, seats } = problem.tables[table]!
  const needsAccess = problem.participants[a]!.accessible || problem.participants[b]!.accessible
  return (accessible || !needsAccess) && seats >= seatsOf(problem, a) + seatsOf(problem, b)
}

interface Need {
  readonly access: boolean
  readonly seats: number
}

/** Most kinds of table that can be told apart: a set of kinds is a word of bits. */
export const MOST_KINDS = 31

/** How many kinds of table the wishes of a problem ask for. */
export const kindsAsked = (problem: Problem): number => needsOf(problem).needs.length

function needsOf(problem: Problem): { readonly needs: readonly Need[]; readonly kindOf: Seating['kindOf'] } {
  const sizes = [...new Set(problem.tables.map(one => one.seats))].sort((x, y) => x - y)
  // Needs that the same tables answer are one kind: seats count up to the next size of table there is.
  const kindOfNeed = new Map<string, number>()
  const needs: Need[] = []
  const byTables = new Map<string, number>()
  const kindFor = (access: boolean, people: number): number => {
    const seats = sizes.find(size => size >= people)
    if (seats === undefined) return -1
    const name = `${access} ${seats}`
    const known = kindOfNeed.get(name)
    if (known !== undefined) return known
    const will = problem.tables.map(one => (one.seats >= seats && (one.accessible || !access) ? '1' : '0')).join('')
    let kind = byTables.get(will)
    if (!will.includes('1')) kind = -1
    else if (kind === undefined) {
      kind = needs.length
      needs.push({ access, seats })
      byTables.set(will, kind)
    }
    kindOfNeed.set(name, kind)
    return kind
  }
  const kindOf = (a: number, b: number) =>
    kindFor(
      Boolean(problem.participants[a]!.accessible || problem.participants[b]!.accessible),
      seatsOf(problem, a) + seatsOf(problem, b),
    )
  for (const { from, to, strength } of problem.wishes) if (strength !== 'no') kindOf(from, to)
  return { needs, kindOf }
}

/** Throws RangeError when the wishes ask for more kinds of table than `MOST_KINDS`. */
export function seating(problem: Problem): Seating {
  const slots = problem.slots.length
  const words = Math.max(1, Math.ceil(slots / 32))
  const { needs, kindOf } = needsOf(problem)
  const kinds = needs.length
  if (kinds > MOST_KINDS) throw new RangeError(`${kinds} kinds of table, more than ${MOST_KINDS}`)
  const taken = new Set((problem.locked ?? []).map(one => one.slot * problem.tables.length + one.table))
  const there = problem.tables.map(one => one.slots && new Set(one.slots))
  const will = problem.tables.map(one =>
    needs.reduce(
      (set, need, k) => (one.seats >= need.seats && (one.accessible || !need.access) ? set | (1 << k) : set),
      0,
    ),
  )
  const sets = closed(kinds, [...new Set(will)])
  const rank = new Int32Array(slots * sets.length)
  for (let s = 0; s < slots; s++) {
    const room = problem.rooms.map(one => one.capacity ?? Infinity)
    for (const one of problem.locked ?? []) if (one.slot === s) room[problem.tables[one.table]!.room]!--
    const tables = problem.tables
      .map((one, t) => ({ room: one.room, will: will[t]!, t }))
      .filter(({ t }) => !taken.has(s * problem.tables.length + t) && (there[t]?.has(s) ?? true))
    for (let x = 0; x < sets.length; x++) {
      const here = new Array<number>(room.length).fill(0)
      for (const one of tables) if (one.will & sets[x]!) here[one.room]!++
      rank[s * sets.length + x] = here.reduce((sum, count, r) => sum + Math.max(0, Math.min(count, room[r]!)), 0)
    }
  }
  const possible = new Int32Array(kinds * words)
  for (let k = 0; k < kinds; k++) {
    const own = sets.indexOf(closure(kinds, [...new Set(will)], 1 << k))
    for (let s = 0; s < slots; s++)
      if (rank[s * sets.length + own]! > 0) possible[k * words + (s >> 5)]! |= 1 << (s & 31)
  }
  return { kinds, sets, rank, possible, kindOf }
}

/** All kinds that are content with the tables of these kinds; `wills` are the kinds each sort of table will do for. */
function closure(kinds: number, wills: readonly number[], set: number): number {
  let all = 0
  for (let k = 0; k < kinds; k++) if (wills.every(will => !(will & (1 << k)) || will & set)) all |= 1 << k
  return all
}

/** Every closed set of kinds. Seats and access are nested, so there are few. */
function closed(kinds: number, wills: readonly number[]): Int32Array {
  const found = new Set(Array.from({ length: kinds }, (_, k) => closure(kinds, wills, 1 << k)))
  for (const one of found) for (const other of found) found.add(closure(kinds, wills, one | other))
  return Int32Array.from([...found].sort((x, y) => x - y))
}
