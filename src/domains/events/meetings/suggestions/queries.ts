import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'

/** Pairs of people at an event who had a meeting at an earlier one, known by their addresses, with the titles of those events. */
export async function metBefore(
  db: Db,
  event: number,
  person?: number,
): Promise<{ a: number; b: number; it: string; en: string }[]> {
  const { rows } = await sql<{ a: number; b: number; it: string; en: string }>`
    select ra.id::int as a, rb.id::int as b, e.title_it as it, e.title_en as en
      from registration ra
      join registration oa on lower(oa.email) = lower(ra.email) and oa.event_id <> ra.event_id
      join meeting m on oa.id in (m.a_id, m.b_id) and m.state = 'placed'
      join event e on e.id = m.event_id and e.state = 'held'
      join registration ob on ob.id = case when m.a_id = oa.id then m.b_id else m.a_id end
      join registration rb on rb.event_id = ra.event_id and lower(rb.email) = lower(ob.email) and rb.state = 'confirmed'
      where ra.event_id = ${event} and ra.state = 'confirmed' and ${person === undefined ? sql`ra.id < rb.id` : sql`ra.id = ${person}`}
      order by e.starts_at desc`.execute(db)
  return rows
}

/** In how many projects each of some organisations was together with one. */
export async function projectsTogether(
  db: Db,
  organisation: number,
  others: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (others.length === 0) return new Map()
  const rows = await db
    .selectFrom('participation as mine')
    .innerJoin('participation as theirs', 'theirs.project_id', 'mine.project_id')
    .where('mine.organisation_id', '=', organisation)
    .where('theirs.organisation_id', 'in', [...new Set(others)])
    .select(({ fn }) => ['theirs.organisation_id as id', fn.count<number>('mine.project_id').distinct().as('n')])
    .groupBy('theirs.organisation_id')
    .execute()
  return new Map(rows.map(row => [row.id, Number(row.n)]))
}

/** What kind each of some organisations is of: company, university and so on. */
export async function kindsOf(db: Db, organisations: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (organisations.length === 0) return new Map()
  const rows = await db
    .selectFrom('organisation')
    .where('id', 'in', [...new Set(organisations)])
    .select(['id', 'kind'])
    .execute()
  return new Map(rows.map(row => [row.id, row.kind]))
}
