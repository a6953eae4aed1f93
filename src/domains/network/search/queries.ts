import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { OrganisationRow } from '../model.ts'
import { PAGE_SIZE, type SearchQuery } from './model.ts'

export type FacetName = 'kind' | 'category' | 'country' | 'region' | 'province' | 'member' | 'sme' | 'programme'
export type FacetCount = { readonly facet: FacetName; readonly value: string; readonly n: number }
export type SearchResult = {
  readonly rows: OrganisationRow[]
  readonly total: number
  readonly facets: FacetCount[]
  /** Nothing was found as written: these are names that look like every word of it. */
  readonly near: boolean
}

/** How alike a word must be to a name to count as meant: 1 is the same, .5 forgives about one letter in five. */
const LIKENESS = 0.5

type Filter = { readonly facet: FacetName | 'concept' | 'topic'; readonly sql: RawBuilder<unknown> }

/** Each filter as a condition on organisation_search `s`; kept apart because a facet is counted without its own filter. */
function filtersOf(query: SearchQuery): Filter[] {
  const filters: Filter[] = []
  if (query.kind.length) filters.push({ facet: 'kind', sql: sql`s.kind = any(${query.kind})` })
  if (query.category.length) filters.push({ facet: 'category', sql: sql`s.category = any(${query.category})` })
  if (query.country.length) filters.push({ facet: 'country', sql: sql`s.country = any(${query.country})` })
  if (query.region) filters.push({ facet: 'region', sql: sql`s.region = ${query.region}` })
  if (query.province) filters.push({ facet: 'province', sql: sql`s.province = ${query.province}` })
  if (query.member) filters.push({ facet: 'member', sql: sql`s.member = ${query.member === 'yes'}` })
  if (query.sme) filters.push({ facet: 'sme', sql: sql`s.sme = ${query.sme === 'yes'}` })
  if (query.programme) filters.push({ facet: 'programme', sql: sql`${query.programme} = any(s.programmes)` })
  if (query.concept) filters.push({ facet: 'concept', sql: sql`s.concepts @> array[${query.concept}]` })
  if (query.topic) {
    filters.push({
      facet: 'topic',
      sql: sql`s.organisation_id in (
        select coalesce(o.same_as, o.id) from project p join participation t on t.project_id = p.id join organisation o on o.id = t.organisation_id
        where starts_with(p.topic_id, upper(${query.topic})))`,
    })
  }
  return filters
}

const all = (filters: readonly Filter[], except?: FacetName): RawBuilder<unknown> => {
  const used = filters.filter(filter => filter.facet !== except).map(filter => filter.sql)
  return used.length ? sql.join(used, sql` and `) : sql`true`
}

const NARROW = sql`s.organisation_id, s.kind, s.category, s.country, s.region, s.province, s.member, s.sme, s.programmes, s.concepts, s.project_count,
  s.contribution_cents, s.sort_name`

/** Which organisations the words mean, with how well: whole words in any language first, then names that look alike. */
function hits(q: string | undefined): RawBuilder<unknown> {
  if (!q) return sql`select ${NARROW}, 0::real as score from organisation_search s`
  const words = sql`(websearch_to_tsquery('simple', fold(${q})) || websearch_to_tsquery('english', fold(${q})) || websearch_to_tsquery('italian', fold(${q})))`
  return sql`
    select ${NARROW}, (ts_rank_cd(s.words, ${words}, 1) + 2 * word_similarity(fold(${q}), s.name)
        + case when s.member then 0.05 else 0 end + ln(1 + s.project_count) / 40)::real as score
    from organisation_search s
    where s.words @@ ${words} or (fold(${q}) <% s.name and word_similarity(fold(${q}), s.name) >= ${LIKENESS})`
}

/** With more mistakes than that: each longer word by itself must look like a part of the name. Reads every name, so only where nothing else was found. */
const FAR_LIKENESS = 0.4
const MOST_WORDS = 4
function nearHits(q: string): RawBuilder<unknown> | undefined {
  const words = q.match(/\p{L}{4,}/gu)?.slice(0, MOST_WORDS) ?? []
  if (words.length === 0) return undefined
  const likeness = words.map(word => sql`word_similarity(fold(${word}), s.name)`)
  return sql`
    select ${NARROW}, (${sql.join(likeness, sql` + `)} + ln(1 + s.project_count) / 40)::real as score from organisation_search s
    where ${sql.join(
      likeness.map(one => sql`${one} >= ${FAR_LIKENESS}`),
      sql` and `,
    )}`
}

const ORDER: Record<NonNullable<SearchQuery['sort']>, RawBuilder<unknown>> = {
  best: sql`s.score desc, s.project_count desc, s.organisation_id`,
  projects: sql`s.project_count desc, s.organisation_id`,
  money: sql`s.contribution_cents desc, s.organisation_id`,
  name: sql`s.sort_name collate "und-x-icu", s.organisation_id`,
}

const COLUMNS = sql`o.key, o.name, o.short_name, o.kind, o.sme, o.country, o.city, o.nuts, s.member, s.category, o.invented, s.project_count, s.contribution_cents`

const FACETS = ['kind', 'category', 'country', 'region', 'province', 'member', 'sme', 'programme'] as const

/** How many of the organisations that `where` leaves fall under each value of the given filters. */
const counted = (where: RawBuilder<unknown>, facets: readonly FacetName[]) =>
  sql`select f.facet, f.value, count(*)::int as n from hit s join organisation_facet f on f.organisation_id = s.organisation_id
    where ${where} and f.facet = any(${facets}) group by 1, 2`

/**
 * Counts of every filter. A filter is counted without itself, so that its other values show what choosing them would give; where that
 * leaves no condition at all, the counts are those kept for everybody.
 */
function counts(query: SearchQuery, filters: readonly Filter[]): RawBuilder<unknown> {
  const known = (facets: readonly FacetName[]) =>
    sql`select facet, value, n from facet_count where facet = any(${facets})`
  const own = FACETS.filter(name => filters.some(filter => filter.facet === name))
  const free = FACETS.filter(name => !own.includes(name))
  const nothing = (except?: FacetName) => !query.q && filters.every(filter => filter.facet === except)
  return sql.join(
    [
      nothing() ? known(free) : counted(all(filters), free),
      ...own.map(name => (nothing(name) ? known([name]) : counted(all(filters, name), [name]))),
    ],
    sql` union all `,
  )
}

/** One page of a search, the number of all results and the counts of every filter. One round trip; a second where nothing is like the words. */
export async function searchOrganisations(db: Db, query: SearchQuery): Promise<SearchResult> {
  const asWritten = await onePage(db, query, hits(query.q))
  const near = asWritten.total === 0 && query.q ? nearHits(query.q) : undefined
  if (!near) return { ...asWritten, near: false }
  const alike = await onePage(db, query, near)
  return { ...alike, near: alike.total > 0 }
}

async function onePage(db: Db, query: SearchQuery, found: RawBuilder<unknown>): Promise<Omit<SearchResult, 'near'>> {
  const filters = filtersOf(query)
  const order = ORDER[query.sort ?? (query.q ? 'best' : 'projects')]
  // Without words a hit is a row of the table, best read by its indexes; with words it is found once.
  const { rows } = await sql<{ page: OrganisationRow[] | null; total: number; facets: FacetCount[] | null }>`
    with hit as ${query.q ? sql`materialized` : sql`not materialized`} (${found}),
    page as (select s.* from hit s where ${all(filters)} order by ${order} limit ${PAGE_SIZE} offset ${(query.page - 1) * PAGE_SIZE}),
    facet as (${counts(query, filters)})
    select
      (select json_agg(r) from (select ${COLUMNS} from page s join organisation o on o.id = s.organisation_id order by ${order}) r) as page,
      (select count(*)::int from hit s where ${all(filters)}) as total, (select json_agg(f) from facet f) as facets`.execute(
    db,
  )
  const row = rows[0]
  return { rows: row?.page ?? [], total: row?.total ?? 0, facets: row?.facets ?? [] }
}

/** The whole result of a search for an export, at most `limit` rows. */
export async function exportOrganisations(db: Db, query: SearchQuery, limit: number): Promise<OrganisationRow[]> {
  const rowsOf = async (found: RawBuilder<unknown>) => {
    const { rows } = await sql<OrganisationRow>`
      with hit as (${found})
      select ${COLUMNS} from hit s join organisation o on o.id = s.organisation_id where ${all(filtersOf(query))} order by ${ORDER[query.sort ?? (query.q ? 'best' : 'projects')]} limit ${limit}`.execute(
      db,
    )
    return rows
  }
  const asWritten = await rowsOf(hits(query.q))
  const near = asWritten.length === 0 && query.q ? nearHits(query.q) : undefined
  return near ? rowsOf(near) : asWritten
}

/** A field of science with its name in the reader's language. */
export type Field = { readonly code: string; readonly label: string }

/** The two most general levels of the fields of science, and the field chosen where it is deeper, in the order of the taxonomy. */
export async function fieldsToChoose(db: Db, chosen: string | undefined, language: 'it' | 'en'): Promise<Field[]> {
  const { rows } = await sql<Field>`
    select code, ${language === 'it' ? sql`coalesce(label_it, label_en)` : sql`label_en`} as label from concept
    where code ~ '^/[0-9]+(/[0-9]+)?$' or code = ${chosen ?? null} order by string_to_array(code, '/')`.execute(db)
  return rows
}
