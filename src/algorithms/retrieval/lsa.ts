import { gram, orthonormalise, seededNormal, symmetricEigen } from './linear.ts'
import type { Bag, TermMatrix } from './terms.ts'

export interface LsaOptions {
  /** Latent dimensions kept. */
  readonly dimensions: number
  /** Extra dimensions of the random range, dropped at the end. */
  readonly oversampling: number
  /** Power iterations: more is closer to the exact decomposition. */
  readonly iterations: number
  readonly seed: number
}

export const LSA_DEFAULTS: LsaOptions = { dimensions: 150, oversampling: 12, iterations: 2, seed: 1 }

/** A latent space: `basis` is terms x dimensions (row-major), `idf` the weight of each term. */
export interface LsaModel {
  readonly dimensions: number
  readonly idf: Float32Array
  readonly basis: Float32Array
}

/**
 * Latent semantic analysis (Deerwester et al., 1990): truncated SVD of the log-entropy-like tf-idf matrix with unit rows, by the
 * randomised range finder of Halko, Martinsson and Tropp (2011). Cost: nonzeros x dimensions x (2 x iterations + 2).
 * The same rows, options and seed give the same space.
 */
export function fitLsa(matrix: TermMatrix, options: LsaOptions = LSA_DEFAULTS): LsaModel {
  const rows = matrix.offsets.length - 1
  const columns = matrix.terms.length
  const idf = inverseFrequency(matrix)
  const values = weigh(matrix, idf)
  const width = Math.max(1, Math.min(options.dimensions + options.oversampling, rows, columns))
  const dimensions = Math.min(options.dimensions, width)
  const range = new Float32Array(columns * width)
  const normal = seededNormal(options.seed)
  for (let i = 0; i < range.length; i++) range[i] = normal()
  let left = new Float32Array(rows * width)
  for (let round = 0; round <= options.iterations; round++) {
    left = times(matrix, values, range, width)
    orthonormalise(left, rows, width)
    timesTransposed(matrix, values, left, width, range)
  }
  // range = AᵀQ: its right singular structure gives the term basis V = range · E · S⁻¹.
  const { values: eigenvalues, vectors } = symmetricEigen(gram(range, columns, width), width)
  const basis = new Float32Array(columns * dimensions)
  for (let c = 0; c < columns; c++) {
    for (let k = 0; k < dimensions; k++) {
      if (eigenvalues[k]! <= 1e-12) continue
      let sum = 0
      for (let i = 0; i < width; i++) sum += range[c * width + i]! * vectors[i * width + k]!
      basis[c * dimensions + k] = sum / Math.sqrt(eigenvalues[k]!)
    }
  }
  return { dimensions, idf, basis }
}

/** A bag of terms as a unit vector of the latent space, written at `out[at ..]`; all zeros when nothing is known. */
export function project(model: LsaModel, bag: Bag, out: Float32Array, at = 0): void {
  const { dimensions, idf, basis } = model
  for (let k = 0; k < dimensions; k++) out[at + k] = 0
  for (let i = 0; i < bag.ids.length; i++) {
    const id = bag.ids[i]!
    const weight = (1 + Math.log(bag.weights[i]!)) * idf[id]!
    const from = id * dimensions
    for (let k = 0; k < dimensions; k++) out[at + k] = out[at + k]! + weight * basis[from + k]!
  }
  let norm = 0
  for (let k = 0; k < dimensions; k++) norm += out[at + k]! ** 2
  if (norm === 0) return
  const scale = 1 / Math.sqrt(norm)
  for (let k = 0; k < dimensions; k++) out[at + k] = out[at + k]! * scale
}

/** Projects every row of a matrix; result is rows x dimensions. */
export function projectAll(model: LsaModel, matrix: TermMatrix): Float32Array {
  const rows = matrix.offsets.length - 1
  const out = new Float32Array(rows * model.dimensions)
  for (let row = 0; row < rows; row++) {
    const from = matrix.offsets[row]!
    const to = matrix.offsets[row + 1]!
    const bag = { ids: matrix.ids.subarray(from, to), weights: matrix.counts.subarray(from, to) }
    project(model, bag, out, row * model.dimensions)
  }
  return out
}

/** Dot products of one vector with every row of `vectors` (rows x dimensions), written into `scores`. */
export function scoreCosine(vectors: Float32Array, query: Float32Array, scores: Float32Array): void {
  const width = query.length
  const fours = width - (width % 4)
  for (let row = 0, at = 0; row < scores.length; row++, at += width) {
    // Four sums at a time: one alone would wait for itself.
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (let k = 0; k < fours; k += 4) {
      a += vectors[at + k]! * query[k]!
      b += vectors[at + k + 1]! * query[k + 1]!
      c += vectors[at + k + 2]! * query[k + 2]!
      d += vectors[at + k + 3]! * query[k + 3]!
    }
    for (let k = fours; k < width; k++) a += vectors[at + k]! * query[k]!
    scores[row] = a + b + c + d
  }
}

function inverseFrequency(matrix: TermMatrix): Float32Array {
  const rows = matrix.offsets.length - 1
  const having = new Float32Array(matrix.terms.length)
  for (const id of matrix.ids) having[id] = having[id]! + 1
  return having.map(count => Math.log((rows + 1) / (count + 0.5)))
}

function weigh(matrix: TermMatrix, idf: Float32Array): Float32Array {
  const values = new Float32Array(matrix.ids.length)
  for (let row = 0; row + 1 < matrix.offsets.length; row++) {
    let norm = 0
    for (let at = matrix.offsets[row]!; at < matrix.offsets[row + 1]!; at++) {
      values[at] = (1 + Math.log(matrix.counts[at]!)) * idf[matrix.ids[at]!]!
      norm += values[at]! ** 2
    }
    const scale = norm > 0 ? 1 / Math.sqrt(norm) : 0
    for (let at = matrix.offsets[row]!; at < matrix.offsets[row + 1]!; at++) values[at] = values[at]! * scale
  }
  return values
}

function times(
  matrix: TermMatrix,
  values: Float32Array,
  right: Float32Array,
  width: number,
): Float32Array<ArrayBuffer> {
  const rows = matrix.offsets.length - 1
  const out = new Float32Array(rows * width)
  for (let row = 0; row < rows; row++) {
    const to = row * width
    for (let at = matrix.offsets[row]!; at < matrix.offsets[row + 1]!; at++) {
      const value = values[at]!
      const from = matrix.ids[at]! * width
      for (let k = 0; k < width; k++) out[to + k] = out[to + k]! + value * right[from + k]!
    }
  }
  return out
}

function timesTransposed(
  matrix: TermMatrix,
  values: Float32Array,
  left: Float32Array,
  width: number,
  out: Float32Array,
): void {
  out.fill(0)
  for (let row = 0; row + 1 < matrix.offsets.length; row++) {
    const from = row * width
    for (let at = matrix.offsets[row]!; at < matrix.offsets[row + 1]!; at++) {
      const value = values[at]!
      const to = matrix.ids[at]! * width
      for (let k = 0; k < width; k++) out[to + k] = out[to + k]! + value * left[from + k]!
    }
  }
}
