import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { ComparedRow } from '../encode.ts'
import { COMPARED } from '../queries.ts'

/** Records that share a word, a register or a site with what is asked: some hundreds at most. */
export async function recordsNear(
  db: Db,
  near: { name: string; words: readonly string[]; vat: string; ror: string; site: string },
): Promise<ComparedRow[]> {
  const likeWords = near.words.map(
    word => sql`select organisation_id as id from organisation_search where name like ${`%${word}%`} limit 150`,
  )
  const ways = [
    // Those that came since the names were last made searchable.
    sql`select o.id from organisation o where o.same_as is null and not exists (select 1 from organisation_search s where s.organisation_id = o.id) limit 2000`,
    sql`select organisation_id as id from organisation_search where fold(${near.name}) <% name limit 150`,
    ...likeWords,
    ...(near.vat
      ? [
          sql`select coalesce(same_as, id) as id from organisation where upper(regexp_replace(vat, '[^A-Za-z0-9]', '', 'g')) = ${near.vat}`,
        ]
      : []),
    ...(near.ror ? [sql`select coalesce(same_as, id) as id from organisation where ror_id = ${near.ror}`] : []),
    ...(near.site
      ? [sql`select coalesce(same_as, id) as id from organisation where website ilike ${`%${near.site}%`} limit 50`]
      : []),
  ]
  const { rows } = await sql<ComparedRow>`
    ${COMPARED} and o.id in (${sql.join(
      ways.map(way => sql`(${way})`),
      sql` union `,
    )}) order by o.id`.execute(db)
  return rows
}

export async function wordsSeen(db: Db, words: readonly string[]): Promise<Map<string, number>> {
  if (words.length === 0) return new Map()
  const rows = await db.selectFrom('linkage_word').select(['word', 'bearers']).where('word', 'in', words).execute()
  return new Map(rows.map(row => [row.word, row.bearers]))
}
