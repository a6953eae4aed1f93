import { formats, type Language } from '#platform/i18n.ts'
import { type Choice, Choices, Select, TextField } from '#ui/forms.tsx'
import { Empty, Pager, Tag } from '#ui/parts.tsx'
import { words } from '../messages.ts'
import type { Category, Kind, OrganisationRow } from '../model.ts'
import { readableName, readablePlace, readableShortName } from '../naming/model.ts'
import { PAGE_SIZE, type SearchQuery, SORTS, searchAddress } from '../search/model.ts'
import type { FacetName, Field, SearchResult } from '../search/queries.ts'

type Props = {
  language: Language
  query: SearchQuery
  result: SearchResult
  places: ReadonlyMap<string, string>
  fields: readonly Field[]
}

const SHOWN_COUNTRIES = 12

export function SearchPage({ language, query, result, places, fields }: Props) {
  const t = words[language]
  const f = formats(language)
  const here = `/${language}/organisations`
  const pages = Math.ceil(result.total / PAGE_SIZE)
  const found = t.found(f.number(result.total))
  return (
    <>
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <form action={here} className="with-filters">
        <Filters language={language} query={query} result={result} places={places} fields={fields} />
        <div>
          <div className="row end no-print">
            <div className="grow">
              <label htmlFor="q">
                <strong>{t.searchLabel}</strong>
              </label>
              <span className="hint small soft" id="q-hint">
                {' '}
                {t.searchHint}
              </span>
              <input id="q" name="q" type="search" defaultValue={query.q} maxLength={300} aria-describedby="q-hint" />
            </div>
            <button type="submit">{t.search}</button>
          </div>
          <p role="status">
            <strong>
              {query.q ? (result.near ? t.foundNear(found, query.q) : t.foundFor(found, query.q)) : found}
            </strong>
          </p>
          {result.rows.length === 0 ? (
            <Empty>
              <p>{query.q || hasFilters(query) ? t.nothing : t.noData}</p>
              {hasFilters(query) && <a href={here}>{t.clear}</a>}
            </Empty>
          ) : (
            <ul className="results">
              {result.rows.map(row => (
                <Result key={row.key} row={row} language={language} />
              ))}
            </ul>
          )}
          <Pager
            page={query.page}
            pages={pages}
            href={page => `${here}${searchAddress(query, { page })}`}
            words={{
              label: t.pages,
              previous: t.previous,
              next: t.next,
              position: t.position(f.number(query.page), f.number(pages)),
            }}
          />
          {result.total > 0 && (
            <p className="small no-print">
              {t.download} <a href={`${here}.csv${searchAddress(query, { page: 1 })}`}>CSV</a>{' '}
              <a href={`${here}.xlsx${searchAddress(query, { page: 1 })}`}>XLSX</a>
            </p>
          )}
        </div>
      </form>
    </>
  )
}

const hasFilters = (query: SearchQuery) => searchAddress(query, { q: undefined, page: 1, sort: undefined }) !== ''

function Filters({ language, query, result, places, fields }: Props) {
  const t = words[language]
  const f = formats(language)
  const count = (facet: FacetName) =>
    new Map(result.facets.filter(row => row.facet === facet).map(row => [row.value, row.n]))
  const choices = (facet: FacetName, text: (value: string) => string, keep: readonly string[] = []): Choice[] => {
    const counts = count(facet)
    for (const value of keep) if (!counts.has(value)) counts.set(value, 0)
    return [...counts]
      .sort(([a, m], [b, n]) => n - m || f.compare(text(a), text(b)))
      .map(([value, n]) => ({ value, text: text(value), count: f.number(n) }))
  }
  const yesNo = (value: string) => (value === 'yes' ? t.yes : t.no)
  const countries = choices('country', f.country, query.country)
  return (
    <details className="filters panel" open={hasFilters(query) || undefined}>
      <summary>{t.filters}</summary>
      <Select name="member" label={t.member} any={t.anyone} value={query.member} choices={choices('member', yesNo)} />
      <Choices
        name="kind"
        legend={t.kind}
        chosen={query.kind}
        choices={choices('kind', value => t.kinds[value as Kind], query.kind)}
      />
      <Select
        name="country"
        label={t.country}
        any={t.anyone}
        value={query.country[0]}
        choices={[
          ...countries.slice(0, SHOWN_COUNTRIES),
          ...countries.slice(SHOWN_COUNTRIES).sort((a, b) => f.compare(a.text, b.text)),
        ]}
      />
      <Select
        name="region"
        label={t.region}
        any={t.any}
        value={query.region}
        choices={choices('region', code => places.get(code) ?? code, query.region ? [query.region] : [])}
      />
      <Select
        name="province"
        label={t.province}
        any={t.any}
        value={query.province}
        choices={choices('province', code => places.get(code) ?? code, query.province ? [query.province] : [])}
      />
      <Select name="sme" label={t.sme} any={t.anyone} value={query.sme} choices={choices('sme', yesNo)} />
      {count('category').size > 0 && (
        <Choices
          name="category"
          legend={t.category}
          chosen={query.category}
          choices={choices('category', value => t.categories[value as Category], query.category)}
        />
      )}
      <Select
        name="concept"
        label={t.concept}
        any={t.any}
        value={query.concept}
        choices={fields.map(({ code, label }) => ({
          value: code,
          text: code.split('/').length > 2 ? `\u2003${label}` : label,
        }))}
      />
      <TextField name="topic" label={t.topic} hint={t.topicHint} value={query.topic} maxLength={80} />
      <Select
        name="programme"
        label={t.programme}
        any={t.anyone}
        value={query.programme}
        choices={choices('programme', value => value, query.programme ? [query.programme] : [])}
      />
      <Select
        name="sort"
        label={t.sort}
        value={query.sort ?? (query.q ? 'best' : 'projects')}
        choices={SORTS.map(value => ({ value, text: t[value] }))}
      />
      <p className="row">
        <button type="submit">{t.apply}</button>
        {hasFilters(query) && <a href={`/${language}/organisations${searchAddress({ q: query.q })}`}>{t.clear}</a>}
      </p>
    </details>
  )
}

/** One organisation in a list; `href` where it does not lead to its own page. */
export function Result({ row, language, href }: { row: OrganisationRow; language: Language; href?: string }) {
  const t = words[language]
  const f = formats(language)
  return (
    <li>
      <h2>
        <a href={href ?? `/${language}/organisations/${row.key}`}>{readableName(row)}</a>
        {row.short_name && row.short_name !== row.name && <span className="soft small"> {readableShortName(row)}</span>}
      </h2>
      <p className="small row">
        {row.member && <Tag tone="weft">{row.category ? t.categories[row.category] : t.memberTag}</Tag>}
        {row.invented && <Tag tone="knot">{t.inventedTag}</Tag>}
        <span>{t.kinds[row.kind]}</span>
        {row.sme && <Tag>{t.smeTag}</Tag>}
        <span className="soft">
          {[row.city && readablePlace(row.city), row.country && f.country(row.country)].filter(Boolean).join(', ')}
        </span>
        {row.project_count > 0 && (
          <span className="soft">
            {t.projectCount(f.number(row.project_count))}, {f.moneyShort(row.contribution_cents)}
          </span>
        )}
      </p>
    </li>
  )
}
