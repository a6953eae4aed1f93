import type { Tx } from '#platform/db.ts'

/** Makes `id`, and every record that pointed to it, another identifier of `whole`. */
export async function link(tx: Tx, id: number, whole: number): Promise<void> {
  await tx
    .updateTable('organisation')
    .set({ same_as: whole, linked_by: 'hand' })
    .where(eb => eb.or([eb('id', '=', id), eb('same_as', '=', id)]))
    .execute()
}

export async function unlink(tx: Tx, id: number): Promise<void> {
  await tx.updateTable('organisation').set({ same_as: null, linked_by: null }).where('id', '=', id).execute()
}

/** `sameAs` null: the link was taken back. */
export async function insertDecision(tx: Tx, id: number, sameAs: number | null, by: string): Promise<void> {
  await tx.insertInto('link_decision').values({ organisation_id: id, same_as: sameAs, decided_by: by }).execute()
}
