import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { loadHighs } from '#algorithms/team/highs.ts'
import { solve } from '#algorithms/team/solve.ts'
import { uniform } from '#algorithms/team/search.ts'
import { readCordis } from './cordis.ts'
import { healthTopics, topicProblem } from './team-data.ts'

const SIZES = [50, 200, 500, 2_000]
const ARCHIVE = path.resolve(import.meta.dirname, '../../shared/data/cordis-HORIZONprojects-csv.zip')

/** The best team on real candidates: value against its bound, milliseconds, and what plain greedy gets. Targets: proven in 1 s at 500, gap under 1 % in 5 s at 2,000. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: '1' },
      train: { type: 'string', default: ARCHIVE },
      topics: { type: 'string', default: '3' },
      limit: { type: 'string', default: '5000' },
    },
  })
  const seed = Number(values.seed)
  if (!existsSync(values.train)) {
    console.log(`bench team skipped: ${values.train} is not here (name a CORDIS zip with --train)`)
    return
  }
  const cordis = await readCordis(values.train)
  await loadHighs()
  const topics = healthTopics(cordis)
  const random = uniform(seed)
  const instances: { candidates: number; proven: boolean; gap: number; ms: number; greedy_ratio: number | null }[] = []
  const cell = (text: string, width: number) => text.padStart(width)
  console.log('topic                                      candidates  members   value   bound     gap  proven     ms  solver  greedy')
  for (const size of SIZES)
    for (let draw = 0; draw < Number(values.topics); draw++) {
      const topic = topics[Math.floor(random() * topics.length)]!
      const problem = topicProblem(cordis, topic, size, seed * 1_000 + draw)
      const started = performance.now()
      const outcome = await solve(problem, { seed, timeLimitMs: Number(values.limit) })
      const ms = Math.round(performance.now() - started)
      if (outcome.status === 'infeasible') {
        console.log(`${topic.padEnd(42)} ${cell(String(problem.candidates.length), 10)}  infeasible: ${JSON.stringify(outcome.reason)}`)
        continue
      }
      const ratio = outcome.greedy === undefined ? null : outcome.greedy / outcome.bound
      instances.push({ candidates: problem.candidates.length, proven: outcome.proven, gap: outcome.gap, ms, greedy_ratio: ratio })
      console.log(
        [
          topic.padEnd(42),
          cell(String(problem.candidates.length), 10),
          cell(String(outcome.members.length), 8),
          cell(outcome.value.toFixed(2), 7),
          cell(outcome.bound.toFixed(2), 7),
          cell(`${(100 * outcome.gap).toFixed(2)}%`, 7),
          cell(outcome.proven ? 'yes' : 'no', 7),
          cell(String(ms), 6),
          cell(String(Math.round(outcome.ms)), 7),
          cell(ratio === null ? '-' : ratio.toFixed(3), 7),
        ].join(' '),
      )
    }
  console.log(JSON.stringify({ instances }))
}

if (process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename) await run(process.argv.slice(2))
