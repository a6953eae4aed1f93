import { demand, mayReadAccounts, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'

/** Staff set targets. Answers who acts; throws Forbidden. */
export function setter(actor: Actor): string {
  demand(mayWork(actor))
  return actor.id ?? ''
}

export const maySet = (actor: Actor): boolean => mayWork(actor).allowed

/** Staff and the region's auditor see what is aimed at before it stands in a published report. Throws Forbidden. */
export function viewer(actor: Actor): void {
  demand(mayReadAccounts(actor))
}
