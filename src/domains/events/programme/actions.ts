import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { instantAt } from '#kernel/zoned.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import { lockedEvent, staffEvent } from '../actions.ts'
import { errors as eventErrors } from '../messages.ts'
import type { EventRow } from '../queries.ts'
import { errors } from './messages.ts'
import { LONGEST, linesOf, MOST, type QuestionForm, type SessionForm } from './model.ts'
import {
  deleteQuestion,
  deleteRoom,
  deleteSession,
  holdsTables,
  insertQuestion,
  insertRoom,
  questionsOf,
  roomsOf,
  saveSession,
  sessionsOf,
} from './queries.ts'

/** Rooms, sessions and questions of an event. */
export async function programmeOf(db: Db, event: number) {
  const [rooms, sessions, questions] = await Promise.all([
    roomsOf(db, event),
    sessionsOf(db, event),
    questionsOf(db, event),
  ])
  return { rooms, sessions, questions }
}

/** Whatever changes in a programme goes through here. Throws Forbidden, NotFound, Conflict when the event is over. */
async function change(
  db: Db,
  actor: Actor,
  id: number,
  work: (tx: Tx, event: EventRow) => Promise<unknown>,
): Promise<void> {
  await staffEvent(db, actor, id)
  await inTransaction(db, async tx => {
    const event = await lockedEvent(tx, id)
    if (event.state === 'cancelled' || event.state === 'held') throw new Failure('Conflict', eventErrors.over)
    await work(tx, event)
    await recordAudit(tx, { actor: actor.id ?? '', verb: 'changed', thing: `event ${id}`, details: { programme: 1 } })
  })
}

const invalid = (wrong: Record<string, Sentence>) => new Failure('Invalid', errors.notSaved, {}, wrong)

export const addRoom = (db: Db, actor: Actor, id: number, name: string) =>
  change(db, actor, id, async tx => {
    if (name === '') throw invalid({ name: errors.badName })
    if ((await roomsOf(tx, id)).length >= MOST.rooms) throw new Failure('Invalid', errors.tooMany)
    await insertRoom(tx, id, name)
  })

export const removeRoom = (db: Db, actor: Actor, id: number, room: number) =>
  change(db, actor, id, async tx => {
    if (await holdsTables(tx, id, room)) throw new Failure('Invalid', errors.roomHoldsTables)
    await deleteRoom(tx, id, room)
  })

export const removeSession = (db: Db, actor: Actor, id: number, session: number) =>
  change(db, actor, id, tx => deleteSession(tx, id, session))

export const removeQuestion = (db: Db, actor: Actor, id: number, question: number) =>
  change(db, actor, id, tx => deleteQuestion(tx, id, question))

/** Adds a session or changes one. A room that is taken at that time is refused, here and by the database. Throws Invalid. */
export const keepSession = (db: Db, actor: Actor, id: number, typed: SessionForm) =>
  change(db, actor, id, async (tx, event) => {
    const wrong: Record<string, Sentence> = {}
    for (const name of ['title_it', 'title_en'] as const)
      if (typed[name] === '' || typed[name].length > LONGEST.title) wrong[name] = errors.badTitle
    const [starts, ends] = [instantAt(typed.starts, event.zone), instantAt(typed.ends, event.zone)]
    if (!starts) wrong.starts = errors.badTime
    if (!ends) wrong.ends = errors.badTime
    if (starts && ends && ends <= starts) wrong.ends = errors.endsBefore
    const [rooms, sessions] = await Promise.all([roomsOf(tx, id), sessionsOf(tx, id)])
    if (typed.room !== undefined && !rooms.some(room => room.id === typed.room)) wrong.room = errors.badRoom
    if (Object.keys(wrong).length || !starts || !ends) throw invalid(wrong)
    if (typed.id === undefined && sessions.length >= MOST.sessions) throw new Failure('Invalid', errors.tooMany)
    const other = sessions.find(
      one =>
        one.id !== typed.id &&
        typed.room !== undefined &&
        one.room_id === typed.room &&
        one.starts_at < ends &&
        starts < one.ends_at,
    )
    if (other) throw new Failure('Invalid', errors.roomTaken, { other: other.title_it }, { room: errors.roomTaken })
    const speakers = linesOf(typed.speakers)
      .map(line => line.slice(0, LONGEST.speaker))
      .slice(0, MOST.speakers)
    const { title_it, title_en } = typed
    const saved = await saveSession(tx, id, typed.id, {
      title_it,
      title_en,
      starts_at: starts,
      ends_at: ends,
      room_id: typed.room ?? null,
      speakers,
    })
    if (!saved) throw new Failure('NotFound', eventErrors.unknownEvent)
  })

export const addQuestion = (db: Db, actor: Actor, id: number, typed: QuestionForm) =>
  change(db, actor, id, async tx => {
    const wrong: Record<string, Sentence> = {}
    for (const name of ['it', 'en'] as const)
      if (typed[name] === '' || typed[name].length > LONGEST.question) wrong[name] = errors.badQuestion
    const choices = typed.kind === 'choice' ? linesOf(typed.choices).map(line => line.slice(0, LONGEST.choice)) : []
    if (typed.kind === 'choice' && (choices.length < 2 || choices.length > MOST.choices))
      wrong.choices = errors.badChoices
    if (Object.keys(wrong).length) throw invalid(wrong)
    if ((await questionsOf(tx, id)).length >= MOST.questions) throw new Failure('Invalid', errors.tooMany)
    const { kind, it, en, required } = typed
    await insertQuestion(tx, id, { kind, it, en, choices, required })
  })
