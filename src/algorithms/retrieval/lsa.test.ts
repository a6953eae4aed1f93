import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orthonormalise, seededNormal, symmetricEigen } from './linear.ts'
import { fitLsa, LSA_DEFAULTS, project, projectAll, scoreCosine } from './lsa.ts'
import { bagOf, countTerms } from './terms.ts'

describe('linear algebra', () => {
  it('makes random columns orthonormal', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 8 }), (seed, width) => {
        const rows = 20
        const normal = seededNormal(seed)
        const matrix = Float32Array.from({ length: rows * width }, normal)
        orthonormalise(matrix, rows, width)
        for (let i = 0; i < width; i++) {
          for (let j = 0; j < width; j++) {
            let dot = 0
            for (let r = 0; r < rows; r++) dot += matrix[r * width + i]! * matrix[r * width + j]!
            expect(dot).toBeCloseTo(i === j ? 1 : 0, 4)
          }
        }
      }),
    )
  })

  it('finds eigenvalues and vectors that give the matrix back', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 7 }), (seed, size) => {
        const normal = seededNormal(seed)
        const half = Float64Array.from({ length: size * size }, normal)
        const matrix = half.map((_, at) => half[at]! + half[(at % size) * size + Math.floor(at / size)]!)
        const { values, vectors } = symmetricEigen(matrix, size)
        for (let i = 0; i < size; i++) {
          if (i > 0) expect(values[i]).toBeLessThanOrEqual(values[i - 1]! + 1e-9)
          for (let j = 0; j < size; j++) {
            let sum = 0
            for (let k = 0; k < size; k++) sum += vectors[i * size + k]! * values[k]! * vectors[j * size + k]!
            expect(sum).toBeCloseTo(matrix[i * size + j]!, 6)
          }
        }
      }),
    )
  })
})

describe('latent semantic analysis', () => {
  const rows = [
    'cancer tumour therapy',
    'tumour oncology therapy',
    'oncology cancer clinic',
    'battery lithium cell',
    'lithium electrode battery',
    'electrode cell charge',
  ].map(text => text.split(' '))
  const matrix = countTerms(rows)
  const numbers = new Map(matrix.terms.map((term, id) => [term, id]))
  const options = { ...LSA_DEFAULTS, dimensions: 2 }

  it('brings together texts that share no word but the same companions', () => {
    const model = fitLsa(matrix, options)
    const vectors = projectAll(model, matrix)
    const query = new Float32Array(2)
    project(model, bagOf(['cancer'], numbers), query)
    const scores = new Float32Array(rows.length)
    scoreCosine(vectors, query, scores)
    // The second text has no "cancer".
    expect(scores[1]).toBeGreaterThan(0.8)
    expect(Math.max(scores[3]!, scores[4]!, scores[5]!)).toBeLessThan(0.2)
  })

  it('is the same for the same seed and a zero vector for unknown words', () => {
    expect(fitLsa(matrix, options).basis).toEqual(fitLsa(matrix, options).basis)
    const out = new Float32Array(2).fill(5)
    project(fitLsa(matrix, options), bagOf(['unheard'], numbers), out)
    expect([...out]).toEqual([0, 0])
  })

  it('keeps the length of rows when no dimension is cut', () => {
    const full = fitLsa(matrix, { ...LSA_DEFAULTS, dimensions: 50 })
    expect(full.dimensions).toBeLessThanOrEqual(rows.length)
    const vectors = projectAll(full, matrix)
    for (let r = 0; r < rows.length; r++) {
      const own = vectors.subarray(r * full.dimensions, (r + 1) * full.dimensions)
      expect(own.reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(1, 4)
    }
  })
})
