import { loadIndex, serialiseIndex } from '#algorithms/ranking/blob.ts'
import { buildIndex } from '#algorithms/ranking/build.ts'
import { textOf } from '#domains/opportunities/actions.ts'
import type { Call } from '#domains/opportunities/queries.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { threads } from '#platform/threads.ts'
import { answer, type Question } from './answer.ts'
import { encode } from './encode.ts'
import { errors } from './messages.ts'
import { type Ask, LONGEST_TEXT, type Match } from './model.ts'
import {
  corpusFingerprint,
  corpusRows,
  type IndexInfo,
  indexBytes,
  insertIndex,
  memberKeys,
  newestIndex,
  storedMatches,
  storeMatches,
} from './queries.ts'
import type { Task } from './worker.ts'

/**
 * Builds the ranking index from the database and stores it, unless the newest one was built from the same rows.
 * @returns the version in use and whether it is new.
 */
export async function refreshIndex(
  db: Db,
  report: (step: number, steps: number) => void = () => undefined,
): Promise<{ version: number; built: boolean }> {
  const fingerprint = await corpusFingerprint(db)
  const newest = await newestIndex(db)
  if (newest?.fingerprint === fingerprint) return { version: newest.version, built: false }
  report(0, 3)
  const rows = await corpusRows(db)
  if (rows.actors.length === 0) throw new Failure('Conflict', errors.noData)
  report(1, 3)
  const begun = performance.now()
  const { corpus, conceptCodes } = encode(rows.projects, rows.actors, rows.links, rows.earlier)
  const bytes = serialiseIndex(buildIndex(corpus))
  report(2, 3)
  const version = await inTransaction(db, tx =>
    insertIndex(tx, {
      fingerprint,
      conceptCodes,
      bytes,
      documents: corpus.documents.length,
      actors: corpus.actors.length,
      buildSeconds: (performance.now() - begun) / 1000,
    }),
  )
  report(3, 3)
  return { version, built: true }
}

export type Ranker = {
  rank(ask: Ask): Promise<Match[]>
  /** Ranked organisations for a call as learnt, computed once per index version and then read from the database. */
  forCall(call: Call, scope: 'all' | 'members'): Promise<Match[]>
  close(): Promise<void>
}

/** How many results are kept for a call. */
const KEPT = 100
/** How long the newest version is trusted before the database is asked again. */
const FRESH_MS = 5000

/** Answers questions from the newest stored index. `inThread`: beside the event loop (a server), otherwise in this thread (a command). */
export function makeRanker(db: Db, inThread: boolean): Ranker {
  const pool = inThread ? threads<Task, Match[]>(new URL('./worker.ts', import.meta.url), 1) : undefined
  let current: { info: IndexInfo; bytes: Uint8Array; checked: number } | undefined
  let local: { version: number; ask: (question: Question) => Match[] } | undefined

  async function index() {
    if (current && performance.now() - current.checked < FRESH_MS) return current
    const info = await newestIndex(db)
    if (!info) throw new Failure('Unavailable', errors.noIndex)
    const bytes = current?.info.version === info.version ? current.bytes : await indexBytes(db, info.version)
    current = { info, bytes, checked: performance.now() }
    return current
  }

  async function rank(ask: Ask): Promise<Match[]> {
    const { info, bytes } = await index()
    const question: Question = {
      ...ask,
      text: ask.text.slice(0, LONGEST_TEXT),
      ...(ask.scope.members ? { keys: await memberKeys(db) } : {}),
    }
    if (pool) return pool.run({ bytes, version: info.version, conceptCodes: info.concept_codes, question })
    if (local?.version !== info.version) {
      const loaded = loadIndex(bytes)
      const numbers = new Map(loaded.actorIds.map((key, number) => [key, number]))
      local = { version: info.version, ask: asked => answer(loaded, numbers, info.concept_codes, asked) }
    }
    return local.ask(question)
  }

  return {
    rank,
    async forCall(call, scope) {
      const { info } = await index()
      const stored = await storedMatches(db, call.id, info.version, scope)
      if (stored) return stored
      const results = await rank({
        ...askOfCall(call),
        scope: { members: scope === 'members' },
        weights: {},
        limit: KEPT,
      })
      await inTransaction(db, tx => storeMatches(tx, call.id, info.version, scope, results))
      return results
    },
    close: async () => pool?.close(),
  }
}

/** A call as a question: its text where this installation has it, its topic always. */
export function askOfCall(call: Call): Pick<Ask, 'title' | 'text' | 'topicId' | 'topicTitle'> {
  return { title: call.title, text: textOf(call), topicId: call.id, topicTitle: call.title }
}
