import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { errors } from '../messages.ts'
import type { SignedIn } from '../model.ts'
import { insertAudit } from '../queries.ts'
import {
  accountById,
  endOtherSessions,
  endSession,
  organisationsActedFor,
  passkeysOf,
  removePasskey,
  rename,
  sessionsOf,
} from './queries.ts'

export type OwnAccount = Awaited<ReturnType<typeof ownAccount>>

/** What an account page shows. Throws NotFound when the account was removed meanwhile. */
export async function ownAccount(db: Db, account: string, now: Date) {
  const found = await accountById(db, account)
  if (!found) throw new Failure('NotFound', errors.accountGone)
  const [organisations, sessions, passkeys] = await Promise.all([
    organisationsActedFor(db, account),
    sessionsOf(db, account, now),
    passkeysOf(db, account),
  ])
  return { ...found, organisations, sessions, passkeys }
}

/** Ends one of one's own sessions. Another person's is never found. */
export async function endOwnSession(db: Db, { account }: SignedIn, session: string): Promise<void> {
  await inTransaction(db, async tx => {
    if ((await endSession(tx, account, session)) === 0) throw new Failure('NotFound', errors.sessionGone)
    await insertAudit(tx, { actor: account, verb: 'ended session', thing: `account ${account}` })
  })
}

/** Ends all of one's sessions but the one that asks. */
export async function endOwnOtherSessions(db: Db, { account, session }: SignedIn): Promise<void> {
  await inTransaction(db, async tx => {
    const ended = await endOtherSessions(tx, account, session)
    await insertAudit(tx, { actor: account, verb: 'ended session', thing: `account ${account}`, details: { ended } })
  })
}

export async function removeOwnPasskey(db: Db, { account }: SignedIn, id: string): Promise<void> {
  await inTransaction(db, async tx => {
    if ((await removePasskey(tx, account, id)) === 0) throw new Failure('NotFound', errors.passkeyGone)
    await insertAudit(tx, { actor: account, verb: 'removed passkey', thing: `account ${account}` })
  })
}

export async function renameOwn(db: Db, { account }: SignedIn, name: string): Promise<void> {
  await inTransaction(db, async tx => {
    await rename(tx, account, name)
    await insertAudit(tx, { actor: account, verb: 'changed name', thing: `account ${account}` })
  })
}

/** A passkey that the library has kept gets its line in the register. */
export async function noteNewPasskey(db: Db, { account }: SignedIn): Promise<void> {
  await inTransaction(db, tx => insertAudit(tx, { actor: account, verb: 'added passkey', thing: `account ${account}` }))
}
