import { serialiseIndex } from '#algorithms/ranking/blob.ts'
import { buildIndex } from '#algorithms/ranking/build.ts'
import type { Translation } from '#algorithms/retrieval/translation/translate.ts'
import { profileOf, requirePlaces } from '#domains/network/actions.ts'
import { requireCall, textOf } from '#domains/opportunities/actions.ts'
import type { Call } from '#domains/opportunities/queries.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { threads } from '#platform/threads.ts'
import type { Question } from './answer.ts'
import { inEnglish } from './dictionary.ts'
import { encode } from './encode.ts'
import { errors } from './messages.ts'
import { type Ask, LONGEST_TEXT, type Match, type MatchQuery, weightsOf } from './model.ts'
import {
  corpusFingerprint,
  corpusRows,
  evidenceLabels,
  type IndexInfo,
  indexBytes,
  insertIndex,
  memberKeys,
  newestIndex,
  shownOrganisations,
  storedMatches,
  storeMatches,
} from './queries.ts'
import { type Done, makeWorker, type Task } from './worker.ts'

/** Raised when rows are encoded in another way, so that the index is built anew. */
const ENCODING = 2

/**
 * Builds the ranking index from the database and stores it, unless the newest one was built from the same rows.
 * @returns the version in use and whether it is new.
 */
export async function refreshIndex(
  db: Db,
  report: (step: number, steps: number) => void = () => undefined,
): Promise<{ version: number; built: boolean }> {
  const fingerprint = `${ENCODING}:${await corpusFingerprint(db)}`
  const newest = await newestIndex(db)
  if (newest?.fingerprint === fingerprint) return { version: newest.version, built: false }
  report(0, 3)
  const rows = await corpusRows(db)
  if (rows.actors.length === 0) throw new Failure('Conflict', errors.noData)
  report(1, 3)
  const begun = performance.now()
  const { corpus, conceptCodes } = encode(rows.projects, rows.actors, rows.links, rows.earlier, inEnglish)
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
  /** A person's words as the index can read them; undefined when nothing in them is Italian. */
  translate(text: string): Promise<Translation | undefined>
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
  const pool = inThread ? threads<Task, Done>(new URL('./worker.ts', import.meta.url), 1) : undefined
  const here = makeWorker()
  const run = async (task: Task): Promise<Done> => (pool ? pool.run(task) : here(task))
  let current: { info: IndexInfo; bytes: Uint8Array; checked: number } | undefined

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
    return (await run({ bytes, version: info.version, conceptCodes: info.concept_codes, question })).matches
  }

  async function translate(text: string): Promise<Translation | undefined> {
    const { info, bytes } = await index()
    const task = { bytes, version: info.version, conceptCodes: info.concept_codes, text: text.slice(0, LONGEST_TEXT) }
    return (await run(task)).translation
  }

  return {
    rank,
    translate,
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

/** How many newcomers stand in their own lane. */
const LANE = 8

export type Answer = {
  readonly call: Call | undefined
  readonly matches: readonly Match[]
  /** The best of those with one European project at most, in an order of their own. */
  readonly newcomers: readonly Match[]
  /** English words that the person's Italian was searched as; empty when it was not Italian. */
  readonly searchedAs: readonly string[]
}

/** What was asked on a page, at the terminal or over the API; undefined when nothing was. Throws NotFound for an unknown call, lead or place. */
export async function answerQuery(db: Db, ranker: Ranker, query: MatchQuery): Promise<Answer | undefined> {
  const call = query.call ? await requireCall(db, query.call) : undefined
  const lead = query.lead ? (await profileOf(db, query.lead)).organisation.key : undefined
  if (!call && !query.text) return undefined
  await requirePlaces(db, query.province)
  const ofCall = call && askOfCall(call)
  const translation = query.text ? await ranker.translate(query.text) : undefined
  const ask: Ask = {
    ...ofCall,
    text: [translation?.text ?? query.text, ofCall?.text].filter(Boolean).join('\n'),
    ...(lead ? { lead } : {}),
    team: query.team,
    scope: {
      members: query.members,
      countries: query.country,
      ...(query.province ? { place: query.province } : {}),
    },
    weights: weightsOf(query),
    limit: query.limit,
  }
  const matches = await ranker.rank(ask)
  const newcomers = await ranker.rank({ ...ask, scope: { ...ask.scope, newcomers: true }, limit: LANE })
  return { call, matches, newcomers, searchedAs: translation?.english ?? [] }
}

/** Organisations and evidence that a list of results names, for whoever shows it. */
export async function dressed(db: Db, matches: readonly Match[], language: Language) {
  const reasons = matches.flatMap(match => match.reasons)
  const keys = new Set([...matches.map(match => match.key), ...reasons.flatMap(reason => reason.organisations)])
  const shown = await shownOrganisations(db, [...keys])
  const declared = [...shown.values()].flatMap(row => row.declared)
  const labels = await evidenceLabels(
    db,
    [...new Set(reasons.flatMap(reason => reason.projects))],
    [...new Set([...reasons.flatMap(reason => reason.concepts), ...declared])],
    language,
  )
  return { shown, labels }
}

/** A call as a question: its text where this installation has it, its topic always. */
export function askOfCall(call: Call): Pick<Ask, 'title' | 'text' | 'topicId' | 'topicTitle'> {
  return { title: call.title, text: textOf(call), topicId: call.id, topicTitle: call.title }
}
