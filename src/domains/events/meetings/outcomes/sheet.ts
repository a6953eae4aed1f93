import { localTime } from '#kernel/zoned.ts'
import type { Language } from '#platform/i18n.ts'
import type { Column } from '#platform/sheets.ts'
import { words } from './messages.ts'
import { type Outcome, WAYS } from './model.ts'
import type { OutcomeRow } from './queries.ts'

/** What both sides say of each meeting as a sheet. */
export function columnsOf(language: Language, zone: string): Column<OutcomeRow>[] {
  const t = words[language]
  const said = (outcome: Outcome | null) => (outcome === null ? '' : t.outcomes[outcome])
  const column = (head: string, value: Column<OutcomeRow>['value'], width = 20): Column<OutcomeRow> => ({
    ...{ head, value, width },
    means: { it: words.it.title, en: words.en.title },
  })
  return [
    column(t.time, row => localTime(row.starts_at, zone).replace('T', ' ')),
    column(t.where, row => `${row.table_name}, ${row.room}`),
    column(t.one, row => row.a_name, 28),
    column(t.organisationOf(t.one), row => row.a_organisation, 28),
    column(t.saysHead(t.one), row => said(row.a_said)),
    column(t.other, row => row.b_name, 28),
    column(t.organisationOf(t.other), row => row.b_organisation, 28),
    column(t.saysHead(t.other), row => said(row.b_said)),
    column(t.verdict, row => t.verdicts[row.verdict]),
    ...WAYS.map(way =>
      column(t.ways[way], row => {
        const follow = row.follows.find(one => one.kind === way)
        return follow ? [t.followed[follow.state], follow.day, follow.about].filter(Boolean).join(', ') : ''
      }),
    ),
    column(t.inLedger, row => row.fact ?? ''),
  ]
}
