/** Seeded uniform numbers in [0, 1): mulberry32. */
export function seededUniform(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Seeded standard normal numbers (Box and Muller). */
export function seededNormal(seed: number): () => number {
  const uniform = seededUniform(seed)
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}

/** Makes the columns of a rows x width matrix (row-major) orthonormal in place by two passes of Gram-Schmidt; dependent columns become 0. */
export function orthonormalise(matrix: Float32Array, rows: number, width: number): void {
  // Column-major copy: the passes run down columns, and strides across a wide matrix are slow.
  const columns = Array.from({ length: width }, (_, k) => {
    const column = new Float64Array(rows)
    for (let r = 0; r < rows; r++) column[r] = matrix[r * width + k]!
    return column
  })
  for (let k = 0; k < width; k++) {
    const column = columns[k]!
    const before = Math.sqrt(dot(column, column))
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < k; j++) {
        const other = columns[j]!
        const along = dot(column, other)
        for (let r = 0; r < rows; r++) column[r] = column[r]! - along * other[r]!
      }
    }
    const norm = Math.sqrt(dot(column, column))
    const scale = norm > 1e-9 * Math.max(1, before) ? 1 / norm : 0
    for (let r = 0; r < rows; r++) column[r] = column[r]! * scale
  }
  for (let r = 0; r < rows; r++) for (let k = 0; k < width; k++) matrix[r * width + k] = columns[k]![r]!
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/**
 * Eigenvalues (descending) and eigenvectors (columns of a size x size row-major matrix) of a symmetric matrix, by cyclic Jacobi
 * rotations (Golub and Van Loan, 8.5).
 */
export function symmetricEigen(matrix: Float64Array, size: number): { values: Float64Array; vectors: Float64Array } {
  const a = matrix.slice()
  const v = new Float64Array(size * size)
  for (let i = 0; i < size; i++) v[i * size + i] = 1
  let scale = 0
  for (const x of a) scale += x * x
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0
    for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) off += a[i * size + j]! ** 2
    if (off <= 1e-18 * scale) break
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q)
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((x, y) => a[y * size + y]! - a[x * size + x]!)
  const values = Float64Array.from(order, i => a[i * size + i]!)
  const vectors = new Float64Array(size * size)
  order.forEach((from, to) => {
    for (let r = 0; r < size; r++) vectors[r * size + to] = v[r * size + from]!
  })
  return { values, vectors }
}

function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q]!
  if (Math.abs(apq) < 1e-300) return
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * apq)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let k = 0; k < size; k++) {
    const kp = a[k * size + p]!
    const kq = a[k * size + q]!
    a[k * size + p] = c * kp - s * kq
    a[k * size + q] = s * kp + c * kq
  }
  for (let k = 0; k < size; k++) {
    const pk = a[p * size + k]!
    const qk = a[q * size + k]!
    a[p * size + k] = c * pk - s * qk
    a[q * size + k] = s * pk + c * qk
    const vp = v[k * size + p]!
    const vq = v[k * size + q]!
    v[k * size + p] = c * vp - s * vq
    v[k * size + q] = s * vp + c * vq
  }
}
