import { words as network } from '#domains/network/messages.ts'
import { words as calls } from '#domains/opportunities/messages.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { toPdf, typst, typstString } from '#platform/pdf.ts'
import { words } from '../messages.ts'
import type { TeamView } from './actions.ts'
import { levelOf } from './views/team.tsx'
import { needLabel } from './views/wishes.tsx'

/** One page for the people who decide: who, from where, what each brings, which rules hold. A tagged PDF (PDF/UA-1). */
export async function teamBrief(
  { call, built, rows, needs, verdicts, query }: TeamView,
  language: Language,
  today: string,
): Promise<Uint8Array> {
  const t = words[language]
  const n = network[language]
  const f = formats(language)
  const explanation = built.status === 'solved' ? built.explanation : undefined
  const names = (list: readonly number[]) =>
    f.list(list.slice(0, 3).flatMap(index => (needs[index] ? [needLabel(needs[index], language)] : [])))
  const partners = (explanation?.contributions ?? []).flatMap(one => {
    const row = rows[one.member]
    if (!row) return []
    const role =
      query.lead === row.key
        ? t.roles.coordinator
        : query.associated.includes(row.key)
          ? t.roles.associatedPartner
          : t.roles.participant
    return [
      [
        row.name,
        row.country ? f.country(row.country) : '',
        n.kinds[row.kind],
        role,
        names(one.bestAt.length ? one.bestAt : one.backsUp),
      ],
    ]
  })
  const deadline = call.deadlines.map(one => f.instant(one.at)).join('; ')
  const covered = (explanation?.coverage ?? []).map(
    row =>
      `${needs[row.competence] ? needLabel(needs[row.competence]!, language) : ''} (${t.strength[levelOf(row.best)]})`,
  )
  const open = verdicts
    .filter(one => one.answer !== 'met')
    .map(one => {
      const answer = `${t.answers[one.answer]}${one.answer === 'topicMayOverride' ? ` (${t.byDefault(t.answers[one.state])})` : ''}`
      return `- *${typst(answer)}*: ${typst(shortened(one.rule.statement[language]))}`
    })
  const met = `- ${typst(t.rulesMet(f.list(verdicts.filter(one => one.answer === 'met').map(one => one.rule.id)) || t.none))}`
  const cell = (text: string) => `[${typst(text)}]`
  return toPdf(`
#set document(title: ${typstString(`${t.briefTitle}: ${call.title}`)}, author: "Telaio", date: auto)
#set page(paper: "a4", margin: (x: 1.8cm, y: 1.6cm))
#set text(lang: "${language}", size: 9.5pt)
#set par(leading: 0.55em)
#show heading: set text(fill: rgb("#0b5a58"))
= ${typst(`${t.briefTitle}: ${call.title}`)}
${typst(call.id)} · ${typst(call.action ?? '')} · ${typst(`${calls[language].deadline}: ${deadline || calls[language].noDeadline}`)}
== ${typst(t.team)}
#table(columns: (2.6fr, 1fr, 1.5fr, 1.2fr, 2.2fr), stroke: 0.4pt + rgb("#d8d1c1"), inset: 4pt,
  table.header(${[t.partner, t.country, t.kind, t.role, t.adds].map(text => `[*${typst(text)}*]`).join(', ')}),
  ${partners.flatMap(cells => cells.map(cell)).join(', ')})
== ${typst(t.coverage)}
${typst(`${f.list(covered)}.`)}
== ${typst(t.rules)}
${verdicts.length ? [...open, met].join('\n') : typst(t.noRules)}

#text(size: 8pt)[${typst(t.briefMade(f.date(today)))}]
`)
}

/** The brief keeps to one page: a long statement ends at a word. */
const LONGEST_STATEMENT = 110
const shortened = (text: string) =>
  text.length <= LONGEST_STATEMENT ? text : `${text.slice(0, text.lastIndexOf(' ', LONGEST_STATEMENT))}…`
