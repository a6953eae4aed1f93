import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { Found, RunState } from './model.ts'

export type Run = NonNullable<Awaited<ReturnType<typeof latestRun>>>

const whole = (db: Db) =>
  db
    .selectFrom('agenda_run as r')
    .leftJoin('account_user as u', 'u.id', 'r.asked_by')
    .select(['r.id', 'r.event_id', 'r.kind', 'r.asked_at', 'r.ended_at', 'r.of_version'])
    .select(({ fn }) => fn.coalesce('u.name', 'r.asked_by').as('who'))
    .select([
      sql<RunState>`r.state`.as('state'),
      sql<Found | null>`r.found`.as('found'),
      sql<Record<string, unknown>>`r.asked`.as('asked'),
    ])

export const latestRun = (db: Db, event: number, kind: string) =>
  whole(db)
    .where('r.event_id', '=', event)
    .where('r.kind', '=', kind)
    .orderBy('r.id', 'desc')
    .limit(1)
    .executeTakeFirst()

export const runById = (db: Db, event: number, id: number) =>
  whole(db).where('r.event_id', '=', event).where('r.id', '=', id).executeTakeFirst()

export const runningOf = (db: Db, event: number) =>
  whole(db).where('r.event_id', '=', event).where('r.state', '=', 'running').executeTakeFirst()

/** Runs whose process has not said for a while that it lives. */
export const markInterrupted = (db: Db, event: number, before: Date, now: Date) =>
  db
    .updateTable('agenda_run')
    .set({ state: 'interrupted', ended_at: now })
    .where('event_id', '=', event)
    .where('state', '=', 'running')
    .where('alive_at', '<', before)
    .execute()

type NewRun = { event: number; kind: 'optimise' | 'repair'; asked: object; by: string; at: Date; version: number }

/** A run that begins, or one that is over already: that one never stands in the way of another. */
export async function insertRun(tx: Tx, run: NewRun, over?: readonly [RunState, Found]): Promise<number> {
  const [state, found] = over ?? ['running', null]
  const { id } = await tx
    .insertInto('agenda_run')
    .values({
      ...{ event_id: run.event, kind: run.kind, state, asked: JSON.stringify(run.asked), of_version: run.version },
      ...{ asked_by: run.by, asked_at: run.at, alive_at: run.at, ended_at: over ? run.at : null },
      found: found === null ? null : JSON.stringify(found),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const sayAlive = (db: Db, id: number, at: Date) =>
  db.updateTable('agenda_run').set({ alive_at: at }).where('id', '=', id).where('state', '=', 'running').execute()

/** Ends a run that still runs. */
export const endRun = (db: Db, id: number, state: RunState, found: Found | null, at: Date) =>
  db
    .updateTable('agenda_run')
    .set({ state, found: found === null ? null : JSON.stringify(found), ended_at: at })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute()

export const settleRun = (tx: Tx, id: number, state: 'applied' | 'dropped') =>
  tx.updateTable('agenda_run').set({ state }).where('id', '=', id).execute()
