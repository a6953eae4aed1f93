import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { Node, Tie, TiesQuery } from './model.ts'

const since = ({ since }: TiesQuery) =>
  since === undefined ? sql`` : sql`and p.starts_on >= make_date(${since}, 1, 1)`

/** Organisations that share most projects with the given records, the most first. */
export async function nearest(db: Db, ids: readonly number[], query: TiesQuery): Promise<Node[]> {
  const { rows } = await sql<Node>`
    with mine as (select distinct t.project_id from participation t join project p on p.id = t.project_id where t.organisation_id = any(${ids}) ${since(query)}),
    near as (
      select coalesce(o.same_as, o.id) as id, count(distinct t.project_id)::int as projects, min(p.starts_on) as first, max(p.starts_on) as last
      from mine join participation t on t.project_id = mine.project_id join organisation o on o.id = t.organisation_id join project p on p.id = t.project_id
      where coalesce(o.same_as, o.id) <> all(${ids}) group by 1)
    select near.id, o.key, o.name, o.short_name, o.country, coalesce(s.member, false) as member, near.projects, near.first, near.last
    from near join organisation o on o.id = near.id left join organisation_search s on s.organisation_id = o.id
    where ${query.country ?? null}::text is null or o.country = ${query.country ?? null}
    order by near.projects desc, near.id limit ${query.size}`.execute(db)
  return rows
}

/** Organisations of a place (a NUTS prefix) with most projects. */
export async function busiest(db: Db, place: string, query: TiesQuery): Promise<Node[]> {
  const { rows } = await sql<Node>`
    with here as (select id, coalesce(same_as, id) as whole from organisation where nuts like ${`${place}%`}),
    active as (
      select h.whole as id, count(distinct t.project_id)::int as projects, min(p.starts_on) as first, max(p.starts_on) as last
      from here h join participation t on t.organisation_id = h.id join project p on p.id = t.project_id
      where t.role in ('coordinator', 'participant') ${since(query)} group by 1 order by 2 desc, 1 limit ${query.size})
    select a.id, o.key, o.name, o.short_name, o.country, coalesce(s.member, false) as member, a.projects, a.first, a.last
    from active a join organisation o on o.id = a.id left join organisation_search s on s.organisation_id = o.id
    order by a.projects desc, a.id`.execute(db)
  return rows
}

/** Pairs among the given organisations that share at least `query.ties` projects. */
export async function tiesAmong(db: Db, ids: readonly number[], query: TiesQuery): Promise<Tie[]> {
  const { rows } = await sql<Tie>`
    with part as (
      select distinct coalesce(o.same_as, o.id) as id, t.project_id
      from organisation o join participation t on t.organisation_id = o.id join project p on p.id = t.project_id
      where (o.id = any(${ids}) or o.same_as = any(${ids})) ${since(query)})
    select a.id as a, b.id as b, count(*)::int as projects from part a join part b on b.project_id = a.project_id and a.id < b.id
    group by 1, 2 having count(*) >= ${query.ties} order by 3 desc, 1, 2`.execute(db)
  return rows
}
