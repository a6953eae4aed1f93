import type { Meeting, Problem } from './problem.ts'
import { fits } from './seating.ts'

/**
 * Names a table for each meeting. A meeting keeps the table it is given with (-1 for none) as far as all find one; others sit where one of the two
 * sat last, or at the plainest table that will do. Augmenting paths over tables and full rooms, so it succeeds whenever it can be done at all.
 */
export function seat(problem: Problem, meetings: readonly Meeting[]): Meeting[] {
  const locked = new Set((problem.locked ?? []).map(one => one.slot * problem.tables.length + one.table))
  const plain = problem.tables
    .map((one, t) => ({ t, order: (one.accessible ? 1_000 : 0) + one.seats }))
    .sort((x, y) => x.order - y.order || x.t - y.t)
    .map(one => one.t)
  const last = new Map<number, number>()
  const bySlot = new Map<number, Meeting[]>()
  for (const one of meetings) {
    const here = bySlot.get(one.slot)
    if (here) here.push(one)
    else bySlot.set(one.slot, [one])
  }
  const answer: Meeting[] = []
  for (const slot of [...bySlot.keys()].sort((x, y) => x - y)) {
    const here = bySlot.get(slot)!.sort((x, y) => x.a - y.a || x.b - y.b)
    const hall = new Hall(problem, slot, plain, locked)
    // Whoever has a table, then whoever would stay at the one before, then the rest.
    const waiting: Meeting[] = []
    for (const one of here) if (one.table < 0 || !hall.take(one, one.table)) waiting.push(one)
    const rest = waiting.filter(
      one => ![last.get(one.a), last.get(one.b)].some(table => table !== undefined && hall.take(one, table)),
    )
    for (const one of rest) hall.find(one)
    for (const one of here) {
      const table = hall.tableOf(one)
      // The counting of kinds says that all fit. A meeting is never dropped without a word.
      if (table < 0) throw new Error(`no table for ${one.a} and ${one.b} in slot ${slot}`)
      answer.push({ a: one.a, b: one.b, slot, table })
      last.set(one.a, table)
      last.set(one.b, table)
    }
  }
  return answer.sort((x, y) => x.slot - y.slot || x.table - y.table)
}

/** The tables of one slot. */
class Hall {
  readonly #problem: Problem
  readonly #tables: readonly number[]
  readonly #there = new Set<number>()
  readonly #at = new Map<number, Meeting>()
  readonly #of = new Map<Meeting, number>()
  readonly #left: number[]

  constructor(problem: Problem, slot: number, plain: readonly number[], locked: ReadonlySet<number>) {
    this.#problem = problem
    const taken = (t: number) => locked.has(slot * problem.tables.length + t)
    this.#tables = plain.filter(t => !taken(t) && (problem.tables[t]!.slots?.includes(slot) ?? true))
    for (const t of this.#tables) this.#there.add(t)
    this.#left = problem.rooms.map(one => one.capacity ?? Infinity)
    for (const one of problem.locked ?? []) if (one.slot === slot) this.#left[problem.tables[one.table]!.room]!--
  }

  tableOf(one: Meeting): number {
    return this.#of.get(one) ?? -1
  }

  take(one: Meeting, table: number): boolean {
    if (!this.#there.has(table) || this.#at.has(table) || this.#left[this.#room(table)]! <= 0) return false
    if (!fits(this.#problem, one.a, one.b, table)) return false
    this.#put(one, table)
    return true
  }

  #room = (table: number): number => this.#problem.tables[table]!.room

  #put(one: Meeting, table: number): void {
    const before = this.#of.get(one)
    if (before !== undefined) {
      this.#left[this.#room(before)]!++
      if (this.#at.get(before) === one) this.#at.delete(before)
    }
    this.#at.set(table, one)
    this.#of.set(one, table)
    this.#left[this.#room(table)]!--
  }

  /** Breadth first from a meeting to a free table in a room with space; meetings on the way move one table on. */
  find(first: Meeting): void {
    const queue: Meeting[] = [first]
    const from = new Map<Meeting, { by: Meeting; table: number }>()
    const seen = new Set<Meeting>([first])
    const opened = new Set<number>()
    for (const one of queue) {
      for (const table of this.#tables) {
        if (!fits(this.#problem, one.a, one.b, table)) continue
        const room = this.#room(table)
        const sitting = this.#at.get(table)
        // Whoever pushed this one out sits in its place, so going elsewhere in the same room takes room too.
        if (!sitting && this.#left[room]! > 0) {
          this.#shift(one, table, from)
          return
        }
        // A free table in a full room is as good as any meeting of that room going elsewhere.
        if (!sitting && opened.has(room)) continue
        if (!sitting) opened.add(room)
        const inTheWay = sitting ? [sitting] : [...this.#of].filter(([, t]) => this.#room(t) === room).map(([m]) => m)
        for (const other of inTheWay) {
          if (seen.has(other)) continue
          seen.add(other)
          from.set(other, { by: one, table })
          queue.push(other)
        }
      }
    }
  }

  #shift(last: Meeting, table: number, from: ReadonlyMap<Meeting, { by: Meeting; table: number }>): void {
    let one = last
    let to = table
    for (;;) {
      const step = from.get(one)
      this.#put(one, to)
      if (!step) return
      one = step.by
      to = step.table
    }
  }
}
