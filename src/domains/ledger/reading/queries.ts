import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'

/** The number of the last fact that was known at an instant, and the facts that had been amended by then. */
export async function knownBy(db: Db, instant: string): Promise<{ last: number; amended: ReadonlySet<number> }> {
  const { rows } = await sql<{ last: number | null; amended: number[] }>`
    select (select max(seq) from fact_link where recorded_at <= ${instant}::timestamptz) as last,
      coalesce((select jsonb_agg(f.amends) from fact f join fact_link l on l.fact_id = f.id
        where f.amends is not null and l.recorded_at <= ${instant}::timestamptz), '[]') as amended`.execute(db)
  return { last: rows[0]?.last ?? 0, amended: new Set(rows[0]?.amended ?? []) }
}
