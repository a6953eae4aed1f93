import type { Db, Tx } from '#platform/db.ts'
import type { Feedback } from './model.ts'

/** Notes that somebody has answered; false when they had. */
export async function markAnswered(tx: Tx, registration: number, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('registration')
    .set({ feedback_at: at })
    .where('id', '=', registration)
    .where('feedback_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const insertFeedback = (tx: Tx, event: number, said: Feedback) =>
  tx
    .insertInto('event_feedback')
    .values({ event_id: event, ...said })
    .execute()

/** What people thought: means, how many, and their words. In no order of time. */
export async function feedbackOf(db: Db, event: number) {
  const rows = await db
    .selectFrom('event_feedback')
    .where('event_id', '=', event)
    .select(['overall', 'useful', 'words'])
    .orderBy('id')
    .execute()
  const mean = (name: 'overall' | 'useful') => rows.reduce((sum, row) => sum + row[name], 0) / Math.max(1, rows.length)
  return {
    count: rows.length,
    overall: mean('overall'),
    useful: mean('useful'),
    words: rows.map(row => row.words).filter(Boolean),
  }
}
