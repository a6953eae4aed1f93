import { mayReadAccounts } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'

/** Figures and the facts behind them are for everybody; the ledger itself, with its history and files, for staff and the region's auditor. */
export const mayOpenFacts = (actor: Actor): boolean => mayReadAccounts(actor).allowed
