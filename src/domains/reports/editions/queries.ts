import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { State } from '../model.ts'
import type { Frozen } from '../publication/model.ts'

export type Published = {
  readonly hash: string
  readonly published_at: Date
  readonly statement: Frozen
  /** The newest edition of the period. */
  readonly latest: number
  readonly files: readonly { readonly name: string; readonly size: number }[]
}

/** A published edition, or the latest of its period; undefined when there is none. */
export async function publishedEdition(db: Db, period: string, edition?: number): Promise<Published | undefined> {
  const { rows } = await sql<Published>`
    select p.hash, p.published_at, p.statement,
      (select max(edition) from report where period = r.period and state = 'published') as latest,
      ${filesOf}
    from report r join publication p on p.report_id = r.id
    where r.period = ${period} and (${edition ?? null}::int is null or r.edition = ${edition ?? null})
    order by r.edition desc limit 1`.execute(db)
  return rows[0]
}

const filesOf = sql`(select coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'size', length(f.bytes))), '[]')
  from publication_file f where f.report_id = r.id) as files`

export async function hasEdition(db: Db, period: string): Promise<boolean> {
  const found = db.selectFrom('report').select('id').where('period', '=', period).where('state', '=', 'published')
  return (await found.limit(1).executeTakeFirst()) !== undefined
}

/** Every published edition, the latest period first; of one period the newest edition first. */
export async function allPublished(db: Db): Promise<Published[]> {
  const { rows } = await sql<Published>`
    select p.hash, p.published_at, p.statement, max(r.edition) over (partition by r.period) as latest, ${filesOf}
    from report r join publication p on p.report_id = r.id order by r.until_day desc, r.from_day, r.edition desc`.execute(
    db,
  )
  return rows
}

export type ListedReport = {
  readonly period: string
  readonly from: string
  readonly until: string
  readonly edition: number
  readonly state: State
  readonly published_at: Date | null
}

/** Editions without their contents, the latest period first. */
export async function listReports(db: Db): Promise<ListedReport[]> {
  const { rows } = await sql<ListedReport>`
    select r.period, r.from_day as from, r.until_day as until, r.edition, r.state, p.published_at
    from report r left join publication p on p.report_id = r.id order by r.until_day desc, r.from_day, r.edition desc`.execute(
    db,
  )
  return rows
}

export async function publishedFile(
  db: Db,
  period: string,
  edition: number,
  name: string,
): Promise<{ media_type: string; bytes: Buffer; sha256: string } | undefined> {
  return db
    .selectFrom('publication_file as f')
    .innerJoin('report as r', 'r.id', 'f.report_id')
    .where('r.period', '=', period)
    .where('r.edition', '=', edition)
    .where('f.name', '=', name)
    .select(['f.media_type', 'f.bytes', 'f.sha256'])
    .executeTakeFirst()
}
