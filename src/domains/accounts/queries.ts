import { sql } from 'kysely'
import type { Capacity } from '#kernel/actor.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Thing, Verb } from './audit/model.ts'
import { FIRST_ADMINISTRATOR, type SessionLimits } from './model.ts'

/** What an act is done to: its kind, and its code where there are several. */
type Subject = 'site' | `${Exclude<Thing, 'site'>} ${string}`

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
  entry: { actor: string; verb: Verb; thing: Subject; details?: Record<string, string | number> },
): Promise<void> {
  await tx
    .insertInto('audit')
    .values({ actor: entry.actor, verb: entry.verb, thing: entry.thing, details: JSON.stringify(entry.details ?? {}) })
    .execute()
}

/** The address of an account has been shown to be its holder's. */
export async function markVerified(db: Db, email: string): Promise<void> {
  await db
    .updateTable('account_user')
    .set({ email_verified: true, updated_at: new Date() })
    .where('email', '=', email)
    .where('email_verified', '=', false)
    .execute()
}

/** Adds somebody who may sign in; false when the address has an account already. */
export async function insertAccount(
  tx: Tx,
  account: { id: string; email: string; name: string; role: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('account_user')
    .values(account)
    .onConflict(conflict => conflict.column('email').doNothing())
    .executeTakeFirstOrThrow()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** The organisations an account acts for, by id: the whole, where the record it was named for was linked to another since. */
export async function representationsOf(db: Db, account: string): Promise<ReadonlyMap<number, Capacity>> {
  const rows = await db
    .selectFrom('representation as r')
    .innerJoin('organisation as o', 'o.id', 'r.organisation_id')
    .where('r.account_id', '=', account)
    .select(eb => ['r.may', eb.fn.coalesce('o.same_as', 'o.id').as('organisation')])
    // Who represents one record and contributes to another of the same organisation represents it.
    .orderBy('r.may')
    .execute()
  return new Map(rows.map(row => [row.organisation, row.may as Capacity]))
}

/** Whether a session still owes the second factor of its account. */
export async function stateOfSession(db: Db, session: string): Promise<{ waiting: boolean } | undefined> {
  return db
    .selectFrom('account_session as s')
    .leftJoin('second_factor as f', join =>
      join.onRef('f.account_id', '=', 's.user_id').on('f.confirmed_at', 'is not', null),
    )
    .where('s.id', '=', session)
    .select(eb =>
      eb
        .and([eb('f.account_id', 'is not', null), eb('s.passed_second_at', 'is', null), eb('s.by_passkey', '=', false)])
        .$castTo<boolean>()
        .as('waiting'),
    )
    .executeTakeFirst()
}

export async function roleOf(db: Db, account: string): Promise<string | undefined> {
  const row = await db.selectFrom('account_user').where('id', '=', account).select('role').executeTakeFirst()
  return row?.role
}

/** A session is in use: it ends so long after now, and so long after it began at the latest. */
export async function prolongSession(db: Db, session: string, now: Date, { unused, most }: SessionLimits) {
  await db
    .updateTable('account_session')
    .set({
      updated_at: now,
      expires_at: sql`least(${now}::timestamptz + make_interval(hours => ${unused}), created_at + make_interval(hours => ${most}))`,
    })
    .where('id', '=', session)
    .execute()
}

/** From now on a session is known by another token; the old one opens nothing. */
export async function replaceToken(db: Db, session: string, token: string): Promise<void> {
  await db.updateTable('account_session').set({ token }).where('id', '=', session).execute()
}

/** How many sign-in links were sent to an address. Whoever asks next for the same one waits until this transaction ends: a crowd is counted too. */
export async function linksSentSince(tx: Tx, email: string, since: Date): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in ${email}`}, 0))`.execute(tx)
  const { sent } = await tx
    .selectFrom('mail_outbox')
    .where('recipient', '=', email)
    .where('template', '=', 'sign-in')
    .where('queued_at', '>', since)
    .select(({ fn }) => fn.countAll<number>().as('sent'))
    .executeTakeFirstOrThrow()
  return sent
}

/** A key that its holder has unlocked counts as both factors. */
export async function markByPasskey(tx: Tx, session: string): Promise<void> {
  await tx.updateTable('account_session').set({ by_passkey: true }).where('id', '=', session).execute()
}
