import { addressOf } from '#kernel/address.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextField } from '#ui/forms.tsx'
import { Crumbs, Empty, Figures, Notice, Pager, Table, Tag } from '#ui/parts.tsx'
import { inLanguage } from '../../../model.ts'
import type { EventRow } from '../../../queries.ts'
import { dayOf, hourOf } from '../../../times.ts'
import { words } from '../messages.ts'
import { type Outcome, type OutcomesQuery, PER_PAGE, SORTS, VERDICTS, WAYS } from '../model.ts'
import type { OutcomeRow, outcomeCounts } from '../queries.ts'

type Props = {
  language: Language
  event: EventRow
  query: OutcomesQuery
  counts: Awaited<ReturnType<typeof outcomeCounts>>
  rows: readonly OutcomeRow[]
  total: number
  saved: boolean
}

/** What both sides say of each meeting, what they disagree on, and who goes on. */
export function OutcomesPage({ language, event, query, counts, rows, total, saved }: Props) {
  const t = words[language]
  const f = formats(language)
  const at = `/${language}/events/${event.id}`
  const asked = { q: query.q, verdict: query.verdict, follow: query.follow, sort: query.sort }
  const choices = <T extends string>(values: readonly T[], names: Readonly<Record<T, string>>) =>
    values.map(value => ({ value, text: names[value] }))
  return (
    <>
      <Crumbs label={t.events} trail={[{ href: `${at}/manage`, text: inLanguage(event, 'title', language) }]} />
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      {saved && (
        <Notice tone="good" role="status">
          <p>{t.saved}</p>
        </Notice>
      )}
      <Figures
        items={[
          { value: f.number(counts.placed), label: t.placed },
          { value: f.number(counts.told), label: t.told },
          { value: f.number(counts.held), label: t.verdicts.held },
          { value: f.number(counts.disputed), label: t.disagree },
          { value: f.number(counts.goneOn), label: t.goneOn },
        ]}
      />
      <form action={`${at}/outcomes`} className="panel filters">
        <div className="filters-row">
          <TextField name="q" label={t.search} hint={t.searchHint} value={query.q} type="search" />
          <Select
            name="verdict"
            label={t.verdict}
            any={t.any}
            value={query.verdict}
            choices={choices(VERDICTS, t.verdicts)}
          />
          <Select
            name="follow"
            label={t.follow}
            any={t.any}
            value={query.follow}
            choices={[{ value: 'any', text: t.anyFollow }, ...choices(WAYS, t.ways)]}
          />
          <Select name="sort" label={t.sort} value={query.sort} choices={choices(SORTS, t.sorts)} />
        </div>
        <p className="row">
          <button type="submit">{t.find}</button>
          <a href={`${at}/outcomes.csv${addressOf(asked)}`}>CSV</a>
          <a href={`${at}/outcomes.xlsx${addressOf(asked)}`}>XLSX</a>
        </p>
      </form>
      <p role="status">{t.found(f.number(total))}</p>
      {rows.length === 0 ? (
        <Empty>
          <p>{t.empty}</p>
          <p>{t.emptyHint}</p>
        </Empty>
      ) : (
        <Table
          caption={t.title}
          silent
          heads={[t.time, t.one, t.other, t.verdict, t.follow, t.inLedger].map(text => ({ text }))}
          rows={rows.map(row => cellsOf(language, event, row))}
        />
      )}
      <Pager
        page={query.page}
        pages={Math.ceil(total / PER_PAGE)}
        href={page => `${at}/outcomes${addressOf({ ...asked, page })}`}
        words={{
          label: t.pages,
          previous: t.previous,
          next: t.nextPage,
          position: t.position(f.number(query.page), f.number(Math.ceil(total / PER_PAGE))),
        }}
      />
    </>
  )
}

const TONES = { held: 'good', disputed: 'weft', 'not-held': undefined, unsaid: undefined } as const

function cellsOf(language: Language, event: EventRow, row: OutcomeRow) {
  const t = words[language]
  const f = formats(language)
  const at = `/${language}/events/${event.id}/outcomes/${row.id}`
  return [
    <>
      {f.dateShort(dayOf(row.starts_at, event.zone))}, {hourOf(row.starts_at, event.zone)}
      <br />
      <span className="small soft">
        {row.table_name}, {row.room}
      </span>
    </>,
    side(language, row.a_name, row.a_organisation, row.a_said, row.a_by),
    side(language, row.b_name, row.b_organisation, row.b_said, row.b_by),
    <>
      <Tag tone={TONES[row.verdict]}>{t.verdicts[row.verdict]}</Tag>{' '}
      <a href={at}>
        {t.enter}
        <span className="visually-hidden">
          {' '}
          {row.a_name}, {row.b_name}
        </span>
      </a>
    </>,
    row.follows.length > 0 && (
      <ul className="plain">
        {row.follows.map(follow => (
          <li key={follow.kind}>
            {t.ways[follow.kind]}: {t.followed[follow.state]}
            {follow.day && `, ${f.dateShort(follow.day)}`}
            {follow.about && `, ${follow.about}`}
          </li>
        ))}
      </ul>
    ),
    factOf(language, row),
  ]
}

function factOf(language: Language, row: OutcomeRow) {
  const t = words[language]
  if (row.fact !== null)
    return <a href={`/${language}/ledger/${row.fact}`}>{t.fact(formats(language).number(row.fact))}</a>
  if (row.verdict !== 'held') return undefined
  return row.a_key === null || row.b_key === null ? t.noOrganisation : row.a_key === row.b_key && t.sameOrganisation
}

function side(language: Language, name: string, organisation: string, said: Outcome | null, by: string | null) {
  const t = words[language]
  return (
    <>
      <strong>{name || t.nobody}</strong>
      {organisation && `, ${organisation}`}
      <br />
      <span className={said === null ? 'soft' : undefined}>{said === null ? t.nobodySaid : t.outcomes[said]}</span>
      {by !== null && <span className="small soft"> ({t.byStaff})</span>}
    </>
  )
}
