import { makeRanker } from '#domains/matching/actions.ts'
import { words as network } from '#domains/network/messages.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { errors, words } from '../messages.ts'
import { buildTeam, makeSolver, type TeamView } from './actions.ts'
import { LARGEST, SMALLEST, type TeamQuery, teamQuery } from './model.ts'
import { whyImpossible } from './views/impossible.tsx'
import { levelOf, needLabel } from './views/team.tsx'

type Wishes = {
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

/** Who is in and why, what is covered and what is not, the rules: the words of a solved team. */
export function inWords({ call, built, rows, needs, verdicts, query }: TeamView, language: Language) {
  const t = words[language]
  const f = formats(language)
  const best = built.status === 'solved' ? built.teams[0] : undefined
  const explanation = built.status === 'solved' ? built.explanation : undefined
  const label = (index: number) => (needs[index] ? needLabel(needs[index], language) : '')
  return {
    call: call.id,
    title: call.title,
    found: best
      ? `${t.found(f.number(best.value, 1), f.number(best.ms))} ${best.proven ? t.proven : t.gap(f.percent(best.gap))}`
      : '',
    value: best?.value ?? 0,
    proven: best?.proven ?? false,
    gap: best?.gap ?? 0,
    partners: (explanation?.contributions ?? []).flatMap(one => {
      const row = rows[one.member]
      if (!row) return []
      const role =
        query.lead === row.key
          ? 'coordinator'
          : query.associated.includes(row.key)
            ? 'associatedPartner'
            : 'participant'
      return {
        key: row.key,
        name: row.name,
        country: row.country ?? '',
        kind: network[language].kinds[row.kind],
        role: t.roles[role],
        points: Math.round(one.points * 10) / 10,
        adds: f.list((one.bestAt.length ? one.bestAt : one.backsUp).slice(0, 3).map(label)) || t.nothingOwn,
      }
    }),
    coverage: (explanation?.coverage ?? []).map(row => ({
      code: needs[row.competence]?.code ?? '',
      competence: label(row.competence),
      strength: t.strength[levelOf(row.best)] ?? '',
    })),
    missing: (explanation?.missing ?? []).map(one => ({
      competence: label(one.competence),
      bringers: one.bringers.flatMap(bringer => rows[bringer.candidate]?.name ?? []),
    })),
    rules: verdicts.map(one => ({
      id: one.rule.id,
      answer: t.answers[one.answer],
      statement: one.rule.statement[language],
      why: one.sentences.map(sentence => sentence[language]),
    })),
  }
}
