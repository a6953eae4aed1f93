import { demand, mayAdminister, mayReadAccounts, mayWork, type Permission } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import type { State } from '../model.ts'
import { errors } from './messages.ts'
import type { Work } from './model.ts'

/** Staff write and move reports. Answers who acts; throws Forbidden. */
export function writer(actor: Actor): string {
  demand(mayWork(actor))
  return actor.id ?? ''
}

export const mayWrite = (actor: Actor): boolean => mayWork(actor).allowed

/** Figures that nobody has published are for staff and the region's auditor. */
export const maySeeUnpublished = (actor: Actor): boolean => mayReadAccounts(actor).allowed

/**
 * Staff review, publish and take back; an administrator approves, and not the one who reviewed when somebody else could: `others` is how many
 * administrators there are beside the actor.
 */
export function mayMoveTo(actor: Actor, work: Pick<Work, 'reviewed_by'>, to: State, others: number): Permission {
  if (to !== 'approved') return mayWork(actor)
  const permission = mayAdminister(actor)
  if (!permission.allowed) return permission
  return work.reviewed_by === actor.id && others > 0 ? { allowed: false, reason: errors.fourEyes } : permission
}
