import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { DocumentKind } from './model.ts'

export type DocumentRow = {
  readonly id: number
  readonly kind: DocumentKind
  readonly name: string
  readonly size: number
  readonly sha256: string
  readonly visibility: 'members' | 'staff'
  readonly added_at: Date
}

/** Without their bytes, newest first. */
export async function documentsOf(db: Db, organisation: number): Promise<DocumentRow[]> {
  const rows = await db
    .selectFrom('member_document')
    .where('organisation_id', '=', organisation)
    .select(['id', 'kind', 'name', 'size', 'sha256', 'visibility', 'added_at'])
    .orderBy('id', 'desc')
    .execute()
  return rows as DocumentRow[]
}

export async function documentById(db: Db, organisation: number, id: number) {
  return db
    .selectFrom('member_document')
    .where('organisation_id', '=', organisation)
    .where('id', '=', id)
    .select(['id', 'name', 'media_type', 'visibility', 'bytes', 'sha256'])
    .executeTakeFirst()
}

/** Undefined when the member has the very same file already. */
export async function insertDocument(
  tx: Tx,
  row: {
    organisation_id: number
    kind: string
    name: string
    media_type: string
    size: number
    sha256: string
    bytes: Buffer
    visibility: string
    added_by: string
  },
): Promise<number | undefined> {
  const added = await tx
    .insertInto('member_document')
    .values(row)
    .onConflict(conflict => conflict.columns(['organisation_id', 'sha256']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return added?.id
}

export async function deleteDocument(tx: Tx, organisation: number, id: number): Promise<boolean> {
  const { rows } =
    await sql`delete from member_document where organisation_id = ${organisation} and id = ${id} returning 1`.execute(
      tx,
    )
  return rows.length > 0
}
