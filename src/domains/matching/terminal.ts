import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { answerQuery, makeRanker } from './actions.ts'
import { errors } from './messages.ts'
import { MOST_RESULTS, matchQuery } from './model.ts'
import { type WordedMatch, worded } from './worded.ts'

export type Wishes = {
  text?: string
  lead?: string
  members?: boolean
  country?: string[]
  province?: string
  limit: string
}

/** Ranks partners for the terminal: the same question and the same answer as the web page. */
export async function matchAtTerminal(
  db: Db,
  call: string | undefined,
  { members, ...wishes }: Wishes,
  language: Language,
): Promise<{ call?: string; results: WordedMatch[]; newcomers: WordedMatch[]; searchedAs: readonly string[] }> {
  const read = matchQuery.safeParse({
    ...wishes,
    country: wishes.country?.map(code => code.toUpperCase()),
    call,
    members: members ? '1' : '',
  })
  if (!read.success) {
    const names = [...new Set(read.error.issues.map(issue => String(issue.path[0])))].join(', ')
    throw new Failure('Invalid', errors.badWish, { names, most: MOST_RESULTS })
  }
  const answer = await answerQuery(db, makeRanker(db, false), read.data)
  if (!answer) throw new Failure('Invalid', errors.nothingAsked)
  const [results, newcomers] = await Promise.all([
    worded(db, answer.matches, language),
    worded(db, answer.newcomers, language),
  ])
  return { ...(answer.call ? { call: answer.call.id } : {}), results, newcomers, searchedAs: answer.searchedAs }
}
