import { sql } from 'kysely'
import { type Db, likeLiteral, type Tx } from '#platform/db.ts'

export type ProjectRow = {
  readonly id: number
  readonly acronym: string | null
  readonly title: string | null
  readonly programme: string
  readonly topic_id: string | null
  readonly scheme: string | null
  readonly starts_on: string | null
  readonly ends_on: string | null
  readonly role: string
  readonly contribution_cents: number | null
  readonly partners: number
}

/** Projects of an organisation (all its records together), the newest first. A role of beneficiary wins over one of third party. */
export async function projectsOf(
  db: Db,
  ids: readonly number[],
  page: { limit: number; offset: number },
): Promise<ProjectRow[]> {
  const { rows } = await sql<ProjectRow>`
    with mine as (
      select project_id, (array_agg(role order by array_position(array['coordinator', 'participant', 'associatedPartner', 'thirdParty'], role)))[1] as role,
        sum(contribution_cents) as contribution_cents
      from participation where organisation_id = any(${ids}) group by project_id)
    select p.id, p.acronym, p.title, p.programme, p.topic_id, p.scheme, p.starts_on, p.ends_on, mine.role, mine.contribution_cents,
      (select count(distinct organisation_id)::int from participation t where t.project_id = p.id) as partners
    from mine join project p on p.id = mine.project_id
    order by p.starts_on desc nulls last, p.id desc limit ${page.limit} offset ${page.offset}`.execute(db)
  return rows
}

export type ProjectSearch = {
  readonly q?: string | undefined
  readonly programme?: string | undefined
  readonly topic?: string | undefined
  readonly scheme?: string | undefined
}

/** Projects by words of acronym or title, topic and scheme, the newest first; with how many there are. */
export async function searchProjects(
  db: Db,
  { q, programme, topic, scheme }: ProjectSearch,
  page: { limit: number; offset: number },
): Promise<{ total: number; rows: Omit<ProjectRow, 'role' | 'contribution_cents' | 'partners'>[] }> {
  const some = q ? `%${likeLiteral(q)}%` : undefined
  const found = db
    .selectFrom('project')
    .$if(some !== undefined, query =>
      query.where(either => either.or([either('acronym', 'ilike', some ?? ''), either('title', 'ilike', some ?? '')])),
    )
    .$if(programme !== undefined, query => query.where('programme', '=', programme ?? ''))
    .$if(topic !== undefined, query => query.where('topic_id', '=', topic ?? ''))
    .$if(scheme !== undefined, query => query.where('scheme', '=', scheme ?? ''))
  const { total } = await found.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .select(['id', 'programme', 'acronym', 'title', 'topic_id', 'scheme', 'starts_on', 'ends_on'])
    .orderBy(sql`starts_on desc nulls last, id desc`)
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  return { total, rows: rows as never }
}

export type Totals = {
  readonly projects: number
  /** Those it is paid for: what lists and rankings count. */
  readonly as_beneficiary: number
  readonly coordinated: number
  readonly contribution_cents: number
  readonly earlier: number
}

/** How often and with how much; `earlier` counts projects of earlier programmes. */
export async function totalsOf(db: Db, ids: readonly number[]): Promise<Totals> {
  const { rows } = await sql<Totals>`
    select count(distinct project_id)::int as projects,
      count(distinct project_id) filter (where role in ('coordinator', 'participant'))::int as as_beneficiary,
      count(distinct project_id) filter (where role = 'coordinator')::int as coordinated,
      coalesce(sum(contribution_cents), 0) as contribution_cents,
      (select count(distinct e.project_rcn)::int from earlier_participation e join organisation o on o.pic = e.pic where o.id = any(${ids})) as earlier
    from participation where organisation_id = any(${ids})`.execute(db)
  return rows[0] ?? { projects: 0, as_beneficiary: 0, coordinated: 0, contribution_cents: 0, earlier: 0 }
}

export type Competence = {
  readonly code: string
  readonly label_it: string | null
  readonly label_en: string
  readonly weight: number
  readonly project_count: number
  readonly evidence: readonly { readonly id: number; readonly acronym: string | null }[]
}

/** What an organisation can do: its fields of science with the newest projects that show each. */
export async function competencesOf(db: Db, ids: readonly number[], limit: number): Promise<Competence[]> {
  const { rows } = await sql<Competence>`
    select c.code, c.label_it, c.label_en, oc.weight, oc.project_count,
      coalesce((select json_agg(e) from (
        select distinct p.id, p.acronym, p.starts_on from project_concept pc join project p on p.id = pc.project_id
        join participation t on t.project_id = p.id and t.organisation_id = any(${ids})
        where pc.concept_code = c.code order by p.starts_on desc nulls last, p.id limit 5) e), '[]') as evidence
    from (select concept_code, max(weight) as weight, max(project_count) as project_count from organisation_concept
      where organisation_id = any(${ids}) group by concept_code) oc
    join concept c on c.code = oc.concept_code order by oc.weight desc, c.code limit ${limit}`.execute(db)
  return rows
}

export type Partner = {
  readonly key: string
  readonly name: string
  readonly short_name: string | null
  readonly country: string | null
  readonly member: boolean
  readonly together: number
  readonly first: string | null
  readonly last: string | null
}

/**
 * With whom it has worked, in Horizon Europe, most often first. A university has thousands of partners, of which few are linked records:
 * those few are joined, and dates are read once per project.
 */
export async function partnersOf(db: Db, ids: readonly number[], limit: number): Promise<Partner[]> {
  const { rows } = await sql<Partner>`
    with mine as materialized (
      select id, starts_on from project where id in (select project_id from participation where organisation_id = any(${ids}))),
    each as (
      select distinct coalesce(l.same_as, t.organisation_id) as id, mine.id as project_id, mine.starts_on
      from mine join participation t on t.project_id = mine.id
      left join (select id, same_as from organisation where same_as is not null) l on l.id = t.organisation_id),
    ties as (
      select id, count(*)::int as together, min(starts_on) as first, max(starts_on) as last from each
      where id <> all(${ids}) group by 1 order by 2 desc, 1 limit ${limit})
    select o.key, o.name, o.short_name, o.country, coalesce(s.member, false) as member, ties.together, ties.first, ties.last
    from ties join organisation o on o.id = ties.id left join organisation_search s on s.organisation_id = o.id
    order by ties.together desc, o.name collate "und-x-icu"`.execute(db)
  return rows
}

export type YearTotal = { readonly year: number; readonly projects: number; readonly contribution_cents: number }

/** Projects begun and money received by year of start. */
export async function byYear(db: Db, ids: readonly number[]): Promise<YearTotal[]> {
  const { rows } = await sql<YearTotal>`
    select extract(year from p.starts_on)::int as year, count(distinct p.id)::int as projects, coalesce(sum(t.contribution_cents), 0) as contribution_cents
    from participation t join project p on p.id = t.project_id
    where t.organisation_id = any(${ids}) and p.starts_on is not null group by 1 order by 1`.execute(db)
  return rows
}

export type ProjectDetail = NonNullable<Awaited<ReturnType<typeof projectById>>>

export async function projectById(db: Db, id: number) {
  return db
    .selectFrom('project')
    .leftJoin('topic', 'topic.id', 'project.topic_id')
    .where('project.id', '=', id)
    .select([
      'project.id',
      'programme',
      'acronym',
      'project.title',
      'objective',
      'keywords',
      'terms',
      'status',
      'topic_id',
      'topic.title as topic_title',
      'call_id',
      'scheme',
      'signed_on',
      'starts_on',
      'ends_on',
      'total_cost_cents',
      'contribution_cents',
      'doi',
    ])
    .executeTakeFirst()
}

export async function participantsOf(db: Db, projectId: number) {
  return db
    .selectFrom('participation as t')
    .innerJoin('organisation as o', 'o.id', 't.organisation_id')
    .where('t.project_id', '=', projectId)
    .select(['o.key', 'o.name', 'o.short_name', 'o.country', 'o.kind', 't.role', 't.contribution_cents', 't.ended'])
    .orderBy(sql`array_position(array['coordinator', 'participant', 'associatedPartner', 'thirdParty'], t.role)`)
    .orderBy('t.contribution_cents', order => order.desc().nullsLast())
    .execute()
}

export async function conceptsOf(db: Db, projectId: number) {
  return db
    .selectFrom('project_concept as pc')
    .innerJoin('concept as c', 'c.code', 'pc.concept_code')
    .where('pc.project_id', '=', projectId)
    .select(['c.code', 'c.label_it', 'c.label_en'])
    .orderBy('c.code')
    .execute()
}

export type NewProject = {
  readonly id: number
  readonly programme: string
  readonly acronym: string
  readonly title: string
  readonly topic_id: string | null
  readonly scheme: string
  readonly starts_on: string | null
  readonly ends_on: string | null
  /** Where it was recorded. */
  readonly source: string
  readonly partners: readonly {
    readonly organisation_id: number
    readonly role: 'coordinator' | 'participant' | 'associatedPartner' | 'thirdParty'
    readonly contribution_cents: number
    readonly total_cost_cents: number
  }[]
}

/** True when it was not there. */
export async function insertProject(tx: Tx, project: NewProject): Promise<boolean> {
  const sum = (part: 'contribution_cents' | 'total_cost_cents') =>
    project.partners.reduce((total, partner) => total + partner[part], 0)
  if (project.topic_id) {
    await tx
      .insertInto('topic')
      .values({ id: project.topic_id })
      .onConflict(conflict => conflict.doNothing())
      .execute()
  }
  const result = await tx
    .insertInto('project')
    .values({
      id: project.id,
      programme: project.programme,
      acronym: project.acronym,
      title: project.title,
      topic_id: project.topic_id,
      scheme: project.scheme,
      starts_on: project.starts_on,
      ends_on: project.ends_on,
      status: 'SIGNED',
      contribution_cents: sum('contribution_cents'),
      total_cost_cents: sum('total_cost_cents'),
      source_hash: project.source,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function insertParticipations(tx: Tx, { id, partners }: NewProject): Promise<void> {
  if (partners.length === 0) return
  await tx
    .insertInto('participation')
    .values(partners.map(partner => ({ ...partner, project_id: id })))
    .execute()
}
