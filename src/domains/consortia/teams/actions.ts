import { askOfCall, type Ranker } from '#domains/matching/actions.ts'
import type { Match } from '#domains/matching/model.ts'
import { profileNamed } from '#domains/network/naming/actions.ts'
import { requireCall } from '#domains/opportunities/actions.ts'
import { type Call, conceptsOfCall } from '#domains/opportunities/queries.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { threads } from '#platform/threads.ts'
import { evaluate, type Verdict } from '../eligibility/evaluate.ts'
import { encode, ruleCallOf } from './encode.ts'
import { MOST_NEEDS, type TeamQuery } from './model.ts'
import {
  type CandidateRow,
  candidatesByKey,
  conceptsByCode,
  fieldsOfProjects,
  insertCallConcepts,
  strengthsIn,
} from './queries.ts'
import type { Built, Task } from './worker.ts'

/** Candidates the solver chooses from, besides those that were named. */
const POOL = 200
const TIME_LIMIT_MS = 5000

export type Solver = { build(task: Task): Promise<Built>; close(): Promise<void> }

/** `inThread`: beside the event loop (a server), otherwise in this thread (a command). */
export function makeSolver(inThread: boolean): Solver {
  if (!inThread)
    return { build: async task => (await import('./worker.ts')).default(task), close: async () => undefined }
  const pool = threads<Task, Built>(new URL('./worker.ts', import.meta.url), 1)
  return { build: task => pool.run(task), close: () => pool.close() }
}

export type Need = {
  readonly code: string
  readonly label_it: string | null
  readonly label_en: string
  readonly weight: number
}

export type TeamView = {
  readonly query: TeamQuery
  readonly call: Call
  readonly needs: readonly Need[]
  /** Fields of the call that are not among the needs, to add. */
  readonly otherNeeds: readonly Need[]
  readonly rows: readonly CandidateRow[]
  readonly matches: ReadonlyMap<string, Match>
  readonly built: Built
  /** Every rule of the call for the team that was found. */
  readonly verdicts: readonly Verdict[]
}

/** What building a team needs. */
export type Builder = { readonly db: Db; readonly ranker: Ranker; readonly solver: Solver }

/** Ranks candidates, finds the best team under the rules and says what each partner adds. Throws NotFound for an unknown call or partner. */
export async function buildTeam({ db, ranker, solver }: Builder, asked: TeamQuery): Promise<TeamView> {
  const call = await requireCall(db, asked.call)
  const canonical = (keys: readonly string[]) =>
    Promise.all(keys.map(async key => (await profileNamed(db, key)).organisation.key))
  const [leads, fixed, without, associated] = await Promise.all([
    canonical(asked.lead ? [asked.lead] : []),
    canonical(asked.with),
    canonical(asked.without),
    canonical(asked.associated),
  ])
  const lead = leads[0]
  const query: TeamQuery = { ...asked, lead, with: fixed, without, associated }
  const ask = { ...askOfCall(call), ...(lead ? { lead } : {}), team: fixed, weights: {}, limit: POOL }
  const ranked = await ranker.rank({ ...ask, scope: {} })
  const ofMembers = query.members ? await ranker.rank({ ...ask, limit: 60, scope: { members: true } }) : []
  const matches = new Map([...ranked, ...ofMembers].map(match => [match.key, match]))
  const { needs, otherNeeds } = await needsOf(db, call, ranked, query)
  const named = [...leads, ...fixed, ...associated, ...without]
  const rows = await candidatesByKey(db, [...new Set([...named, ...matches.keys()])])
  const strengths = await strengthsIn(
    db,
    rows.map(row => row.id),
    needs.map(need => need.code),
  )
  const { problem, members } = encode(query, call, rows, needs, strengths, ranked)
  const built = await solver.build({ problem, timeLimitMs: TIME_LIMIT_MS })
  const team = built.status === 'solved' ? (built.teams[0]?.members ?? []) : (problem.fixed ?? [])
  const verdicts = evaluate({
    call: ruleCallOf(call),
    members: team.flatMap(index => members[index] ?? []),
    proposal: { lumpSum: call.lump_sum },
  })
  return { query, call, needs, otherNeeds, rows, matches, built, verdicts }
}

/** What the call needs: chosen by the person, else stored, else derived from the projects nearest to its text and stored. */
async function needsOf(
  db: Db,
  call: Call,
  ranked: readonly Match[],
  query: TeamQuery,
): Promise<{ needs: Need[]; otherNeeds: Need[] }> {
  const all = await callNeeds(db, call, async () => ranked)
  if (query.need.length === 0) return { needs: all.slice(0, MOST_NEEDS), otherNeeds: all.slice(MOST_NEEDS) }
  const weight = new Map(all.map(need => [need.code, need.weight]))
  const chosen = (await conceptsByCode(db, query.need)).map(concept => ({
    ...concept,
    weight: weight.get(concept.code) ?? 0.5,
  }))
  return {
    needs: chosen.sort((a, b) => b.weight - a.weight || (a.code < b.code ? -1 : 1)),
    otherNeeds: all.filter(need => !query.need.includes(need.code)),
  }
}

/** The fields of science of a call, derived on the first question from the projects that stand as evidence for its best matches. */
export async function callNeeds(db: Db, call: Call, ranked: () => Promise<readonly Match[]>): Promise<Need[]> {
  const stored = await conceptsOfCall(db, call.id)
  if (stored.length > 0) return stored
  const near = [
    ...new Set(
      (await ranked()).flatMap(match =>
        match.reasons.filter(reason => reason.code === 'similar').flatMap(reason => reason.projects),
      ),
    ),
  ]
  const derived = await fieldsOfProjects(db, near.map(Number), 2 * MOST_NEEDS)
  await inTransaction(db, tx => insertCallConcepts(tx, call.id, derived))
  return conceptsOfCall(db, call.id)
}
