import { explain } from '#algorithms/linkage/explain.ts'
import { SUGGESTED } from '#algorithms/linkage/score.ts'
import { compareAt, index, pairs } from '#algorithms/linkage/solve.ts'
import { type ComparedRow, entryOf } from './encode.ts'
import type { Found, FoundPair } from './queries.ts'

/** Compares all records with one another, in a thread of its own: some seconds for some ten thousand. */
export default async function compareAll(rows: readonly ComparedRow[]): Promise<Found> {
  const known = index(rows.map(entryOf), { least: SUGGESTED })
  const found = pairs(known).flatMap(({ first, second, score }): FoundPair[] => {
    const [a, b] = [rows[first]!, rows[second]!]
    // The example cluster exists nowhere, so none of it is one of the real.
    if (a.invented !== b.invented) return []
    const reasons = explain(compareAt(known, first, second))
    return [{ first_id: Math.min(a.id, b.id), second_id: Math.max(a.id, b.id), score, reasons }]
  })
  return { records: rows.length, pairs: found, words: [...known.words].map(([word, bearers]) => ({ word, bearers })) }
}
