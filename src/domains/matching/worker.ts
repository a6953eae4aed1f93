import { loadIndex } from '#algorithms/ranking/blob.ts'
import type { Index } from '#algorithms/ranking/build.ts'
import type { Translation } from '#algorithms/retrieval/translation/translate.ts'
import { answer, type Question } from './answer.ts'
import { inEnglish } from './dictionary.ts'
import type { Match } from './model.ts'

/** A question to answer, or a text to put into English with the words of the index. */
export type Task = {
  readonly bytes: Uint8Array
  readonly version: number
  readonly conceptCodes: readonly string[]
} & ({ readonly question: Question } | { readonly text: string })

export type Done = { readonly matches: Match[]; readonly translation?: Translation | undefined }

/** Something that does tasks one after the other and reads an index once per version. */
export function makeWorker(): (task: Task) => Done {
  let loaded: { version: number; index: Index; numbers: Map<string, number> } | undefined
  return task => {
    const { bytes, version, conceptCodes } = task
    if (loaded?.version !== version) {
      const index = loadIndex(bytes)
      loaded = { version, index, numbers: new Map(index.actorIds.map((key, number) => [key, number])) }
    }
    if ('text' in task) return { matches: [], translation: inEnglish(task.text, loaded.index) }
    return { matches: answer(loaded.index, loaded.numbers, conceptCodes, task.question) }
  }
}

/** Runs in a thread of its own, on memory shared with the server. */
export default makeWorker()
