import { randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'

/** RFC 6238: a code of six digits that changes every half minute; one step of clock drift to either side is forgiven. */
const STEP_SECONDS = 30
const DRIFT = 1
/** After so many wrong codes nothing is accepted for a while. */
export const MOST_FAILURES = 5
export const LOCK_MINUTES = 15
const SPARES = 8

export const stepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / STEP_SECONDS)

/** A secret of 160 bits, as RFC 4226 section 4 recommends; of plain letters, since the library takes keys as text. */
export const freshSecret = (): string => randomBytes(20).toString('base64url')

/** The secret in the letters an authenticator app reads. */
export const shownSecret = (secret: string): string => base32.encode(secret, { padding: false })

/** The address in the QR code (the format of Google Authenticator's key URI). */
export const keyUri = (secret: string, issuer: string, account: string): string =>
  `otpauth://totp/${encodeURIComponent(`${issuer}:${account}`)}?secret=${shownSecret(secret)}&issuer=${encodeURIComponent(issuer)}&digits=6&period=${STEP_SECONDS}`

/** The code of a step. */
export const codeAt = (secret: string, step: number): Promise<string> => createOTP(secret, { digits: 6 }).hotp(step)

/** The step whose code this is, among those that the clock allows and that come after the last one used; undefined when it is none. */
export async function stepOf(
  secret: string,
  typed: string,
  now: Date,
  lastStep: number | null,
): Promise<number | undefined> {
  const code = typed.replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) return undefined
  const here = stepAt(now)
  for (let step = here - DRIFT; step <= here + DRIFT; step += 1)
    if (step > (lastStep ?? -1) && (await codeAt(secret, step)) === code) return step
  return undefined
}

/** Codes for a lost phone: 50 bits each, in groups that can be copied by hand. */
export const freshSpares = (): string[] =>
  Array.from({ length: SPARES }, () =>
    base32
      .encode(new Uint8Array(randomBytes(7)), { padding: false })
      .toLowerCase()
      .slice(0, 10)
      .replace(/^(.{5})/, '$1-'),
  )

/** A salt for the spare codes of one account. */
export const freshSalt = (): string => randomBytes(16).toString('base64url')

/** The salt that kept spare codes were hashed with. */
export const saltOf = (kept: readonly string[]): string => kept[0]?.split(':')[0] ?? ''

/** What is kept of a spare code: 50 bits could be guessed from a plain hash, so each guess is made slow. */
export async function hashOfSpare(typed: string, salt: string): Promise<string> {
  const letters = typed.toLowerCase().replace(/[^a-z2-7]/g, '')
  return `${salt}:${((await stretched(letters, salt, 32)) as Buffer).toString('base64url')}`
}
const stretched = promisify(scrypt)

/** Whether nothing is accepted for now, because too many codes were wrong. */
export const isLocked = (failures: number, failedAt: Date | null, now: Date): boolean =>
  failures >= MOST_FAILURES && failedAt !== null && now.getTime() - failedAt.getTime() < LOCK_MINUTES * 60_000
