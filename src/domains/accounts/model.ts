import { z } from 'zod'

export const emailSchema = z.string().trim().toLowerCase().pipe(z.email().max(254))

/** How long a sign-in link works, in seconds. */
export const LINK_SECONDS = 15 * 60
/** A reserved name that no mail server can have: the first administrator signs in by the printed link alone. */
export const FIRST_ADMINISTRATOR = 'administrator@telaio.invalid'
/** The name of the outside sign-in provider in the address it sends people back to. */
export const PROVIDER = 'oidc'

/** Why somebody who came back from the provider is not in. */
export const REFUSALS = ['unknown', 'unverified', 'cancelled', 'late', 'failed'] as const
export type Refusal = (typeof REFUSALS)[number]

/** What signed somebody in; the register says it. */
export type Way = 'link' | 'provider' | 'passkey' | 'invitation'

/** Acts that cannot be undone, or that open an account to somebody else, need a sign-in no older than this, in hours. */
export const RECENT_HOURS = 4
/** How often in an hour a sign-in link is sent to one address, whoever asks for it. */
export const LINKS_AN_HOUR = 5

/** How long a browser stays signed in: unused, and at most, in hours. */
export type SessionLimits = { readonly unused: number; readonly most: number }
/** The longest of all, which is how long browsers keep the cookie. */
export const LONGEST_SESSION_HOURS = 30 * 24

/** A browser that is signed in. */
export type SignedIn = {
  readonly session: string
  readonly account: string
  /** When this browser signed in. */
  readonly since: Date
  /** The second factor has not been given yet: the session opens nothing but the page that asks for it. */
  readonly waiting: boolean
}
