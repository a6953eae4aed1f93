import type { Database } from '#platform/db.ts'
import { allRows, type Row } from '../check/queries.ts'
import { knownBy } from './queries.ts'

/**
 * The facts that stood at an instant, in the order of their numbers, in batches: what `standing` answers, read from the database in bounded memory. For
 * reports: whoever calls decides what of them is shown to whom.
 */
export async function* factsKnownOn(
  { db, pool }: Pick<Database, 'db' | 'pool'>,
  instant: Date,
): AsyncGenerator<readonly Row[]> {
  const { last, amended } = await knownBy(db, instant.toISOString())
  for await (const rows of allRows(pool, last))
    yield rows.filter(row => row.amendment !== 'withdrawal' && !amended.has(row.id))
}
