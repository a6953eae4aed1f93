import type { Db } from '#platform/db.ts'

/** Which of these forms or rows have been recorded before. */
export async function recordedBefore(db: Db, onces: readonly string[]): Promise<ReadonlySet<string>> {
  if (onces.length === 0) return new Set()
  const rows = await db
    .selectFrom('fact')
    .select('once')
    .where('once', 'in', [...onces])
    .execute()
  return new Set(rows.flatMap(row => row.once ?? []))
}
