import { addressOf } from '#kernel/address.ts'
import { type Formats, formats, type Language } from '#platform/i18n.ts'
import { Choices, Select, TextField } from '#ui/forms.tsx'
import { Empty, Pager, Tag, type Tone } from '#ui/parts.tsx'
import { words } from '../messages.ts'
import { CALL_SORTS, CALLS_PER_PAGE, type CallQuery, daysUntil, firstSentence } from '../model.ts'
import type { CallFacet, CallPage, CallRow } from '../queries.ts'

export const STATUS_TONE: Record<string, Tone> = { open: 'good', forthcoming: 'knot', closed: 'weft' }

/** The address of a list of calls, without what is empty. */
export const callsAddress = (query: Partial<CallQuery>, changes: Partial<CallQuery> = {}): string =>
  addressOf({ ...query, ...changes })

type Props = { language: Language; query: CallQuery; result: CallPage; now: Date }

export function CallsPage({ language, query, result, now }: Props) {
  const t = words[language]
  const f = formats(language)
  const here = `/${language}/calls`
  const pages = Math.ceil(result.total / CALLS_PER_PAGE)
  const filtered = callsAddress(query, { q: undefined, page: 1, sort: undefined }) !== ''
  return (
    <>
      <h1>{t.title}</h1>
      <p className="lead">
        {t.lead} <a href={`/${language}/needs`}>{t.membersNeeds}</a>
      </p>
      <form action={here} className="with-filters">
        <Filters language={language} query={query} facets={result.facets} open={filtered} />
        <div>
          <div className="row end no-print">
            <div className="grow">
              <label htmlFor="q">
                <strong>{t.searchLabel}</strong>
              </label>
              <input id="q" name="q" type="search" defaultValue={query.q} maxLength={300} />
            </div>
            <button type="submit">{t.search}</button>
          </div>
          <p className="row">
            <strong role="status">{t.found(f.number(result.total))}</strong>
            <a href={`${here}.ics${callsAddress(query, { page: 1 })}`}>{t.calendar}</a>
            <span className="small soft">{t.calendarHint}</span>
          </p>
          {result.rows.length === 0 ? (
            <Empty>
              <p>{query.q || filtered ? t.nothing : t.noData}</p>
              {filtered && <a href={here}>{t.clear}</a>}
            </Empty>
          ) : (
            <ul className="results">
              {result.rows.map(call => (
                <CallItem key={call.id} call={call} language={language} now={now} />
              ))}
            </ul>
          )}
          <Pager
            page={query.page}
            pages={pages}
            href={page => `${here}${callsAddress(query, { page })}`}
            words={{
              label: t.pages,
              previous: t.previous,
              next: t.next,
              position: t.position(f.number(query.page), f.number(pages)),
            }}
          />
        </div>
      </form>
    </>
  )
}

function Filters({
  language,
  query,
  facets,
  open,
}: {
  language: Language
  query: CallQuery
  facets: readonly CallFacet[]
  open: boolean
}) {
  const t = words[language]
  const f = formats(language)
  const choices = (facet: CallFacet['facet'], text: (value: string) => string, keep: readonly string[] = []) => {
    const counts = new Map(facets.filter(row => row.facet === facet).map(row => [row.value, row.n]))
    for (const value of keep) if (!counts.has(value)) counts.set(value, 0)
    return [...counts]
      .sort(([a, m], [b, n]) => n - m || f.compare(a, b))
      .map(([value, n]) => ({ value, text: text(value), count: f.number(n) }))
  }
  const same = (value: string) => value
  return (
    <details className="filters panel" open={open || undefined}>
      <summary>{t.filters}</summary>
      <Select
        name="status"
        label={t.status}
        any={t.any}
        value={query.status}
        choices={choices('status', value => t.statuses[value as keyof typeof t.statuses] ?? value)}
      />
      <Select
        name="programme"
        label={t.programme}
        any={t.any}
        value={query.programme}
        choices={choices('programme', same)}
      />
      <Select name="area" label={t.area} any={t.any} value={query.area} choices={choices('area', same)} />
      <Choices name="action" legend={t.action} chosen={query.action} choices={choices('action', same, query.action)} />
      <Select
        name="stages"
        label={t.stages}
        any={t.any}
        value={query.stages}
        choices={choices('stages', value => t.stageNames[value as keyof typeof t.stageNames] ?? value)}
      />
      <TextField name="from" type="date" label={t.from} value={query.from} />
      <TextField name="to" type="date" label={t.to} value={query.to} />
      <TextField name="million" type="number" label={t.million} value={query.million?.toString()} />
      <label className="choice">
        <input type="checkbox" name="past" value="1" defaultChecked={query.past} />
        <span>{t.past}</span>
      </label>
      <Select
        name="sort"
        label={t.sort}
        value={query.sort ?? (query.q ? 'best' : 'deadline')}
        choices={CALL_SORTS.map(value => ({ value, text: t.sorts[value] }))}
      />
      <p className="row">
        <button type="submit">{t.apply}</button>
        {open && <a href={`/${language}/calls${callsAddress({ q: query.q })}`}>{t.clear}</a>}
      </p>
    </details>
  )
}

/** 5–7 Mln € as "from 5 to 7", one amount when both are the same. */
export function grantRange(
  call: { grant_min_cents: number | null; grant_max_cents: number | null },
  f: Formats,
  t: (typeof words)[Language],
): string | undefined {
  const { grant_min_cents: low, grant_max_cents: high } = call
  if (high === null) return low === null ? undefined : f.moneyShort(low)
  if (low === null || low === 0) return t.upTo(f.moneyShort(high))
  return low === high ? f.moneyShort(high) : t.between(f.moneyShort(low), f.moneyShort(high))
}

function CallItem({ call, language, now }: { call: CallRow; language: Language; now: Date }) {
  const t = words[language]
  const f = formats(language)
  const summary = language === 'it' ? (call.summary_it ?? call.summary_en) : (call.summary_en ?? call.summary_it)
  const left = call.deadline && daysUntil(call.deadline, now)
  return (
    <li>
      <h2>
        <a href={`/${language}/calls/${encodeURIComponent(call.id)}`} lang="en">
          {call.title}
        </a>
      </h2>
      <p className="small row">
        <Tag tone={STATUS_TONE[call.status]}>{t.statuses[call.status as keyof typeof t.statuses]}</Tag>
        {call.action && <Tag>{call.action}</Tag>}
        {call.vanished && <Tag tone="weft">{t.vanished}</Tag>}
        <span className="soft">{call.id}</span>
      </p>
      {summary && <p className="prose">{firstSentence(summary)}</p>}
      <p className="small row">
        <span>{call.deadline ? f.instant(call.deadline) : t.noDeadline}</span>
        {left !== null && call.status !== 'closed' && <strong>{t.daysLeft(left)}</strong>}
        {grantRange(call, f, t) && (
          <span className="soft">
            {t.perProject}: {grantRange(call, f, t)}
          </span>
        )}
      </p>
    </li>
  )
}
