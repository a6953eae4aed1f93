import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { loadIndex, serialiseIndex } from '#algorithms/ranking/blob.ts'
import { buildIndex, type Index } from '#algorithms/ranking/build.ts'
import { rank } from '#algorithms/ranking/solve.ts'
import { compile } from '#algorithms/retrieval/translation/dictionary.ts'
import { translate } from '#algorithms/retrieval/translation/translate.ts'
import { inEnglish, readSources, vocabularyOfIndex } from '#domains/matching/dictionary.ts'
import { readCordis, readEarlier } from './cordis.ts'
import { DEVELOPMENT, HELD_OUT, type Pair } from './italian-pairs.ts'
import { encode } from './ranking-corpus.ts'

const DATA = path.resolve(import.meta.dirname, '../../shared/data')
const HELP = `Does an idea in Italian find what the same idea in English finds?

  node --import tsx bench/italian.ts

  --data FOLDER   where cordis-HORIZONprojects-csv.zip and h2020-participations.csv.gz are; default ../shared/data
  --index FILE    keep the built index there, or read it when it is there
  --held          measure the pairs kept aside as well, and the summaries of calls in starter/calls.json
  --only SOURCE   one method only
  --show          print every question as it was asked, and its figures
  --json          JSON only
`

type Words = (text: string) => string

interface Figures {
  /** Share of the first 20 (50) that both languages have in common. */
  readonly overlap20: number
  readonly overlap50: number
  /** Share of the English first 20 that are in the Italian first 50. */
  readonly recall: number
  /** Pairs whose recall is at least 0.8. */
  readonly good: number
}

/** Measures every source of the dictionary alone and all of them together. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string', default: DATA },
      index: { type: 'string' },
      held: { type: 'boolean', default: false },
      only: { type: 'string' },
      show: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return void console.log(HELP)
  const index = await indexOf(values.data, values.index)
  if (!index) return void console.log(`CORDIS is not in ${values.data}: nothing to measure`)
  const sets = { development: DEVELOPMENT, ...(values.held ? { 'held out': HELD_OUT, calls: summaries() } : {}) }
  const chosen = Object.entries(methods(index)).filter(([name]) => !values.only || name === values.only)
  const found: Record<string, Record<string, Figures>> = {}
  for (const [set, pairs] of Object.entries(sets)) {
    const english = pairs.map(pair => first(index, pair.en))
    found[set] = Object.fromEntries(
      chosen.map(([name, method]) => [name, measure(index, pairs, english, method, values.show && !values.json)]),
    )
  }
  const result = { documents: index.documentIds.length, actors: index.actorIds.length, ...found }
  if (!values.json) for (const [set, rows] of Object.entries(found)) table(set, rows)
  console.log(JSON.stringify(result))
}

/** Our own summaries of calls, written in both languages by somebody else and for another purpose. */
function summaries(): Pair[] {
  const file = path.resolve(import.meta.dirname, '../starter/calls.json')
  const { calls } = JSON.parse(readFileSync(file, 'utf8')) as { calls: { summary_it?: string; summary_en?: string }[] }
  return calls.flatMap(call =>
    call.summary_it && call.summary_en ? [{ it: call.summary_it, en: call.summary_en }] : [],
  )
}

/** How a text becomes the question, by method. */
function methods(index: Index): Record<string, Words> {
  const vocabulary = vocabularyOfIndex(index)
  const { glossary, taxonomy, terms, learnt } = readSources()
  const by = (sources: Parameters<typeof compile>[0], cognates = false, alternatives = 1, keep = false): Words => {
    const dictionary = compile(sources)
    return text => {
      const english = translate(text, dictionary, cognates ? vocabulary : undefined, { alternatives }).text
      return keep ? `${text}\n${english}` : english
    }
  }
  return {
    'as it is': text => text,
    'EuroVoc terms': by([terms]),
    'EuroVoc words learnt': by([learnt]),
    EuroVoc: by([terms, learnt]),
    EuroSciVoc: by([taxonomy]),
    glossary: by([glossary]),
    cognates: by([], true),
    'EuroVoc + EuroSciVoc': by([taxonomy, terms, learnt]),
    'EuroVoc + EuroSciVoc + cognates': by([taxonomy, terms, learnt], true),
    'glossary + cognates': by([glossary], true),
    'all (as shipped)': text => inEnglish(text, index)?.text ?? text,
    'all, two renderings each': by([glossary, taxonomy, terms, learnt], true, 2),
    'all, beside the Italian': by([glossary, taxonomy, terms, learnt], true, 1, true),
  }
}

const first = (index: Index, text: string): number[] =>
  rank(index, { text }, { limit: 50, explained: 0 }).map(result => result.actor)

function measure(
  index: Index,
  pairs: readonly Pair[],
  english: readonly number[][],
  method: Words,
  show: boolean,
): Figures {
  const rows = pairs.map((pair, i) => {
    const text = method(pair.it)
    const own = first(index, text)
    const theirs = english[i]!
    const row = {
      overlap20: shared(own.slice(0, 20), theirs.slice(0, 20)),
      overlap50: shared(own, theirs),
      recall: shared(own, theirs.slice(0, 20)),
    }
    if (show) console.log(`${percent(row.overlap20)} ${percent(row.recall)}  ${text}`)
    return row
  })
  const mean = (of: (row: (typeof rows)[number]) => number) =>
    Math.round((rows.reduce((sum, row) => sum + of(row), 0) / rows.length) * 1000) / 1000
  return {
    overlap20: mean(row => row.overlap20),
    overlap50: mean(row => row.overlap50),
    recall: mean(row => row.recall),
    good: rows.filter(row => row.recall >= 0.8).length,
  }
}

/** Share of `wanted` that is in `found`. */
function shared(found: readonly number[], wanted: readonly number[]): number {
  const set = new Set(found)
  return wanted.length === 0 ? 1 : wanted.filter(one => set.has(one)).length / wanted.length
}

const percent = (share: number): string => `${(100 * share).toFixed(0).padStart(3)} %`

function table(set: string, rows: Record<string, Figures>): void {
  console.log(`\n${set.padEnd(34)}first 20  first 50  English 20 in Italian 50  pairs at 80 %`)
  for (const [name, row] of Object.entries(rows)) {
    console.log(
      `${name.padEnd(34)}${[row.overlap20, row.overlap50, row.recall].map(x => percent(x).padEnd(10)).join('')}${' '.repeat(16)}${row.good}`,
    )
  }
}

async function indexOf(data: string, kept: string | undefined): Promise<Index | undefined> {
  if (kept && existsSync(kept)) return loadIndex(new Uint8Array(readFileSync(kept)))
  const zip = path.join(data, 'cordis-HORIZONprojects-csv.zip')
  if (!existsSync(zip)) return undefined
  const earlier = await readEarlier(path.join(data, 'h2020-participations.csv.gz'))
  const index = buildIndex(encode(await readCordis(zip), earlier, Number.POSITIVE_INFINITY).corpus)
  if (kept) writeFileSync(kept, serialiseIndex(index))
  return index
}

if (process.argv[1] === import.meta.filename) await run(process.argv.slice(2))
