import type { Translation } from '#algorithms/retrieval/translation/translate.ts'
import { requirePlaces } from '#domains/network/actions.ts'
import { profileNamed } from '#domains/network/naming/actions.ts'
import { requireCall, textOf } from '#domains/opportunities/actions.ts'
import type { Call } from '#domains/opportunities/queries.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { shared } from '#platform/shared.ts'
import { threads } from '#platform/threads.ts'
import type { Question } from './answer.ts'
import { errors } from './messages.ts'
import { type Ask, LONGEST_TEXT, type Match, type MatchQuery, type Term, weightsOf } from './model.ts'
import {
  type BestOfCall,
  corpusFingerprint,
  corpusRows,
  evidenceLabels,
  type IndexInfo,
  indexBytes,
  insertIndex,
  memberKeys,
  newestIndex,
  shownOrganisations,
  storedBest,
  storedMatches,
  storeMatches,
} from './queries.ts'
import type { Done, Task } from './worker.ts'

/** Raised when rows are encoded in another way, so that the index is built anew. */
const ENCODING = 3

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
  const [{ serialiseIndex }, { buildIndex }, { encode }, { inEnglish }] = await Promise.all([
    import('#algorithms/ranking/blob.ts'),
    import('#algorithms/ranking/build.ts'),
    import('./encode.ts'),
    import('./dictionary.ts'),
  ])
  const rows = await corpusRows(db)
  if (rows.actors.length === 0) throw new Failure('Conflict', errors.noData)
  report(1, 3)
  const begun = performance.now()
  const { corpus, conceptCodes } = encode(rows.projects, rows.actors, rows.links, rows.earlier, inEnglish, rows.today)
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
  /** The terms of each text, to compare texts in Italian and English with each other. It needs no index. */
  terms(texts: readonly string[]): Promise<readonly (readonly Term[])[]>
  /** Ranked organisations for a call as learnt, computed once per index version and then read from the database. */
  forCall(call: Call, scope: 'all' | 'members'): Promise<Match[]>
  /** The first results for a call, as many of members as of others. What a page shows, without reading the whole lists. */
  bestFor(call: Call, count: number): Promise<BestOfCall>
  close(): Promise<void>
}

/** How many results are kept for a call. */
const KEPT = 100
/** How many texts are kept with their terms. */
const MOST_READ = 20_000
/** So many in one task: questions of others come in between. */
const READ_AT_ONCE = 250
/** How long the newest version is trusted before the database is asked again. */
const FRESH_MS = 5000

/** Answers questions from the newest stored index. `inThread`: beside the event loop (a server), otherwise in this thread (a command). */
export function makeRanker(db: Db, inThread: boolean): Ranker {
  const pool = inThread ? threads<Task, Done>(new URL('./worker.ts', import.meta.url), 1) : undefined
  // What ranks is loaded where it runs: a server leaves it to the thread.
  let here: ((task: Task) => Done) | undefined
  const run = async (task: Task): Promise<Done> => {
    if (pool) return pool.run(task)
    here ??= (await import('./worker.ts')).makeWorker()
    return here(task)
  }
  const newest = shared(async () => {
    const info = await newestIndex(db)
    if (!info) throw new Failure('Unavailable', errors.noIndex)
    return info
  })
  let current: { info: IndexInfo; checked: number } | undefined
  let loaded: { version: number; bytes: Promise<Uint8Array> } | undefined

  async function index(): Promise<IndexInfo> {
    if (current && performance.now() - current.checked < FRESH_MS) return current.info
    const info = await newest('')
    current = { info, checked: performance.now() }
    return info
  }

  /** Tens of megabytes: read when the first question comes, once for all who ask at the same time. */
  async function withBytes(): Promise<{ info: IndexInfo; bytes: Uint8Array }> {
    const info = await index()
    if (loaded?.version !== info.version) {
      const bytes = indexBytes(db, info.version)
      loaded = { version: info.version, bytes }
      bytes.catch(() => {
        loaded = undefined
      })
    }
    return { info, bytes: await loaded.bytes }
  }

  async function rank(ask: Ask): Promise<Match[]> {
    const { info, bytes } = await withBytes()
    const question: Question = {
      ...ask,
      text: ask.text.slice(0, LONGEST_TEXT),
      ...(ask.scope.keys ? { keys: ask.scope.keys } : ask.scope.members ? { keys: await memberKeys(db) } : {}),
    }
    return (await run({ bytes, version: info.version, conceptCodes: info.concept_codes, question })).matches
  }

  async function translate(text: string): Promise<Translation | undefined> {
    const { info, bytes } = await withBytes()
    const task = { bytes, version: info.version, conceptCodes: info.concept_codes, text: text.slice(0, LONGEST_TEXT) }
    return (await run(task)).translation
  }

  /** Texts whose terms are known, or being looked for: the same people are looked at again and again, and by many at once. */
  const read = new Map<string, Promise<readonly Term[]>>()
  async function terms(texts: readonly string[]): Promise<readonly (readonly Term[])[]> {
    if (read.size > MOST_READ) read.clear()
    const unread = [...new Set(texts)].filter(text => !read.has(text))
    for (let from = 0; from < unread.length; from += READ_AT_ONCE) {
      const some = unread.slice(from, from + READ_AT_ONCE)
      const found = run({ texts: some })
      some.forEach((text, at) => {
        const own = found.then(done => done.terms?.[at] ?? [])
        // What failed is asked for again the next time.
        own.catch(() => read.delete(text))
        read.set(text, own)
      })
    }
    return Promise.all(texts.map(text => read.get(text) ?? []))
  }

  // A page that many open at once is ranked once.
  const ranked = shared(async (_key: string, call: Call, scope: 'all' | 'members', version: number) => {
    const results = await rank({
      ...askOfCall(call),
      scope: { members: scope === 'members' },
      weights: {},
      limit: KEPT,
    })
    await inTransaction(db, tx => storeMatches(tx, call.id, version, scope, results))
    return results
  })

  async function forCall(call: Call, scope: 'all' | 'members'): Promise<Match[]> {
    const { version } = await index()
    return (
      (await storedMatches(db, call.id, version, scope)) ??
      ranked(`${version} ${scope} ${call.id}`, call, scope, version)
    )
  }

  return {
    rank,
    translate,
    terms,
    forCall,
    async bestFor(call, count) {
      const { version } = await index()
      const stored = await storedBest(db, call.id, version, count)
      if (stored) return stored
      const [members, everyone] = await Promise.all([forCall(call, 'members'), forCall(call, 'all')])
      const others = everyone.filter(match => !members.some(member => member.key === match.key))
      return { members: members.slice(0, count), others: others.slice(0, count) }
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
  const lead = query.lead ? (await profileNamed(db, query.lead)).organisation.key : undefined
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
