import { createReadStream, existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import type { Comparison, Entry } from '#algorithms/linkage/problem.ts'
import { LIKELY, SUGGESTED, score } from '#algorithms/linkage/score.ts'
import { index, likeliest, pairs } from '#algorithms/linkage/solve.ts'
import { fellegiSunter, naiveBayes, rule } from './linkage-methods.ts'
import { type Figures, type Half, plain, read, type Truth, thresholdFor, truthOf } from './linkage-truth.ts'
import { isMain } from './main.ts'
import { learn, weighed } from './train-linkage.ts'

const ARCHIVE = path.resolve(import.meta.dirname, '../../shared/data/cordis-HORIZONprojects-csv.zip')
const STEPS = [4, 3, 2, 1, 0, -1, -2, -3, -4, -6, -8]
type Method = (c: Comparison) => number

/**
 * Duplicates among CORDIS organisations. The plain truth is the VAT number: shared, the same; both there and different, not; pairs without both
 * are not counted. The second truth is what a person judged by reading both records (linkage-judged.tsv). Figures are of the half that the
 * weights were not learnt on. Target: precision .98 at recall .85.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string', default: ARCHIVE },
      many: { type: 'string' },
      methods: { type: 'boolean', default: false },
    },
  })
  if (!existsSync(values.data)) {
    console.log(`bench linkage skipped: ${values.data} is not here (name a CORDIS zip with --data)`)
    return
  }
  const truth = await truthOf(values.data)
  const { organisations, samples, sharing, same, groups } = truth
  console.log(
    `${organisations.length} organisations, ${samples.length} pairs compared; ${sharing.learn + sharing.aside} pairs share a VAT number (${groups} numbers), ${sharing.aside} of them kept aside`,
  )
  const sharingAndSame = samples.filter(each => each.sameVat && each.judged === 'same').length
  console.log(
    `of the pairs that share a number and were compared ${sharingAndSame} were judged the same; in all ${same.learn + same.aside} pairs were\n`,
  )
  console.log(
    'at least'.padEnd(10) + 'precision  recall  (VAT)'.padStart(38) + 'precision  recall  (judged)'.padStart(42),
  )
  const curve = STEPS.map(least => {
    const said = (each: { comparison: Comparison }) => score(each.comparison) >= least
    const row = { least, plain: plain(truth, ['aside'], said), judged: read(truth, ['aside'], said) }
    console.log(String(least).padEnd(10) + shown(row.plain).padStart(38) + shown(row.judged).padStart(42))
    return row
  })
  if (values.methods) methods(truth)
  const speed = await speedOf(values.many ?? path.join(path.dirname(values.data), 'organisations-by-pic.csv.gz'))
  const at = (least: number) => curve.find(row => row.least === least)!
  const brief = ({ precision, recall, found }: Figures) => ({
    precision: round(precision),
    recall: round(recall),
    pairs: found,
  })
  console.log(
    JSON.stringify({
      ...brief(at(LIKELY).plain),
      judged: brief(at(LIKELY).judged),
      suggested: { ...brief(at(SUGGESTED).plain), judged: brief(at(SUGGESTED).judged) },
      truth: { sharing: sharing.learn + sharing.aside, judged_same_of_them: sharingAndSame, aside: sharing.aside },
      curve: curve.map(row => [
        row.least,
        round(row.plain.precision),
        round(row.plain.recall),
        round(row.judged.precision),
        round(row.judged.recall),
      ]),
      ...speed,
    }),
  )
}

const round = (value: number): number => Math.round(value * 1000) / 1000
const shown = ({ precision, recall, right, found, truth }: Figures): string =>
  `${precision.toFixed(3)}   ${recall.toFixed(3)}  (${right} of ${found}; ${truth})`

/** Each method learns and takes its threshold (judged precision .9) on one half, and is measured on the other; both ways round. */
function methods(truth: Truth): void {
  const learnt = (labels: 'judged' | 'vat') => (half: Half) => weighed(learn(truth.samples, [half], labels, 0.3))
  const unlabelled = fellegiSunter(truth.samples)
  const all: Record<string, (half: Half) => Method> = {
    'same words and address': () => rule,
    'Fellegi-Sunter, EM': () => unlabelled,
    'Fellegi-Sunter, judged': half => naiveBayes(truth.samples.filter(each => each.half === half)),
    'logistic, VAT labels': learnt('vat'),
    'logistic, judged': learnt('judged'),
  }
  console.log('\nmethod, both halves in turn'.padEnd(28) + '(VAT)'.padStart(34) + '(judged)'.padStart(38))
  for (const [name, make] of Object.entries(all)) {
    const least: Record<Half, number> = { learn: 0, aside: 0 }
    const method: Record<Half, Method> = { aside: make('learn'), learn: make('aside') }
    for (const half of ['learn', 'aside'] as const)
      least[half] = thresholdFor(truth, half === 'learn' ? 'aside' : 'learn', method[half], 0.9)
    const said = (each: { comparison: Comparison; half: Half }) =>
      method[each.half](each.comparison) >= least[each.half]
    const both = ['learn', 'aside'] as const
    console.log(
      name.padEnd(26) + shown(plain(truth, both, said)).padStart(36) + shown(read(truth, both, said)).padStart(38),
    )
  }
}

/** Seconds for all pairs of a long list, and milliseconds for one entry against it. */
async function speedOf(file: string): Promise<Record<string, number>> {
  if (!existsSync(file)) return {}
  const list: Entry[] = []
  for await (const row of createReadStream(file)
    .pipe(createGunzip())
    .pipe(parse({ columns: true, bom: true, relax_column_count: true })) as AsyncIterable<Record<string, string>>)
    list.push({ names: [row.name ?? ''], country: row.country, city: row.city, region: row.nuts, site: row.url })
  const started = performance.now()
  const known = index(list, { least: SUGGESTED })
  const found = pairs(known)
  const seconds = (performance.now() - started) / 1000
  const asked = list.filter((_, at) => at % 300 === 0)
  const before = performance.now()
  for (const entry of asked) likeliest(known, entry)
  const ms = (performance.now() - before) / asked.length
  console.log(
    `\n${list.length} records: ${found.length} pairs in ${seconds.toFixed(1)} s; one against all ${ms.toFixed(1)} ms`,
  )
  return { records: list.length, seconds: round(seconds), one_ms: round(ms) }
}

if (isMain(import.meta)) await run(process.argv.slice(2))
