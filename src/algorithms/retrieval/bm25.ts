import type { Bag, TermMatrix } from './terms.ts'

/** Saturation of a term's count (`k1`), weight of a row's length (`b`), saturation of a term's count in the query (`k3`). */
export interface Bm25Options {
  readonly k1: number
  readonly b: number
  readonly k3: number
}

export const BM25_DEFAULTS: Bm25Options = { k1: 1.2, b: 0.75, k3: 2 }

/** Inverted index: term t is in `rows[offsets[t] .. offsets[t + 1]]`, where it is worth `impacts` (idf and saturation applied). */
export interface Bm25Index {
  readonly size: number
  readonly k3: number
  readonly offsets: Uint32Array
  readonly rows: Uint32Array
  readonly impacts: Float32Array
}

/**
 * Builds an inverted index with Okapi BM25 (Robertson and Zaragoza, 2009), scores of single terms computed once.
 * Time and memory are linear in the number of non-zero counts.
 */
export function buildBm25(matrix: TermMatrix, options: Bm25Options = BM25_DEFAULTS): Bm25Index {
  const { offsets: rowStart, ids, counts } = matrix
  const size = rowStart.length - 1
  const offsets = new Uint32Array(matrix.terms.length + 1)
  for (const id of ids) offsets[id + 1] = offsets[id + 1]! + 1
  for (let t = 0; t < matrix.terms.length; t++) offsets[t + 1] = offsets[t + 1]! + offsets[t]!
  let total = 0
  for (const count of counts) total += count
  const mean = total / Math.max(1, size)
  const next = offsets.slice()
  const rows = new Uint32Array(ids.length)
  const impacts = new Float32Array(ids.length)
  for (let row = 0; row < size; row++) {
    let length = 0
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) length += counts[at]!
    const norm = options.k1 * (1 - options.b + (options.b * length) / Math.max(1e-9, mean))
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) {
      const term = ids[at]!
      const having = offsets[term + 1]! - offsets[term]!
      const idf = Math.log(1 + (size - having + 0.5) / (having + 0.5))
      const slot = next[term]!
      next[term] = slot + 1
      rows[slot] = row
      impacts[slot] = (idf * counts[at]! * (options.k1 + 1)) / (counts[at]! + norm)
    }
  }
  return { size, k3: options.k3, offsets, rows, impacts }
}

/** Scores every row against a bag of terms, written into `scores` (length `index.size`), which is cleared first. */
export function scoreBm25(index: Bm25Index, query: Bag, scores: Float32Array): void {
  scores.fill(0)
  const { offsets, rows, impacts, k3 } = index
  for (let i = 0; i < query.ids.length; i++) {
    const term = query.ids[i]!
    const count = query.weights[i]!
    const weight = (count * (k3 + 1)) / (count + k3)
    const end = offsets[term + 1]!
    for (let at = offsets[term]!; at < end; at++) {
      const row = rows[at]!
      scores[row] = scores[row]! + weight * impacts[at]!
    }
  }
}
