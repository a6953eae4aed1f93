import type { Db } from '#platform/db.ts'
import type { Known } from './plan.ts'
import { nearNames } from './queries.ts'
import type { ReadRow } from './rows.ts'

/**
 * Who a row may be when nobody is called exactly so: the one place where an import asks for likely duplicates. By the likeness of names, until there is a
 * better judge of the same question. Answers by the number of the row.
 */
export async function likelyOfRows(
  db: Db,
  rows: readonly ReadRow[],
  isKnown: (row: ReadRow) => boolean,
): Promise<Map<number, readonly Known[]>> {
  const unknown = rows.filter(row => 'said' in row && row.name !== '' && !isKnown(row))
  const near = await nearNames(
    db,
    unknown.map(row => row.name),
  )
  return new Map([...near].flatMap(([place, found]) => (unknown[place] ? [[unknown[place].row, found] as const] : [])))
}
