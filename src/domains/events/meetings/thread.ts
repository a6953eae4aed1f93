import { type Threads, threads } from '#platform/threads.ts'
import type { Answer, Task } from './worker.ts'

type Pool = Threads<Task, Answer[Task['do']]>
let [slow, quick]: [Pool | undefined, Pool | undefined] = [undefined, undefined]

const pool = (): Pool => threads(new URL('./worker.ts', import.meta.url), 1)

/** Runs a task of the algorithm beside the site: agendas in one thread, what should not wait for them in another. They end when nothing was asked for a while. */
export async function inThread<Kind extends Task['do']>(task: Extract<Task, { do: Kind }>): Promise<Answer[Kind]> {
  slow ??= pool()
  quick ??= pool()
  return (await (task.do === 'solve' ? slow : quick).run(task)) as Answer[Kind]
}

/** Ends what is being computed: a server that stops waits for no agenda. */
export async function closeThreads(): Promise<void> {
  const open = [slow, quick]
  slow = quick = undefined
  await Promise.all(open.map(one => one?.close()))
}
