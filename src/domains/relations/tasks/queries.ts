import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

export type Task = Awaited<ReturnType<typeof listTasks>>[number]

const withNames = (db: Db) =>
  db
    .selectFrom('task as t')
    .leftJoin('organisation as o', 'o.id', 't.organisation_id')
    .leftJoin('account_user as a', 'a.id', 't.assignee')
    .select([
      't.id',
      't.title',
      't.due_on',
      't.assignee',
      't.done_at',
      'o.key',
      'o.name',
      'o.short_name',
      'a.name as assignee_name',
    ])

/** Tasks to do, the most overdue first, those without a day last; or the last ones done. */
export async function listTasks(
  db: Db,
  { assignee, organisation, done }: { assignee?: string | undefined; organisation?: number | undefined; done: boolean },
  limit: number,
) {
  let rows = withNames(db).where('t.done_at', done ? 'is not' : 'is', null)
  if (assignee) rows = rows.where('t.assignee', '=', assignee)
  if (organisation !== undefined) rows = rows.where('t.organisation_id', '=', organisation)
  rows = done ? rows.orderBy('t.done_at', 'desc') : rows.orderBy(sql`t.due_on asc nulls last`).orderBy('t.id')
  return rows.limit(limit).execute()
}

export async function insertTask(
  tx: Tx,
  task: {
    title: string
    due_on: string | null
    assignee: string | null
    organisation_id: number | null
    added_by: string
  },
): Promise<number> {
  const { id } = await tx.insertInto('task').values(task).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Marks a task done, or to do again; false when it is so already or is gone. */
export async function setDone(tx: Tx, id: number, by: string | null, at: Date | null): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('task')
    .set({ done_at: at, done_by: by })
    .where('id', '=', id)
    .where('done_at', at ? 'is' : 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function moveTask(tx: Tx, id: number, due: string | null): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('task')
    .set({ due_on: due })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteTask(tx: Tx, id: number): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('task').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

export async function notesOf(db: Db, organisation: number) {
  return db
    .selectFrom('note as n')
    .leftJoin('account_user as a', 'a.id', 'n.written_by')
    .where('n.organisation_id', '=', organisation)
    .select(['n.id', 'n.words', 'n.written_by', 'a.name as author', 'n.written_at'])
    .orderBy('n.id', 'desc')
    .limit(500)
    .execute()
}

export async function insertNote(
  tx: Tx,
  note: { organisation_id: number; words: string; written_by: string; written_at: Date },
): Promise<number> {
  const { id } = await tx.insertInto('note').values(note).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Deletes a note of this author; false when it is somebody else's or gone. */
export async function deleteNote(tx: Tx, id: number, author: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('note')
    .where('id', '=', id)
    .where('written_by', '=', author)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Addresses of people of an organisation from which mail came back, with the reason. */
export async function returnedMail(db: Db, organisation: number) {
  const { rows } = await sql<{ name: string; email: string; problem: string | null; at: Date }>`
    select distinct on (who.email) who.name, who.email, m.problem, m.queued_at as at
    from (
      select p.name, p.email from contact c join person p on p.id = c.person_id where c.organisation_id = ${organisation} and p.email is not null
      union select a.name, lower(a.email) from representation r join account_user a on a.id = r.account_id where r.organisation_id = ${organisation}
    ) who join mail_outbox m on lower(m.recipient) = who.email and m.state = 'bounced'
    order by who.email, m.queued_at desc`.execute(db)
  return rows
}
