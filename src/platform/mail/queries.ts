import { type ExpressionBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { DB } from '../../../db/types.ts'

export type Waiting = NonNullable<Awaited<ReturnType<typeof takeNext>>>

export type OutboxRow = {
  readonly message_id: string
  readonly recipient: string
  readonly template: string
  readonly subject: string
  readonly text_body: string
  readonly html_body: string
  readonly headers: string
  readonly attachments: string
  readonly once_key: string | null
  readonly case_key: string | null
  readonly useless_after: Date | null
}

/** Puts a mail in the outbox; false when one with the same key is or was there. */
export async function insertMail(tx: Tx, row: OutboxRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('mail_outbox')
    .values(row)
    .onConflict(conflict => conflict.column('once_key').doNothing())
    .executeTakeFirstOrThrow()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/**
 * Marks the next mail that is due as being sent, for this process alone. The mark is committed before the mail server hears of it, so that
 * a crash leaves it visible.
 */
export async function takeNext(db: Db, now: Date) {
  const next = db
    .selectFrom('mail_outbox')
    .where('state', '=', 'waiting')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(1)
    .select('id')
    .forUpdate()
    .skipLocked()
  return db
    .updateTable('mail_outbox')
    .set(eb => ({ state: 'sending', due_at: now, attempts: eb('attempts', '+', 1) }))
    .where('id', 'in', next)
    .returning([
      'id',
      'message_id',
      'recipient',
      'subject',
      'text_body',
      'html_body',
      'headers',
      'attachments',
      'attempts',
      'useless_after',
      'case_key',
    ])
    .executeTakeFirst()
}

/** A mail has gone: what it said is forgotten, that it was sent is not. */
export async function markSent(db: Db, id: number, at: Date): Promise<void> {
  await db
    .updateTable('mail_outbox')
    .set({ state: 'sent', sent_at: at, text_body: null, html_body: null, attachments: '[]', problem: null })
    .where('id', '=', id)
    .execute()
}

export async function markUnsent(
  db: Db,
  id: number,
  state: 'waiting' | 'failed' | 'uncertain',
  problem: string,
  due: Date,
): Promise<void> {
  await db.updateTable('mail_outbox').set({ state, problem, due_at: due }).where('id', '=', id).execute()
}

/** Mails that a process was sending when it died: nobody knows whether they went. Answers how many. */
export async function markInterrupted(db: Db, before: Date, problem: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('mail_outbox')
    .set({ state: 'uncertain', problem })
    .where('state', '=', 'sending')
    .where('due_at', '<', before)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Notes that a mail came back, by the Message-ID it was sent with. Answers its number, or undefined when it is none of ours. */
export async function markBounced(tx: Tx, messageId: string, problem: string): Promise<number | undefined> {
  const row = await tx
    .updateTable('mail_outbox')
    .set({ state: 'bounced', problem, text_body: null, html_body: null, attachments: '[]' })
    .where('message_id', '=', messageId)
    .where('state', 'in', ['sent', 'uncertain', 'sending', 'bounced'])
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** Why the latest mail to an address came back, if none has gone there since. */
export async function returnedFrom(db: Db, email: string) {
  const latest = await db
    .selectFrom('mail_outbox')
    .where('recipient', '=', email)
    .where('state', 'in', ['sent', 'bounced'])
    .select(['state', 'problem', 'queued_at'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return latest?.state === 'bounced' ? { problem: latest.problem ?? '', at: latest.queued_at } : undefined
}

/** Whether a Message-ID is that of a mail of ours. */
export async function isOurs(db: Db, messageId: string): Promise<boolean> {
  const row = await db.selectFrom('mail_outbox').where('message_id', '=', messageId).select('id').executeTakeFirst()
  return row !== undefined
}

/** Writes down a mail that has arrived; undefined when it was written down before. */
export async function insertMailIn(
  tx: Tx,
  mail: {
    message_id: string
    received_at: Date
    sender: string
    subject: string
    body: string
    case_key: string | null
    bounce_of: number | null
  },
): Promise<number | undefined> {
  const row = await tx
    .insertInto('mail_in')
    .values(mail)
    .onConflict(conflict => conflict.column('message_id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** Mail that was queued, and answers that came, before an instant. What still waits is left. */
export async function deleteOldMail(tx: Tx, sentBefore: Date, receivedBefore: Date): Promise<number> {
  const sent = await tx
    .deleteFrom('mail_outbox')
    .where('queued_at', '<', sentBefore)
    .where('state', 'in', ['sent', 'failed', 'bounced', 'uncertain'])
    .executeTakeFirst()
  const received = await tx.deleteFrom('mail_in').where('received_at', '<', receivedBefore).executeTakeFirst()
  return Number(sent.numDeletedRows + received.numDeletedRows)
}

/** Takes an address out of mail, or out of those mails that refer to a conversation. What still waits is deleted. */
export async function forgetAddress(tx: Tx, email: string, reference?: string): Promise<void> {
  const meant = (eb: ExpressionBuilder<DB, 'mail_outbox'>) =>
    eb.and([
      eb('recipient', '=', email),
      ...(reference === undefined ? [] : [eb(sql<string>`headers->>'References'`, '=', reference)]),
    ])
  await tx.deleteFrom('mail_outbox').where(meant).where('state', 'in', ['waiting', 'uncertain', 'failed']).execute()
  await tx
    .updateTable('mail_outbox')
    .set({ recipient: '-', subject: '-', text_body: null, html_body: null, attachments: '[]' })
    .where(meant)
    .execute()
  if (reference === undefined)
    await tx.updateTable('mail_in').set({ sender: '-' }).where('sender', '=', email).execute()
}
