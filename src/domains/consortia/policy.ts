import { demand, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'

/** Teams and proposals are the cluster's own work: its staff reads and writes them. Answers who acts; throws Forbidden. */
export function weaver(actor: Actor): string {
  demand(mayWork(actor))
  return actor.id ?? ''
}
