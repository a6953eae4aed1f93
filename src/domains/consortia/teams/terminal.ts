import { makeRanker } from '#domains/matching/actions.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { errors } from '../messages.ts'
import { buildTeam, makeSolver } from './actions.ts'
import { LARGEST, SMALLEST, type TeamQuery, teamQuery } from './model.ts'
import { whyImpossible } from './views/impossible.tsx'
import { inWords } from './worded.ts'

export type Wishes = {
  lead?: string
  with?: string[]
  without?: string[]
  associated?: string[]
  size?: string
  membersFirst?: boolean
}

/** The team as the page shows it, in words. Throws Invalid when none is possible or the size is no range. */
export async function teamAtTerminal(db: Db, call: string, wishes: Wishes, language: Language) {
  const view = await buildTeam({ db, ranker: makeRanker(db, false), solver: makeSolver(false) }, queryOf(call, wishes))
  if (view.built.status === 'infeasible') {
    throw new Failure('Invalid', errors.impossible, { why: whyImpossible(view.built, view.rows, language) })
  }
  return inWords(view, language)
}

function queryOf(call: string, wishes: Wishes): TeamQuery {
  const { lead, associated, without } = wishes
  const size = wishes.size === undefined ? [] : /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(wishes.size)
  const [, min, max = min] = size ?? []
  const read = teamQuery.safeParse({
    call,
    lead,
    with: wishes.with,
    without,
    associated,
    min,
    max,
    members: wishes.membersFirst ? '1' : '',
  })
  if (!size || !read.success) throw new Failure('Invalid', errors.badSize, { least: SMALLEST, most: LARGEST })
  return read.data
}
