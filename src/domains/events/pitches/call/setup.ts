import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { instantAt, localTime } from '#kernel/zoned.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import { linesOf } from '../../programme/model.ts'
import type { EventRow } from '../../queries.ts'
import { lockedPitching, maybePitching, staffPitching } from '../actions.ts'
import { markPitching, type Pitching } from '../queries.ts'
import { errors } from './messages.ts'
import { type CallForm, LONGEST, MOST, type QuestionForm, wholeNumber } from './model.ts'
import { deleteQuestion, insertPitching, insertQuestion, questionsOf, updatePitching } from './queries.ts'

/** What the form of a call shows of one that is there, or of one that is new. */
export const typedOf = (event: EventRow, pitching: Pitching | undefined): Partial<CallForm> => ({
  lead_it: pitching?.lead_it ?? '',
  lead_en: pitching?.lead_en ?? '',
  deadline: pitching ? localTime(pitching.deadline, event.zone) : '',
  starts: localTime(pitching?.starts_at ?? event.starts_at, event.zone),
  most_words: String(pitching?.most_words ?? 300),
  minutes: String(pitching?.minutes ?? 5),
  question_minutes: String(pitching?.question_minutes ?? 3),
  blind: pitching?.blind ?? false,
  version: pitching?.version ?? 0,
})

/** Makes the call of an event, or changes it. Throws Forbidden, Invalid (also when somebody else saved it meanwhile), NotFound. */
export async function keepCall(db: Db, actor: Actor, id: number, typed: CallForm, now: Date): Promise<void> {
  const { event } = await maybePitching(db, actor, id)
  const wrong: Record<string, Sentence> = {}
  const [lead_it, lead_en] = [typed.lead_it.trim(), typed.lead_en.trim()]
  if (lead_it.length > LONGEST.lead) wrong.lead_it = errors.tooLong
  if (lead_en.length > LONGEST.lead) wrong.lead_en = errors.tooLong
  const [deadline, starts] = [instantAt(typed.deadline, event.zone), instantAt(typed.starts, event.zone)]
  if (!deadline) wrong.deadline = errors.badTime
  else if (deadline > event.ends_at) wrong.deadline = errors.deadlineAfter
  if (!starts) wrong.starts = errors.badTime
  else if (starts < event.starts_at || starts >= event.ends_at) wrong.starts = errors.startsOutside
  const [words, minutes, questions] = [
    wholeNumber(typed.most_words, 20, MOST.words),
    wholeNumber(typed.minutes, 1, MOST.minutes),
    wholeNumber(typed.question_minutes, 0, MOST.minutes),
  ]
  if (words === undefined) wrong.most_words = errors.badWords
  if (minutes === undefined) wrong.minutes = errors.badMinutes
  if (questions === undefined) wrong.question_minutes = errors.badMinutes
  if (!deadline || !starts || words === undefined || minutes === undefined || questions === undefined)
    throw new Failure('Invalid', errors.notSaved, {}, wrong)
  if (Object.keys(wrong).length) throw new Failure('Invalid', errors.notSaved, {}, wrong)
  const said = {
    ...{ lead_it, lead_en, deadline, starts_at: starts },
    ...{ most_words: words, minutes, question_minutes: questions, blind: typed.blind },
  }
  await inTransaction(db, async tx => {
    const by = actor.id ?? ''
    if (!(await insertPitching(tx, id, said, by, now))) {
      const before = await lockedPitching(tx, id)
      if (before.version !== typed.version) throw new Failure('Invalid', errors.changedMeanwhile)
      await updatePitching(tx, id, said)
    }
    await recordAudit(tx, { actor: by, verb: 'changed', thing: `event ${id}`, details: { pitches: 1 } })
  })
}

/** Shows the call to everybody, or hides it again. Throws Forbidden, NotFound, Conflict for a draft or what is over. */
export async function showCall(db: Db, actor: Actor, id: number, shown: boolean, now: Date): Promise<void> {
  const { event } = await staffPitching(db, actor, id)
  if (shown && event.state !== 'open' && event.state !== 'closed') throw new Failure('Conflict', errors.eventNotOpen)
  await inTransaction(db, async tx => {
    const before = await lockedPitching(tx, id)
    if ((before.opened_at !== null) === shown) return
    await markPitching(tx, id, 'opened_at', shown ? now : null)
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: shown ? 'opened call for pitches' : 'closed call for pitches',
      thing: `event ${id}`,
      details: {},
    })
  })
}

/** Adds a question to the form, or removes one with its answers. Throws Forbidden, Invalid, NotFound. */
export async function keepQuestion(db: Db, actor: Actor, id: number, typed: QuestionForm): Promise<void> {
  await staffPitching(db, actor, id)
  await inTransaction(db, async tx => {
    await lockedPitching(tx, id)
    if (typed.remove !== undefined) await deleteQuestion(tx, id, typed.remove)
    else {
      const wrong: Record<string, Sentence> = {}
      for (const name of ['it', 'en'] as const)
        if (typed[name] === '' || typed[name].length > LONGEST.question) wrong[name] = errors.badQuestion
      const choices = typed.kind === 'choice' ? linesOf(typed.choices).map(line => line.slice(0, LONGEST.choice)) : []
      if (typed.kind === 'choice' && (choices.length < 2 || choices.length > MOST.choices))
        wrong.choices = errors.badChoices
      if (Object.keys(wrong).length) throw new Failure('Invalid', errors.notSaved, {}, wrong)
      if ((await questionsOf(tx, id)).length >= MOST.questions) throw new Failure('Invalid', errors.tooManyQuestions)
      const { kind, it, en, required } = typed
      await insertQuestion(tx, id, { kind, it, en, choices, required })
    }
    await recordAudit(tx, { actor: actor.id ?? '', verb: 'changed', thing: `event ${id}`, details: { pitches: 1 } })
  })
}
