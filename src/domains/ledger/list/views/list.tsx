import { addressOf } from '#kernel/address.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextField } from '#ui/forms.tsx'
import { Empty, Pager, Table } from '#ui/parts.tsx'
import { KIND_CODES } from '../../kinds/catalogue.ts'
import { AMENDED, type ListQuery, SORTS, SOURCES } from '../../model.ts'
import { words } from '../messages.ts'
import type { FactRow } from '../queries.ts'
import { detailsInWords, kindName, type Readable, State, Who } from './parts.tsx'

type Props = {
  language: Language
  query: ListQuery
  rows: readonly FactRow[]
  totals: { readonly n: number; readonly cents: number }
  places: readonly { readonly code: string; readonly name: string }[]
  perPage: number
  mayRecord: boolean
  readable: Readable
}

export function Ledger({ language, query, rows, totals, places, perPage, mayRecord, readable }: Props) {
  const t = words[language]
  const f = formats(language)
  const pages = Math.max(1, Math.ceil(totals.n / perPage))
  const filters = addressOf({ ...query, page: 1 })
  const filtered = addressOf({ ...query, page: 1, sort: undefined }) !== ''
  return (
    <>
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <p className="row">
        {mayRecord && (
          <>
            <a className="button" href={`/${language}/ledger/new`}>
              {t.add}
            </a>
            <a className="button quiet" href={`/${language}/ledger/import`}>
              {t.import}
            </a>
          </>
        )}
        <a className="button quiet" href={`/${language}/ledger/check`}>
          {t.check}
        </a>
      </p>
      <details open={filtered || query.sort !== undefined}>
        <summary>{t.filters}</summary>
        <Filters {...{ language, query, places }} />
      </details>
      {totals.n === 0 ? (
        <Empty>
          <p>{filtered ? t.nothing : t.empty}</p>
        </Empty>
      ) : (
        <>
          <p className="row">
            <strong>{t.found(f.number(totals.n))}</strong>
            {/* A sum over different kinds would count the same money twice. */}
            {query.kind && totals.cents > 0 && <span>{t.worth(f.money(totals.cents))}</span>}
            <span className="soft">
              {t.download} <a href={`/${language}/ledger.csv${filters}`}>CSV</a>{' '}
              <a href={`/${language}/ledger.xlsx${filters}`}>Excel</a>
            </span>
          </p>
          <Table
            caption={t.title}
            className="dense"
            heads={[
              { text: t.number },
              { text: t.day },
              { text: t.what },
              { text: t.who },
              { text: t.place },
              { text: t.amount, number: true },
              { text: t.evidence, number: true },
            ]}
            rows={rows.map(row => [
              <a key="n" href={`/${language}/ledger/${row.seq}`}>
                {f.number(row.seq)}
              </a>,
              <span key="d" className="nowrap">
                {f.dateShort(row.happened_on)}
              </span>,
              <What key="w" {...{ language, row }} />,
              <Who key="o" {...{ language, readable }} parties={row.parties} />,
              row.place_name ?? '',
              row.amount_cents === null ? '' : f.money(row.amount_cents),
              row.evidence.length === 0 ? '' : f.number(row.evidence.length),
            ])}
          />
          <Pager
            page={query.page}
            pages={pages}
            href={page => `/${language}/ledger${addressOf({ ...query, page })}`}
            words={{
              label: t.pages,
              previous: t.previous,
              next: t.next,
              position: t.position(f.number(query.page), f.number(pages)),
            }}
          />
        </>
      )}
    </>
  )
}

function What({ language, row }: { language: Language; row: FactRow }) {
  const { title } = row.details
  const type = detailsInWords(language, row).find(([, said]) => said !== String(title))
  return (
    <>
      <strong>{kindName(language, row.kind)}</strong> <State language={language} fact={row} />
      {(title || type) && (
        <span className="soft"> {[title, row.kind === 'event-held' && type?.[1]].filter(Boolean).join(', ')}</span>
      )}
    </>
  )
}

function Filters({ language, query, places }: Pick<Props, 'language' | 'query' | 'places'>) {
  const t = words[language]
  const f = formats(language)
  const kinds = KIND_CODES.map(value => ({ value, text: kindName(language, value) })).sort((a, b) =>
    f.compare(a.text, b.text),
  )
  return (
    <form method="get" action={`/${language}/ledger`} className="filters-row">
      <Select name="kind" label={t.kind} any={t.anyKind} value={query.kind} choices={kinds} />
      <TextField name="from" type="date" label={t.from} value={query.from} />
      <TextField name="until" type="date" label={t.until} value={query.until} />
      <TextField name="party" label={t.party} value={query.party} />
      <Select
        name="place"
        label={t.place}
        any={t.anyPlace}
        value={query.place}
        choices={places.map(({ code, name }) => ({ value: code, text: name }))}
      />
      <Select
        name="source"
        label={t.source}
        any={t.anySource}
        value={query.source}
        choices={SOURCES.map(value => ({ value, text: t.sources[value] ?? value }))}
      />
      <Select
        name="amended"
        label={t.amended}
        value={query.amended ?? 'standing'}
        choices={AMENDED.map(value => ({ value, text: t.states[value] ?? value }))}
      />
      <Select
        name="sort"
        label={t.sort}
        value={query.sort ?? 'recorded'}
        choices={SORTS.map(value => ({ value, text: t.sorts[value] ?? value }))}
      />
      <p className="row">
        <button type="submit">{t.apply}</button>
        <a className="button quiet" href={`/${language}/ledger`}>
          {t.clear}
        </a>
      </p>
    </form>
  )
}
