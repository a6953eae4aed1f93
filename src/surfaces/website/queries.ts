import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'

export type ClusterNow = { readonly name: string; readonly invented: boolean; readonly region: string }

/** The region whose map the project ships. */
const REGION = 'ITH5'

/** The cluster of this installation, or a name to begin with while there is none. */
export async function clusterOf(db: Db): Promise<ClusterNow> {
  const row = await db
    .selectFrom('cluster')
    .select(['name', 'invented', 'region_nuts as region'])
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return { name: row?.name ?? 'Cluster', invented: row?.invented ?? false, region: row?.region ?? REGION }
}

export type HomeFigures = { members: number; provinces: number; projects: number; organisations: number; calls: number }

/** The figures of the home page, counted now. Projects are those with a beneficiary in the region or among the members. */
export async function homeFigures(db: Db, region: string, now: Date): Promise<HomeFigures> {
  const { rows } = await sql<HomeFigures>`
    select
      (select count(*)::int from membership where left_on is null) as members,
      (select count(distinct o.nuts)::int from membership m join organisation o on o.id = m.organisation_id where m.left_on is null and length(o.nuts) = 5) as provinces,
      (select count(distinct project_id)::int from participation
        where role in ('coordinator', 'participant') and organisation_id in (
          select id from organisation where nuts like ${`${region}%`}
          union select organisation_id from membership where left_on is null)) as projects,
      (select count(*)::int from organisation where same_as is null) as organisations,
      (select count(*)::int from call c where status <> 'closed' and vanished_at is null
        and (select coalesce(max(at) >= ${now}, true) from call_deadline d where d.call_id = c.id)) as calls`.execute(
    db,
  )
  return rows[0] ?? { members: 0, provinces: 0, projects: 0, organisations: 0, calls: 0 }
}

export type ClosingCall = {
  id: string
  title: string
  summary_it: string | null
  summary_en: string | null
  at: Date
  programme: string
  action: string | null
}

/** Calls the cluster follows (those with a summary of our own, and health) with a deadline still to come, the nearest first. */
export async function closingSoon(db: Db, now: Date, limit: number): Promise<ClosingCall[]> {
  return db
    .selectFrom('call')
    .innerJoin('call_deadline as d', 'd.call_id', 'call.id')
    .where('d.at', '>', now)
    .where('call.vanished_at', 'is', null)
    .where('call.status', '<>', 'closed')
    .where(eb => eb.or([eb('call.id', 'like', 'HORIZON-HLTH%'), eb('summary_it', 'is not', null)]))
    .select(['call.id', 'title', 'summary_it', 'summary_en', 'd.at', 'programme', 'action'])
    .orderBy('d.at')
    .orderBy('call.id')
    .limit(limit)
    .execute()
}

/** The organisation that a key stands for, linked records taken together. */
export async function organisationIdOf(db: Db, key: string): Promise<number | undefined> {
  const row = await db.selectFrom('organisation').where('key', '=', key).select(['id', 'same_as']).executeTakeFirst()
  return row && (row.same_as ?? row.id)
}
