import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

export type NewInvitation = {
  readonly token_hash: string
  readonly email: string
  readonly name: string
  readonly role: string
  readonly organisation_id: number | null
  readonly may: string | null
  readonly language: string
  readonly invited_by: string
  readonly invited_at: Date
  readonly expires_at: Date
}

export async function insertInvitation(tx: Tx, invitation: NewInvitation): Promise<number> {
  const { id } = await tx.insertInto('invitation').values(invitation).returning('id').executeTakeFirstOrThrow()
  return id
}

/** How many somebody has invited since an instant; their next invitation waits until this one is written. */
export async function invitedSince(tx: Tx, by: string, since: Date): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`invitations ${by}`}, 0))`.execute(tx)
  const { invited } = await tx
    .selectFrom('invitation')
    .where('invited_by', '=', by)
    .where('invited_at', '>', since)
    .select(({ fn }) => fn.countAll<number>().as('invited'))
    .executeTakeFirstOrThrow()
  return invited
}

const OPEN = ['id', 'email', 'name', 'role', 'organisation_id', 'may', 'language', 'invited_by', 'expires_at'] as const

/** The open invitations of an address to the same place. */
export async function openFor(tx: Tx, email: string, organisation: number | null, now: Date): Promise<boolean> {
  const row = await tx
    .selectFrom('invitation')
    .where('email', '=', email)
    .where('organisation_id', organisation === null ? 'is' : '=', organisation)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now)
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The invitation of a secret, while it is open; locked when it is about to be accepted. */
export async function openByToken(db: Db, hash: string, now: Date, lock: boolean) {
  const found = db
    .selectFrom('invitation')
    .where('token_hash', '=', hash)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now)
    .select(OPEN)
  return (lock ? found.forUpdate() : found).executeTakeFirst()
}

export async function markAccepted(tx: Tx, id: number, at: Date): Promise<void> {
  await tx.updateTable('invitation').set({ accepted_at: at }).where('id', '=', id).execute()
}

/** Withdraws an open invitation; answers whose it was, or undefined when there was none. */
export async function withdraw(tx: Tx, id: number, organisation: number | null, at: Date) {
  return tx
    .updateTable('invitation')
    .set({ withdrawn_at: at })
    .where('id', '=', id)
    .where('organisation_id', organisation === null ? 'is' : '=', organisation)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .returning('email')
    .executeTakeFirst()
}

/** Invitations that can still be accepted, to the installation (null) or to an organisation. */
export async function openInvitations(db: Db, organisation: number | null, now: Date) {
  return db
    .selectFrom('invitation')
    .where('organisation_id', organisation === null ? 'is' : '=', organisation)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now)
    .select(['id', 'email', 'name', 'role', 'may', 'expires_at'])
    .orderBy('expires_at')
    .execute()
}

export async function placeById(db: Db, id: number) {
  return db.selectFrom('organisation').where('id', '=', id).select(['id', 'key', 'name']).executeTakeFirst()
}

export async function accountByEmail(db: Db, email: string) {
  return db.selectFrom('account_user').where('email', '=', email).select(['id', 'name', 'role']).executeTakeFirst()
}

export async function insertRepresentation(
  tx: Tx,
  row: { account_id: string; organisation_id: number; may: string; granted_by: string },
): Promise<void> {
  await tx
    .insertInto('representation')
    .values(row)
    .onConflict(conflict => conflict.columns(['account_id', 'organisation_id']).doUpdateSet({ may: row.may }))
    .execute()
}

export async function actsFor(db: Db, account: string, organisation: number): Promise<boolean> {
  const row = await db
    .selectFrom('representation')
    .where('account_id', '=', account)
    .where('organisation_id', '=', organisation)
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Who acts for an organisation. */
export async function actingFor(db: Db, organisation: number) {
  return db
    .selectFrom('representation as r')
    .innerJoin('account_user as a', 'a.id', 'r.account_id')
    .where('r.organisation_id', '=', organisation)
    .select(['r.id', 'a.id as account', 'a.name', 'a.email', 'r.may', 'r.since'])
    .orderBy('r.since')
    .execute()
}

/** The same rows, held while one of them is taken away. */
export async function lockActing(tx: Tx, organisation: number) {
  return tx
    .selectFrom('representation')
    .where('organisation_id', '=', organisation)
    .select(['id', 'account_id', 'may'])
    .forUpdate()
    .execute()
}

export async function deleteRepresentation(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('representation').where('id', '=', id).execute()
}
