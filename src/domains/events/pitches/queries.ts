import type { Db, Tx } from '#platform/db.ts'
import type { Decision, PitchState, Rubric, Step } from './model.ts'

export type Pitching = NonNullable<Awaited<ReturnType<typeof pitchingOf>>>
export type Pitch = NonNullable<Awaited<ReturnType<typeof pitchById>>>

export const pitchingOf = (db: Db, event: number) =>
  db.selectFrom('pitching').where('event_id', '=', event).selectAll().executeTakeFirst()

/** With its row locked: who opens, closes, decides or orders waits for the other, and for whoever scores. */
export const lockPitching = (tx: Tx, event: number) =>
  tx.selectFrom('pitching').where('event_id', '=', event).selectAll().forNoKeyUpdate().executeTakeFirst()

/** With its row held, beside others who hold it: scores and votes of a full room do not wait for each other, a closing waits for them. */
export const holdPitching = (tx: Tx, event: number) =>
  tx.selectFrom('pitching').where('event_id', '=', event).selectAll().forShare().executeTakeFirst()

const whole = (db: Db) => db.selectFrom('pitch').selectAll()

export const pitchById = (db: Db, id: number) => whole(db).where('id', '=', id).executeTakeFirst()

/** Pitches of an event in some states: those on stage in their order, then by their number. */
export const pitchesOf = (db: Db, event: number, states: readonly PitchState[]) =>
  whole(db).where('event_id', '=', event).where('state', 'in', states).orderBy('place').orderBy('id').execute()

/** Those who pitch, in their order. */
export const onStage = (db: Db, event: number) =>
  whole(db).where('event_id', '=', event).where('place', 'is not', null).orderBy('place').execute()

export async function countPitches(db: Db, event: number): Promise<Readonly<Record<PitchState, number>>> {
  const rows = await db
    .selectFrom('pitch')
    .where('event_id', '=', event)
    .select(({ fn }) => ['state', fn.countAll<number>().as('n')])
    .groupBy('state')
    .execute()
  const counts = { draft: 0, sent: 0, accepted: 0, reserve: 0, declined: 0, withdrawn: 0 }
  for (const { state, n } of rows) counts[state as PitchState] = Number(n)
  return counts
}

export const setStep = (tx: Tx, event: number, which: Rubric | 'audience', step: Step) =>
  tx
    .updateTable('pitching')
    .set({ [which]: step })
    .where('event_id', '=', event)
    .execute()

export const markPitching = (
  tx: Tx,
  event: number,
  what: 'published_at' | 'feedback_released_at' | 'words_released_at' | 'opened_at',
  at: Date | null,
) =>
  tx
    .updateTable('pitching')
    .set({ [what]: at })
    .where('event_id', '=', event)
    .execute()

export const setPitchState = (
  tx: Tx,
  id: number,
  said: { state: PitchState; place: number | null; by: string; at: Date },
) =>
  tx
    .updateTable('pitch')
    .set({ state: said.state, place: said.place, decided_by: said.by, decided_at: said.at })
    .where('id', '=', id)
    .execute()

export const setTold = (tx: Tx, id: number, told: Decision) =>
  tx.updateTable('pitch').set({ told }).where('id', '=', id).execute()

/** The places of the day anew, from 1, in this order. Asked under the lock of the event's pitches. */
export async function setPlaces(tx: Tx, event: number, order: readonly number[]): Promise<void> {
  // All at once: two rows never have one place, not even for a moment.
  await tx
    .updateTable('pitch')
    .set({ place: null })
    .where('event_id', '=', event)
    .where('place', 'is not', null)
    .execute()
  for (const [at, id] of order.entries())
    await tx
      .updateTable('pitch')
      .set({ place: at + 1 })
      .where('event_id', '=', event)
      .where('id', '=', id)
      .where('state', '=', 'accepted')
      .execute()
}

/** The call of an event for another, with its questions and rubrics, `later`: hidden, and without pitches or judges. */
export async function copyPitching(
  tx: Tx,
  from: number,
  to: number,
  by: string,
  later: (at: Date) => Date,
): Promise<void> {
  const call = await pitchingOf(tx, from)
  if (!call) return
  const { lead_it, lead_en, most_words, minutes, question_minutes, blind } = call
  await tx
    .insertInto('pitching')
    .values({
      ...{ event_id: to, lead_it, lead_en, most_words, minutes, question_minutes, blind, made_by: by },
      deadline: later(call.deadline),
      starts_at: later(call.starts_at),
    })
    .execute()
  const questions = await tx
    .selectFrom('pitch_question')
    .where('event_id', '=', from)
    .selectAll()
    .orderBy('id')
    .execute()
  for (const { kind, it, en, choices, required } of questions)
    await tx.insertInto('pitch_question').values({ event_id: to, kind, it, en, choices, required }).execute()
  const criteria = await tx
    .selectFrom('pitch_criterion')
    .where('event_id', '=', from)
    .selectAll()
    .orderBy('id')
    .execute()
  for (const { rubric, it, en, weight } of criteria)
    await tx.insertInto('pitch_criterion').values({ event_id: to, rubric, it, en, weight }).execute()
}
