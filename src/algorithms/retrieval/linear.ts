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

/**
 * Makes the columns of a rows x width matrix (row-major) orthonormal in place: Cholesky QR, twice for accuracy (Yamamoto et al.,
 * 2015). Columns that depend on earlier ones become 0.
 */
export function orthonormalise(matrix: Float32Array, rows: number, width: number): void {
  for (let pass = 0; pass < 2; pass++) {
    const upper = cholesky(gram(matrix, rows, width), width)
    for (let r = 0; r < rows; r++) {
      const at = r * width
      for (let k = 0; k < width; k++) {
        const pivot = upper[k * width + k]!
        const x = pivot === 0 ? 0 : matrix[at + k]! / pivot
        matrix[at + k] = x
        if (x === 0) continue
        for (let j = k + 1; j < width; j++) matrix[at + j] = matrix[at + j]! - x * upper[k * width + j]!
      }
    }
  }
}

/** Inner products of the columns of a rows x width matrix (row-major): width x width, symmetric. */
export function gram(matrix: Float32Array, rows: number, width: number): Float64Array {
  const out = new Float64Array(width * width)
  for (let r = 0; r < rows; r++) {
    const at = r * width
    for (let i = 0; i < width; i++) {
      const x = matrix[at + i]!
      if (x === 0) continue
      for (let j = i; j < width; j++) out[i * width + j] = out[i * width + j]! + x * matrix[at + j]!
    }
  }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) out[i * width + j] = out[j * width + i]!
  return out
}

/** Upper triangular R with RᵀR = a; a pivot lost in rounding gives a row of zeros. */
function cholesky(a: Float64Array, width: number): Float64Array {
  const upper = new Float64Array(width * width)
  for (let i = 0; i < width; i++) {
    let pivot = a[i * width + i]!
    for (let k = 0; k < i; k++) pivot -= upper[k * width + i]! ** 2
    if (pivot <= 1e-10 * a[i * width + i]!) continue
    const root = Math.sqrt(pivot)
    upper[i * width + i] = root
    for (let j = i + 1; j < width; j++) {
      let sum = a[i * width + j]!
      for (let k = 0; k < i; k++) sum -= upper[k * width + i]! * upper[k * width + j]!
      upper[i * width + j] = sum / root
    }
  }
  return upper
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
