import { recordAudit } from '#domains/accounts/actions.ts'
import { demand, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { errors } from './messages.ts'
import type { MailQuery } from './model.ts'
import { countMail, listMail, sendAgain, settleMail } from './queries.ts'

/** Mail that was sent, waits, failed. Throws Forbidden. */
export async function mailSeen(db: Db, actor: Actor, query: MailQuery, now: Date) {
  demand(mayWork(actor))
  const [list, counts] = await Promise.all([listMail(db, query), countMail(db, now)])
  return { ...list, counts }
}

/** Sends a mail again that failed or may not have gone: a person has decided so. Throws Forbidden, Conflict. */
export async function retryMail(db: Db, actor: Actor, id: number, now: Date): Promise<void> {
  demand(mayWork(actor))
  await inTransaction(db, async tx => {
    if (!(await sendAgain(tx, id, now))) throw new Failure('Conflict', errors.notThere)
    await recordAudit(tx, { actor: actor.id ?? '', verb: 'sent mail again', thing: `mail ${id}` })
  })
}

/** Leaves it as it is. Throws Forbidden, Conflict. */
export async function leaveMail(db: Db, actor: Actor, id: number, now: Date): Promise<void> {
  demand(mayWork(actor))
  const by = actor.id ?? ''
  await inTransaction(db, async tx => {
    if (!(await settleMail(tx, id, by, now))) throw new Failure('Conflict', errors.notThere)
    await recordAudit(tx, { actor: by, verb: 'left mail', thing: `mail ${id}` })
  })
}
