/**
 * A binary regression tree in arrays: node n splits on `feature[n]` at `threshold[n]` (left when the value is at most the
 * threshold), children at `left[n]` and `left[n] + 1`; `left[n]` is 0 at a leaf. `value[n]` is the mean output at the node, kept at
 * inner nodes too so that a path can be read as a sum of steps.
 */
export interface Tree {
  readonly feature: readonly number[]
  readonly threshold: readonly number[]
  readonly left: readonly number[]
  readonly value: readonly number[]
}

/** Trees laid end to end in typed arrays, for speed. */
export interface Forest {
  readonly roots: Uint32Array
  readonly feature: Uint8Array
  readonly threshold: Float32Array
  readonly left: Uint32Array
  readonly value: Float32Array
}

export function forestOf(trees: readonly Tree[]): Forest {
  const total = trees.reduce((sum, tree) => sum + tree.left.length, 0)
  const forest: Forest = {
    roots: new Uint32Array(trees.length),
    feature: new Uint8Array(total),
    threshold: new Float32Array(total),
    left: new Uint32Array(total),
    value: new Float32Array(total),
  }
  let at = 0
  trees.forEach((tree, t) => {
    forest.roots[t] = at
    tree.left.forEach((left, n) => {
      forest.feature[at + n] = tree.feature[n]!
      forest.threshold[at + n] = tree.threshold[n]!
      forest.left[at + n] = left === 0 ? 0 : at + left
      forest.value[at + n] = tree.value[n]!
    })
    at += tree.left.length
  })
  return forest
}

/** Sum of the trees for one row of features starting at `rows[from]`. */
export function predict(forest: Forest, rows: Float32Array, from: number): number {
  const { roots, feature, threshold, left, value } = forest
  let sum = 0
  for (let t = 0; t < roots.length; t++) {
    let node = roots[t]!
    while (left[node] !== 0) node = left[node]! + (rows[from + feature[node]!]! <= threshold[node]! ? 0 : 1)
    sum += value[node]!
  }
  return sum
}

/**
 * The same sum taken apart: each step down a tree is credited to the feature it split on, added to `out[groupOf[feature]]`
 * (Saabas, 2014). The steps and the roots together add up to `predict`.
 */
export function attribute(
  forest: Forest,
  rows: Float32Array,
  from: number,
  groupOf: Uint8Array,
  out: Float64Array,
  at: number,
): void {
  const { roots, feature, threshold, left, value } = forest
  for (let t = 0; t < roots.length; t++) {
    let node = roots[t]!
    while (left[node] !== 0) {
      const split = feature[node]!
      const next = left[node]! + (rows[from + split]! <= threshold[node]! ? 0 : 1)
      out[at + groupOf[split]!] = out[at + groupOf[split]!]! + value[next]! - value[node]!
      node = next
    }
  }
}
