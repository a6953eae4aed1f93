import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { OrganisationRow } from '../model.ts'
import { PAGE_SIZE, type SearchQuery } from './model.ts'

export type FacetName = 'kind' | 'category' | 'country' | 'region' | 'province' | 'member' | 'sme' | 'programme'
export type FacetCount = { readonly facet: FacetName; readonly value: string; readonly n: number }
export type SearchResult = { readonly rows: OrganisationRow[]; readonly total: number; readonly facets: FacetCount[] }

/** How alike a word must be to a name to count as meant: 1 is the same, .5 forgives about one letter in five. */
const LIKENESS = 0.5

type Filter = { readonly facet: FacetName | 'concept'; readonly sql: RawBuilder<unknown> }

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
  return filters
}

const all = (filters: readonly Filter[], except?: FacetName): RawBuilder<unknown> => {
  const used = filters.filter(filter => filter.facet !== except).map(filter => filter.sql)
  return used.length ? sql.join(used, sql` and `) : sql`true`
}

/** Which organisations the words mean, with how well: whole words in any language first, then names that look alike. */
function hits(q: string | undefined): RawBuilder<unknown> {
  if (!q) return sql`select s.*, 0::real as score from organisation_search s`
  const words = sql`(websearch_to_tsquery('simple', fold(${q})) || websearch_to_tsquery('english', fold(${q})) || websearch_to_tsquery('italian', fold(${q})))`
  return sql`
    select s.*, (ts_rank_cd(s.words, ${words}, 1) + 2 * word_similarity(fold(${q}), s.name)
        + case when s.member then 0.05 else 0 end + ln(1 + s.project_count) / 40)::real as score
    from organisation_search s
    where s.words @@ ${words} or (fold(${q}) <% s.name and word_similarity(fold(${q}), s.name) >= ${LIKENESS})`
}

const ORDER: Record<NonNullable<SearchQuery['sort']>, RawBuilder<unknown>> = {
  best: sql`h.score desc, h.project_count desc, h.organisation_id`,
  projects: sql`h.project_count desc, h.organisation_id`,
  money: sql`h.contribution_cents desc, h.organisation_id`,
  name: sql`h.sort_name collate "und-x-icu", h.organisation_id`,
}

const COLUMNS = sql`o.key, o.name, o.short_name, o.kind, o.sme, o.country, o.city, o.nuts, h.member, h.category, o.invented, h.project_count, h.contribution_cents`

/** One page of a search, the number of all results and the counts of every filter. One round trip. */
export async function searchOrganisations(db: Db, query: SearchQuery): Promise<SearchResult> {
  const filters = filtersOf(query)
  const facet = (name: FacetName, value: RawBuilder<unknown>) =>
    sql`select ${sql.lit(name)} as facet, ${value} as value, count(*)::int as n from hit s where ${all(filters, name)} and ${value} is not null group by 2`
  const { rows } = await sql<{ page: OrganisationRow[] | null; total: number; facets: FacetCount[] | null }>`
    with hit as materialized (${hits(query.q)}),
    chosen as (select * from hit s where ${all(filters)}),
    page as (select h.* from chosen h order by ${ORDER[query.sort ?? (query.q ? 'best' : 'projects')]} limit ${PAGE_SIZE} offset ${(query.page - 1) * PAGE_SIZE}),
    facet as (
      ${facet('kind', sql`s.kind`)} union all ${facet('category', sql`s.category`)} union all ${facet('country', sql`s.country`)}
      union all ${facet('region', sql`case when s.country = 'IT' then s.region end`)} union all ${facet('province', sql`case when s.region = 'ITH5' then s.province end`)}
      union all ${facet('member', sql`case when s.member then 'yes' else 'no' end`)} union all select 'programme' as facet, p.value, count(*)::int as n from hit s, unnest(s.programmes) as p(value) where ${all(filters, 'programme')} group by 2
      union all ${facet('sme', sql`case s.sme when true then 'yes' when false then 'no' end`)})
    select
      (select json_agg(r) from (select ${COLUMNS} from page h join organisation o on o.id = h.organisation_id
        order by ${ORDER[query.sort ?? (query.q ? 'best' : 'projects')]}) r) as page,
      (select count(*)::int from chosen) as total,
      (select json_agg(f) from facet f) as facets`.execute(db)
  const row = rows[0]
  return { rows: row?.page ?? [], total: row?.total ?? 0, facets: row?.facets ?? [] }
}

/** The whole result of a search for an export, at most `limit` rows. */
export async function exportOrganisations(db: Db, query: SearchQuery, limit: number): Promise<OrganisationRow[]> {
  const { rows } = await sql<OrganisationRow>`
    with hit as materialized (${hits(query.q)}), h as (select * from hit s where ${all(filtersOf(query))})
    select ${COLUMNS} from h join organisation o on o.id = h.organisation_id order by ${ORDER[query.sort ?? (query.q ? 'best' : 'projects')]} limit ${limit}`.execute(
    db,
  )
  return rows
}

/** The name of a field of science, in the reader's language where there is one. */
export async function conceptLabel(db: Db, code: string, language: 'it' | 'en'): Promise<string | undefined> {
  const row = await db
    .selectFrom('concept')
    .where('code', '=', code)
    .select(['label_it', 'label_en'])
    .executeTakeFirst()
  return (language === 'it' ? row?.label_it : undefined) ?? row?.label_en
}
