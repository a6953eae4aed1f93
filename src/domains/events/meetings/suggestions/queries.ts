import type { Db } from '#platform/db.ts'

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
