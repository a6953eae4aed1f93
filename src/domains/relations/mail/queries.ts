import { sql } from 'kysely'
import { type Db, likeLiteral, type Tx } from '#platform/db.ts'
import type { MailQuery } from './model.ts'

export const MAILS_PER_PAGE = 50

export type MailRow = Awaited<ReturnType<typeof listMail>>['rows'][number]

/** Mail as it was written down; what it said is not asked for. */
export async function listMail(db: Db, { state, to, page }: MailQuery) {
  let rows = db.selectFrom('mail_outbox')
  if (state === 'trouble')
    rows = rows.where('state', 'in', ['uncertain', 'failed', 'bounced']).where('settled_at', 'is', null)
  else if (state) rows = rows.where('state', '=', state)
  if (to) rows = rows.where('recipient', 'ilike', `%${likeLiteral(to)}%`)
  const { n } = await rows.select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  const found = await rows
    .select([
      'id',
      'recipient',
      'template',
      'subject',
      'state',
      'attempts',
      'queued_at',
      'due_at',
      'sent_at',
      'problem',
      'settled_at',
      sql<boolean>`text_body is not null`.as('kept'),
    ])
    .orderBy('queued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MAILS_PER_PAGE)
    .offset((page - 1) * MAILS_PER_PAGE)
    .execute()
  return { rows: found, total: n }
}

export type MailCounts = { readonly waiting: number; readonly late: number; readonly trouble: number }

/** Mail that waits, that has waited over an hour, and that somebody has to look at. */
export async function countMail(db: Db, now: Date): Promise<MailCounts> {
  const { rows } = await sql<MailCounts>`
    select count(*) filter (where state in ('waiting', 'sending'))::int as waiting,
      count(*) filter (where state = 'waiting' and queued_at < ${now}::timestamptz - interval '1 hour')::int as late,
      count(*) filter (where state in ('uncertain', 'failed', 'bounced') and settled_at is null)::int as trouble
    from mail_outbox where state <> 'sent'`.execute(db)
  return rows[0] ?? { waiting: 0, late: 0, trouble: 0 }
}

/** Puts a mail that failed or may not have gone back among those to be sent; false when it is not such a mail, or nothing is left of it. */
export async function sendAgain(tx: Tx, id: number, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('mail_outbox')
    .set({
      state: 'waiting',
      due_at: at,
      attempts: 0,
      problem: null,
      settled_at: null,
      settled_by: null,
      useless_after: null,
    })
    .where('id', '=', id)
    .where('state', 'in', ['uncertain', 'failed'])
    .where('text_body', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Leaves a mail as it is: what it said is forgotten. */
export async function settleMail(tx: Tx, id: number, by: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('mail_outbox')
    .set({ settled_at: at, settled_by: by, text_body: null, html_body: null, attachments: '[]' })
    .where('id', '=', id)
    .where('state', 'in', ['uncertain', 'failed', 'bounced'])
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
