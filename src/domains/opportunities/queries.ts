import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import { CALLS_PER_PAGE, type CallQuery } from './model.ts'

export type CallRow = {
  readonly id: string
  readonly title: string
  readonly programme: string
  readonly action: string | null
  readonly status: string
  readonly stages: string
  readonly opens_on: string | null
  readonly deadline: Date | null
  readonly grant_min_cents: number | null
  readonly grant_max_cents: number | null
  readonly budget_cents: number | null
  readonly summary_it: string | null
  readonly summary_en: string | null
  readonly vanished: boolean
}
export type CallFacet = {
  readonly facet: 'programme' | 'action' | 'status' | 'stages' | 'area'
  readonly value: string
  readonly n: number
}
export type CallPage = { readonly rows: CallRow[]; readonly total: number; readonly facets: CallFacet[] }

/** Every call `k` with its next deadline (the last one when all have passed) and its area. */
const CALLS = (now: Date, q: string | undefined): RawBuilder<unknown> => sql`
  select c.id, c.title, c.programme, c.action, c.stages, c.opens_on, c.grant_min_cents, c.grant_max_cents, c.budget_cents, c.summary_it, c.summary_en,
    c.vanished_at is not null as vanished, coalesce(d.next, d.last) as deadline,
    case when d.last < ${now} then 'closed' when c.opens_on > ${now}::date then 'forthcoming'
      when c.status = 'forthcoming' and c.opens_on <= ${now}::date then 'open' else c.status end as status,
    case when split_part(c.id, '-', 2) ~ '^[0-9]' or split_part(c.id, '-', 2) = '' then split_part(c.id, '-', 1)
      else split_part(c.id, '-', 1) || '-' || split_part(c.id, '-', 2) end as area,
    ${q ? sql`ts_rank_cd(c.search, ${WORDS(q)}) + word_similarity(${q}, c.title)` : sql`0`} as score
  from call c
  left join lateral (select min(at) filter (where at >= ${now}) as next, max(at) as last from call_deadline where call_id = c.id) d on true
  ${q ? sql`where c.search @@ ${WORDS(q)} or c.id ilike ${`%${q.replace(/[%_\\]/g, '\\$&')}%`} or word_similarity(${q}, c.title) > 0.6` : sql``}`

const WORDS = (q: string) =>
  sql`(websearch_to_tsquery('english', ${q}) || websearch_to_tsquery('italian', ${q}) || websearch_to_tsquery('simple', ${q}))`

type Filter = { readonly facet: string; readonly sql: RawBuilder<unknown> }

function filtersOf(query: CallQuery): Filter[] {
  const filters: Filter[] = []
  const add = (facet: string, condition: RawBuilder<unknown>) => filters.push({ facet, sql: condition })
  if (!query.past && query.status !== 'closed') add('past', sql`k.status <> 'closed'`)
  if (query.programme) add('programme', sql`k.programme = ${query.programme}`)
  if (query.action.length) add('action', sql`k.action = any(${query.action})`)
  if (query.status) add('status', sql`k.status = ${query.status}`)
  if (query.stages) add('stages', sql`k.stages = ${query.stages}`)
  if (query.from) add('deadline', sql`k.deadline >= ${query.from}::date`)
  if (query.to) add('deadline', sql`k.deadline < ${query.to}::date + 1`)
  if (query.million) add('budget', sql`coalesce(k.grant_max_cents, k.budget_cents) >= ${query.million * 100_000_000}`)
  if (query.area) add('area', sql`k.area = ${query.area}`)
  return filters
}

const all = (filters: readonly Filter[], except?: string): RawBuilder<unknown> => {
  const used = filters.filter(filter => filter.facet !== except).map(filter => filter.sql)
  return used.length ? sql.join(used, sql` and `) : sql`true`
}

const ORDER = {
  deadline: sql`k.status = 'closed', k.deadline nulls last, k.id`,
  budget: sql`coalesce(k.grant_max_cents, k.budget_cents) desc nulls last, k.id`,
  best: sql`k.score desc, k.deadline nulls last, k.id`,
  title: sql`k.title collate "und-x-icu", k.id`,
}

/** One page of calls, how many there are, and the counts of every filter. */
export async function listCalls(db: Db, query: CallQuery, now: Date): Promise<CallPage> {
  const filters = filtersOf(query)
  const order = ORDER[query.sort ?? (query.q ? 'best' : 'deadline')]
  const facet = (name: CallFacet['facet']) =>
    sql`select ${sql.lit(name)} as facet, ${sql.ref(`k.${name}`)} as value, count(*)::int as n from known k where ${all(filters, name)} and ${sql.ref(`k.${name}`)} is not null group by 2`
  const { rows } = await sql<{
    page: (Omit<CallRow, 'deadline'> & { deadline: string | null })[] | null
    total: number
    facets: CallFacet[] | null
  }>`
    with known as materialized (${CALLS(now, query.q)}), chosen as (select * from known k where ${all(filters)}),
    facet as (${sql.join((['programme', 'action', 'status', 'stages', 'area'] as const).map(facet), sql` union all `)})
    select (select json_agg(p) from (select * from chosen k order by ${order} limit ${CALLS_PER_PAGE} offset ${(query.page - 1) * CALLS_PER_PAGE}) p) as page,
      (select count(*)::int from chosen) as total, (select json_agg(f) from facet f) as facets`.execute(db)
  const row = rows[0]
  return {
    rows: (row?.page ?? []).map(call => ({ ...call, deadline: call.deadline ? new Date(call.deadline) : null })),
    total: row?.total ?? 0,
    facets: row?.facets ?? [],
  }
}

export type Deadline = { readonly stage: number; readonly at: Date }
export type Call = NonNullable<Awaited<ReturnType<typeof callById>>>

export async function callById(db: Db, id: string) {
  const call = await db
    .selectFrom('call')
    .where('id', '=', id)
    .select([
      'id',
      'title',
      'programme',
      'call_identifier',
      'call_title',
      'destination',
      'action_label',
      'action',
      'lump_sum',
      'status',
      'opens_on',
      'stages',
      'budget_cents',
      'grant_min_cents',
      'grant_max_cents',
      'expected_grants',
      'description',
      'conditions',
      'summary_it',
      'summary_en',
      'keywords',
      'portal_url',
      'source',
      'last_seen_at',
      'vanished_at',
    ])
    .executeTakeFirst()
  return call && { ...call, deadlines: await deadlinesOf(db, id) }
}

async function deadlinesOf(db: Db, id: string): Promise<Deadline[]> {
  return db.selectFrom('call_deadline').where('call_id', '=', id).select(['stage', 'at']).orderBy('at').execute()
}

export type CalendarEntry = {
  readonly id: string
  readonly title: string
  readonly at: Date
  readonly stage: number
  readonly stages: string
  readonly last_seen_at: Date
  readonly cancelled: boolean
}

/** Deadlines from a month ago on, for calendars. A call that vanished stays, cancelled, so that calendars take it away. */
export async function calendarOf(db: Db, query: CallQuery, now: Date): Promise<CalendarEntry[]> {
  const { rows } = await sql<CalendarEntry>`
    with known as (${CALLS(now, query.q)})
    select k.id, k.title, d.at, d.stage, k.stages, c.last_seen_at, k.vanished as cancelled
    from known k join call c on c.id = k.id join call_deadline d on d.call_id = k.id
    where ${all(filtersOf({ ...query, past: true }))} and d.at > ${now}::timestamptz - interval '31 days' order by d.at, k.id limit 2000`.execute(
    db,
  )
  return rows
}

export type CallConcept = {
  readonly code: string
  readonly label_it: string | null
  readonly label_en: string
  readonly weight: number
}

/** Fields of science a call needs, the most important first. */
export async function conceptsOfCall(db: Db, id: string): Promise<CallConcept[]> {
  return db
    .selectFrom('call_concept as cc')
    .innerJoin('concept as c', 'c.code', 'cc.concept_code')
    .where('cc.call_id', '=', id)
    .select(['c.code', 'c.label_it', 'c.label_en', 'cc.weight'])
    .orderBy('cc.weight', 'desc')
    .orderBy('c.code')
    .execute()
}
