import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { copyMeetings } from '../meetings/setup/queries.ts'

export type Room = Awaited<ReturnType<typeof roomsOf>>[number]
export type Session = Awaited<ReturnType<typeof sessionsOf>>[number]
export type Question = Awaited<ReturnType<typeof questionsOf>>[number]

export const roomsOf = (db: Db, event: number) =>
  db.selectFrom('event_room').where('event_id', '=', event).select(['id', 'name']).orderBy('id').execute()

export const sessionsOf = (db: Db, event: number) =>
  db
    .selectFrom('event_session as s')
    .leftJoin('event_room as r', 'r.id', 's.room_id')
    .where('s.event_id', '=', event)
    .select([
      's.id',
      's.room_id',
      's.title_it',
      's.title_en',
      's.starts_at',
      's.ends_at',
      's.speakers',
      'r.name as room',
    ])
    .orderBy('s.starts_at')
    .orderBy('s.id')
    .execute()

export const questionsOf = (db: Db, event: number) =>
  db.selectFrom('event_question').where('event_id', '=', event).selectAll().orderBy('id').execute()

export const insertRoom = (tx: Tx, event: number, name: string) =>
  tx
    .insertInto('event_room')
    .values({ event_id: event, name })
    .onConflict(conflict => conflict.doNothing())
    .execute()

/** Whether tables for meetings stand in a room. */
export const holdsTables = async (tx: Tx, event: number, room: number): Promise<boolean> =>
  (await tx
    .selectFrom('event_table')
    .where('event_id', '=', event)
    .where('room_id', '=', room)
    .select('id')
    .limit(1)
    .executeTakeFirst()) !== undefined

export async function deleteRoom(tx: Tx, event: number, room: number): Promise<void> {
  await tx
    .updateTable('event_session')
    .set({ room_id: null })
    .where('event_id', '=', event)
    .where('room_id', '=', room)
    .execute()
  await tx.deleteFrom('event_room').where('event_id', '=', event).where('id', '=', room).execute()
}

type SessionSaid = {
  title_it: string
  title_en: string
  starts_at: Date
  ends_at: Date
  room_id: number | null
  speakers: string[]
}

export async function saveSession(tx: Tx, event: number, id: number | undefined, said: SessionSaid): Promise<boolean> {
  if (id === undefined) {
    await tx
      .insertInto('event_session')
      .values({ event_id: event, ...said })
      .execute()
    return true
  }
  const { numUpdatedRows } = await tx
    .updateTable('event_session')
    .set(said)
    .where('event_id', '=', event)
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const deleteSession = (tx: Tx, event: number, id: number) =>
  tx.deleteFrom('event_session').where('event_id', '=', event).where('id', '=', id).execute()

type QuestionSaid = { kind: string; it: string; en: string; choices: string[]; required: boolean }
export const insertQuestion = (tx: Tx, event: number, said: QuestionSaid) =>
  tx
    .insertInto('event_question')
    .values({ event_id: event, ...said })
    .execute()

/** Removes a question with whatever was answered to it. */
export async function deleteQuestion(tx: Tx, event: number, id: number): Promise<void> {
  await tx.deleteFrom('event_question').where('event_id', '=', event).where('id', '=', id).execute()
  await tx
    .updateTable('registration')
    .set({ answers: sql`answers - ${String(id)}` })
    .where('event_id', '=', event)
    .where('erased_at', 'is', null)
    .execute()
}

/** Rooms, sessions and questions of an event for another, each session `later`. */
export async function copyProgramme(tx: Tx, from: number, to: number, later: (at: Date) => Date): Promise<void> {
  const rooms = new Map<number, number>()
  for (const room of await roomsOf(tx, from)) {
    const { id } = await tx
      .insertInto('event_room')
      .values({ event_id: to, name: room.name })
      .returning('id')
      .executeTakeFirstOrThrow()
    rooms.set(room.id, id)
  }
  for (const { room_id, title_it, title_en, starts_at, ends_at, speakers } of await sessionsOf(tx, from))
    await saveSession(tx, to, undefined, {
      title_it,
      title_en,
      starts_at: later(starts_at),
      ends_at: later(ends_at),
      room_id: room_id === null ? null : (rooms.get(room_id) ?? null),
      speakers,
    })
  for (const { kind, it, en, choices, required } of await questionsOf(tx, from))
    await insertQuestion(tx, to, { kind, it, en, choices, required })
  await copyMeetings(tx, from, to, rooms, later)
}
