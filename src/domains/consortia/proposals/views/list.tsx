import { readableName } from '#domains/network/naming/model.ts'
import { addressOf } from '#kernel/address.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextField } from '#ui/forms.tsx'
import { Empty, Figures, Table, Tag, type Tone } from '#ui/parts.tsx'
import type { Totals } from '../actions.ts'
import { words } from '../messages.ts'
import { LIST_SORTS, type ListQuery, STATES, type State } from '../model.ts'
import type { ListRow } from '../queries.ts'

export const STATE_TONE: Record<State, Tone | undefined> = {
  draft: undefined,
  submitted: 'knot',
  funded: 'good',
  rejected: 'weft',
  withdrawn: 'weft',
}

type Props = {
  language: Language
  query: ListQuery
  rows: readonly ListRow[]
  totals: Totals
  byState: ReadonlyMap<State, Totals>
}

export function ProposalsPage({ language, query, rows, totals, byState }: Props) {
  const t = words[language]
  const f = formats(language)
  const filtered = Boolean(query.q || query.state || query.year)
  const params = addressOf(query)
  return (
    <>
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <form className="row end" action={`/${language}/proposals`}>
        <div className="grow">
          <TextField name="q" type="search" label={t.searchLabel} value={query.q} />
        </div>
        <Select
          name="state"
          label={t.state}
          any={t.anyState}
          value={query.state}
          choices={STATES.map(value => ({ value, text: t.states[value] ?? value }))}
        />
        <TextField name="year" type="number" label={t.year} value={query.year?.toString()} />
        <Select
          name="sort"
          label={t.sort}
          value={query.sort ?? 'recent'}
          choices={LIST_SORTS.map(value => ({ value, text: t.sorts[value] ?? value }))}
        />
        <div className="field">
          <button type="submit">{t.apply}</button>
        </div>
      </form>
      {rows.length === 0 ? (
        <Empty>
          <p>{filtered ? t.noneHere : t.none}</p>
          {!filtered && (
            <a className="button" href={`/${language}/calls`}>
              {t.toCalls}
            </a>
          )}
        </Empty>
      ) : (
        <>
          <Figures
            items={[
              { value: f.number(totals.proposals), label: t.proposals },
              { value: f.money(totals.requested_cents), label: t.asked },
              { value: f.money(totals.budget_cents), label: t.planned },
              { value: f.number(totals.members), label: t.membersInvolved },
            ]}
          />
          <p className="row no-print">
            <a className="button quiet small" href={`/${language}/proposals.xlsx${params}`}>
              {t.xlsx}
            </a>
            <a className="button quiet small" href={`/${language}/proposals.csv${params}`}>
              {t.csv}
            </a>
          </p>
          <Table
            caption={t.listCaption(f.number(rows.length))}
            heads={[
              { text: t.acronym },
              { text: t.call },
              { text: t.state },
              { text: t.since },
              { text: t.coordinator },
              { text: t.partners, number: true },
              { text: t.members, number: true },
              { text: t.requested, number: true },
            ]}
            rows={rows.map(row => [
              <span key="a">
                <a href={`/${language}/proposals/${row.id}`}>{row.acronym}</a>
                <br />
                <span className="small soft">{row.title}</span>
              </span>,
              row.call_id && (
                <a key="c" className="small" href={`/${language}/calls/${encodeURIComponent(row.call_id)}`}>
                  {row.call_id}
                </a>
              ),
              <Tag key="s" tone={STATE_TONE[row.state]}>
                {t.states[row.state]}
              </Tag>,
              <span key="d" className="nowrap">
                {f.dateShort(row.moved_on)}
              </span>,
              <span key="o" className="small">
                {row.coordinator && readableName({ name: row.coordinator })}
              </span>,
              f.number(row.partners),
              f.number(row.members),
              f.money(row.requested_cents),
            ])}
          />
          {byState.size > 1 && (
            <Table
              caption={t.byState}
              heads={[
                { text: t.state },
                { text: t.proposals, number: true },
                { text: t.membersInvolved, number: true },
                { text: t.planned, number: true },
                { text: t.asked, number: true },
              ]}
              rows={STATES.flatMap(state => {
                const sum = byState.get(state)
                return sum
                  ? [
                      [
                        t.states[state],
                        f.number(sum.proposals),
                        f.number(sum.members),
                        f.money(sum.budget_cents),
                        f.money(sum.requested_cents),
                      ],
                    ]
                  : []
              })}
            />
          )}
        </>
      )}
    </>
  )
}
