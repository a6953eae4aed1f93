import { type Board, bits, nth } from './board.ts'
import type { Instance } from './instance.ts'
import { Random } from './random.ts'

const SAMPLES = 4
/** Moves between two looks at the clock, the best so far and the heat. */
const CHECK_EVERY = 1024
/** A slow start is no reason to hurry. */
const CLOCK_COUNTS = 0.3

export interface SearchOptions {
  readonly moves: number
  /** Heat in units of value at the start and at the end. */
  readonly hot: number
  readonly cold: number
  /** Pairs worth trying; all when missing. */
  readonly pool?: Int32Array
  /** Share of the time that is used up. Where it runs ahead of the work, cooling follows the clock, and the answer says so. */
  readonly clock?: () => number
  /** A score that cannot be passed. */
  readonly enough?: number
}

/** Simulated annealing over ejection chains: a pair goes into a slot, what stood in its way goes elsewhere or out, who lost a meeting gets the best other one. */
export class Search {
  readonly #of: Instance
  readonly #board: Board
  readonly #random: Random
  readonly #locked: Uint8Array
  /** Pairs touched by the move under way and the slot each came from, to take it back. */
  readonly #log: number[] = []
  readonly #evicted: number[] = []
  moves = 0

  /** Pairs marked in `keep` are not pushed out. */
  constructor(board: Board, seed: number, keep: Uint8Array = new Uint8Array(board.of.pairs)) {
    this.#board = board
    this.#of = board.of
    this.#random = new Random(seed)
    this.#locked = keep
  }

  /** Leaves the board at the best agenda seen. */
  run(options: SearchOptions): { readonly ended: 'work' | 'time' | 'optimal'; readonly hurried: boolean } {
    const board = this.#board
    const pool = options.pool ?? Int32Array.from({ length: this.#of.pairs }, (_, p) => p)
    if (pool.length === 0) return { ended: 'work', hurried: false }
    let best = board.score
    let bestSlots = board.slotOf.slice()
    let ended: 'work' | 'time' | 'optimal' = 'work'
    let hurried = false
    const cooling = Math.log(options.cold / options.hot)
    let heat = options.hot
    for (let move = 0; move < options.moves; move++) {
      if (move % CHECK_EVERY === 0) {
        const used = options.clock?.() ?? 0
        const done = move / options.moves
        if (used > CLOCK_COUNTS && used > done) hurried = true
        heat = options.hot * Math.exp(cooling * (hurried ? Math.min(1, Math.max(used, done)) : done))
        if (board.score > best + 1e-6) {
          best = board.score
          bestSlots = board.slotOf.slice()
        }
        if (options.enough !== undefined && best >= options.enough - 1e-6) {
          ended = 'optimal'
          break
        }
        if (used >= 1) {
          ended = 'time'
          hurried = true
          break
        }
      }
      this.moves++
      const p = pool[this.#random.below(pool.length)]!
      if (board.slotOf[p]! < 0) this.#try(p, heat)
    }
    if (board.score < best - 1e-6) restore(board, bestSlots)
    return { ended, hurried }
  }

  #try(p: number, heat: number): boolean {
    const board = this.#board
    const random = this.#random
    const free = board.freeSlots(p)
    if (free > 0) {
      board.place(p, nth(board.found, random.below(free)))
      return true
    }
    const slot = this.#choose(p)
    if (slot < 0) return false
    const before = board.score
    const allowed = -heat * Math.log(1 - random.next())
    this.#log.length = 0
    this.#evicted.length = 0
    if (this.#clear(p, slot)) {
      this.#place(p, slot)
      for (const q of this.#evicted) this.#settle(q)
      if (board.score < before) for (const q of this.#evicted) if (board.slotOf[q]! < 0) this.#refill(q)
      if (board.score >= before - allowed) return true
    }
    this.#undo()
    return false
  }

  /** Of a few slots both could have, the one in whose way the least stands. */
  #choose(p: number): number {
    const of = this.#of
    const common = of.common.subarray(p * of.words, (p + 1) * of.words)
    let count = 0
    for (let w = 0; w < of.words; w++) count += bits(common[w]!)
    let chosen = -1
    let least = Infinity
    for (let k = 0; k < SAMPLES; k++) {
      const slot = nth(common, this.#random.below(count))
      const loss =
        this.#loss(this.#board.at[of.a[p]! * of.slots + slot]!) +
        this.#loss(this.#board.at[of.b[p]! * of.slots + slot]!)
      if (loss < least) {
        least = loss
        chosen = slot
      }
    }
    return least < Infinity ? chosen : -1
  }

  #loss(q: number): number {
    if (q < 0) return 0
    if (this.#locked[q]) return Infinity
    return this.#board.freeSlots(q) > 0 ? 0 : this.#board.weights.of[q]!
  }

  /** Pushes out what stands in the way of a pair in a slot; false when it cannot be. */
  #clear(p: number, slot: number): boolean {
    const of = this.#of
    const board = this.#board
    for (const i of [of.a[p]!, of.b[p]!]) {
      const q = board.at[i * of.slots + slot]!
      if (q >= 0 && !this.#evict(q)) return false
    }
    for (const i of [of.a[p]!, of.b[p]!])
      for (let limit = board.brokenLimit(i, slot); limit >= 0; limit = board.brokenLimit(i, slot)) {
        const q = this.#cheapest(i, limit)
        if (q < 0 || !this.#evict(q)) return false
      }
    for (let tight = board.tightSet(slot, of.kind[p]!); tight !== 0; tight = board.tightSet(slot, of.kind[p]!)) {
      const q = this.#cheapestIn(slot, tight)
      if (q < 0 || !this.#evict(q)) return false
    }
    return true
  }

  #cheapest(i: number, limit: number): number {
    const of = this.#of
    let chosen = -1
    let least = Infinity
    for (let s = 0; s < of.slots; s++) {
      const q = this.#board.at[i * of.slots + s]!
      if (q < 0 || this.#locked[q] || !(of.limitSlots[limit * of.words + (s >> 5)]! & (1 << (s & 31)))) continue
      // Of equals any: a small random share breaks the tie.
      const cost = this.#cost(q) + 0.5 * this.#random.next()
      if (cost < least) {
        least = cost
        chosen = q
      }
    }
    return chosen
  }

  #cheapestIn(slot: number, kinds: number): number {
    const board = this.#board
    const count = board.slotCount[slot]!
    let chosen = -1
    let least = Infinity
    for (let k = 0; k < 2 * SAMPLES; k++) {
      const q = board.pairIn(slot, this.#random.below(count))
      if (this.#locked[q] || !(kinds & (1 << this.#of.kind[q]!))) continue
      const cost = this.#cost(q) + 0.5 * this.#random.next()
      if (cost < least) {
        least = cost
        chosen = q
      }
    }
    return chosen
  }

  /** What the board loses with a meeting. */
  #cost(q: number): number {
    const { count, weights } = this.#board
    return (
      weights.of[q]! +
      (count[this.#of.a[q]!] === 1 ? weights.first : 0) +
      (count[this.#of.b[q]!] === 1 ? weights.first : 0)
    )
  }

  /** An evicted pair goes to a free slot if there is one. */
  #settle(q: number): void {
    const free = this.#board.freeSlots(q)
    if (free > 0) this.#place(q, nth(this.#board.found, this.#random.below(free)))
  }

  /** Who lost the meeting gets the best other one that fits as things stand. */
  #refill(q: number): void {
    const of = this.#of
    const board = this.#board
    for (const i of [of.a[q]!, of.b[q]!]) {
      if (!board.hasRoom(i)) continue
      for (const r of of.of[i]!) {
        if (r === q || board.slotOf[r]! >= 0) continue
        const free = board.freeSlots(r)
        if (free === 0) continue
        this.#place(r, nth(board.found, this.#random.below(free)))
        if (!board.hasRoom(i)) break
      }
    }
  }

  #evict(q: number): boolean {
    if (this.#locked[q]) return false
    this.#log.push(q, this.#board.slotOf[q]!)
    this.#evicted.push(q)
    this.#board.remove(q)
    return true
  }

  #place(p: number, slot: number): void {
    this.#log.push(p, -1)
    this.#board.place(p, slot)
  }

  #undo(): void {
    const log = this.#log
    for (let k = log.length - 2; k >= 0; k -= 2) {
      if (log[k + 1]! < 0) this.#board.remove(log[k]!)
      else this.#board.place(log[k]!, log[k + 1]!)
    }
  }
}

/** Brings the board to other places for every pair. */
export function restore(board: Board, slots: Int16Array): void {
  for (let p = 0; p < slots.length; p++) if (board.slotOf[p]! >= 0 && board.slotOf[p] !== slots[p]) board.remove(p)
  for (let p = 0; p < slots.length; p++) if (slots[p]! >= 0 && board.slotOf[p]! < 0) board.place(p, slots[p]!)
}
