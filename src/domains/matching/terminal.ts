import { profileOf } from '#domains/network/actions.ts'
import { requireCall } from '#domains/opportunities/actions.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { askOfCall, makeRanker } from './actions.ts'
import { errors } from './messages.ts'
import { MOST_RESULTS } from './model.ts'
import { sentencesOf } from './sentences.ts'
import { dressed } from './website.tsx'

type Wishes = { text?: string; lead?: string; members?: boolean; country?: string[]; province?: string; limit: string }

export type TerminalMatch = {
  key: string
  name: string
  country: string | null
  newcomer: boolean
  member: boolean
  score: number
  why: string[]
}

/** Ranks partners for the terminal: the same question and the same answer as the web page. */
export async function matchAtTerminal(
  db: Db,
  callCode: string | undefined,
  wishes: Wishes,
  language: Language,
): Promise<{ call?: string; results: TerminalMatch[] }> {
  const text = wishes.text?.trim() ?? ''
  if (!callCode && text === '') throw new Failure('Invalid', errors.nothingAsked)
  const limit = Number(wishes.limit)
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_RESULTS)
    throw new Failure('Invalid', errors.badLimit, { most: MOST_RESULTS })
  const call = callCode ? await requireCall(db, callCode) : undefined
  const lead = wishes.lead ? (await profileOf(db, wishes.lead)).organisation.key : undefined
  const ofCall = call && askOfCall(call)
  const ranker = makeRanker(db, false)
  const matches = await ranker.rank({
    ...ofCall,
    text: [text, ofCall?.text].filter(Boolean).join('\n'),
    ...(lead ? { lead } : {}),
    scope: {
      members: wishes.members ?? false,
      countries: wishes.country ?? [],
      ...(wishes.province ? { place: wishes.province } : {}),
    },
    weights: {},
    limit,
  })
  const { shown, labels } = await dressed(db, matches, language)
  const results = matches.map(match => {
    const row = shown.get(match.key)
    const why = sentencesOf(match.reasons, language, 4).map(sentence => {
      const evidence = [
        ...sentence.projects.map(id => labels.projects.get(id) ?? id),
        ...sentence.concepts.map(code => labels.concepts.get(code) ?? code),
        ...sentence.organisations.map(key => shown.get(key)?.name ?? key),
      ]
      return evidence.length ? `${sentence.text} ${evidence.join(', ')}` : sentence.text
    })
    return {
      key: match.key,
      name: row?.name ?? match.key,
      country: row?.country ?? null,
      newcomer: match.newcomer,
      member: row?.member ?? false,
      score: match.score,
      why,
    }
  })
  return call ? { call: call.id, results } : { results }
}
