import { sql } from 'kysely'
import type { Tx } from '#platform/db.ts'

export async function deleteEndedSessions(tx: Tx, now: Date): Promise<number> {
  const sessions = await tx.deleteFrom('account_session').where('expires_at', '<', now).executeTakeFirst()
  const links = await tx.deleteFrom('account_verification').where('expires_at', '<', now).executeTakeFirst()
  return Number(sessions.numDeletedRows + links.numDeletedRows)
}

/** Invitations that were accepted, withdrawn or too old before an instant. */
export async function deleteOldInvitations(tx: Tx, before: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('invitation')
    .where(eb => eb(eb.fn.coalesce('accepted_at', 'withdrawn_at', 'expires_at'), '<', before))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Accounts without a role that act for nobody and were not used since. Who was seen when is known from the register. */
export async function unusedAccounts(tx: Tx, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from account_user a
    where a.role = 'visitor' and a.created_at < ${before}
      and not exists (select 1 from representation r where r.account_id = a.id)
      and not exists (select 1 from account_session s where s.user_id = a.id and s.updated_at >= ${before})
      and not exists (select 1 from audit x where x.actor = a.id and x.at >= ${before})
    for update of a`.execute(tx)
  return rows.map(row => row.id)
}
