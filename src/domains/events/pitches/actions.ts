import type { Actor } from '#kernel/actor.ts'
import type { Db, Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { eventNamed, staffEvent } from '../actions.ts'
import { type EventRow, eventById } from '../queries.ts'
import { errors } from './messages.ts'
import { callIsShown } from './model.ts'
import { lockPitching, type Pitching, pitchingOf } from './queries.ts'

/** The pitches of an event that staff work on. Throws Forbidden, NotFound. */
export async function staffPitching(
  db: Db,
  actor: Actor,
  id: number,
): Promise<{ event: EventRow; pitching: Pitching }> {
  const event = await staffEvent(db, actor, id)
  const pitching = await pitchingOf(db, id)
  if (!pitching) throw new Failure('NotFound', errors.noCall)
  return { event, pitching }
}

/** The same where there may be none yet. */
export async function maybePitching(db: Db, actor: Actor, id: number) {
  const event = await staffEvent(db, actor, id)
  return { event, pitching: await pitchingOf(db, id) }
}

/** The pitches of an event as everybody may see them. Throws NotFound. */
export async function pitchingNamed(db: Db, actor: Actor | undefined, slug: string) {
  const event = await eventNamed(db, actor, slug)
  const pitching = await pitchingOf(db, event.id)
  if (!pitching || !callIsShown(pitching, event)) throw new Failure('NotFound', errors.noCall)
  return { event, pitching }
}

/** The pitches of an event, locked. Throws NotFound. */
export async function lockedPitching(tx: Tx, id: number): Promise<Pitching> {
  const pitching = await lockPitching(tx, id)
  if (!pitching) throw new Failure('NotFound', errors.noCall)
  return pitching
}

export async function eventOf(db: Db, id: number): Promise<EventRow> {
  const event = await eventById(db, id)
  if (!event) throw new Failure('NotFound', errors.noCall)
  return event
}
