import { demand, mayReadAccounts, mayWork, type Permission } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'

export type ShownTo = 'staff' | 'region' | 'public'

/** Staff record, correct and withdraw. Answers who acts; throws Forbidden. */
export function recorder(actor: Actor): string {
  demand(mayWork(actor))
  return actor.id ?? ''
}

export const mayRecord = (actor: Actor): boolean => mayWork(actor).allowed

/** Staff and the region's auditor read the ledger. Throws Forbidden. */
export function reader(actor: Actor): void {
  demand(mayReadAccounts(actor))
}

/** Evidence may show people: the region and the public see only what staff has marked for them. */
export const mayOpen = (actor: Actor, shownTo: ShownTo): Permission =>
  shownTo === 'public' ? { allowed: true } : shownTo === 'region' ? mayReadAccounts(actor) : mayWork(actor)
