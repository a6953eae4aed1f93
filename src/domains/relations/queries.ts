import type { Tx } from '#platform/db.ts'

/** Requests that ended before an instant, or that nothing has happened in since they were accepted; their messages go with them. */
export async function deleteOldRequests(tx: Tx, before: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('introduction')
    .where(eb =>
      eb.or([
        eb('ended_at', '<', before),
        eb.and([
          eb('state', '=', 'accepted'),
          eb('asked_at', '<', before),
          eb.not(
            eb.exists(
              eb
                .selectFrom('case_message as m')
                .whereRef('m.introduction_id', '=', 'introduction.id')
                .where('m.written_at', '>=', before)
                .select('m.id'),
            ),
          ),
        ]),
      ]),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Tasks done, and notes written, before an instant. */
export async function deleteOldTasks(tx: Tx, before: Date): Promise<number> {
  const tasks = await tx.deleteFrom('task').where('done_at', '<', before).executeTakeFirst()
  const notes = await tx.deleteFrom('note').where('written_at', '<', before).executeTakeFirst()
  return Number(tasks.numDeletedRows + notes.numDeletedRows)
}
