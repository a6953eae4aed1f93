import { sql } from 'kysely'
import type { Tx } from '#platform/db.ts'

/** Makes `id`, and every record that pointed to it, another identifier of `whole`. */
export async function link(tx: Tx, id: number, whole: number): Promise<void> {
  await tx
    .updateTable('organisation')
    .set({ same_as: whole, linked_by: 'hand' })
    .where(eb => eb.or([eb('id', '=', id), eb('same_as', '=', id)]))
    .execute()
}

/** Parts a record, and takes along those that came with it: the ones of its VAT number that nobody decided about. */
export async function unlink(tx: Tx, id: number): Promise<void> {
  await tx.updateTable('organisation').set({ same_as: null, linked_by: null }).where('id', '=', id).execute()
  await sql`
    update organisation o set same_as = own.id, linked_by = 'vat' from organisation own
    where own.id = ${id} and o.vat = own.vat and o.country = own.country and o.linked_by = 'hand' and o.same_as <> own.id
      and not exists (select 1 from link_decision d where d.organisation_id = o.id)`.execute(tx)
}

/** `sameAs` null: the link was taken back. Answers the number of the line. */
export async function insertDecision(tx: Tx, id: number, sameAs: number | null, by: string): Promise<number> {
  const line = { organisation_id: id, same_as: sameAs, decided_by: by }
  return (await tx.insertInto('link_decision').values(line).returning('id').executeTakeFirstOrThrow()).id
}
