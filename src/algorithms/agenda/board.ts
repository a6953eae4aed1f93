import type { Instance } from './instance.ts'

/** More than any sum of values: what comes first in the order of aims weighs more than all that comes after. */
export interface Weights {
  readonly of: Float64Array
  /** What a must counts beside its value. */
  readonly must: number
  /** For the first meeting of a person. */
  readonly first: number
}

/** Fairness, then musts, then value, as one number: a person with a meeting is worth more than all musts, a must more than all values. */
export function weights(of: Instance): Weights {
  const total = of.value.reduce((sum, one) => sum + one, 1)
  const musts = of.must.reduce((sum, one) => sum + one, 1)
  return { of: of.value.map((one, p) => one + (of.must[p] ? total : 0)), must: total, first: total * (musts + 1) }
}

/** Who meets whom in which slot, and what is still free. Tables are counted, not named (see `seating.ts`). */
export class Board {
  readonly of: Instance
  readonly weights: Weights
  /** Slot of each pair, -1 when it has none. */
  readonly slotOf: Int16Array
  /** Pair of person i in slot s at `i * slots + s`, -1 when free or away. */
  readonly at: Int32Array
  readonly count: Int32Array
  /** Pairs of each slot, in no order; `placeIn` says where in the list a pair stands. */
  readonly inSlot: Int32Array
  readonly slotCount: Int32Array
  readonly placeIn: Int32Array
  readonly limitUsed: Int32Array
  /** Sum of weights and first meetings. */
  score = 0
  readonly #width: number
  readonly #free: Int32Array
  readonly #open: Int32Array
  readonly #load: Int32Array
  /** Where the last `freeSlots` wrote. */
  readonly found: Int32Array

  constructor(of: Instance, given: Weights = weights(of)) {
    this.of = of
    this.weights = given
    this.slotOf = new Int16Array(of.pairs).fill(-1)
    this.at = new Int32Array(of.people * of.slots).fill(-1)
    this.count = of.lockedOf.slice()
    this.#width = Math.max(1, Math.floor(of.people / 2))
    this.inSlot = new Int32Array(of.slots * this.#width)
    this.slotCount = new Int32Array(of.slots)
    this.placeIn = new Int32Array(of.pairs)
    this.limitUsed = new Int32Array(of.limitMost.length)
    this.#free = of.there.slice()
    this.#open = of.seating.possible.slice()
    this.#load = new Int32Array(of.slots * of.seating.sets.length)
    this.found = new Int32Array(of.words)
  }

  pairIn(slot: number, k: number): number {
    return this.inSlot[slot * this.#width + k]!
  }

  place(p: number, slot: number): void {
    this.#shift(p, slot, 1)
    const { of } = this
    const bit = ~(1 << (slot & 31))
    for (const i of [of.a[p]!, of.b[p]!]) {
      this.at[i * of.slots + slot] = p
      this.#free[i * of.words + (slot >> 5)]! &= bit
      if (this.count[i]!++ === 0) this.score += this.weights.first
    }
    this.slotOf[p] = slot
    const place = this.slotCount[slot]!++
    this.inSlot[slot * this.#width + place] = p
    this.placeIn[p] = place
    this.score += this.weights.of[p]!
  }

  remove(p: number): void {
    const { of } = this
    const slot = this.slotOf[p]!
    this.#shift(p, slot, -1)
    const bit = 1 << (slot & 31)
    for (const i of [of.a[p]!, of.b[p]!]) {
      this.at[i * of.slots + slot] = -1
      this.#free[i * of.words + (slot >> 5)]! |= bit
      if (--this.count[i]! === 0) this.score -= this.weights.first
    }
    this.slotOf[p] = -1
    const last = this.pairIn(slot, --this.slotCount[slot]!)
    const place = this.placeIn[p]!
    this.inSlot[slot * this.#width + place] = last
    this.placeIn[last] = place
    this.score -= this.weights.of[p]!
  }

  /** Counts a meeting in or out of tables and limits. */
  #shift(p: number, slot: number, by: 1 | -1): void {
    const { of } = this
    const { kinds, sets, rank } = of.seating
    const base = slot * sets.length
    const kind = of.kind[p]!
    if (kinds === 1) {
      this.#load[base]! += by
      this.#setOpen(0, slot, this.#load[base]! < rank[base]!)
    } else {
      for (let x = 0; x < sets.length; x++) if (sets[x]! & (1 << kind)) this.#load[base + x]! += by
      for (let k = 0; k < kinds; k++) this.#setOpen(k, slot, this.tightSet(slot, k) === 0)
    }
    this.#limit(of.a[p]!, slot, by)
    this.#limit(of.b[p]!, slot, by)
  }

  #setOpen(kind: number, slot: number, open: boolean): void {
    const word = kind * this.of.words + (slot >> 5)
    if (open) this.#open[word]! |= 1 << (slot & 31)
    else this.#open[word]! &= ~(1 << (slot & 31))
  }

  #limit(i: number, slot: number, by: 1 | -1): void {
    const { limitFrom, limitSlots, words } = this.of
    for (let l = limitFrom[i]!; l < limitFrom[i + 1]!; l++)
      if (limitSlots[l * words + (slot >> 5)]! & (1 << (slot & 31))) this.limitUsed[l]! += by
  }

  /**
   * The kinds of which one meeting must go before one of `kind` fits the slot's tables; 0 when it fits now. Full sets of kinds are
   * closed under intersection, so the smallest one says it all.
   */
  tightSet(slot: number, kind: number): number {
    const { sets, rank } = this.of.seating
    const base = slot * sets.length
    let tight = 0
    for (let x = 0; x < sets.length; x++)
      if (sets[x]! & (1 << kind) && this.#load[base + x]! >= rank[base + x]!)
        tight = tight === 0 ? sets[x]! : tight & sets[x]!
    return tight
  }

  /** Whether person i is there and has nothing in the slot. */
  isFree(i: number, slot: number): boolean {
    return (this.#free[i * this.of.words + (slot >> 5)]! & (1 << (slot & 31))) !== 0
  }

  /** A limit of person i that one more meeting in the slot would break, -1 when none. */
  brokenLimit(i: number, slot: number): number {
    const { limitFrom, limitSlots, limitMost, words } = this.of
    for (let l = limitFrom[i]!; l < limitFrom[i + 1]!; l++)
      if (this.limitUsed[l]! >= limitMost[l]! && limitSlots[l * words + (slot >> 5)]! & (1 << (slot & 31))) return l
    return -1
  }

  /** Slots into which a pair can go as things stand, written into `found`; their number. */
  freeSlots(p: number): number {
    const { of, found } = this
    const { words, limitFrom, limitSlots, limitMost } = of
    const a = of.a[p]!
    const b = of.b[p]!
    const kind = of.kind[p]!
    let count = 0
    for (let w = 0; w < words; w++) {
      let set =
        of.common[p * words + w]! &
        this.#free[a * words + w]! &
        this.#free[b * words + w]! &
        this.#open[kind * words + w]!
      if (set !== 0) {
        for (let l = limitFrom[a]!; l < limitFrom[a + 1]!; l++)
          if (this.limitUsed[l]! >= limitMost[l]!) set &= ~limitSlots[l * words + w]!
        for (let l = limitFrom[b]!; l < limitFrom[b + 1]!; l++)
          if (this.limitUsed[l]! >= limitMost[l]!) set &= ~limitSlots[l * words + w]!
      }
      found[w] = set
      count += bits(set)
    }
    return count
  }

  /** Whether one more meeting is thinkable for this person: a free slot, and the cap not reached. */
  hasRoom(i: number): boolean {
    const { words, limitFrom, limitSlots, limitMost } = this.of
    for (let w = 0; w < words; w++) {
      let set = this.#free[i * words + w]!
      for (let l = limitFrom[i]!; l < limitFrom[i + 1]!; l++)
        if (this.limitUsed[l]! >= limitMost[l]!) set &= ~limitSlots[l * words + w]!
      if (set !== 0) return true
    }
    return false
  }

  value(): number {
    let sum = 0
    for (let p = 0; p < this.of.pairs; p++) if (this.slotOf[p]! >= 0) sum += this.of.value[p]!
    return sum
  }
}

export function bits(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555)
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333)
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** The n-th slot of a set. */
export function nth(set: Int32Array, n: number): number {
  let left = n
  for (let w = 0; w < set.length; w++) {
    let word = set[w]!
    const here = bits(word)
    if (left >= here) {
      left -= here
      continue
    }
    while (left-- > 0) word &= word - 1
    return w * 32 + 31 - Math.clz32(word & -word)
  }
  return -1
}
