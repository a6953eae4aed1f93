import type { Db, Tx } from '#platform/db.ts'

export async function accountById(db: Db, id: string) {
  return db
    .selectFrom('account_user')
    .where('id', '=', id)
    .select(['id', 'name', 'email', 'role', 'language', 'created_at'])
    .executeTakeFirst()
}

export async function organisationsActedFor(db: Db, account: string) {
  return db
    .selectFrom('representation as r')
    .innerJoin('organisation as o', 'o.id', 'r.organisation_id')
    .where('r.account_id', '=', account)
    .select(['o.key', 'o.name', 'o.short_name', 'r.may', 'r.since'])
    .orderBy('o.name')
    .execute()
}

export async function sessionsOf(db: Db, account: string, now: Date) {
  return db
    .selectFrom('account_session')
    .where('user_id', '=', account)
    .where('expires_at', '>', now)
    .select(['id', 'user_agent', 'created_at', 'updated_at'])
    .orderBy('updated_at', 'desc')
    .execute()
}

/** Ends a session of this account; answers how many: none when it is somebody else's, or ended. */
export async function endSession(tx: Tx, account: string, session: string): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('account_session')
    .where('user_id', '=', account)
    .where('id', '=', session)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

export async function endOtherSessions(tx: Tx, account: string, but: string | undefined): Promise<number> {
  let ended = tx.deleteFrom('account_session').where('user_id', '=', account)
  if (but !== undefined) ended = ended.where('id', '<>', but)
  return Number((await ended.executeTakeFirst()).numDeletedRows)
}

export async function passkeysOf(db: Db, account: string) {
  return db
    .selectFrom('account_passkey')
    .where('user_id', '=', account)
    .select(['id', 'name', 'created_at'])
    .orderBy('created_at')
    .execute()
}

export async function removePasskey(tx: Tx, account: string, id: string): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('account_passkey')
    .where('user_id', '=', account)
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

export async function rename(tx: Tx, account: string, name: string): Promise<void> {
  await tx.updateTable('account_user').set({ name, updated_at: new Date() }).where('id', '=', account).execute()
}
