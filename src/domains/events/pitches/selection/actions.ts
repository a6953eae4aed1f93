import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import type { Means } from '../../registrations/letters.ts'
import { lockedPitching, staffPitching } from '../actions.ts'
import { criteriaOf, judgesOf, reviewsOf, scoresOf } from '../judging/queries.ts'
import { judged } from '../judging/sheets.ts'
import { tally } from '../judging/tally.ts'
import { errors as pitchErrors } from '../messages.ts'
import type { Decision } from '../model.ts'
import {
  countPitches,
  markPitching,
  onStage,
  pitchById,
  pitchesOf,
  setPitchState,
  setPlaces,
  setStep,
  setTold,
} from '../queries.ts'
import { tellDecision } from './letters.ts'
import { errors } from './messages.ts'
import type { DecisionForm } from './model.ts'

/** The selection as staff see it: each pitch with what the reviewers said, how far they are apart and who has not answered. Throws Forbidden, NotFound. */
export async function boardOf(db: Db, actor: Actor, id: number) {
  const { event, pitching } = await staffPitching(db, actor, id)
  const [pitches, criteria, judges, reviews, scores, counts] = await Promise.all([
    judged(db, id, 'selection'),
    criteriaOf(db, id, 'selection'),
    judgesOf(db, id, 'selection'),
    reviewsOf(db, id, 'selection'),
    scoresOf(db, id, 'selection'),
    countPitches(db, id),
  ])
  const untold = pitches.filter(isUntold)
  return {
    ...{ event, pitching, pitches, criteria, judges, reviews, scores, counts, untold },
    tally: tally({ criteria, pitches, judges, reviews, scores }),
  }
}
export type Board = Awaited<ReturnType<typeof boardOf>>

const isUntold = (pitch: { state: string; told: string | null; erased_at: Date | null }) =>
  pitch.state !== 'sent' && pitch.state !== pitch.told && pitch.erased_at === null

/** Decides about a pitch, or takes the decision back. Nobody is written to. Throws Forbidden, Conflict, NotFound. */
export async function decide(db: Db, actor: Actor, id: number, { pitch, to }: DecisionForm, now: Date): Promise<void> {
  await staffPitching(db, actor, id)
  await inTransaction(db, async tx => {
    const pitching = await lockedPitching(tx, id)
    const before = await pitchById(tx, pitch)
    if (before?.event_id !== id || before.state === 'draft') throw new Failure('NotFound', pitchErrors.unknownPitch)
    if (before.state === 'withdrawn') throw new Failure('Conflict', errors.isWithdrawn)
    if (pitching.jury === 'closed') throw new Failure('Conflict', errors.juryClosed)
    if (before.state === to) return
    const on = (await onStage(tx, id)).map(one => one.id)
    const by = actor.id ?? ''
    await setPitchState(tx, pitch, { state: to, place: null, by, at: now })
    await setPlaces(tx, id, to === 'accepted' ? [...on, pitch] : on.filter(one => one !== pitch))
    await recordAudit(tx, { actor: by, verb: 'decided', thing: `pitch ${pitch}`, details: { from: before.state, to } })
  })
}

/** Ends the selection: reviewers can no longer change their scores. Throws Forbidden, Conflict, NotFound. */
export async function closeSelection(db: Db, actor: Actor, id: number): Promise<void> {
  await staffPitching(db, actor, id)
  await inTransaction(db, async tx => {
    const pitching = await lockedPitching(tx, id)
    if (pitching.selection === 'closed') return
    await setStep(tx, id, 'selection', 'closed')
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'closed scoring',
      thing: `event ${id}`,
      details: { rubric: 'selection' },
    })
  })
}

/**
 * Writes to whoever was decided about since they were last written to, with the words of the reviewers where they are released. Answers how many.
 * Throws Forbidden, NotFound.
 */
export async function tellDecisions(db: Db, means: Means, actor: Actor, id: number, words: boolean): Promise<number> {
  const { event } = await staffPitching(db, actor, id)
  return inTransaction(db, async tx => {
    const pitching = await lockedPitching(tx, id)
    const decided = (await pitchesOf(tx, id, ['accepted', 'reserve', 'declined'])).filter(isUntold)
    if (words && pitching.words_released_at === null) await markPitching(tx, id, 'words_released_at', means.now)
    const released = words || pitching.words_released_at !== null
    const reviews = released ? await reviewsOf(tx, id, 'selection') : []
    for (const pitch of decided) {
      await tellDecision(tx, means, event, pitch, pitching, sharedWords(reviews, pitch.id))
      await setTold(tx, pitch.id, pitch.state as Decision)
    }
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'told decisions',
      thing: `event ${id}`,
      details: { told: decided.length, ...(words ? { words: 1 } : {}) },
    })
    return decided.length
  })
}

type Worded = { pitch_id: number; words: string; shared: boolean; conflict: boolean }
/** Words about one pitch that may be read by those who pitched, in an order that does not tell whose they are. */
export const sharedWords = (reviews: readonly Worded[], pitch: number): string[] =>
  reviews
    .filter(one => one.pitch_id === pitch && one.shared && !one.conflict && one.words !== '')
    .map(one => one.words)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
