/**
 * Zeroed arrays lent for the length of one query and lent again for the next: fresh ones would cost more in garbage collection than
 * the query itself. What was taken before `reset` must not be read after it.
 */
export class Pool {
  private readonly free = new Map<number, { arrays: Float32Array[]; used: number }>()

  take(length: number): Float32Array {
    let shelf = this.free.get(length)
    if (!shelf) {
      shelf = { arrays: [], used: 0 }
      this.free.set(length, shelf)
    }
    const known = shelf.arrays[shelf.used++]
    if (known) return known.fill(0)
    const fresh = new Float32Array(length)
    shelf.arrays.push(fresh)
    return fresh
  }

  reset(): void {
    for (const shelf of this.free.values()) shelf.used = 0
  }
}
