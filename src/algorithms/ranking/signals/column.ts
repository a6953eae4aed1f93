import type { FeatureName } from '../features.ts'

/** The column of a feature: one value for every actor. */
export type Column = (name: FeatureName) => Float32Array
