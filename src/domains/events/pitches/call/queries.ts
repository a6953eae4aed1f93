import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

export type CallSaid = {
  lead_it: string
  lead_en: string
  deadline: Date
  starts_at: Date
  most_words: number
  minutes: number
  question_minutes: number
  blind: boolean
}

/** Stores the call of an event; false when somebody has made one meanwhile. */
export async function insertPitching(tx: Tx, event: number, said: CallSaid, by: string, at: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('pitching')
    .values({ event_id: event, ...said, made_by: by, made_at: at })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const updatePitching = (tx: Tx, event: number, said: CallSaid) =>
  tx
    .updateTable('pitching')
    .set(eb => ({ ...said, version: eb('version', '+', 1) }))
    .where('event_id', '=', event)
    .execute()

export type Question = Awaited<ReturnType<typeof questionsOf>>[number]
export const questionsOf = (db: Db, event: number) =>
  db.selectFrom('pitch_question').where('event_id', '=', event).selectAll().orderBy('id').execute()

type QuestionSaid = { kind: string; it: string; en: string; choices: string[]; required: boolean }
export const insertQuestion = (tx: Tx, event: number, said: QuestionSaid) =>
  tx
    .insertInto('pitch_question')
    .values({ event_id: event, ...said })
    .execute()

/** Removes a question with whatever was answered to it. */
export async function deleteQuestion(tx: Tx, event: number, id: number): Promise<void> {
  await tx.deleteFrom('pitch_question').where('event_id', '=', event).where('id', '=', id).execute()
  await tx
    .updateTable('pitch')
    .set({ answers: sql`answers - ${String(id)}` })
    .where('event_id', '=', event)
    .where('erased_at', 'is', null)
    .execute()
}

/** The one pitch of an address and an organisation that is not withdrawn. */
export const livePitch = (db: Db, event: number, email: string, organisation: string) =>
  db
    .selectFrom('pitch')
    .where('event_id', '=', event)
    .where(eb => eb(eb.fn<string>('lower', ['email']), '=', email.toLowerCase()))
    .where(eb => eb(eb.fn<string>('lower', ['organisation']), '=', organisation.toLowerCase()))
    .where('state', '!=', 'withdrawn')
    .selectAll()
    .executeTakeFirst()

export type PitchSaid = {
  name: string
  organisation: string
  title: string
  summary: string
  deck: string
  answers: string
}
type NewPitch = PitchSaid & {
  event_id: number
  email: string
  language: string
  state: string
  consent_version: number
  consented_at: Date
  made_at: Date
  sent_at: Date | null
}

/** Stores a pitch; undefined when this address has one of this organisation already. */
export async function insertPitch(tx: Tx, row: NewPitch): Promise<number | undefined> {
  const inserted = await tx
    .insertInto('pitch')
    .values(row)
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted?.id
}

export const updatePitch = (tx: Tx, id: number, said: PitchSaid & { state: string; sent_at: Date | null }) =>
  tx.updateTable('pitch').set(said).where('id', '=', id).execute()

/** Withdraws; false when it was so already. */
export async function withdraw(tx: Tx, id: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('pitch')
    .set({ state: 'withdrawn', place: null })
    .where('id', '=', id)
    .where('state', '!=', 'withdrawn')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Takes away whatever says who it is, and what it was about. */
export const erasePitch = (tx: Tx, id: number, at: Date) =>
  tx
    .updateTable('pitch')
    .set({ ...NOBODY, organisation: '', title: '', erased_at: at })
    .where('id', '=', id)
    .execute()
const NOBODY = { email: null, name: '', summary: '', deck: '', answers: '{}' } as const

/** Pitches of an address, for the copy of their data that somebody takes away. */
export const pitchesByAddress = (db: Db, email: string) =>
  db
    .selectFrom('pitch as p')
    .innerJoin('event as e', 'e.id', 'p.event_id')
    .where(eb => eb(eb.fn<string>('lower', ['p.email']), '=', email.toLowerCase()))
    .select(['e.title_it as event', 'p.id', 'p.event_id', 'p.name', 'p.organisation', 'p.title', 'p.summary'])
    .select(['p.deck', 'p.answers', 'p.state', 'p.made_at', 'p.consented_at'])
    .orderBy('p.event_id')
    .orderBy('p.id')
    .execute()

/**
 * Names, addresses, texts and answers of pitches of events that ended before; answers how many. Of those who pitched, organisation and title stay where
 * the results were published: they are part of what was announced.
 */
export async function eraseOldPitches(tx: Tx, before: Date, at: Date): Promise<number> {
  const old = (db: Db) => db.selectFrom('event').where('ends_at', '<', before).select('id')
  const { numUpdatedRows } = await tx
    .updateTable('pitch')
    .set({
      ...NOBODY,
      erased_at: at,
      organisation: sql<string>`case when ${ANNOUNCED} then organisation else '' end`,
      title: sql<string>`case when ${ANNOUNCED} then title else '' end`,
    })
    .where('erased_at', 'is', null)
    .where('event_id', 'in', old(tx))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
const ANNOUNCED = sql<boolean>`state = 'accepted' and exists (select 1 from pitching where pitching.event_id = pitch.event_id and published_at is not null)`
