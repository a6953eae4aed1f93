import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { accountByEmail, openInvitations } from '../invitations/queries.ts'
import { errors } from '../messages.ts'
import { emailSchema } from '../model.ts'
import { endOtherSessions } from '../own/queries.ts'
import { demand, INVITED_AS, mayAdminister } from '../policy.ts'
import { insertAudit } from '../queries.ts'
import { removeFactor } from '../second-factor/queries.ts'
import { accountsWithRole, deleteAccount, lockAdministrators, setRole } from './queries.ts'

/** Who has a role of the installation, and who is asked in. Throws Forbidden. */
export async function allAccounts(db: Db, actor: Actor, now: Date) {
  demand(mayAdminister(actor))
  const [accounts, invited] = await Promise.all([accountsWithRole(db), openInvitations(db, null, now)])
  return { accounts, invited }
}

/** Gives an account another role; wherever it is signed in, it signs in again. Throws Forbidden, Invalid, NotFound, and Conflict for the last administrator. */
export async function changeRole(db: Db, actor: Actor, account: string, role: string): Promise<void> {
  demand(mayAdminister(actor))
  if (!INVITED_AS.some(known => known === role))
    throw new Failure('Invalid', errors.badRole, { role: role.slice(0, 40), roles: INVITED_AS.join(', ') })
  await inTransaction(db, async tx => {
    if (role !== 'administrator') await keepOneAdministrator(tx, account)
    if ((await setRole(tx, account, role)) === 0) throw new Failure('NotFound', errors.notThere)
    await endOtherSessions(tx, account, undefined)
    await insertAudit(tx, {
      actor: actor.id ?? '',
      verb: 'changed role',
      thing: `account ${account}`,
      details: { role },
    })
  })
}

/** Signs an account out everywhere, as when a laptop was stolen. Throws Forbidden. */
export async function endSessionsOf(db: Db, actor: Actor, account: string): Promise<void> {
  demand(mayAdminister(actor))
  await inTransaction(db, async tx => {
    const ended = await endOtherSessions(tx, account, undefined)
    await insertAudit(tx, {
      actor: actor.id ?? '',
      verb: 'ended session',
      thing: `account ${account}`,
      details: { ended },
    })
  })
}

/**
 * Takes the second step away from somebody who has lost phone and spare codes, and ends their sessions. Whoever does it has made sure who asks.
 * Throws Forbidden, and NotFound when no account with that address has one.
 */
export async function endFactorOf(db: Db, actor: Actor, typed: string): Promise<void> {
  demand(mayAdminister(actor))
  const email = emailSchema.safeParse(typed)
  await inTransaction(db, async tx => {
    const found = email.success ? await accountByEmail(tx, email.data) : undefined
    if (!found || !(await removeFactor(tx, found.id))) throw new Failure('NotFound', errors.noFactorThere)
    await endOtherSessions(tx, found.id, undefined)
    await insertAudit(tx, { actor: actor.id ?? '', verb: 'turned off second factor', thing: `account ${found.id}` })
  })
}

/** Removes an account: its sessions end at once, what it did stays written. Throws Forbidden, NotFound, Conflict. */
export async function removeAccount(db: Db, actor: Actor, account: string): Promise<void> {
  demand(mayAdminister(actor))
  await inTransaction(db, tx => eraseAccount(tx, account, actor.id ?? ''))
}

/** The same inside a larger act, as when a person erases themselves. Throws NotFound, Conflict. */
export async function eraseAccount(tx: Tx, account: string, by: string): Promise<void> {
  await keepOneAdministrator(tx, account)
  if ((await deleteAccount(tx, account)) === 0) throw new Failure('NotFound', errors.notThere)
  await insertAudit(tx, { actor: by, verb: 'removed account', thing: `account ${account}` })
}

async function keepOneAdministrator(tx: Tx, but: string): Promise<void> {
  const administrators = await lockAdministrators(tx)
  if (administrators.includes(but) && administrators.length === 1)
    throw new Failure('Conflict', errors.lastAdministrator)
}
