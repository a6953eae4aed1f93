import type { Db, Tx } from '#platform/db.ts'

/** Accounts with a role of the installation, with when they were last seen. */
export async function accountsWithRole(db: Db) {
  return db
    .selectFrom('account_user as a')
    .where('a.role', '<>', 'visitor')
    .select(eb => [
      'a.id',
      'a.name',
      'a.email',
      'a.role',
      eb
        .selectFrom('account_session as s')
        .whereRef('s.user_id', '=', 'a.id')
        .select(({ fn }) => fn.max('s.updated_at').as('at'))
        .as('seen_at'),
      eb
        .selectFrom('representation as r')
        .whereRef('r.account_id', '=', 'a.id')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .as('acts_for'),
    ])
    .orderBy('a.name')
    .execute()
}

/** Administrators, held while one of them is changed: the last may not go. */
export async function lockAdministrators(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('account_user')
    .where('role', '=', 'administrator')
    .where('email_verified', '=', true)
    .select('id')
    .forUpdate()
    .execute()
  return rows.map(row => row.id)
}

export async function setRole(tx: Tx, account: string, role: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('account_user')
    .set({ role, updated_at: new Date() })
    .where('id', '=', account)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** The account with its sessions, passkeys and what it may do for others; what it did stays in the register. */
export async function deleteAccount(tx: Tx, account: string): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('account_user').where('id', '=', account).executeTakeFirst()
  return Number(numDeletedRows)
}
