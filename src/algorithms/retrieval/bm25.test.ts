import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BM25_DEFAULTS, buildBm25, scoreBm25 } from './bm25.ts'
import { bagOf, countTerms } from './terms.ts'

/** The formula, term by term, without an index. */
function slow(rows: string[][], query: string[]): number[] {
  const { k1, b, k3 } = BM25_DEFAULTS
  const mean = rows.reduce((sum, row) => sum + row.length, 0) / rows.length
  return rows.map(row =>
    [...new Set(query)].reduce((sum, term) => {
      const tf = row.filter(t => t === term).length
      const df = rows.filter(r => r.includes(term)).length
      const qtf = query.filter(t => t === term).length
      if (tf === 0) return sum
      const idf = Math.log(1 + (rows.length - df + 0.5) / (df + 0.5))
      const saturated = (tf * (k1 + 1)) / (tf + k1 * (1 - b + (b * row.length) / mean))
      return sum + idf * saturated * ((qtf * (k3 + 1)) / (qtf + k3))
    }, 0),
  )
}

const term = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const row = fc.array(term, { minLength: 1, maxLength: 12 })

describe('BM25', () => {
  it('scores as the formula does', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), row, (rows, query) => {
        const matrix = countTerms(rows)
        const scores = new Float32Array(rows.length)
        scoreBm25(buildBm25(matrix), bagOf(query, new Map(matrix.terms.map((t, i) => [t, i]))), scores)
        slow(rows, query).forEach((expected, i) => {
          expect(scores[i]).toBeCloseTo(expected, 4)
        })
      }),
    )
  })

  it('drops terms of too few rows and clears old scores', () => {
    const matrix = countTerms([['a', 'b'], ['a'], ['c']], 2)
    expect(matrix.terms).toEqual(['a'])
    const scores = new Float32Array([9, 9, 9])
    scoreBm25(buildBm25(matrix), { ids: new Uint32Array(0), weights: new Float32Array(0) }, scores)
    expect([...scores]).toEqual([0, 0, 0])
  })
})
