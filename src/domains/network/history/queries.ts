import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { PeriodRecord } from './model.ts'

export type Period = { readonly since: Date; readonly until: Date | null; readonly record: PeriodRecord }

/** What the registry said of a member, newest first. */
export async function periodsOf(db: Db, organisation: number): Promise<Period[]> {
  const { rows } = await sql<Period>`
    select since, until, record from member_period where organisation_id = ${organisation} order by since desc limit 200`.execute(
    db,
  )
  return rows
}
