import { loadIndex } from '#algorithms/ranking/blob.ts'
import type { Index } from '#algorithms/ranking/build.ts'
import type { Translation } from '#algorithms/retrieval/translation/translate.ts'
import { answer, type Question } from './answer.ts'
import { inEnglish } from './dictionary.ts'
import type { Match, Term } from './model.ts'
import { termsOf } from './terms.ts'

type OfIndex = { readonly bytes: Uint8Array; readonly version: number; readonly conceptCodes: readonly string[] }

/** A question to answer, a text to put into English with the words of the index, or texts whose terms are asked for. */
export type Task =
  | (OfIndex & ({ readonly question: Question } | { readonly text: string }))
  | { readonly texts: readonly string[] }

export type Done = {
  readonly matches: Match[]
  readonly translation?: Translation | undefined
  readonly terms?: readonly Term[][]
}

/** Something that does tasks one after the other and reads an index once per version. */
export function makeWorker(): (task: Task) => Done {
  let loaded: { version: number; index: Index; numbers: Map<string, number> } | undefined
  return task => {
    if ('texts' in task) return { matches: [], terms: task.texts.map(termsOf) }
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
