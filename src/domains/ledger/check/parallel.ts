import { availableParallelism } from 'node:os'
import type pg from 'pg'
import { BEGINNING, type Head } from '#algorithms/chain/chain.ts'
import { threads } from '#platform/threads.ts'
import { stretches } from './queries.ts'
import { endOf } from './read.ts'
import type { Task } from './worker.ts'

/** More threads than these wait for the database. */
const MOST_THREADS = 4

type Run = (task: Task) => Promise<Head | undefined>
type Chain = { readonly pool: pg.Pool; readonly last: number; readonly anchors: ReadonlyMap<number, string> }

/** Whether a long chain holds, by threads. Answers its end; undefined when anything is wrong, for `check` to say what and where. */
export async function endByThreads(chain: Chain, report: (done: number) => void): Promise<Head | undefined> {
  const size = Math.min(MOST_THREADS, availableParallelism())
  const workers = threads<Task, Head | undefined>(new URL('./worker.ts', import.meta.url), size)
  return endIfItHolds(chain, task => workers.run(task), size, report).finally(() => workers.close())
}

/**
 * The stretches of a chain checked beside each other, so many at once: each from what the one before says its end is, which holds when that one does.
 * `length`: facts in a stretch.
 */
export async function endIfItHolds(
  { pool, last, anchors }: Chain,
  run: Run,
  size: number,
  report: (done: number) => void,
  length?: number,
): Promise<Head | undefined> {
  const under = new Set<Promise<void>>()
  let from = BEGINNING
  let failure: unknown
  let holds = [...anchors.keys()].every(seq => seq <= last)
  for await (const { until, ...stretch } of stretches(pool, last, length)) {
    if (!holds) break
    const [begins, ends] = [from, endOf(stretch, from)]
    from = ends
    const within = new Map([...anchors].filter(([seq]) => seq > begins.seq && seq <= until))
    const done = (head: Head | undefined) => {
      if (head?.seq !== ends.seq || head.hash !== ends.hash) holds = false
      else report(until)
    }
    const failed = (error: unknown) => {
      failure ??= error
      holds = false
    }
    const work: Promise<void> = run({ stretch, from: begins, anchors: within })
      .then(done, failed)
      .finally(() => under.delete(work))
    under.add(work)
    // What is read waits in memory: no more than the threads can take.
    if (under.size > size) await Promise.race(under)
  }
  await Promise.all(under)
  if (failure !== undefined) throw failure
  return holds && from.seq === last ? from : undefined
}
