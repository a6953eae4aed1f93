import { demand, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import { type HistoryLine, historyOf } from './model.ts'
import { periodsOf } from './queries.ts'

/** Each time what the registry says of a member changed, newest first. Throws Forbidden. */
export async function historyOfMember(db: Db, actor: Actor, organisation: number): Promise<HistoryLine[]> {
  demand(mayWork(actor))
  return historyOf(await periodsOf(db, organisation))
}
