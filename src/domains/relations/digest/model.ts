import { createHmac, timingSafeEqual } from 'node:crypto'

const DAY_MS = 86_400_000

/** The week of a day, as ISO 8601 numbers them: "2026-W48". A mail of a week has it in its key, so that there is one. */
export function weekOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  // The week belongs to the year of its Thursday.
  const thursday = new Date(at.getTime() + (4 - (at.getUTCDay() || 7)) * DAY_MS)
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  const week = Math.floor((thursday.getTime() - first) / DAY_MS / 7) + 1
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`
}

const sealOf = (secret: string, person: number) =>
  createHmac('sha256', secret).update(`unsubscribe ${person} digest`).digest('base64url').slice(0, 32)

/** What proves that a link to unsubscribe was made for this person. It does not expire: somebody may find an old mail. */
export const unsubscribeToken = (secret: string, person: number): string => `${person}.${sealOf(secret, person)}`

/** The person of such a token; undefined for one that we did not make. */
export function readUnsubscribeToken(secret: string, token: string): number | undefined {
  const found = /^(\d{1,15})\.([\w-]{32})$/.exec(token)
  if (!found) return undefined
  const person = Number(found[1])
  return timingSafeEqual(Buffer.from(found[2] ?? ''), Buffer.from(sealOf(secret, person))) ? person : undefined
}

/** Days before a deadline from which on it is near. */
export const NEAR_DAYS = 21
/** Calls told in one mail, at most. */
export const MOST_CALLS = 5
export const MOST_NEEDS = 10
