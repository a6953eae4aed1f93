import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildIndex } from '#algorithms/ranking/build.ts'
import type { Model } from '#algorithms/ranking/model.ts'
import type { CorpusDocument } from '#algorithms/ranking/problem.ts'
import { learnt, rank } from '#algorithms/ranking/solve.ts'
import { words } from '#algorithms/retrieval/tokens.ts'
import { type Cordis, dayOf, readCordis, readEarlier } from './cordis.ts'
import { isMain } from './main.ts'
import { encode, type QueryKind, type Trial, trials, type World } from './ranking-corpus.ts'
import { Tally } from './ranking-metrics.ts'
import { keyTerms } from './ranking-terms.ts'

/** Results explained with evidence in each timed query: a page of them. */
const EXPLAINED = 20

const HELP = `Complete the consortium: who would join this project?

  node --import tsx bench/ranking.ts --train cordis-HORIZONprojects-csv.zip --split 2024-07-01 --end 2025-01-01 --query idea

  --train FILE      CORDIS bulk zip to learn the index from
  --split DATE      projects signed before it are the index ...
  --end DATE        ... and those from it to this day are the queries
  --test FILE       take the queries from a second zip instead (--split and --end then choose a window in it)
  --queries FILE    take the queries from JSON lines: {"text", "lead"?, "truth": [PIC, ...]}
  --query KIND      idea (title, objective, topic, coordinator) or topic (topic, coordinator); default idea
  --h2020 FILE      Horizon 2020 participations; default h2020-participations.csv.gz beside the train file; "none" for none
  --terms N         keep only N key terms per project of the index, no texts (a fresh installation)
  --organisations N how many organisations an answer holds, at least 100; default 100
  --weights FILE    other learnt weights (JSON of a model)
`

/** Measures the ranking; prints a table and, as its last line, one JSON object. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      train: { type: 'string' },
      split: { type: 'string' },
      end: { type: 'string' },
      test: { type: 'string' },
      queries: { type: 'string' },
      query: { type: 'string', default: 'idea' },
      h2020: { type: 'string' },
      terms: { type: 'string' },
      organisations: { type: 'string', default: '100' },
      weights: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return void console.log(HELP)
  if (!values.train) throw new Error('--train FILE is missing; --help shows an example')
  if (values.query !== 'idea' && values.query !== 'topic') throw new Error('--query is idea or topic')
  if (!values.test && !values.queries && !(values.split && values.end)) {
    throw new Error('--split and --end, --test, or --queries is missing; --help shows an example')
  }
  const kind: QueryKind = values.query
  const day = (date: string | undefined, otherwise: number): number => {
    if (date === undefined) return otherwise
    const found = dayOf(date)
    if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(found)) throw new Error(`${date} is not a date (YYYY-MM-DD)`)
    return found
  }
  const from = day(values.split, Number.NEGATIVE_INFINITY)
  const until = day(values.end, Number.POSITIVE_INFINITY)
  const before = values.test || (values.queries && !values.split) ? Number.POSITIVE_INFINITY : from
  const world = await readWorld(values.train, values.h2020, before, values.terms)
  const asked = values.queries
    ? fromLines(values.queries, world.world)
    : fromCordis(
        values.test ? await readCordis(values.test) : world.cordis,
        world,
        from,
        until,
        kind,
        values.test !== undefined,
      )

  if (asked.length === 0) {
    throw new Error(
      'no query to ask: no project of the window has a coordinator, three beneficiaries, and one among the candidates',
    )
  }
  const custom = values.weights ? learnt(JSON.parse(readFileSync(values.weights, 'utf8')) as Model) : undefined
  const started = performance.now()
  const index = buildIndex(world.world.corpus)
  const build = (performance.now() - started) / 1000
  const limit = Math.max(100, Number(values.organisations) || 100)
  const tally = new Tally(world.world.history)
  const times: number[] = []
  for (const trial of asked.slice(0, 20)) rank(index, trial.query, { limit, explained: EXPLAINED }, custom)
  for (const trial of asked) {
    const at = performance.now()
    const answer = rank(index, trial.query, { limit, explained: EXPLAINED }, custom)
    times.push(performance.now() - at)
    tally.add(
      answer.map(result => result.actor),
      trial.truth,
    )
  }
  times.sort((a, b) => a - b)
  const within = (share: number): number =>
    tenth(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0)
  const { queries, ...quality } = tally.quality()
  const result = {
    queries,
    candidates: world.world.candidates.reduce((sum, x) => sum + x, 0),
    ...quality,
    build_s: tenth(build),
    p50_ms: within(0.5),
    p95_ms: within(0.95),
    rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  }
  table(kind, result)
  console.log(JSON.stringify(result))
}

interface Loaded {
  readonly cordis: Cordis
  readonly world: World
}

async function readWorld(train: string, h2020: string | undefined, before: number, terms?: string): Promise<Loaded> {
  const cordis = await readCordis(train)
  const beside = path.join(path.dirname(train), 'h2020-participations.csv.gz')
  const file = h2020 ?? (existsSync(beside) ? beside : 'none')
  const earlier = file === 'none' ? [] : await readEarlier(file)
  const world = encode(cordis, earlier, before)
  if (terms === undefined) return { cordis, world }
  const kept = keyTerms(world.corpus.documents, Number(terms))
  const documents: CorpusDocument[] = world.corpus.documents.map((d, i) => ({
    ...d,
    title: '',
    text: '',
    terms: kept[i]!,
  }))
  return { cordis, world: { ...world, corpus: { ...world.corpus, documents } } }
}

/** With a second zip, projects the index already holds are not asked. */
function fromCordis(
  cordis: Cordis,
  { world }: Loaded,
  from: number,
  until: number,
  kind: QueryKind,
  second: boolean,
): Trial[] {
  if (!second) return trials(cordis, world, from, until, kind)
  const held = new Set(world.corpus.documents.map(d => d.id))
  return trials({ ...cordis, projects: cordis.projects.filter(p => !held.has(p.id)) }, world, from, until, kind)
}

function fromLines(file: string, world: World): Trial[] {
  const numbers = world.actorNumbers
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .flatMap(line => {
      const row = JSON.parse(line) as { text: string; lead?: string; truth: string[] }
      const lead = row.lead === undefined ? undefined : numbers.get(String(row.lead))
      const truth = [...new Set(row.truth.map(String))].flatMap(pic => {
        const actor = numbers.get(pic)
        return actor !== undefined && actor !== lead && world.candidates[actor] === 1 ? [actor] : []
      })
      if (truth.length === 0 || words(row.text).length === 0) return []
      const filter = (actor: number): boolean => world.candidates[actor] === 1
      return [{ query: { text: row.text, filter, ...(lead === undefined ? {} : { lead }) }, truth }]
    })
}

const TARGETS = {
  idea: { recall10: 0.2, recall50: 0.42, recall100: 0.52, mrr: 0.42, '1': 0.22 },
  topic: { recall100: 0.42 },
} as const

function table(kind: QueryKind, result: Readonly<Record<string, unknown>>): void {
  const targets: Readonly<Record<string, number>> = TARGETS[kind]
  const flat = { ...result, ...(result.recall100_by_history as Record<string, number>) }
  console.log(`Complete the consortium, query: ${kind}\n`)
  for (const [key, value] of Object.entries(flat)) {
    if (typeof value !== 'number') continue
    const name = /^[>\d]/.test(key) ? `recall100, history ${key}` : key
    const target = targets[key] === undefined ? '' : `   target ${targets[key]}`
    console.log(`  ${name.padEnd(24)}${String(value).padStart(10)}${target}`)
  }
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}

if (isMain(import.meta)) await run(process.argv.slice(2))
