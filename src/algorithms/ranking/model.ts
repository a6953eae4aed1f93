import type { Tree } from './trees.ts'

/** What was learnt: see the training command in README.md. */
export interface Model {
  /** Weights of the document kernel, in the order of KERNEL_FEATURES. */
  readonly kernel: readonly number[]
  /** First ranking: a linear score of (feature - mean) / deviation, clipped to ±10, in the order of the first FIRST_FEATURES features. */
  readonly linear: {
    readonly mean: readonly number[]
    readonly scale: readonly number[]
    readonly weights: readonly number[]
  }
  /** Second ranking of the best of the first. */
  readonly trees: readonly Tree[]
}
