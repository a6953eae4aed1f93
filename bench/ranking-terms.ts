import type { CorpusDocument } from '#algorithms/ranking/problem.ts'
import { countTerms } from '#algorithms/retrieval/terms.ts'
import { tokenise } from '#algorithms/retrieval/tokens.ts'

/** The `count` terms of each document with the highest tf-idf: what an installation that ships no texts would know. */
export function keyTerms(documents: readonly CorpusDocument[], count: number): string[][] {
  const matrix = countTerms(
    documents.map(d => tokenise(`${d.title}\n${d.text}`)),
    2,
  )
  const having = new Uint32Array(matrix.terms.length)
  for (const id of matrix.ids) having[id] = having[id]! + 1
  return documents.map((_, row) => {
    const from = matrix.offsets[row]!
    const found = [...matrix.ids.subarray(from, matrix.offsets[row + 1]!)].map((id, i) => ({
      id,
      weight: (1 + Math.log(matrix.counts[from + i]!)) * Math.log(documents.length / having[id]!),
    }))
    found.sort((a, b) => b.weight - a.weight || a.id - b.id)
    return found.slice(0, count).map(({ id }) => matrix.terms[id]!)
  })
}
