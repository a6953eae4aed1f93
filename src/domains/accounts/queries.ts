import type { Db, Tx } from '#platform/db.ts'
import { FIRST_ADMINISTRATOR } from './model.ts'

export async function hasSignedInAdministrator(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('account_user')
    .where('role', '=', 'administrator')
    .where('email_verified', '=', true)
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertFirstAdministrator(tx: Tx, id: string): Promise<void> {
  await tx
    .insertInto('account_user')
    .values({ id, email: FIRST_ADMINISTRATOR, name: 'Amministratore', role: 'administrator' })
    .onConflict(conflict => conflict.column('email').doNothing())
    .execute()
}

export async function insertAudit(
  tx: Tx,
  entry: { actor: string; verb: string; thing: string; details?: Record<string, string | number> },
): Promise<void> {
  await tx
    .insertInto('audit')
    .values({ actor: entry.actor, verb: entry.verb, thing: entry.thing, details: JSON.stringify(entry.details ?? {}) })
    .execute()
}
