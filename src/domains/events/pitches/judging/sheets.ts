import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { eventOf } from '../actions.ts'
import { questionsOf } from '../call/queries.ts'
import { idOfToken, isJudgeToken, type Rubric } from '../model.ts'
import { holdPitching, onStage, type Pitch, type Pitching, pitchesOf, pitchingOf } from '../queries.ts'
import { errors } from './messages.ts'
import { keyOfScore, type Marks } from './model.ts'
import { criteriaOf, holdReview, judgeById, ownReviews, ownScores, putScore, putWords, setConflict } from './queries.ts'

/** The judge a link is of. Throws NotFound for one that we did not make, was made anew since, or whose judge was taken out. */
export async function judgeOf(db: Db, secret: string, token: string) {
  const id = idOfToken(token)
  const judge = id === undefined ? undefined : await judgeById(db, id)
  const pitching = judge && isJudgeToken(secret, token, judge) ? await pitchingOf(db, judge.event_id) : undefined
  if (!judge || !pitching) throw new Failure('NotFound', errors.notOurLink)
  return { judge, pitching, rubric: judge.rubric as Rubric, event: await eventOf(db, judge.event_id) }
}

/** What a rubric is about: for the selection whatever was sent, for the jury whoever is on stage, in order. */
export const judged = (db: Db, event: number, rubric: Rubric): Promise<Pitch[]> =>
  rubric === 'jury' ? onStage(db, event) : pitchesOf(db, event, ['sent', 'accepted', 'reserve', 'declined'])

/** Everything a judge sees: the pitches, the rubric and what they have said so far. */
export async function sheetOf(db: Db, secret: string, token: string) {
  const { judge, pitching, rubric, event } = await judgeOf(db, secret, token)
  const [pitches, criteria, questions, reviews, scores] = await Promise.all([
    judged(db, event.id, rubric),
    criteriaOf(db, event.id, rubric),
    questionsOf(db, event.id),
    ownReviews(db, judge.id),
    ownScores(db, judge.id),
  ])
  return { judge, pitching, rubric, event, pitches, criteria, questions, reviews, scores }
}
export type Sheet = Awaited<ReturnType<typeof sheetOf>>

export type Taken = { readonly taken: readonly string[]; readonly refused: readonly string[]; readonly open: boolean }

/**
 * Takes scores and words of a judge in whatever order and however often they arrive: the latest by the judge's clock (never later than ours) is how it is,
 * one for each pitch and criterion. Answers by key which were taken and which are not: of no pitch or criterion of theirs, of one with a conflict of
 * interest, or after the closing, which waits for those who are just saving. Throws NotFound.
 */
export async function takeMarks(db: Db, secret: string, token: string, marks: Marks, now: Date): Promise<Taken> {
  const { judge, rubric, event } = await judgeOf(db, secret, token)
  const all = [...marks.scores.map(keyOfScore), ...marks.words.map(one => `${one.pitch}`)]
  const whose = { event: event.id, rubric, judge: judge.id }
  const instant = (at: string) => new Date(Math.min(Date.parse(at), now.getTime()))
  return inTransaction(db, async tx => {
    const pitching = await holdPitching(tx, event.id)
    if (!isTaking(pitching, rubric)) return { taken: [], refused: all, open: false }
    const [pitches, criteria] = await Promise.all([judged(tx, event.id, rubric), criteriaOf(tx, event.id, rubric)])
    const ours = new Set(criteria.map(one => one.id))
    const taken: string[] = []
    for (const { id } of pitches.toSorted((a, b) => a.id - b.id)) {
      const scores = marks.scores.filter(one => one.pitch === id && ours.has(one.criterion))
      const words = marks.words.filter(one => one.pitch === id)
      if (scores.length + words.length === 0) continue
      if (await holdReview(tx, whose, id, now)) continue
      for (const score of scores.toSorted((a, b) => a.criterion - b.criterion))
        await putScore(tx, whose, score, instant(score.at))
      for (const one of words) await putWords(tx, judge.id, one, instant(one.at))
      taken.push(...scores.map(keyOfScore), ...words.map(one => `${one.pitch}`))
    }
    const kept = new Set(taken)
    return { taken, refused: all.filter(key => !kept.has(key)), open: true }
  })
}

const isTaking = (pitching: Pitching | undefined, rubric: Rubric) => pitching?.[rubric] === 'open'

/** The same by a form. Throws Conflict for what is refused, NotFound. */
export async function saveSheet(db: Db, secret: string, token: string, marks: Marks, now: Date): Promise<void> {
  const { refused, open } = await takeMarks(db, secret, token, marks, now)
  if (!open) throw new Failure('Conflict', errors.notOpen)
  if (refused.length) throw new Failure('Conflict', errors.notYours)
}

/** A judge says of one pitch that they have an interest in it, or takes that back. Their scores of it are deleted. Throws Conflict, NotFound. */
export async function declareConflict(
  db: Db,
  secret: string,
  token: string,
  said: { pitch: number; conflict: boolean },
  now: Date,
): Promise<void> {
  const { judge, rubric, event } = await judgeOf(db, secret, token)
  await inTransaction(db, async tx => {
    if (!isTaking(await holdPitching(tx, event.id), rubric)) throw new Failure('Conflict', errors.notOpen)
    const pitches = await judged(tx, event.id, rubric)
    if (!pitches.some(one => one.id === said.pitch)) throw new Failure('Conflict', errors.notYours)
    await holdReview(tx, { event: event.id, rubric, judge: judge.id }, said.pitch, now)
    await setConflict(tx, judge.id, said.pitch, said.conflict, now)
  })
}
