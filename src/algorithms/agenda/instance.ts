import { barrier, pairKey } from './pairs.ts'
import type { Meeting, Problem } from './problem.ts'
import { type Seating, seating } from './seating.ts'

/** The problem as arrays, what is locked taken out of it: its people are away, its table is not there, its place in caps is used. */
export interface Instance {
  readonly problem: Problem
  readonly people: number
  readonly slots: number
  /** 32-bit words of a set of slots. */
  readonly words: number
  /** Pairs that want to meet and can, each once. */
  readonly pairs: number
  readonly a: Int32Array
  readonly b: Int32Array
  readonly value: Float64Array
  readonly must: Uint8Array
  /** Kind of table each pair needs, see `seating.ts`. */
  readonly kind: Uint8Array
  /** Slots in which both are there and may have a meeting, and some table fits. */
  readonly common: Int32Array
  /** Slots in which a person is there. */
  readonly there: Int32Array
  /** Those of them in which locked meetings and breaks leave a meeting at all. */
  readonly open: Int32Array
  /** Pairs of each person, the most valuable first. */
  readonly of: readonly Int32Array[]
  /** Limits of person i are `limitFrom[i]` to `limitFrom[i + 1]`: the cap and the breaks. */
  readonly limitFrom: Int32Array
  readonly limitSlots: Int32Array
  readonly limitMost: Int32Array
  /** Meetings a person has already because they are locked. */
  readonly lockedOf: Int32Array
  readonly lockedValue: number
  readonly lockedMusts: number
  readonly seating: Seating
  readonly locked: readonly Meeting[]
}

const setBit = (sets: Int32Array, at: number, words: number, slot: number): void => {
  sets[at * words + (slot >> 5)]! |= 1 << (slot & 31)
}

/** Worth of each pair that somebody wants, by key; of two wishes between the same people the weights add up. */
export function wanted(problem: Problem): Map<number, { value: number; must: boolean }> {
  const n = problem.participants.length
  const all = new Map<number, { value: number; must: boolean }>()
  for (const { from, to, strength, weight } of problem.wishes) {
    if (strength === 'no') continue
    const key = pairKey(n, from, to)
    const one = all.get(key) ?? { value: 0, must: false }
    all.set(key, { value: one.value + (weight ?? 1), must: one.must || strength === 'must' })
  }
  return all
}

export function instance(problem: Problem): Instance {
  const people = problem.participants.length
  const slots = problem.slots.length
  const words = Math.max(1, Math.ceil(slots / 32))
  const locked = problem.locked ?? []
  const there = new Int32Array(people * words)
  problem.participants.forEach((one, i) => {
    const away = new Set(one.away)
    for (let s = 0; s < slots; s++) if (!away.has(s)) setBit(there, i, words, s)
  })
  const lockedOf = new Int32Array(people)
  const worth = wanted(problem)
  let lockedValue = 0
  let lockedMusts = 0
  const lockedKeys = new Set<number>()
  for (const { a, b, slot } of locked) {
    for (const i of [a, b]) {
      there[i * words + (slot >> 5)]! &= ~(1 << (slot & 31))
      lockedOf[i]!++
    }
    const key = pairKey(people, a, b)
    lockedKeys.add(key)
    lockedValue += worth.get(key)?.value ?? 0
    if (worth.get(key)?.must) lockedMusts++
  }
  const seats = seating(problem)
  const limit = limits(problem, words)
  const open = there.slice()
  for (let i = 0; i < people; i++)
    for (let l = limit.limitFrom[i]!; l < limit.limitFrom[i + 1]!; l++)
      if (limit.limitMost[l] === 0)
        for (let w = 0; w < words; w++) open[i * words + w]! &= ~limit.limitSlots[l * words + w]!

  const barred = barrier(problem)
  const chosen: { a: number; b: number; value: number; must: boolean; kind: number; common: Int32Array }[] = []
  for (const [key, { value, must }] of [...worth].sort((x, y) => x[0] - y[0])) {
    const a = Math.floor(key / people)
    const b = key % people
    if (lockedKeys.has(key) || barred(a, b)) continue
    const kind = seats.kindOf(a, b)
    if (kind < 0) continue
    const common = new Int32Array(words)
    for (let w = 0; w < words; w++)
      common[w] = open[a * words + w]! & open[b * words + w]! & seats.possible[kind * words + w]!
    if (common.every(word => word === 0)) continue
    chosen.push({ a, b, value, must, kind, common })
  }
  const pairs = chosen.length
  const value = Float64Array.from(chosen, one => one.value)
  const lists: number[][] = Array.from({ length: people }, () => [])
  chosen.forEach((one, p) => {
    lists[one.a]!.push(p)
    lists[one.b]!.push(p)
  })
  const common = new Int32Array(pairs * words)
  chosen.forEach((one, p) => {
    common.set(one.common, p * words)
  })
  return {
    problem,
    people,
    slots,
    words,
    pairs,
    a: Int32Array.from(chosen, one => one.a),
    b: Int32Array.from(chosen, one => one.b),
    value,
    must: Uint8Array.from(chosen, one => Number(one.must)),
    kind: Uint8Array.from(chosen, one => one.kind),
    common,
    there,
    open,
    of: lists.map(list => Int32Array.from(list.sort((p, q) => value[q]! - value[p]! || p - q))),
    ...limit,
    lockedOf,
    lockedValue,
    lockedMusts,
    seating: seats,
    locked,
  }
}

/** Caps and breaks, less what locked meetings use of them. */
function limits(problem: Problem, words: number) {
  const from = [0]
  const sets: number[] = []
  const most: number[] = []
  const lockedSlots = problem.participants.map((): number[] => [])
  for (const { a, b, slot } of problem.locked ?? []) {
    lockedSlots[a]!.push(slot)
    lockedSlots[b]!.push(slot)
  }
  const every = problem.slots.map((_, s) => s)
  problem.participants.forEach((one, i) => {
    const all = [...(one.cap === undefined ? [] : [{ slots: every, most: one.cap }]), ...(one.breaks ?? [])]
    for (const limit of all) {
      const inside = new Set(limit.slots)
      const set = new Int32Array(words)
      for (const s of inside) setBit(set, 0, words, s)
      sets.push(...set)
      most.push(Math.max(0, limit.most - lockedSlots[i]!.filter(s => inside.has(s)).length))
    }
    from.push(most.length)
  })
  return { limitFrom: Int32Array.from(from), limitSlots: Int32Array.from(sets), limitMost: Int32Array.from(most) }
}
