import { type Board, Board as NewBoard, nth } from './board.ts'
import { everything, servableBy } from './bound.ts'
import { type Change, changed } from './change.ts'
import { contradictions } from './contradictions.ts'
import { inTheWay } from './explain.ts'
import { type Instance, instance } from './instance.ts'
import { pairKey } from './pairs.ts'
import type { Infeasible, Meeting, Problem } from './problem.ts'
import { type Agenda, meetingsOf, solutionOf } from './solve.ts'

export interface RepairOptions {
  /** First slot that is still to come: what is before it has happened and stays. */
  readonly from?: number
  /** Most meetings that the change does not touch and that may move all the same, as a share of them. */
  readonly mayMove?: number
}

export interface Difference {
  /** Held no more. */
  readonly cancelled: readonly Meeting[]
  readonly moved: readonly { readonly before: Meeting; readonly after: Meeting }[]
  readonly added: readonly Meeting[]
}

export interface Repair {
  readonly status: 'repaired'
  /** The problem after the change, which `solution` answers. */
  readonly problem: Problem
  readonly solution: Agenda
  readonly difference: Difference
  /** Meetings that the change itself does not make impossible, and how many of those moved or went. */
  readonly unaffected: { readonly count: number; readonly moved: number }
}

const MAY_MOVE = 0.01

/**
 * The agenda after a change, with as little else changed as can be, for people to see before it holds. Meetings that became impossible go to a free place; if there is
 * none, up to two others step aside, each to a free place of its own; people who lost one get the best new one that moves nobody. Only for somebody who
 * would be left without any meeting is another one given up. Counts work, not time.
 */
export function repair(
  problem: Problem,
  solution: { readonly meetings: readonly Meeting[] },
  changes: readonly Change[],
  { from = 0, mayMove = MAY_MOVE }: RepairOptions = {},
): Repair | Infeasible {
  const started = performance.now()
  const soon = changes.flatMap(change => toCome(problem, change, from) ?? [])
  const now = changed(problem, soon)
  const past = solution.meetings.filter(one => one.slot < from)
  const stays = new Set((now.locked ?? []).map(name))
  const fixed = { ...now, locked: [...(now.locked ?? []), ...past.filter(one => !stays.has(name(one)))] }
  const wrong = contradictions(fixed)
  if (wrong.length > 0) return { status: 'infeasible', contradictions: wrong }

  // Nothing new goes into what has passed; `instance` takes locked meetings as they are.
  const passed = now.slots.flatMap((_, s) => (s < from ? [s] : []))
  const of = instance({
    ...fixed,
    participants: fixed.participants.map(one =>
      from === 0 ? one : { ...one, away: [...(one.away ?? []), ...passed] },
    ),
  })
  const mending = new Mending(of, solution.meetings, mayMove)
  mending.placeOld()
  const asked = new Set(
    soon.flatMap(one => (one.kind === 'wish' ? [pairKey(of.people, one.wish.from, one.wish.to)] : [])),
  )
  mending.replace(asked)
  mending.serveLeftOut()
  mending.refill()

  const meetings = meetingsOf(of, mending.board, p => mending.tableOf(p))
  const bound = everything(of)
  const answer = solutionOf(of, mending.board, meetings, {
    bound,
    any: bound,
    work: mending.moved,
    stopped: 'work',
    repeatable: true,
    ms: performance.now() - started,
  })
  const difference = differenceOf(solution.meetings, meetings)
  const unaffected = solution.meetings.filter(one => one.slot < from || mending.isUnaffected(one))
  const touched = new Set([...difference.cancelled, ...difference.moved.map(one => one.before)].map(name))
  return {
    status: 'repaired',
    problem: now,
    solution: { ...answer, ms: performance.now() - started },
    difference,
    unaffected: { count: unaffected.length, moved: unaffected.filter(one => touched.has(name(one))).length },
  }
}

const name = (one: Meeting): string => `${one.a} ${one.b} ${one.slot} ${one.table}`

/** A change as far as it lies ahead; undefined for a slot that has passed, with which no meeting can be lost any more. */
function toCome(problem: Problem, change: Change, from: number): Change | undefined {
  if (change.kind === 'slotLost') return change.slot < from ? undefined : change
  if (from === 0 || change.kind === 'wish') return change
  const slots = (change.slots ?? problem.slots.map((_, s) => s)).filter(s => s >= from)
  return { ...change, slots }
}

/** What was taken from one agenda to the other. */
export function differenceOf(before: readonly Meeting[], after: readonly Meeting[]): Difference {
  const pair = (one: Meeting) => `${one.a} ${one.b}`
  const then = new Map(before.map(one => [pair(one), one]))
  const now = new Map(after.map(one => [pair(one), one]))
  return {
    cancelled: before.filter(one => !now.has(pair(one))),
    moved: before.flatMap(one => {
      const other = now.get(pair(one))
      return other && name(other) !== name(one) ? [{ before: one, after: other }] : []
    }),
    added: after.filter(one => !then.has(pair(one))),
  }
}

class Mending {
  readonly board: Board
  readonly #of: Instance
  readonly #old: readonly Meeting[]
  readonly #pairOf = new Map<number, number>()
  readonly #before: Map<number, Meeting> = new Map()
  readonly #displaced: number[] = []
  readonly #lost = new Set<number>()
  readonly #budget: number
  readonly #locked: ReadonlySet<string>
  moved = 0

  constructor(of: Instance, old: readonly Meeting[], mayMove: number) {
    this.#of = of
    this.board = new NewBoard(of)
    for (let p = 0; p < of.pairs; p++) this.#pairOf.set(pairKey(of.people, of.a[p]!, of.b[p]!), p)
    this.#locked = new Set(of.locked.map(name))
    this.#old = old.filter(one => !this.#locked.has(name(one)))
    this.#budget = Math.floor(mayMove * this.#old.filter(one => this.isUnaffected(one)).length)
  }

  #pair = (one: Meeting): number => this.#pairOf.get(pairKey(this.#of.people, one.a, one.b)) ?? -1

  /** Both are still there, so is the table, and they may still meet. */
  isUnaffected(one: Meeting): boolean {
    const of = this.#of
    const p = this.#pair(one)
    if (p < 0) return this.#locked.has(name(one))
    const { slots } = of.problem.tables[one.table]!
    return (
      (of.common[p * of.words + (one.slot >> 5)]! & (1 << (one.slot & 31))) !== 0 && (slots?.includes(one.slot) ?? true)
    )
  }

  tableOf(p: number): number {
    const before = this.#before.get(p)
    return before && before.slot === this.board.slotOf[p] ? before.table : -1
  }

  /** What is not touched first, so that it keeps its place; then what may stay in its slot at another table. */
  placeOld(): void {
    const { board } = this
    const order = this.#old
      .map(one => ({ one, p: this.#pair(one), unaffected: this.isUnaffected(one) }))
      .map(each => ({ ...each, weight: board.weights.of[each.p] ?? 0 }))
      .sort((x, y) => Number(y.unaffected) - Number(x.unaffected) || y.weight - x.weight)
    for (const { one, p, unaffected } of order) {
      if (p >= 0) {
        if (unaffected) this.#before.set(p, one)
        if (board.freeSlots(p) > 0 && board.found[one.slot >> 5]! & (1 << (one.slot & 31))) {
          board.place(p, one.slot)
          continue
        }
        this.#displaced.push(p)
      }
      this.#lost.add(one.a).add(one.b)
    }
  }

  /** Places for those that lost theirs, and for wishes just made. */
  replace(asked: ReadonlySet<number>): void {
    const new_ = [...asked].map(key => this.#pairOf.get(key) ?? -1).filter(p => p >= 0)
    const { of: weight } = this.board.weights
    for (const p of [...this.#displaced, ...new_].sort((x, y) => weight[y]! - weight[x]! || x - y))
      if (this.board.slotOf[p]! < 0) this.#free(p) || this.#aside(p) || (this.#of.must[p] && this.#instead(p, 2))
  }

  serveLeftOut(): void {
    const of = this.#of
    const servable = servableBy(of)
    for (let i = 0; i < of.people; i++) {
      if (!servable[i] || this.board.count[i]! > 0) continue
      const pairs = [...of.of[i]!]
      pairs.some(p => this.#free(p)) || pairs.some(p => this.#aside(p)) || pairs.some(p => this.#instead(p, 1))
    }
  }

  /** The best meetings that fit as things stand, for people who lost one. */
  refill(): void {
    const pairs = [...new Set([...this.#lost].flatMap(i => [...this.#of.of[i]!]))]
    const { of: weight } = this.board.weights
    for (const p of pairs.sort((x, y) => weight[y]! - weight[x]! || x - y)) if (this.board.slotOf[p]! < 0) this.#free(p)
  }

  #free(p: number): boolean {
    if (this.board.freeSlots(p) === 0) return false
    this.board.place(p, nth(this.board.found, 0))
    return true
  }

  /** At most two others step aside to places that are free. */
  #aside(p: number): boolean {
    for (const most of [1, 2]) {
      if (this.moved + most > this.#budget) return false
      for (const slot of this.#slots(p)) {
        const way = inTheWay(this.#of, this.board, p, slot)
        if (way.length !== most) continue
        const homes = way.map(q => this.board.slotOf[q]!)
        for (const q of way) this.board.remove(q)
        if (this.#placeIf(p, slot)) {
          if (way.every(q => this.#free(q))) {
            this.moved += most
            return true
          }
          for (const q of [p, ...way]) if (this.board.slotOf[q]! >= 0) this.board.remove(q)
        }
        way.forEach((q, k) => {
          this.board.place(q, homes[k]!)
        })
      }
    }
    return false
  }

  /** Meetings are given up, of people who keep another one; of several ways the cheapest. */
  #instead(p: number, most: number): boolean {
    const of = this.#of
    const { board } = this
    const ways = this.#slots(p)
      .map(slot => ({ slot, way: inTheWay(of, board, p, slot) }))
      .filter(({ way }) => way.length <= most && way.every(q => !of.must[q]))
      .map(one => ({ ...one, cost: one.way.reduce((sum, q) => sum + of.value[q]!, 0) }))
      .sort((x, y) => x.way.length - y.way.length || x.cost - y.cost)
    for (const { slot, way } of ways) {
      const homes = way.map(q => board.slotOf[q]!)
      for (const q of way) board.remove(q)
      const hurt = way
        .flatMap(q => [of.a[q]!, of.b[q]!])
        .some(i => board.count[i] === 0 && i !== of.a[p] && i !== of.b[p])
      if (!hurt && this.#placeIf(p, slot)) {
        for (const q of way) if (!this.#free(q)) this.#lost.add(of.a[q]!).add(of.b[q]!)
        this.moved += way.length
        return true
      }
      way.forEach((q, k) => {
        board.place(q, homes[k]!)
      })
    }
    return false
  }

  #slots(p: number): number[] {
    const { common, words, slots } = this.#of
    return Array.from({ length: slots }, (_, s) => s).filter(s => common[p * words + (s >> 5)]! & (1 << (s & 31)))
  }

  #placeIf(p: number, slot: number): boolean {
    if (this.board.freeSlots(p) === 0 || !(this.board.found[slot >> 5]! & (1 << (slot & 31)))) return false
    this.board.place(p, slot)
    return true
  }
}
