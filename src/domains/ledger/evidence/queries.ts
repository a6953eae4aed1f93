import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { ShownTo } from '../policy.ts'

export async function insertFile(
  tx: Tx,
  file: {
    sha256: string
    name: string
    media_type: string
    bytes: number
    stripped: boolean
    shown_to: ShownTo
    added_by: string
  },
): Promise<void> {
  await tx
    .insertInto('evidence_file')
    .values(file)
    .onConflict(conflict => conflict.column('sha256').doNothing())
    .execute()
}

export type FileRow = {
  readonly sha256: string
  readonly name: string
  readonly media_type: string
  readonly bytes: number
  readonly shown_to: ShownTo
  readonly stripped: boolean
  readonly erased_because: string | null
}

export async function filesByHash(db: Db, hashes: readonly string[]): Promise<FileRow[]> {
  if (hashes.length === 0) return []
  const rows = await db
    .selectFrom('evidence_file')
    .select(['sha256', 'name', 'media_type', 'bytes', 'shown_to', 'stripped', 'erased_because'])
    .where('sha256', 'in', [...hashes])
    .execute()
  return rows as FileRow[]
}

export async function showTo(tx: Tx, sha256: string, shownTo: ShownTo): Promise<void> {
  await tx.updateTable('evidence_file').set({ shown_to: shownTo }).where('sha256', '=', sha256).execute()
}

/** Forgets files that were uploaded with a form and no fact has named for a day. Answers their hashes. */
export async function forgetUnused(tx: Tx, now: Date): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    delete from evidence_file f where f.added_at between ${now}::timestamptz - interval '30 days' and ${now}::timestamptz - interval '1 day'
      and not exists (select from fact_evidence e where e.sha256 = f.sha256) returning sha256`.execute(tx)
  return rows.map(row => row.sha256)
}
