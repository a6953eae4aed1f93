import { words as network } from '#domains/network/messages.ts'
import type { Language } from '#platform/i18n.ts'
import { toXlsx } from '#platform/sheets.ts'
import { sheetMeanings, words } from '../messages.ts'
import type { TeamView } from './actions.ts'
import { needLabel } from './views/wishes.tsx'

/** The team as a workbook: partners, coverage with the strengths behind it, rules with their state. */
export async function teamSheet(
  { call, built, rows, needs, verdicts, query }: TeamView,
  language: Language,
): Promise<Uint8Array> {
  const t = words[language]
  const n = network[language]
  if (built.status !== 'solved') return toXlsx(call.id, language, [])
  const { contributions, coverage, members } = built.explanation
  const partners = contributions.flatMap(one => {
    const row = rows[one.member]
    return row
      ? [
          {
            ...row,
            points: one.points,
            role:
              query.lead === row.key
                ? t.roles.coordinator
                : query.associated.includes(row.key)
                  ? t.roles.associatedPartner
                  : t.roles.participant,
          },
        ]
      : []
  })
  type Partner = (typeof partners)[number]
  type Cover = (typeof coverage)[number]
  const sheets = [
    {
      name: t.team,
      rows: partners,
      columns: [
        { head: t.partner, means: sheetMeanings.partner, width: 50, value: (row: Partner) => row.name },
        { head: 'PIC', means: sheetMeanings.pic, value: (row: Partner) => row.pic },
        { head: t.country, means: sheetMeanings.country, value: (row: Partner) => row.country },
        { head: 'NUTS', means: sheetMeanings.nuts, value: (row: Partner) => row.nuts },
        { head: t.kind, means: sheetMeanings.kind, width: 28, value: (row: Partner) => n.kinds[row.kind] },
        { head: t.role, means: sheetMeanings.role, width: 22, value: (row: Partner) => row.role },
        { head: t.adds, means: sheetMeanings.adds, value: (row: Partner) => Math.round(row.points * 10) / 10 },
      ],
    },
    {
      name: t.coverage,
      rows: coverage,
      columns: [
        {
          head: t.competence,
          means: sheetMeanings.competence,
          width: 34,
          value: (row: Cover) => (needs[row.competence] ? needLabel(needs[row.competence]!, language) : null),
        },
        { head: t.together, means: sheetMeanings.together, value: (row: Cover) => Math.round(row.best * 100) / 100 },
        ...members.map((member, index) => ({
          head: rows[member]?.name ?? '',
          means: sheetMeanings.strength,
          value: (row: Cover) => Math.round((row.strengths[index] ?? 0) * 100) / 100,
        })),
      ],
    },
    {
      name: t.rules,
      rows: verdicts,
      columns: [
        { head: 'id', means: sheetMeanings.rule, value: (row: (typeof verdicts)[number]) => row.rule.id },
        {
          head: t.verdict,
          means: sheetMeanings.answer,
          width: 24,
          value: (row: (typeof verdicts)[number]) => t.answers[row.answer],
        },
        {
          head: t.rules,
          means: sheetMeanings.statement,
          width: 90,
          value: (row: (typeof verdicts)[number]) =>
            [row.rule.statement[language], ...row.sentences.map(one => one[language])].join(' '),
        },
        {
          head: t.source,
          means: sheetMeanings.source,
          width: 40,
          value: (row: (typeof verdicts)[number]) => `${row.rule.source.document} ${row.rule.source.page ?? ''}`,
        },
      ],
    },
  ]
  return toXlsx(call.id, language, sheets as never)
}
