import { level } from './level.ts'

/** What one judge gave one entry: whole numbers, one for each criterion, in the order of the weights; undefined where nothing is said yet. */
export type Sheet = readonly (number | undefined)[]

/** An entry with the sheets of its judges, by the number of the judge. */
export type Entry = { readonly key: number; readonly sheets: ReadonlyMap<number, Sheet> }

export type Summary = {
  readonly key: number
  /** Complete sheets: only they count. */
  readonly count: number
  /** Sheets that somebody began and did not finish. */
  readonly partial: number
  /** Sum over complete sheets of weight times score: a whole number, so that equal means are equal. */
  readonly sum: number
  /** The same for each criterion, without its weight. */
  readonly sums: readonly number[]
  /** Weighted mean on the scale of the scores; undefined without a complete sheet. */
  readonly mean: number | undefined
  readonly means: readonly (number | undefined)[]
  /** Standard deviation of the judges' weighted means (n - 1); undefined with fewer than two. */
  readonly spread: number | undefined
  /** The mean were all judges equally severe, by `level`; undefined where that cannot be told. */
  readonly levelled: number | undefined
}

export const isComplete = (sheet: Sheet, criteria: number): sheet is readonly number[] =>
  sheet.length === criteria && criteria > 0 && sheet.every(score => score !== undefined)

/** The weighted mean of a complete sheet, on the scale of its scores. */
export const sheetMean = (sheet: readonly number[], weights: readonly number[]): number =>
  weighted(sheet, weights) / sum(weights)

/** Means, spread and levelled mean of each entry. O(entries x judges x criteria). Weights are whole numbers above zero, one for each criterion. */
export function summarise(entries: readonly Entry[], weights: readonly number[]): Summary[] {
  const total = sum(weights)
  const given = entries.flatMap(({ key, sheets }) =>
    [...sheets].flatMap(([judge, sheet]) =>
      isComplete(sheet, weights.length) ? [{ entry: key, judge, value: weighted(sheet, weights) / total }] : [],
    ),
  )
  const levelled = level(given)

  return entries.map(({ key, sheets }) => {
    const complete = [...sheets.values()].filter(sheet => isComplete(sheet, weights.length))
    const means = complete.map(sheet => weighted(sheet, weights) / total)
    const count = complete.length
    const whole = sum(complete.map(sheet => weighted(sheet, weights)))
    const sums = weights.map((_, at) => sum(complete.map(sheet => sheet[at] ?? 0)))
    return {
      key,
      count,
      partial: [...sheets.values()].filter(
        sheet => sheet.some(score => score !== undefined) && !isComplete(sheet, weights.length),
      ).length,
      sum: whole,
      sums,
      mean: count === 0 ? undefined : whole / (total * count),
      means: sums.map(one => (count === 0 ? undefined : one / count)),
      spread: deviation(means),
      levelled: levelled?.get(key),
    }
  })
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const weighted = (sheet: readonly number[], weights: readonly number[]) =>
  sum(weights.map((weight, at) => weight * (sheet[at] ?? 0)))
const meanOf = (values: readonly number[]) => (values.length === 0 ? undefined : sum(values) / values.length)

function deviation(values: readonly number[]): number | undefined {
  const mean = meanOf(values)
  if (mean === undefined || values.length < 2) return undefined
  return Math.sqrt(sum(values.map(value => (value - mean) ** 2)) / (values.length - 1))
}
