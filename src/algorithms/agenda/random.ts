/** Numbers drawn by seed: xorshift with 32 bits of state, as Marsaglia gave it in “Xorshift RNGs” (2003). */
export class Random {
  #state: number

  constructor(seed: number) {
    // Seeds beside each other must not start beside each other; the state must not be zero.
    this.#state = Math.imul(Math.trunc(seed) ^ 0x9e3779b9, 0x85ebca6b) | 0 || 0x6d2b79f5
    for (let i = 0; i < 8; i++) this.bits()
  }

  bits(): number {
    let x = this.#state
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    this.#state = x
    return x >>> 0
  }

  /** 0 to 1, without 1. */
  next(): number {
    return this.bits() / 4_294_967_296
  }

  /** A whole number from 0 to `count - 1`. */
  below(count: number): number {
    return Math.floor((this.bits() / 4_294_967_296) * count)
  }
}
