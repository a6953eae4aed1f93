import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { eventNamed } from '../../actions.ts'
import { registrationOf } from '../../registrations/actions.ts'
import { readCode } from '../../registrations/model.ts'
import { registrationById } from '../../registrations/queries.ts'
import { errors as pitchErrors } from '../messages.ts'
import { holdPitching, onStage, pitchingOf } from '../queries.ts'
import { errors } from './messages.ts'
import { mayVote, type VoteForm } from './model.ts'
import { putVote } from './queries.ts'

/** The vote of the room as everybody sees it. Throws NotFound. */
export async function ballotOf(db: Db, slug: string) {
  const event = await eventNamed(db, undefined, slug)
  const pitching = await pitchingOf(db, event.id)
  if (!pitching) throw new Failure('NotFound', pitchErrors.noCall)
  return { event, pitching, pitches: await onStage(db, event.id) }
}
export type Ballot = Awaited<ReturnType<typeof ballotOf>>

/**
 * Takes the vote of one person, instead of one they gave before. Throws Invalid for a code or link that we did not make for this event, without a place at
 * it, or without a choice; Conflict when the vote is not open.
 */
export async function castVote(db: Db, secret: string, slug: string, typed: VoteForm, now: Date): Promise<void> {
  const { event } = await ballotOf(db, slug)
  const registration = await voterOf(db, secret, event.id, typed)
  if (!registration) throw new Failure('Invalid', errors.notVoted, {}, { code: errors.forged })
  if (!mayVote(registration)) throw new Failure('Invalid', errors.notVoted, {}, { code: errors.noPlace })
  await inTransaction(db, async tx => {
    const pitching = await holdPitching(tx, event.id)
    if (pitching?.audience !== 'open') throw new Failure('Conflict', errors.voteNotOpen)
    const on = (await onStage(tx, event.id)).some(one => one.id === typed.pitch)
    if (!on || typed.pitch === undefined) throw new Failure('Invalid', errors.notVoted, {}, { pitch: errors.noChoice })
    await putVote(tx, event.id, registration.id, typed.pitch, now)
  })
}

async function voterOf(db: Db, secret: string, event: number, { code, token }: VoteForm) {
  if (token !== '') {
    try {
      const { registration } = await registrationOf(db, secret, token)
      return registration.event_id === event ? registration : undefined
    } catch (error) {
      if (error instanceof Failure && error.kind === 'NotFound') return undefined
      throw error
    }
  }
  const id = readCode(secret, event, code.replace(/\s+/g, '').toUpperCase())
  const registration = id === undefined ? undefined : await registrationById(db, id)
  return registration?.event_id === event ? registration : undefined
}
