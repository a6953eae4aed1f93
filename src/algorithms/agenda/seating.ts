import type { Problem } from './problem.ts'

/**
 * Tables as sets of kinds. A *kind* is what a pair asks of a table (access, seats), told by which tables will do. Meetings of a slot fit the tables
 * exactly when for every set X of kinds they are at most `rank(X)` = sum over rooms of min(capacity, tables there that will do for
 * some kind of X): the cuts of the flow from kinds to tables to rooms. So who sits where need not be known until the end.
 */
export interface Seating {
  readonly kinds: number
  /** 2 to the power of `kinds`. */
  readonly sets: number
  /** `rank[slot * sets + X]`, X a set of kinds as bits; what is locked is taken off. */
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

export function seating(problem: Problem): Seating {
  const slots = problem.slots.length
  const words = Math.max(1, Math.ceil(slots / 32))
  const sizes = [...new Set(problem.tables.map(one => one.seats))].sort((x, y) => x - y)
  // Needs that the same tables answer are one kind: seats count up to the next size of table there is.
  const kindOfNeed = new Map<string, number>()
  const needs: { access: boolean; seats: number }[] = []
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

  const kinds = needs.length
  const sets = 1 << kinds
  const rank = new Int32Array(slots * sets)
  const taken = new Set((problem.locked ?? []).map(one => one.slot * problem.tables.length + one.table))
  const there = problem.tables.map(one => one.slots && new Set(one.slots))
  const will = problem.tables.map(one =>
    needs.reduce((set, need, k) => (one.seats >= need.seats && (one.accessible || !need.access) ? set | (1 << k) : set), 0),
  )
  for (let s = 0; s < slots; s++) {
    const room = problem.rooms.map(one => one.capacity ?? Infinity)
    for (const one of problem.locked ?? []) if (one.slot === s) room[problem.tables[one.table]!.room]!--
    const tables = problem.tables
      .map((one, t) => ({ room: one.room, will: will[t]!, t }))
      .filter(({ t }) => !taken.has(s * problem.tables.length + t) && (there[t]?.has(s) ?? true))
    for (let set = 1; set < sets; set++) {
      const here = new Array<number>(room.length).fill(0)
      for (const one of tables) if (one.will & set) here[one.room]!++
      rank[s * sets + set] = here.reduce((sum, count, r) => sum + Math.max(0, Math.min(count, room[r]!)), 0)
    }
  }
  const possible = new Int32Array(kinds * words)
  for (let k = 0; k < kinds; k++)
    for (let s = 0; s < slots; s++)
      if (rank[s * sets + (1 << k)]! > 0) possible[k * words + (s >> 5)]! |= 1 << (s & 31)
  return { kinds, sets, rank, possible, kindOf }
}
