import { demand, mayReadAccounts, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'

/** Staff keep the folders. Answers who acts; throws Forbidden. */
export function keeper(actor: Actor): string {
  demand(mayWork(actor))
  return actor.id ?? ''
}

export const mayKeep = (actor: Actor): boolean => mayWork(actor).allowed

/** Staff and the region's auditor read them. Throws Forbidden. */
export function reader(actor: Actor): void {
  demand(mayReadAccounts(actor))
}
