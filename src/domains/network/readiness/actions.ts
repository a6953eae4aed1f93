import { demand, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import { type FirstContact, firstContacts } from '../people/contacts/queries.ts'
import type { ReadinessQuery } from './model.ts'
import { READY_PER_PAGE } from './model.ts'
import { type ReadinessRow, readinessOf } from './queries.ts'

export type ToCall = ReadinessRow & { readonly contact: FirstContact | undefined }

/** The most lines of a downloaded list. */
const LONGEST_LIST = 10_000

/** Whom staff should call, about what, at which number: a page of them, or `all`. Throws Forbidden. */
export async function whomToCall(
  db: Db,
  actor: Actor,
  query: ReadinessQuery,
  { today, now }: { today: string; now: Date },
  all = false,
): Promise<{ rows: readonly ToCall[]; total: number }> {
  demand(mayWork(actor))
  const rows = await readinessOf(db, {
    need: query.need,
    stale: new Date(now.getTime() - 365 * 86_400_000),
    today,
    limit: all ? LONGEST_LIST : READY_PER_PAGE,
    offset: all ? 0 : (query.page - 1) * READY_PER_PAGE,
  })
  const contacts = await firstContacts(
    db,
    rows.map(row => row.organisation_id),
  )
  return { rows: rows.map(row => ({ ...row, contact: contacts.get(row.organisation_id) })), total: rows[0]?.total ?? 0 }
}
