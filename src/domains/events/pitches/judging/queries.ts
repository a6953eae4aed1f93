import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { Rubric } from '../model.ts'
import type { Score, Words } from './model.ts'

export type Criterion = Awaited<ReturnType<typeof criteriaOf>>[number]
export type Judge = NonNullable<Awaited<ReturnType<typeof judgeById>>>
export type Review = Awaited<ReturnType<typeof reviewsOf>>[number]
export type GivenScore = Awaited<ReturnType<typeof scoresOf>>[number]

export const criteriaOf = (db: Db, event: number, rubric: Rubric) =>
  db
    .selectFrom('pitch_criterion')
    .where('event_id', '=', event)
    .where('rubric', '=', rubric)
    .selectAll()
    .orderBy('id')
    .execute()

type CriterionSaid = { it: string; en: string; weight: number }
export const insertCriterion = (tx: Tx, event: number, rubric: Rubric, said: CriterionSaid) =>
  tx
    .insertInto('pitch_criterion')
    .values({ event_id: event, rubric, ...said })
    .execute()
export const updateCriterion = (tx: Tx, event: number, rubric: Rubric, id: number, said: CriterionSaid) =>
  tx
    .updateTable('pitch_criterion')
    .set(said)
    .where('event_id', '=', event)
    .where('rubric', '=', rubric)
    .where('id', '=', id)
    .execute()
export const deleteCriterion = (tx: Tx, event: number, rubric: Rubric, id: number) =>
  tx
    .deleteFrom('pitch_criterion')
    .where('event_id', '=', event)
    .where('rubric', '=', rubric)
    .where('id', '=', id)
    .execute()

export const judgeById = (db: Db, id: number) =>
  db.selectFrom('pitch_judge').where('id', '=', id).selectAll().executeTakeFirst()

/** Judges of a rubric who were not removed. */
export const judgesOf = (db: Db, event: number, rubric: Rubric) =>
  db
    .selectFrom('pitch_judge')
    .where('event_id', '=', event)
    .where('rubric', '=', rubric)
    .where('removed_at', 'is', null)
    .selectAll()
    .orderBy('id')
    .execute()

type NewJudge = {
  event_id: number
  rubric: Rubric
  name: string
  email: string | null
  language: string
  invited_at: Date
  invited_by: string
}
/** Stores a judge; undefined when this address judges with this rubric already. */
export async function insertJudge(tx: Tx, row: NewJudge): Promise<number | undefined> {
  const inserted = await tx
    .insertInto('pitch_judge')
    .values(row)
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted?.id
}

export const removeJudge = (tx: Tx, id: number, at: Date) =>
  tx.updateTable('pitch_judge').set({ removed_at: at }).where('id', '=', id).execute()

/** Links given before lead nowhere from now on. */
export const nextTurn = (tx: Tx, id: number) =>
  tx
    .updateTable('pitch_judge')
    .set(eb => ({ turn: eb('turn', '+', 1) }))
    .where('id', '=', id)
    .execute()

/** What judges who were not removed said of pitches with a rubric. */
export const reviewsOf = (db: Db, event: number, rubric: Rubric) =>
  db
    .selectFrom('pitch_review as r')
    .innerJoin('pitch_judge as j', 'j.id', 'r.judge_id')
    .where('r.event_id', '=', event)
    .where('r.rubric', '=', rubric)
    .where('j.removed_at', 'is', null)
    .select(['r.judge_id', 'r.pitch_id', 'r.conflict', 'r.words', 'r.shared'])
    .orderBy('r.judge_id')
    .orderBy('r.pitch_id')
    .execute()

export const scoresOf = (db: Db, event: number, rubric: Rubric) =>
  db
    .selectFrom('pitch_score as s')
    .innerJoin('pitch_judge as j', 'j.id', 's.judge_id')
    .where('s.event_id', '=', event)
    .where('s.rubric', '=', rubric)
    .where('j.removed_at', 'is', null)
    .select(['s.judge_id', 's.pitch_id', 's.criterion_id', 's.score'])
    .execute()

/** How many scores each judge gave each pitch: who has judged what, and not how. */
export const countScores = (db: Db, event: number, rubric: Rubric) =>
  db
    .selectFrom('pitch_score as s')
    .innerJoin('pitch_judge as j', 'j.id', 's.judge_id')
    .where('s.event_id', '=', event)
    .where('s.rubric', '=', rubric)
    .where('j.removed_at', 'is', null)
    .select(({ fn }) => ['s.judge_id', 's.pitch_id', fn.countAll<number>().as('n')])
    .groupBy(['s.judge_id', 's.pitch_id'])
    .execute()

/** What one judge said of one pitch or all. */
export const ownReviews = (db: Db, judge: number) =>
  db.selectFrom('pitch_review').where('judge_id', '=', judge).selectAll().execute()
export const ownScores = (db: Db, judge: number) =>
  db.selectFrom('pitch_score').where('judge_id', '=', judge).selectAll().execute()

type Whose = { event: number; rubric: Rubric; judge: number }

/** The row that scores of a judge on a pitch stand on, held until the transaction ends. Answers whether there is a conflict of interest. */
export async function holdReview(tx: Tx, { event, rubric, judge }: Whose, pitch: number, at: Date): Promise<boolean> {
  await tx
    .insertInto('pitch_review')
    .values({ event_id: event, rubric, judge_id: judge, pitch_id: pitch, at })
    // Whichever of its two keys meets the other's row first.
    .onConflict(conflict => conflict.doNothing())
    .execute()
  const row = await tx
    .selectFrom('pitch_review')
    .where('judge_id', '=', judge)
    .where('pitch_id', '=', pitch)
    .select('conflict')
    .forUpdate()
    .executeTakeFirstOrThrow()
  return row.conflict
}

/** A score, unless a later one of the same judge is there already. */
export const putScore = (tx: Tx, { event, rubric, judge }: Whose, { pitch, criterion, score }: Score, at: Date) =>
  tx
    .insertInto('pitch_score')
    .values({
      ...{ event_id: event, rubric, judge_id: judge },
      ...{ pitch_id: pitch, criterion_id: criterion, score, at },
    })
    .onConflict(conflict =>
      conflict
        .columns(['judge_id', 'pitch_id', 'criterion_id'])
        .doUpdateSet(eb => ({ score: eb.ref('excluded.score'), at: eb.ref('excluded.at') }))
        .whereRef('excluded.at', '>=', 'pitch_score.at'),
    )
    .execute()

/** Words, unless later ones are there already. A row that was only just made for them has none. */
export const putWords = (tx: Tx, judge: number, { pitch, words, shared }: Words, at: Date) =>
  tx
    .updateTable('pitch_review')
    .set({ words, shared, at })
    .where('judge_id', '=', judge)
    .where('pitch_id', '=', pitch)
    .where(eb => eb.or([eb('at', '<=', at), eb('words', '=', '')]))
    .execute()

/** Says or takes back a conflict of interest; with it go the scores. */
export async function setConflict(tx: Tx, judge: number, pitch: number, conflict: boolean, at: Date): Promise<void> {
  if (conflict) await tx.deleteFrom('pitch_score').where('judge_id', '=', judge).where('pitch_id', '=', pitch).execute()
  await tx
    .updateTable('pitch_review')
    .set({ conflict, at, ...(conflict ? { words: '' } : {}) })
    .where('judge_id', '=', judge)
    .where('pitch_id', '=', pitch)
    .execute()
}

export async function hasScores(db: Db, event: number, rubric: Rubric): Promise<boolean> {
  const row = await db
    .selectFrom('pitch_score')
    .where('event_id', '=', event)
    .where('rubric', '=', rubric)
    .select(sql<number>`1`.as('one'))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Names and addresses of judges, and the words they wrote, at events that ended before; answers how many judges. */
export async function eraseOldJudges(tx: Tx, before: Date, at: Date): Promise<number> {
  const old = (db: Db) => db.selectFrom('event').where('ends_at', '<', before).select('id')
  await tx
    .updateTable('pitch_review')
    .set({ words: '' })
    .where('words', '!=', '')
    .where('event_id', 'in', old(tx))
    .execute()
  const { numUpdatedRows } = await tx
    .updateTable('pitch_judge')
    // Their scores still count; only their link leads nowhere.
    .set(eb => ({ name: '', email: null, erased_at: at, turn: eb('turn', '+', 1) }))
    .where('erased_at', 'is', null)
    .where('event_id', 'in', old(tx))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Judges of an address, for the copy of their data that somebody takes away. */
export const judgesByAddress = (db: Db, email: string) =>
  db
    .selectFrom('pitch_judge as j')
    .innerJoin('event as e', 'e.id', 'j.event_id')
    .where(eb => eb(eb.fn<string>('lower', ['j.email']), '=', email.toLowerCase()))
    .select(['e.title_it as event', 'j.id', 'j.rubric', 'j.name', 'j.invited_at'])
    .orderBy('j.id')
    .execute()

/** Takes away who a judge was. Scores stay, without whose they are; the link leads nowhere. */
export async function eraseJudge(tx: Tx, id: number, at: Date): Promise<void> {
  await tx.updateTable('pitch_review').set({ words: '' }).where('judge_id', '=', id).execute()
  await tx
    .updateTable('pitch_judge')
    .set(eb => ({ name: '', email: null, erased_at: at, turn: eb('turn', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
