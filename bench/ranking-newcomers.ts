import { createReadStream } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'csv-parse'
import { buildIndex } from '#algorithms/ranking/build.ts'
import type { Corpus } from '#algorithms/ranking/problem.ts'
import { rank } from '#algorithms/ranking/solve.ts'
import { dayOf, readCordis } from './cordis.ts'
import { isMain } from './main.ts'
import { encode, trials } from './ranking-corpus.ts'
import { Tally } from './ranking-metrics.ts'

/** Of the organisations with few projects, one in so many is hidden. */
const HIDDEN_OF = 3
const FEW = 5
const NAMED = 4

const HELP = `Newcomers: who would join, of those known only by what they say of themselves?

  node --import tsx bench/ranking-newcomers.ts --train cordis-HORIZONprojects-csv.zip --split 2023-07-01 --end 2024-01-01

A third of the organisations with one to five projects lose them, and say instead the four fields of science they had most often. The
answer is theirs alone.
`

/** Prints recall and MRR among the hidden organisations, with and without the fields they name. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      train: { type: 'string' },
      split: { type: 'string', default: '2023-07-01' },
      end: { type: 'string', default: '2024-01-01' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return void console.log(HELP)
  if (!values.train) throw new Error('--train FILE is missing; --help shows an example')
  const cordis = await readCordis(values.train)
  const world = encode(cordis, [], dayOf(values.split))
  const codes = conceptCodes(cordis.projects.filter(p => p.day < dayOf(values.split)))
  const labels = await readLabels(path.join(path.dirname(values.train), 'euroscivoc.csv'))
  const { corpus, hidden } = hide(world.corpus, world.history, codes, labels)
  const asked = trials(cordis, world, dayOf(values.split), dayOf(values.end), 'idea').flatMap(trial => {
    const truth = trial.truth.filter(actor => hidden.has(actor))
    return truth.length === 0 ? [] : [{ query: { ...trial.query, filter: (a: number) => hidden.has(a) }, truth }]
  })
  const nothing = corpus.actors.map(actor => ({ ...actor, concepts: [] }))
  const variants = { profile: { ...corpus, actors: nothing }, declared: corpus }
  const result = Object.fromEntries(
    Object.entries(variants).map(([name, variant]) => {
      const index = buildIndex(variant)
      const tally = new Tally(world.history)
      for (const { query, truth } of asked) {
        tally.add(
          rank(index, query, { limit: 500, explained: 0 }).map(found => found.actor),
          truth,
        )
      }
      const { recall10, recall50, recall100, mrr } = tally.quality()
      return [name, { recall10, recall50, recall100, mrr }]
    }),
  )
  console.log(`${asked.length} queries, ${hidden.size} organisations known by what they say\n`)
  console.table(result)
  console.log(JSON.stringify({ queries: asked.length, hidden: hidden.size, ...result }))
}

/** Concept numbers as `encode` gives them: in order of appearance. */
function conceptCodes(projects: readonly { readonly concepts: readonly string[] }[]): string[] {
  return [...new Set(projects.flatMap(project => project.concepts))]
}

async function readLabels(file: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const rows = createReadStream(file).pipe(parse({ columns: true, bom: true }))
  for await (const row of rows) {
    const { notation, label_en } = row as { notation: string; label_en: string }
    found.set(notation, label_en)
  }
  return found
}

function hide(
  corpus: Corpus,
  history: Uint32Array,
  codes: readonly string[],
  labels: ReadonlyMap<string, string>,
): { corpus: Corpus; hidden: Set<number> } {
  const numbers = new Map(codes.map((code, i) => [code, i]))
  const all = [...codes]
  const parents: number[] = []
  for (let i = 0; i < all.length; i++) {
    const wider = all[i]!.slice(0, all[i]!.lastIndexOf('/'))
    if (wider !== '' && !numbers.has(wider)) numbers.set(wider, all.push(wider) - 1)
    parents[i] = numbers.get(wider) ?? -1
  }
  const counts = corpus.actors.map(() => new Map<number, number>())
  for (const { actor, document } of corpus.links) {
    for (const c of corpus.documents[document]!.concepts) counts[actor]!.set(c, (counts[actor]!.get(c) ?? 0) + 1)
  }
  const hidden = new Set<number>()
  const actors = corpus.actors.map((actor, a) => {
    const most = [...counts[a]!].sort((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, NAMED)
    if (history[a] === 0 || history[a]! > FEW || most.length < 2 || a % HIDDEN_OF !== 0) return actor
    hidden.add(a)
    const concepts = most.map(([c]) => c)
    const profile = concepts.map(c => labels.get(all[c]!.split('/').pop() ?? '') ?? '').join('\n')
    return { ...actor, profile, concepts }
  })
  const links = corpus.links.filter(link => !hidden.has(link.actor))
  return { corpus: { ...corpus, actors, links, conceptParents: parents }, hidden }
}

if (isMain(import.meta)) await run(process.argv.slice(2))
