import type { Tree } from '#algorithms/ranking/trees.ts'
import { seededUniform } from '#algorithms/retrieval/linear.ts'

/** Rows of many queries: query q has rows `starts[q] .. starts[q + 1]`; `labels` are 0 or 1. */
export interface Lists {
  readonly width: number
  readonly rows: Float32Array
  readonly labels: Uint8Array
  readonly starts: Uint32Array
}

export interface TreesOptions {
  readonly trees: number
  readonly leaves: number
  readonly rate: number
  readonly minRows: number
  readonly ridge: number
  /** Share of the columns and of the queries each tree sees. */
  readonly columns: number
  readonly queries: number
  readonly seed: number
  readonly loss: 'softmax' | 'lambda'
  /** Score every row starts from, e.g. of an earlier ranking. */
  readonly start?: Float32Array
  readonly watch?: (trees: readonly Tree[]) => void
}

const BINS = 128

/**
 * Gradient-boosted regression trees on a ranking loss: LambdaMART (Burges, 2010) or the listwise softmax (Bruch, 2021).
 * Histograms of 128 quantile bins, trees grown best leaf first. Seeded.
 */
export function learnTrees(lists: Lists, options: TreesOptions): Tree[] {
  const { width } = lists
  const total = lists.labels.length
  const cuts = quantiles(lists)
  const bins = cuts.map((cut, f) => binned(lists, f, cut))
  const random = seededUniform(options.seed)
  const scores = options.start ? options.start.slice() : new Float32Array(total)
  const gradient = new Float32Array(total)
  const hessian = new Float32Array(total)
  const trees: Tree[] = []
  for (let t = 0; t < options.trees; t++) {
    const used: number[] = []
    for (let q = 0; q + 1 < lists.starts.length; q++) {
      if (random() >= options.queries) continue
      const from = lists.starts[q]!
      const to = lists.starts[q + 1]!
      if (options.loss === 'softmax') softmaxSlopes(lists.labels, scores, from, to, gradient, hessian)
      else lambdaSlopes(lists.labels, scores, from, to, gradient, hessian)
      for (let i = from; i < to; i++) used.push(i)
    }
    const columns = Array.from({ length: width }, (_, f) => f).filter(
      f => cuts[f]!.length > 0 && random() < options.columns,
    )
    const tree = grow(bins, cuts, Uint32Array.from(used), columns, gradient, hessian, options)
    trees.push(tree)
    for (let i = 0; i < total; i++) {
      let node = 0
      while (tree.left[node] !== 0) {
        const f = tree.feature[node]!
        node = tree.left[node]! + (lists.rows[i * width + f]! <= tree.threshold[node]! ? 0 : 1)
      }
      scores[i] = scores[i]! + tree.value[node]!
    }
    options.watch?.(trees)
  }
  return trees
}

function quantiles(lists: Lists): Float32Array[] {
  const total = lists.labels.length
  const step = Math.max(1, Math.floor(total / 100_000))
  return Array.from({ length: lists.width }, (_, f) => {
    const sample: number[] = []
    for (let i = 0; i < total; i += step) sample.push(lists.rows[i * lists.width + f]!)
    const sorted = Float32Array.from(sample).sort()
    const cuts: number[] = []
    for (let b = 1; b < BINS; b++) {
      const at = Math.floor((b * sorted.length) / BINS)
      const low = sorted[Math.max(0, at - 1)]!
      // A cut is a value itself: rows with that value go left, exactly as in `predict`.
      if (low < sorted[sorted.length - 1]! && (cuts.length === 0 || low > cuts[cuts.length - 1]!)) cuts.push(low)
    }
    return Float32Array.from(cuts)
  })
}

function binned(lists: Lists, f: number, cuts: Float32Array): Uint8Array {
  const out = new Uint8Array(lists.labels.length)
  for (let i = 0; i < out.length; i++) {
    const x = lists.rows[i * lists.width + f]!
    let low = 0
    let high = cuts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (x <= cuts[middle]!) high = middle
      else low = middle + 1
    }
    out[i] = low
  }
  return out
}

/** Gradients scaled by the number of rows: softmax chances of long lists are tiny. */
function softmaxSlopes(
  labels: Uint8Array,
  scores: Float32Array,
  from: number,
  to: number,
  gradient: Float32Array,
  hessian: Float32Array,
): void {
  let top = Number.NEGATIVE_INFINITY
  let positives = 0
  for (let i = from; i < to; i++) {
    if (scores[i]! > top) top = scores[i]!
    positives += labels[i]!
  }
  let total = 0
  for (let i = from; i < to; i++) total += Math.exp(scores[i]! - top)
  for (let i = from; i < to; i++) {
    const chance = Math.exp(scores[i]! - top) / total
    gradient[i] = 100 * (labels[i]! / Math.max(1, positives) - (positives > 0 ? chance : 0))
    hessian[i] = 100 * chance * (1 - chance)
  }
}

/** LambdaRank on truncated DCG: pairs weighted by the change of 1 / log2(1 + rank), ranks counted to 150. */
function lambdaSlopes(
  labels: Uint8Array,
  scores: Float32Array,
  from: number,
  to: number,
  gradient: Float32Array,
  hessian: Float32Array,
): void {
  const order = Array.from({ length: to - from }, (_, i) => from + i).sort((a, b) => scores[b]! - scores[a]! || a - b)
  const discount = order.map((_, rank) => (rank < 150 ? 1 / Math.log2(rank + 2) : 0.5 / Math.log2(152)))
  for (let i = from; i < to; i++) {
    gradient[i] = 0
    hessian[i] = 0
  }
  const positives = order.flatMap((row, rank) => (labels[row] ? [rank] : []))
  let ideal = 0
  for (let i = 0; i < positives.length; i++) ideal += 1 / Math.log2(i + 2)
  for (const p of positives) {
    const a = order[p]!
    for (let n = 0; n < order.length; n++) {
      const b = order[n]!
      if (labels[b]) continue
      const gain = Math.abs(discount[p]! - discount[n]!) / ideal
      const rho = 1 / (1 + Math.exp(scores[a]! - scores[b]!))
      const g = 10 * gain * rho
      const h = 10 * gain * rho * (1 - rho)
      gradient[a] = gradient[a]! + g
      gradient[b] = gradient[b]! - g
      hessian[a] = hessian[a]! + h
      hessian[b] = hessian[b]! + h
    }
  }
}

interface Leaf {
  readonly node: number
  readonly rows: Uint32Array
  readonly histogram: Float64Array
  readonly g: number
  readonly h: number
  gain: number
  feature: number
  bin: number
}

function grow(
  bins: readonly Uint8Array[],
  cuts: readonly Float32Array[],
  rows: Uint32Array,
  columns: readonly number[],
  gradient: Float32Array,
  hessian: Float32Array,
  options: TreesOptions,
): Tree {
  const tree = { feature: [0], threshold: [0], left: [0], value: [0] }
  const output = (g: number, h: number): number => (options.rate * g) / (h + options.ridge)
  const make = (node: number, owned: Uint32Array, histogram: Float64Array): Leaf => {
    let g = 0
    let h = 0
    for (const i of owned) {
      g += gradient[i]!
      h += hessian[i]!
    }
    const leaf: Leaf = { node, rows: owned, histogram, g, h, gain: 0, feature: -1, bin: 0 }
    tree.value[node] = output(g, h)
    search(leaf, cuts, columns, options)
    return leaf
  }
  const leaves = [make(0, rows, histogramOf(bins, rows, columns, gradient, hessian))]
  while (leaves.length < options.leaves) {
    let pick = -1
    for (let i = 0; i < leaves.length; i++)
      if (leaves[i]!.gain > 0 && (pick < 0 || leaves[i]!.gain > leaves[pick]!.gain)) pick = i
    if (pick < 0) break
    const leaf = leaves[pick]!
    const column = bins[leaf.feature]!
    const leftRows = leaf.rows.filter(i => column[i]! <= leaf.bin)
    const rightRows = leaf.rows.filter(i => column[i]! > leaf.bin)
    const small = leftRows.length <= rightRows.length ? leftRows : rightRows
    const smallHistogram = histogramOf(bins, small, columns, gradient, hessian)
    const rest = leaf.histogram
    for (let i = 0; i < rest.length; i++) rest[i] = rest[i]! - smallHistogram[i]!
    const left = tree.left.length
    tree.left[leaf.node] = left
    tree.feature[leaf.node] = leaf.feature
    tree.threshold[leaf.node] = cuts[leaf.feature]![leaf.bin]!
    for (const list of [tree.feature, tree.threshold, tree.left, tree.value]) list.push(0, 0)
    leaves[pick] = make(left, leftRows, small === leftRows ? smallHistogram : rest)
    leaves.push(make(left + 1, rightRows, small === leftRows ? rest : smallHistogram))
  }
  return tree
}

function histogramOf(
  bins: readonly Uint8Array[],
  rows: Uint32Array,
  columns: readonly number[],
  gradient: Float32Array,
  hessian: Float32Array,
): Float64Array {
  const out = new Float64Array(columns.length * BINS * 3)
  columns.forEach((f, c) => {
    const column = bins[f]!
    const base = c * BINS * 3
    for (let r = 0; r < rows.length; r++) {
      const i = rows[r]!
      const at = base + column[i]! * 3
      out[at] = out[at]! + gradient[i]!
      out[at + 1] = out[at + 1]! + hessian[i]!
      out[at + 2] = out[at + 2]! + 1
    }
  })
  return out
}

function search(leaf: Leaf, cuts: readonly Float32Array[], columns: readonly number[], options: TreesOptions): void {
  const parent = (leaf.g * leaf.g) / (leaf.h + options.ridge)
  const count = leaf.rows.length
  if (count < 2 * options.minRows) return
  columns.forEach((f, c) => {
    let g = 0
    let h = 0
    let n = 0
    for (let b = 0; b < cuts[f]!.length; b++) {
      const at = (c * BINS + b) * 3
      g += leaf.histogram[at]!
      h += leaf.histogram[at + 1]!
      n += leaf.histogram[at + 2]!
      if (n < options.minRows) continue
      if (count - n < options.minRows) break
      const other = leaf.g - g
      const gain = (g * g) / (h + options.ridge) + (other * other) / (leaf.h - h + options.ridge) - parent
      if (gain > leaf.gain) {
        leaf.gain = gain
        leaf.feature = f
        leaf.bin = b
      }
    }
  })
}
