import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'

export type CallFit = {
  readonly id: string
  readonly title: string
  readonly action: string | null
  readonly deadline: Date | null
  /** Share of what the call needs that the organisation shows, 0..1; null while nobody has looked what the call needs. */
  readonly covered: number | null
  readonly concepts: readonly { readonly code: string; readonly label_it: string | null; readonly label_en: string }[]
  /** Its projects under topics of the same area of the same programme, and the newest of them. */
  readonly family: number
  readonly projects: readonly { readonly id: number; readonly acronym: string | null }[]
  /** How well what it says of itself meets the words of the call, 0..1. */
  readonly words: number
  /** Its place, from 1, among everybody and among the members of the cluster, where it is among the best of them. */
  readonly place: number | null
  readonly member_place: number | null
}

/**
 * Every call that is not over, with what speaks for this organisation: fields of science the call needs, projects under the same area,
 * its own words. `ids` are its records.
 */
export async function callFits(
  db: Db,
  { id: organisation, key }: { id: number; key: string },
  ids: readonly number[],
  now: Date,
): Promise<CallFit[]> {
  const { rows } = await sql<Omit<CallFit, 'deadline'> & { deadline: string | null }>`
    with open as (
      select c.id, c.title, c.action, c.search, (select min(at) from call_deadline d where d.call_id = c.id and d.at >= ${now}) as deadline,
        split_part(c.id, '-', 1) || '-' || split_part(c.id, '-', 2) as area
      from call c
      where c.vanished_at is null and c.status <> 'closed'
        and (not exists (select 1 from call_deadline d where d.call_id = c.id) or exists (select 1 from call_deadline d where d.call_id = c.id and d.at >= ${now}))),
    skill as (select concept_code as code, weight, project_count from organisation_concept where organisation_id = ${organisation}),
    need as (
      select cc.call_id, cc.concept_code as code, cc.weight as need,
        (select max(case when s.project_count = 0 then 0.5 * s.weight else 0.5 * s.weight + 0.5 * (1 - exp(-s.project_count / 3.0)) end)
          from skill s where s.code = cc.concept_code or s.code like cc.concept_code || '/%') as strength
      from call_concept cc join open on open.id = cc.call_id),
    fit as (
      select call_id, sum(need * coalesce(strength, 0)) / sum(need) as covered,
        json_agg(json_build_object('code', c.code, 'label_it', c.label_it, 'label_en', c.label_en) order by need * strength desc)
          filter (where strength > 0.2) as concepts
      from need join concept c using (code) group by call_id),
    past as (
      select split_part(p.topic_id, '-', 1) || '-' || split_part(p.topic_id, '-', 2) as area, count(distinct p.id)::int as n,
        (array_agg(distinct p.id order by p.id desc))[1:3] as newest
      from participation t join project p on p.id = t.project_id where t.organisation_id = any(${ids}) and p.topic_id is not null group by 1),
    own as (
      select to_tsquery('simple', nullif(string_agg(quote_literal(lexeme), ' | '), '')) as query
      from organisation o, unnest(to_tsvector('english', concat_ws(' ', o.says, o.looks_for)) || to_tsvector('italian', concat_ws(' ', o.says, o.looks_for)))
      where o.id = ${organisation} and length(lexeme) > 3)
    select o.id, o.title, o.action, o.deadline, fit.covered, coalesce(fit.concepts, '[]') as concepts, coalesce(past.n, 0) as family,
      coalesce((select json_agg(json_build_object('id', p.id, 'acronym', p.acronym) order by p.id desc) from project p where p.id = any(past.newest)), '[]') as projects,
      coalesce((select ts_rank(o.search, own.query, 1) from own where own.query is not null), 0)::float as words,
      (select array_position(m.keys, ${key}) from call_match m where m.call_id = o.id and m.scope = 'all' order by m.index_version desc limit 1) as place,
      (select array_position(m.keys, ${key}) from call_match m where m.call_id = o.id and m.scope = 'members' order by m.index_version desc limit 1) as member_place
    from open o left join fit on fit.call_id = o.id left join past on past.area = o.area`.execute(db)
  return rows.map(row => ({ ...row, deadline: row.deadline ? new Date(row.deadline) : null }))
}

/** Calls that are not over and that nobody has ranked partners for with this index, the nearest deadline first. */
export async function unseenCalls(db: Db, version: number, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from call c left join lateral (select min(at) as at from call_deadline d where d.call_id = c.id and d.at >= ${now}) d on true
    where c.vanished_at is null and c.status <> 'closed' and not exists (select 1 from call_match m where m.call_id = c.id and m.index_version = ${version} and m.scope = 'members')
    order by d.at nulls last, c.id`.execute(db)
  return rows.map(row => row.id)
}
