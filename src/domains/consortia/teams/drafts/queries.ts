import { type Db, inTransaction, type Tx } from '#platform/db.ts'

/** Name and notes as typed, and the version of the saved team they were typed over. */
export type Draft = { readonly name: string; readonly notes: string; readonly version: number | null }

/** Whose draft of what: the team that was saved before, or a new one for the call. */
export type DraftOf = { readonly account: string; readonly call: string; readonly team: number | undefined }

const MONTH_MS = 30 * 24 * 60 * 60 * 1000

export async function draftOf(db: Db, { account, call, team }: DraftOf): Promise<Draft | undefined> {
  return db
    .selectFrom('team_draft')
    .where('account_id', '=', account)
    .where('call_id', '=', call)
    .where('team_id', 'is not distinct from', team ?? null)
    .select(['name', 'notes', 'version'])
    .executeTakeFirst()
}

export async function deleteDraft(tx: Tx, { account, call, team }: DraftOf): Promise<void> {
  await tx
    .deleteFrom('team_draft')
    .where('account_id', '=', account)
    .where('call_id', '=', call)
    .where('team_id', 'is not distinct from', team ?? null)
    .execute()
}

/** Replaces the draft, and forgets those that nobody came back to. */
export async function writeDraft(db: Db, of: DraftOf, draft: Draft | undefined, now: Date): Promise<void> {
  await inTransaction(db, async tx => {
    await tx
      .deleteFrom('team_draft')
      .where('written_at', '<', new Date(now.getTime() - MONTH_MS))
      .execute()
    await deleteDraft(tx, of)
    if (draft)
      await tx
        .insertInto('team_draft')
        .values({ account_id: of.account, call_id: of.call, team_id: of.team ?? null, ...draft, written_at: now })
        .execute()
  })
}
