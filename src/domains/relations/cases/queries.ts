import type { Db, Tx } from '#platform/db.ts'
import type { Side } from './address.ts'

export type Message = Awaited<ReturnType<typeof messagesOf>>[number]

/** What the two sides wrote, the oldest first. */
export async function messagesOf(db: Db, introduction: number) {
  return db
    .selectFrom('case_message as m')
    .leftJoin('account_user as a', 'a.id', 'm.written_by')
    .where('m.introduction_id', '=', introduction)
    .select([
      'm.id',
      'm.side',
      'a.name as author',
      'm.body',
      'm.quoted',
      'm.attachments_left',
      'm.mail_in_id',
      'm.other_address',
      'm.written_at',
    ])
    .$narrowType<{ side: Side }>()
    .orderBy('m.id')
    .limit(1000)
    .execute()
}

export async function insertMessage(
  tx: Tx,
  message: {
    introduction_id: number
    side: Side
    written_by: string | null
    body: string
    quoted?: string
    attachments_left?: number
    mail_in_id?: number
    other_address?: boolean
    written_at: Date
  },
): Promise<number> {
  const { id } = await tx.insertInto('case_message').values(message).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Messages of a side since a moment. */
export async function countSince(db: Db, introduction: number, side: Side, since: Date): Promise<number> {
  const { n } = await db
    .selectFrom('case_message')
    .where('introduction_id', '=', introduction)
    .where('side', '=', side)
    .where('written_at', '>', since)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}
