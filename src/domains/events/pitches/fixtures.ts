import type { Db } from '#platform/db.ts'
import { createEvent, staffEvent } from '../actions.ts'
import { anEvent, eventsOnADatabase, MEANS, NOW, SECRET, STAFF } from '../fixtures.ts'
import { moveEvent } from '../moves.ts'
import { sendPitch } from './call/actions.ts'
import { callForm, type PitchForm, pitchForm } from './call/model.ts'
import { keepCall, showCall } from './call/setup.ts'
import { keepCriterion, keepJudge, openScoring } from './judging/actions.ts'
import { criterionForm, judgeForm } from './judging/model.ts'
import { judgeToken, type Rubric } from './model.ts'
import { pitchesOf } from './queries.ts'
import { decide } from './selection/actions.ts'

export const aCall = (more: object = {}) =>
  callForm.parse({
    deadline: '2027-03-01T12:00',
    starts: '2027-03-12T10:00',
    most_words: '50',
    minutes: '5',
    question_minutes: '3',
    ...more,
  })

export const aPitch = (organisation: string, more: Partial<PitchForm> = {}): PitchForm =>
  pitchForm.parse({
    email: `${organisation.toLowerCase().replace(/\W+/g, '.')}@example.org`,
    name: 'Ada Prova',
    organisation,
    title: `Pitch di ${organisation}`,
    summary: 'Un sensore che avvisa prima.',
    consent: '1',
    do: 'send',
    ...more,
  })

/** An event whose call takes pitches, with these pitches sent. */
export async function aCallFor(db: Db, organisations: readonly string[], more: object = {}) {
  const id = await createEvent(db, STAFF, anEvent({ kind: 'pitching', capacity: '' }), NOW)
  await moveEvent(db, MEANS, STAFF, id, { to: 'open', sure: true, why: { it: '', en: '' } })
  await keepCall(db, STAFF, id, aCall(more), NOW)
  await showCall(db, STAFF, id, true, NOW)
  const event = await staffEvent(db, STAFF, id)
  for (const organisation of organisations) await sendPitch(db, MEANS, event.slug, aPitch(organisation), {}, 'it')
  return { event, id, pitches: await pitchesOf(db, id, ['sent']) }
}

/** Two criteria, weighted 60 and 40, and judges who may score; answers the judges with their links. */
export async function aRubric(db: Db, id: number, rubric: Rubric, names: readonly string[]) {
  for (const [it, weight] of [
    ['Idea', '60'],
    ['Mercato', '40'],
  ] as const)
    await keepCriterion(db, STAFF, id, rubric, criterionForm.parse({ do: 'add', it, en: it, weight }))
  const judges = []
  for (const name of names) {
    const email = `${name.toLowerCase()}@jury.example`
    const judge = await keepJudge(db, MEANS, STAFF, id, rubric, judgeForm.parse({ do: 'invite', name, email }))
    judges.push({ ...judge, token: judgeToken(SECRET, judge) })
  }
  await openScoring(db, STAFF, id, rubric)
  return judges
}

/** An event with these pitches on stage and a jury that scores. */
export async function aStage(db: Db, organisations: readonly string[], jurors: readonly string[]) {
  const { event, id, pitches } = await aCallFor(db, organisations)
  for (const pitch of pitches) await decide(db, STAFF, id, { pitch: pitch.id, to: 'accepted' }, NOW)
  return { event, id, pitches, jurors: await aRubric(db, id, 'jury', jurors) }
}

/** A database of its own, and the letters to an address, all or of one kind. */
export async function pitchesOnADatabase() {
  const { db, pool } = await eventsOnADatabase()
  const mails = async (email: string, template?: string) =>
    (
      await pool.query<{ template: string; subject: string; text_body: string }>(
        `select template, subject, text_body from mail_outbox where recipient = $1 and ($2::text is null or template = $2) order by id`,
        [email, template ?? null],
      )
    ).rows
  return { db, pool, mails }
}

/** Scores of one pitch as a judge's phone sends them, by the criteria in their order. */
export const marks = (
  pitch: number,
  criteria: readonly { id: number }[],
  scores: readonly number[],
  at = NOW.toISOString(),
) => ({
  scores: scores.map((score, n) => ({ pitch, criterion: criteria[n]?.id ?? 0, score, at })),
  words: [],
})

export const needed = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('it is missing')
  return value
}
