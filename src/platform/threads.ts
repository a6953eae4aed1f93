import { Piscina } from 'piscina'
import { Failure } from '#platform/errors.ts'

export type Threads<In, Out> = { run(task: In): Promise<Out>; close(): Promise<void> }

/** Tasks waiting beyond this many are refused with a sentence, so that a crowd slows nobody to a halt. */
const LONGEST_QUEUE = 64

/** A small pool of threads that run the default export of a TypeScript module. `module` is the URL of its file. */
export function threads<In, Out>(module: URL, size: number): Threads<In, Out> {
  const pool = new Piscina({
    filename: new URL('./thread-entry.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: size,
    idleTimeout: 10 * 60 * 1000,
    maxQueue: LONGEST_QUEUE,
  })
  return {
    async run(task) {
      if (pool.queueSize >= LONGEST_QUEUE) throw new Failure('TooMany', BUSY)
      return (await pool.run({ module: module.href, input: task })) as Out
    },
    close: () => pool.destroy(),
  }
}

const BUSY = {
  it: 'In questo momento ci sono troppi calcoli in coda. Nulla è andato perso: riprova fra un minuto.',
  en: 'Too many computations are waiting right now. Nothing was lost: try again in a minute.',
}
