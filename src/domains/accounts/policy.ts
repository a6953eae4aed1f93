import type { Actor } from '#kernel/actor.ts'
import { Failure, type Sentence } from '#platform/errors.ts'

/** Allowed, or the reason why not. */
export type Permission = { readonly allowed: true } | { readonly allowed: false; readonly reason: Sentence }

export const ALLOWED: Permission = { allowed: true }

const refused = (reason: Sentence): Permission => ({ allowed: false, reason })

const SIGN_IN: Sentence = {
  it: 'Per farlo devi entrare: chiedi al personale del cluster un invito. Quello che vedi resta com’è.',
  en: 'You need to sign in for this: ask the cluster’s staff for an invitation. What you see stays as it is.',
}

/** The roles a person can be invited in. */
export const INVITED_AS = ['staff', 'administrator'] as const

const isStaff = (actor: Actor) => actor.role === 'administrator' || actor.role === 'staff'

/** Staff and administrators work on teams, proposals and the registry; everybody else reads what is public. */
export const mayWork = (actor: Actor): Permission => (isStaff(actor) ? ALLOWED : refused(SIGN_IN))

/** Throws the reason when the permission is refused. */
export function demand(permission: Permission): void {
  if (!permission.allowed) throw new Failure('Forbidden', permission.reason)
}
