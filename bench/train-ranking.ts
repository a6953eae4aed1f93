import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { FIRST_FEATURES } from '#algorithms/ranking/features.ts'
import type { Model } from '#algorithms/ranking/model.ts'
import { dayOf, readCordis, readEarlier } from './cordis.ts'
import type { QueryKind, Trial } from './ranking-corpus.ts'
import { learnKernel } from './ranking-kernel.ts'
import { learnLinear } from './ranking-linear.ts'
import { kernelSamples, listing, lists, type Period, period, secondRows } from './ranking-samples.ts'
import { learnTrees } from './ranking-trees.ts'

/**
 * Learns the ranking weights of one kind of query from the months after each of several days:
 *
 *   node --import tsx bench/train-ranking.ts --train FILE.zip --query idea --until 2024-07-01
 *
 * Half-years that end after `--until` are never read. Writes `src/algorithms/ranking/weights-KIND.generated.ts`.
 */
const HALVES = [
  '2022-07-01',
  '2023-01-01',
  '2023-07-01',
  '2024-01-01',
  '2024-07-01',
  '2025-01-01',
  '2025-07-01',
  '2026-01-01',
]
const ROWS = 500
const WEAK = 0.02

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      train: { type: 'string' },
      h2020: { type: 'string' },
      query: { type: 'string', default: 'idea' },
      until: { type: 'string', default: '2024-07-01' },
      out: { type: 'string' },
      trees: { type: 'string', default: '280' },
    },
  })
  if (!values.train) throw new Error('--train FILE.zip is missing')
  const kind: QueryKind = values.query === 'topic' ? 'topic' : 'idea'
  const started = Date.now()
  const say = (text: string): void => console.log(`${((Date.now() - started) / 1000).toFixed(0)} s  ${text}`)
  const cordis = await readCordis(values.train)
  const earlier = await readEarlier(
    values.h2020 ?? path.join(path.dirname(values.train), 'h2020-participations.csv.gz'),
  )
  const days = HALVES.filter(day => day <= values.until)
  const periods: Period[] = []
  for (let i = 0; i + 1 < days.length; i++) {
    periods.push(period(cordis, earlier, dayOf(days[i]!), dayOf(days[i + 1]!), kind))
    say(`${days[i]} to ${days[i + 1]}: ${periods[i]!.trials.length} queries`)
  }
  const kernel = learnKernel(
    periods.flatMap(one => kernelSamples(one, 2)),
    12,
  ).map(x => round(x))
  say('kernel')
  const listings = periods.flatMap((one, p) =>
    one.trials.flatMap((trial, i) =>
      i % 2 === 0 ? [listing(one, variant(trial, i / 2), kernel, p * 10_000 + i)] : [],
    ),
  )
  const learnt = learnLinear(listings, FIRST_FEATURES)
  const linear = {
    mean: learnt.mean.map(round),
    scale: learnt.scale.map(round),
    weights: learnt.weights.map(w => (Math.abs(w) < WEAK ? 0 : round(w))),
  }
  say('linear')
  const parts: { rows: Float32Array; labels: Uint8Array; first: Float32Array }[] = []
  periods.forEach((one, p) => {
    const all = p % 2 === 0 ? one.trials : [...one.trials, ...one.trials.map((trial, i) => variant(trial, 3 + (i % 3)))]
    for (const trial of all) {
      const { ranked, rows, first } = secondRows(one, trial.query, { kernel, linear }, ROWS)
      const truth = new Set(trial.truth)
      const labels = Uint8Array.from(ranked, a => (truth.has(a) ? 1 : 0))
      if (labels.includes(1)) parts.push({ rows, labels, first })
    }
    say(`rows of ${days[p]}`)
  })
  const all = lists(parts)
  const start = new Float32Array(all.labels.length)
  parts.forEach((part, q) => {
    start.set(part.first, all.starts[q])
  })
  const trees = learnTrees(all, {
    trees: Number(values.trees),
    leaves: 14,
    rate: 0.07,
    minRows: 100,
    ridge: 500,
    columns: 0.4,
    queries: 0.4,
    seed: 1,
    loss: 'softmax',
    start,
    watch: grown => {
      if (grown.length % 40 === 0) say(`${grown.length} trees`)
    },
  })
  const model: Model = {
    kernel,
    linear,
    trees: trees.map(tree => ({
      feature: tree.feature,
      threshold: tree.threshold.map(shortest),
      left: tree.left,
      value: tree.value.map(value => Number(value.toPrecision(4))),
    })),
  }
  const out = values.out ?? path.join(import.meta.dirname, `../src/algorithms/ranking/weights-${kind}.generated.ts`)
  writeFileSync(
    out,
    `// Written by bench/train-ranking.ts --query ${kind} --until ${values.until}; see README.md.\nexport const WEIGHTS = '${JSON.stringify(model)}'\n`,
  )
  say(`wrote ${out}`)
}

/** Queries 3, 4 and 5 lose the topic, the lead, or both, and later every eighth both: people ask without them too. */
function variant(trial: Trial, n: number): Trial {
  const { topicId, topicTitle, lead, ...rest } = trial.query
  const topic = topicId === undefined || topicTitle === undefined ? {} : { topicId, topicTitle }
  if (n < 3 || n > 5) return n % 8 === 7 && rest.text !== '' ? { ...trial, query: rest } : trial
  if (n === 3 && rest.text !== '') return { ...trial, query: { ...rest, ...(lead === undefined ? {} : { lead }) } }
  if (n === 4 || rest.text === '') return { ...trial, query: { ...rest, ...topic } }
  return { ...trial, query: rest }
}

function round(value: number): number {
  return Number(value.toPrecision(5))
}

/** The shortest decimal that is the same 32-bit number: thresholds are compared with 32-bit features. */
function shortest(value: number): number {
  for (let digits = 3; digits < 10; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === Math.fround(value)) return short
  }
  return value
}

if (process.argv[1] === import.meta.filename) await run(process.argv.slice(2))
