import { loadIndex } from '#algorithms/ranking/blob.ts'
import type { Index } from '#algorithms/ranking/build.ts'
import { answer, type Question } from './answer.ts'
import type { Match } from './model.ts'

export type Task = {
  readonly bytes: Uint8Array
  readonly version: number
  readonly conceptCodes: readonly string[]
  readonly question: Question
}

let loaded: { version: number; index: Index; numbers: Map<string, number> } | undefined

/** Runs in a thread of its own: the index is read once per version from shared memory. */
export default function answerTask({ bytes, version, conceptCodes, question }: Task): Match[] {
  if (loaded?.version !== version) {
    const index = loadIndex(bytes)
    loaded = { version, index, numbers: new Map(index.actorIds.map((key, number) => [key, number])) }
  }
  return answer(loaded.index, loaded.numbers, conceptCodes, question)
}
