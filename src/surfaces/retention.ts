import { recordAudit } from '#domains/accounts/actions.ts'
import { RETENTION as accounts } from '#domains/accounts/retention/actions.ts'
import { RETENTION as events } from '#domains/events/retention.ts'
import { RETENTION as people } from '#domains/network/people/retention/actions.ts'
import { RETENTION as sheets } from '#domains/network/sheets/retention/actions.ts'
import { RETENTION as relations } from '#domains/relations/retention.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { RETENTION as mail } from '#platform/mail/retention.ts'
import type { Retention } from '#platform/retention.ts'

/** Every kind of personal data that is kept, and until when. */
export const RETENTION: readonly Retention[] = [...accounts, ...people, ...sheets, ...relations, ...events, ...mail]

/** Deletes what is too old, all of it or nothing; answers how much of each kind, and writes it down where there was any. */
export async function applyRetention(db: Db, now: Date): Promise<Readonly<Record<string, number>>> {
  return inTransaction(db, async tx => {
    const deleted: Record<string, number> = {}
    for (const { name, apply } of RETENTION) {
      const count = await apply(tx, now)
      if (count > 0) deleted[name] = count
    }
    if (Object.keys(deleted).length)
      await recordAudit(tx, { actor: 'system', verb: 'applied retention', thing: 'site', details: deleted })
    return deleted
  })
}
