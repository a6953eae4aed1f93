/** Rows of term counts over one vocabulary, compressed: row r owns `ids` and `counts` from `offsets[r]` to `offsets[r + 1]`. */
export interface TermMatrix {
  readonly terms: readonly string[]
  readonly offsets: Uint32Array
  readonly ids: Uint32Array
  readonly counts: Float32Array
}

/** A bag of terms: parallel term ids and weights. */
export interface Bag {
  readonly ids: Uint32Array
  readonly weights: Float32Array
}

/**
 * Counts terms row by row and drops those in fewer than `minRows` rows. Terms are numbered in order of first appearance, so the
 * same rows give the same numbers.
 */
export function countTerms(rows: readonly (readonly string[])[], minRows = 1): TermMatrix {
  const found = new Map<string, number>()
  const rowsOf: number[] = []
  const bags: Map<number, number>[] = []
  for (const row of rows) {
    const bag = new Map<number, number>()
    for (const term of row) {
      let id = found.get(term)
      if (id === undefined) {
        id = found.size
        found.set(term, id)
        rowsOf.push(0)
      }
      const before = bag.get(id)
      if (before === undefined) rowsOf[id] = rowsOf[id]! + 1
      bag.set(id, (before ?? 0) + 1)
    }
    bags.push(bag)
  }
  const renumbered = new Int32Array(found.size).fill(-1)
  const terms: string[] = []
  for (const [term, id] of found) if (rowsOf[id]! >= minRows) renumbered[id] = terms.push(term) - 1
  return compress(bags, renumbered, terms)
}

function compress(bags: readonly Map<number, number>[], renumbered: Int32Array, terms: string[]): TermMatrix {
  const offsets = new Uint32Array(bags.length + 1)
  bags.forEach((bag, row) => {
    let kept = 0
    for (const id of bag.keys()) if (renumbered[id]! >= 0) kept++
    offsets[row + 1] = offsets[row]! + kept
  })
  const ids = new Uint32Array(offsets[bags.length]!)
  const counts = new Float32Array(ids.length)
  let at = 0
  for (const bag of bags) {
    for (const [id, count] of bag) {
      const number = renumbered[id]!
      if (number < 0) continue
      ids[at] = number
      counts[at++] = count
    }
  }
  return { terms, offsets, ids, counts }
}

/** A bag of the known terms of one row; unknown terms are left out. */
export function bagOf(terms: readonly string[], numbers: ReadonlyMap<string, number>): Bag {
  const bag = new Map<number, number>()
  for (const term of terms) {
    const id = numbers.get(term)
    if (id !== undefined) bag.set(id, (bag.get(id) ?? 0) + 1)
  }
  return { ids: Uint32Array.from(bag.keys()), weights: Float32Array.from(bag.values()) }
}
