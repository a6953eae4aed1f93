import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

export type Founding = {
  /** The day that was set; null where nobody has, and the day the first member joined counts. */
  readonly day: string | null
  /** The day of the oldest fact that stands, and its number. */
  readonly oldest: string | null
  readonly oldest_seq: number | null
}

export async function foundingOf(db: Db): Promise<Founding> {
  const { rows } = await sql<Founding>`
    select c.founded_on as day, f.happened_on as oldest, f.seq as oldest_seq from (select 1) one
    left join cluster c on c.id = 1
    left join lateral (
      select f.happened_on, l.seq from fact f join fact_link l on l.fact_id = f.id
      where f.amendment is distinct from 'withdrawal' and not exists (select from fact later where later.amends = f.id)
      order by f.happened_on, f.id limit 1) f on true`.execute(db)
  return rows[0] ?? { day: null, oldest: null, oldest_seq: null }
}

/** The day that was set, and nothing else. */
export async function foundedOn(db: Db): Promise<string | null> {
  const row = await db.selectFrom('cluster').where('id', '=', 1).select('founded_on').executeTakeFirst()
  return row?.founded_on ?? null
}

/** False where there is no cluster yet. Waits for those who are recording: an older fact of theirs is seen. */
export async function writeFoundedOn(tx: Tx, day: string | null): Promise<boolean> {
  await sql`lock table fact in share row exclusive mode`.execute(tx)
  const { numUpdatedRows } = await tx
    .updateTable('cluster')
    .set({ founded_on: day })
    .where('id', '=', 1)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
