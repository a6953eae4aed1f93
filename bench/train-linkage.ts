import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Comparison } from '#algorithms/linkage/problem.ts'
import { AGREEMENTS, FEATURES } from '#algorithms/linkage/score.ts'
import { type Half, type Sample, truthOf } from './linkage-truth.ts'
import { isMain } from './main.ts'

const OUT = path.resolve(import.meta.dirname, '../src/algorithms/linkage/weights.generated.ts')
const NAMES = Object.keys(FEATURES)

/**
 * Learns the weights of linkage by logistic regression on the learning half of the pairs:
 *
 *   node --import tsx bench/train-linkage.ts --data FILE.zip
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      labels: { type: 'string', default: 'judged' },
      ridge: { type: 'string', default: '0.3' },
    },
  })
  if (!values.data) throw new Error('--data FILE.zip is missing')
  const truth = await truthOf(values.data)
  const weights = learn(truth.samples, ['learn'], values.labels === 'vat' ? 'vat' : 'judged', Number(values.ridge))
  const rounded = Object.fromEntries(Object.entries(weights).map(([name, value]) => [name, Number(value.toFixed(3))]))
  writeFileSync(
    OUT,
    `// Written by bench/train-linkage.ts; see README.md.\nexport const WEIGHTS: Readonly<Record<string, number>> = ${JSON.stringify(rounded)}\n`,
  )
  console.log(rounded)
}

const label = (sample: Sample, labels: 'judged' | 'vat'): number | undefined =>
  labels === 'vat'
    ? sample.sameVat === undefined
      ? undefined
      : Number(sample.sameVat)
    : sample.judged === 'same'
      ? 1
      : sample.judged === 'other'
        ? 0
        : undefined

/**
 * Learns weights of which none has the wrong sign: an agreement that counted against, because another one says the same, could be explained to
 * nobody. Wrong ones are left out and the rest is learnt again.
 */
export function learn(
  samples: readonly Sample[],
  halves: readonly Half[],
  labels: 'judged' | 'vat',
  ridge: number,
): Record<string, number> {
  let names = NAMES
  for (;;) {
    const weights = regression(samples, halves, labels, ridge, names)
    const right = names.filter(name => weights[name]! > 0 === AGREEMENTS.has(name))
    if (right.length === names.length) return { ...Object.fromEntries(NAMES.map(name => [name, 0])), ...weights }
    names = right
  }
}

/** Ridge logistic regression by Newton's method; the bias is not held back. */
function regression(
  samples: readonly Sample[],
  halves: readonly Half[],
  labels: 'judged' | 'vat',
  ridge: number,
  names: readonly string[],
): Record<string, number> {
  const rows: Float64Array[] = []
  const truth: number[] = []
  const counts: number[] = []
  let far = 0
  for (const sample of samples) {
    const y = halves.includes(sample.half) ? label(sample, labels) : undefined
    if (y === undefined) continue
    // Of pairs whose names have little in common one in ten stands for all.
    const near = y === 1 || sample.comparison.alike >= 0.5
    if (!near && far++ % 10 !== 0) continue
    counts.push(near ? 1 : 10)
    rows.push(Float64Array.from([1, ...names.map(name => FEATURES[name]!(sample.comparison))]))
    truth.push(y)
  }
  const size = names.length + 1
  const weights = new Float64Array(size)
  weights[0] = -8
  for (let step = 0; step < 40; step++) {
    const gradient = new Float64Array(size)
    const hessian = Array.from({ length: size }, () => new Float64Array(size))
    for (const [at, row] of rows.entries()) {
      let z = 0
      for (let i = 0; i < size; i++) z += weights[i]! * row[i]!
      const p = 1 / (1 + Math.exp(-z))
      const slope = counts[at]! * Math.max(p * (1 - p), 1e-9)
      for (let i = 0; i < size; i++) {
        if (row[i] === 0) continue
        gradient[i]! += counts[at]! * (truth[at]! - p) * row[i]!
        for (let j = 0; j <= i; j++) hessian[i]![j]! += slope * row[i]! * row[j]!
      }
    }
    for (let i = 0; i < size; i++) {
      const hold = i === 0 ? 1e-4 : ridge
      gradient[i]! -= hold * weights[i]! * (i === 0 ? 0 : 1)
      hessian[i]![i]! += hold
      for (let j = 0; j < i; j++) hessian[j]![i] = hessian[i]![j]!
    }
    const move = solveLinear(hessian, gradient)
    const longest = Math.max(...move.map(Math.abs))
    const length = longest > 2 ? 2 / longest : 1
    for (let i = 0; i < size; i++) weights[i]! += length * move[i]!
    if (longest < 1e-4) break
  }
  return Object.fromEntries([['bias', weights[0]!], ...names.map((name, at) => [name, weights[at + 1]!])])
}

/** The score of learnt weights. */
export const weighed =
  (weights: Readonly<Record<string, number>>) =>
  (c: Comparison): number =>
    NAMES.reduce((sum, name) => sum + weights[name]! * FEATURES[name]!(c), weights.bias!)

/** Gauss's elimination with pivots. */
function solveLinear(matrix: readonly Float64Array[], right: Float64Array): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!])
  const size = rows.length
  for (let i = 0; i < size; i++) {
    const pivot = rows
      .slice(i)
      .reduce((best, row, at) => (Math.abs(row[i]!) > Math.abs(rows[best]![i]!) ? i + at : best), i)
    ;[rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!]
    for (let j = i + 1; j < size; j++) {
      const factor = rows[j]![i]! / rows[i]![i]!
      if (factor !== 0) for (let k = i; k <= size; k++) rows[j]![k]! -= factor * rows[i]![k]!
    }
  }
  const found = new Array<number>(size).fill(0)
  for (let i = size - 1; i >= 0; i--) {
    let sum = rows[i]![size]!
    for (let k = i + 1; k < size; k++) sum -= rows[i]![k]! * found[k]!
    found[i] = sum / rows[i]![i]!
  }
  return found
}

if (isMain(import.meta)) await run(process.argv.slice(2))
