import { words as network } from '#domains/network/messages.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { words } from '../messages.ts'
import type { TeamView } from './actions.ts'
import { levelOf } from './views/team.tsx'
import { needLabel } from './views/wishes.tsx'

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
