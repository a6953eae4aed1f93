import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import type { Env } from '#platform/env.ts'
import { Failure } from '#platform/errors.ts'
import { secretOf } from '../library.ts'
import { errors } from '../messages.ts'
import type { SignedIn } from '../model.ts'
import { insertAudit } from '../queries.ts'
import {
  freshSalt,
  freshSecret,
  freshSpares,
  hashOfSpare,
  isLocked,
  keyUri,
  LOCK_MINUTES,
  MOST_FAILURES,
  saltOf,
  shownSecret,
  stepOf,
} from './model.ts'
import {
  acceptCode,
  confirmFactor,
  countFailure,
  factorOf,
  lockFactor,
  offerFactor,
  passSession,
  removeFactor,
} from './queries.ts'

const seal = (env: Env, data: string) => symmetricEncrypt({ key: secretOf(env), data })
const unseal = (env: Env, data: string) => symmetricDecrypt({ key: secretOf(env), data })

export type Factor =
  | { readonly state: 'none' }
  | { readonly state: 'offered'; readonly secret: string; readonly uri: string }
  | { readonly state: 'on'; readonly spares: number }

/** How it stands with the second factor of an account. */
export async function secondFactor(db: Db, env: Env, account: string, email: string): Promise<Factor> {
  const row = await factorOf(db, account)
  if (!row) return { state: 'none' }
  if (row.confirmed_at) return { state: 'on', spares: row.spare_codes.length }
  const secret = await unseal(env, row.secret)
  return { state: 'offered', secret: shownSecret(secret), uri: keyUri(secret, 'Telaio', email) }
}

/** Makes a secret to put into an authenticator app. It asks for nothing until a first code has shown that it arrived there. */
export async function beginSecondFactor(db: Db, env: Env, account: string): Promise<void> {
  const sealed = await seal(env, freshSecret())
  await inTransaction(db, tx => offerFactor(tx, account, sealed))
}

/** Turns it on by a first code. Answers the spare codes, which are never shown again. Throws Invalid for a wrong code. */
export async function confirmSecondFactor(
  db: Db,
  env: Env,
  { account, session }: SignedIn,
  typed: string,
  now: Date,
): Promise<string[]> {
  const spares = freshSpares()
  await inTransaction(db, async tx => {
    const row = await lockFactor(tx, account)
    if (!row || row.confirmed_at) throw new Failure('Conflict', errors.factorNotOffered)
    const step = await stepOf(await unseal(env, row.secret), typed, now, null)
    if (step === undefined) throw new Failure('Invalid', errors.wrongCode, {}, { code: errors.wrongCode })
    const salt = freshSalt()
    const kept = await Promise.all(spares.map(spare => hashOfSpare(spare, salt)))
    await confirmFactor(tx, account, step, kept, now)
    await passSession(tx, session, now)
    await insertAudit(tx, { actor: account, verb: 'turned on second factor', thing: `account ${account}` })
  })
  return spares
}

/** Lets a waiting session in. A wrong code is counted; after too many, nothing is accepted for a while. Throws Invalid, TooMany. */
export async function passSecondFactor(
  db: Db,
  env: Env,
  { account, session }: SignedIn,
  typed: string,
  now: Date,
): Promise<void> {
  const right = await inTransaction(db, async tx => {
    if (!(await isRight(tx, env, account, typed, now))) return false
    await passSession(tx, session, now)
    await insertAudit(tx, { actor: account, verb: 'gave second factor', thing: 'site' })
    return true
  })
  if (!right) throw new Failure('Invalid', errors.wrongCode, {}, { code: errors.wrongCode })
}

/** Turns it off, for whoever can still give a code. */
export async function endSecondFactor(db: Db, env: Env, account: string, typed: string, now: Date): Promise<void> {
  const right = await inTransaction(db, async tx => {
    if (!(await isRight(tx, env, account, typed, now))) return false
    await removeFactor(tx, account)
    await insertAudit(tx, { actor: account, verb: 'turned off second factor', thing: `account ${account}` })
    return true
  })
  if (!right) throw new Failure('Invalid', errors.wrongCode, {}, { code: errors.wrongCode })
}

/** Whether a code or spare code is right; uses it up, or counts the failure. */
async function isRight(tx: Tx, env: Env, account: string, typed: string, now: Date): Promise<boolean> {
  const row = await lockFactor(tx, account)
  if (!row?.confirmed_at) return false
  if (isLocked(row.failures, row.failed_at, now))
    throw new Failure('TooMany', errors.codesLocked, { minutes: LOCK_MINUTES, seconds: LOCK_MINUTES * 60 })
  const step = await stepOf(await unseal(env, row.secret), typed, now, row.last_step)
  const spare = await hashOfSpare(typed.slice(0, 40), saltOf(row.spare_codes))
  if (step === undefined && !row.spare_codes.includes(spare)) {
    // A quarter of an hour after the lock the count begins anew.
    const failures = row.failures >= MOST_FAILURES ? 1 : row.failures + 1
    await countFailure(tx, account, failures, now)
    await insertAudit(tx, { actor: account, verb: 'gave wrong second factor', thing: 'site' })
    return false
  }
  await acceptCode(tx, account, step === undefined ? { spare } : { step })
  return true
}
