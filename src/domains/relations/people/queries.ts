import type { Db, Tx } from '#platform/db.ts'

/** What a person wrote, said and was given to do here. */
export async function traceOf(db: Db, account: string) {
  const [messages, notes, tasks, interests, requests, needs] = await Promise.all([
    db
      .selectFrom('case_message')
      .where('written_by', '=', account)
      .select(['introduction_id', 'written_at', 'body'])
      .execute(),
    db.selectFrom('note').where('written_by', '=', account).select(['written_at', 'words']).execute(),
    db.selectFrom('task').where('assignee', '=', account).select(['title', 'due_on', 'done_at']).execute(),
    db
      .selectFrom('interest')
      .where('shown_by', '=', account)
      .select(['call_id', 'need_id', 'wish', 'words', 'shown_at'])
      .execute(),
    db
      .selectFrom('introduction')
      .where(eb =>
        eb.or([eb('asked_by', '=', account), eb('from_account', '=', account), eb('to_account', '=', account)]),
      )
      .select(['id', 'asked_at', 'words', 'state'])
      .execute(),
    db.selectFrom('need').where('published_by', '=', account).select(['title', 'words', 'published_at']).execute(),
  ])
  return { messages, notes, tasks, interests, introductions: requests, needs }
}

/** Words a person wrote to others, and notes they took. What their organisation said stays, without them. */
export async function deleteWordsOf(tx: Tx, account: string): Promise<void> {
  await tx.deleteFrom('case_message').where('written_by', '=', account).execute()
  await tx.deleteFrom('note').where('written_by', '=', account).execute()
}

/** Messages that came by mail from an address. */
export async function deleteMessagesFrom(tx: Tx, email: string): Promise<void> {
  await tx
    .deleteFrom('case_message')
    .where('mail_in_id', 'in', tx.selectFrom('mail_in').where('sender', '=', email).select('id'))
    .execute()
}
