import { Board } from './board.ts'
import { type Instance, instance } from './instance.ts'
import { barrier, pairKey } from './pairs.ts'
import type { Barrier, Meeting, Problem, Unmet, UnmetWish } from './problem.ts'

/** Why each wish that an agenda does not meet was not met. */
export function unmetOf(problem: Problem, meetings: readonly Meeting[]): UnmetWish[] {
  const of = instance(problem)
  const board = new Board(of)
  const places = new Map(meetings.map(one => [pairKey(of.people, one.a, one.b), one.slot]))
  for (let p = 0; p < of.pairs; p++) {
    const slot = places.get(pairKey(of.people, of.a[p]!, of.b[p]!))
    if (slot !== undefined) board.place(p, slot)
  }
  return unmetWishes(of, board)
}

/** The same for the agenda on the board. */
export function unmetWishes(of: Instance, board: Board): UnmetWish[] {
  const { problem } = of
  const n = of.people
  const barred = barrier(problem)
  const pairOf = new Map<number, number>()
  for (let p = 0; p < of.pairs; p++) pairOf.set(pairKey(n, of.a[p]!, of.b[p]!), p)
  const locked = new Set(of.locked.map(one => pairKey(n, one.a, one.b)))
  const unmet: UnmetWish[] = []
  const cheapestOf = cheapestIn(of, board)
  problem.wishes.forEach(({ from, to, strength }, wish) => {
    const key = pairKey(n, from, to)
    if (strength === 'no' || locked.has(key)) return
    const p = pairOf.get(key)
    if (p === undefined) {
      unmet.push({ wish, reason: never(of, barred(from, to), from, to) })
    } else if (board.slotOf[p]! < 0) unmet.push({ wish, reason: reasonOf(of, board, p, cheapestOf) })
  })
  return unmet
}

/** Why a pair is none of those that could meet. */
function never(of: Instance, barrier: Barrier | undefined, x: number, y: number): Unmet {
  if (barrier) return { kind: barrier }
  const kind = of.seating.kindOf(x, y)
  const together = (one: Int32Array, other: Int32Array, table: boolean) =>
    Array.from({ length: of.words }, (_, w) => w).some(
      w => one[x * of.words + w]! & other[y * of.words + w]! & (table ? of.seating.possible[kind * of.words + w]! : -1),
    )
  if (!together(of.there, of.there, false)) return { kind: 'noCommonSlot' }
  if (kind < 0 || !together(of.there, of.there, true)) return { kind: 'noTable' }
  // What is locked uses all that their caps and breaks allow.
  const who = [...(together(of.open, of.there, true) ? [] : [x]), ...(together(of.there, of.open, true) ? [] : [y])]
  const worth = of.problem.wishes.reduce(
    (sum, one) => sum + (one.strength !== 'no' && same(one, x, y) ? (one.weight ?? 1) : 0),
    0,
  )
  return { kind: 'full', who: who.length > 0 ? who : [x, y], worth, against: [] }
}

const same = ({ from, to }: { readonly from: number; readonly to: number }, x: number, y: number): boolean =>
  (from === x && to === y) || (from === y && to === x)

function reasonOf(of: Instance, board: Board, p: number, cheapestOf: Cheapest): Unmet {
  const both = [of.a[p]!, of.b[p]!]
  const who = both.filter(i => !board.hasRoom(i))
  const worth = of.value[p]!
  if (board.freeSlots(p) > 0) return { kind: 'inReach', who: [], worth, against: [] }
  const slots = Array.from({ length: of.slots }, (_, s) => s).filter(
    s => of.common[p * of.words + (s >> 5)]! & (1 << (s & 31)),
  )
  let against: number[] = []
  let least = Infinity
  for (const s of slots) {
    const way = inTheWay(of, board, p, s, cheapestOf)
    const cost = way.reduce((sum, q) => sum + of.value[q]!, 0)
    if (cost < least) {
      least = cost
      against = way
    }
  }
  const free = slots.some(s => both.every(i => board.isFree(i, s) && board.brokenLimit(i, s) < 0))
  return {
    kind: who.length > 0 ? 'full' : free ? 'tablesTaken' : 'neverFreeTogether',
    who,
    worth,
    against: against.map(q => ({ a: of.a[q]!, b: of.b[q]!, worth: of.value[q]! })),
  }
}

/** Meetings that would have to go for the pair to meet in the slot: in the slot, by limit, by table, each time the cheapest. */
export function inTheWay(
  of: Instance,
  board: Board,
  p: number,
  slot: number,
  cheapestOf: Cheapest = cheapestIn(of, board),
): number[] {
  const way = new Set<number>()
  const both = [of.a[p]!, of.b[p]!]
  for (const i of both) {
    const q = board.at[i * of.slots + slot]!
    if (q >= 0) way.add(q)
  }
  for (const i of both)
    for (let l = of.limitFrom[i]!; l < of.limitFrom[i + 1]!; l++) {
      const within = (s: number) => of.limitSlots[l * of.words + (s >> 5)]! & (1 << (s & 31))
      if (board.limitUsed[l]! < of.limitMost[l]! || !within(slot)) continue
      let chosen = -1
      for (let s = 0; s < of.slots; s++) {
        const q = board.at[i * of.slots + s]!
        if (q < 0 || !within(s)) continue
        if (way.has(q)) {
          chosen = -1
          break
        }
        if (chosen < 0 || of.value[q]! < of.value[chosen]!) chosen = q
      }
      if (chosen >= 0) way.add(chosen)
    }
  const tight = board.tightSet(slot, of.kind[p]!)
  if (tight === 0) return [...way]
  if (![...way].some(q => board.slotOf[q] === slot && tight & (1 << of.kind[q]!))) {
    const q = cheapestOf(slot, tight)
    if (q >= 0) way.add(q)
  }
  return [...way]
}

/** The least valuable meeting of some kinds in a slot, -1 when there is none. */
type Cheapest = (slot: number, kinds: number) => number

/** Remembers what it found: for a board that stands still. */
function cheapestIn(of: Instance, board: Board): Cheapest {
  const known = new Map<number, number>()
  return (slot, kinds) => {
    const key = kinds * of.slots + slot
    const before = known.get(key)
    if (before !== undefined) return before
    let chosen = -1
    for (let k = 0; k < board.slotCount[slot]!; k++) {
      const q = board.pairIn(slot, k)
      if (kinds & (1 << of.kind[q]!) && (chosen < 0 || of.value[q]! < of.value[chosen]!)) chosen = q
    }
    known.set(key, chosen)
    return chosen
  }
}
