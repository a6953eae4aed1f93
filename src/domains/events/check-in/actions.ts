import { randomUUID } from 'node:crypto'
import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { lockedEvent, staffEvent } from '../actions.ts'
import { retellHeld } from '../held.ts'
import { codeOf, readCode } from '../registrations/model.ts'
import { errors } from './messages.ts'
import type { Mark } from './model.ts'
import { applyMarks, atTheDoor, belonging, callAbsent, insertMarks } from './queries.ts'

export type Guest = Awaited<ReturnType<typeof atTheDoor>>[number] & { readonly code: string }

/** Everybody who may come to the door, each with the code of their badge. Throws Forbidden, NotFound. */
export async function doorOf(db: Db, secret: string, actor: Actor, id: number) {
  const event = await staffEvent(db, actor, id)
  const guests = await atTheDoor(db, id)
  return { event, guests: guests.map((guest): Guest => ({ ...guest, code: codeOf(secret, id, guest.id) })) }
}

/** Whose code this is. Throws Invalid for one that we did not make for this event, or whose registration is cancelled. */
export function guestOf(secret: string, event: number, guests: readonly Guest[], code: string): Guest {
  const id = readCode(secret, event, code.trim().toUpperCase())
  const guest = guests.find(one => one.id === id)
  if (!guest) throw new Failure('Invalid', id === undefined ? errors.forged : errors.cancelled)
  return guest
}

export type Taken = { readonly taken: readonly string[]; readonly refused: readonly string[] }

/**
 * Takes what was said at the door, in whatever order and however often it arrives: a mark counts once by its id, and the latest one of a person is how it
 * is. Answers which marks need not be sent again, and which are of nobody of this event. Throws Forbidden, NotFound.
 */
export async function takeMarks(db: Db, actor: Actor, id: number, marks: readonly Mark[], now: Date): Promise<Taken> {
  await staffEvent(db, actor, id)
  return inTransaction(db, async tx => {
    // The event first: whoever cancels or is promoted, and the move to "held", come before or after all of this.
    const event = await lockedEvent(tx, id)
    const ours = await belonging(tx, id, [...new Set(marks.map(mark => mark.registration))])
    const good = marks.filter(mark => ours.has(mark.registration))
    const by = actor.id ?? ''
    const changed = await insertMarks(
      tx,
      good.map(mark => ({
        id: mark.id,
        registration_id: mark.registration,
        attendance: mark.attendance,
        // A phone whose clock is ahead does not speak of tomorrow.
        at: new Date(Math.min(Date.parse(mark.at), now.getTime())),
        received_at: now,
        marked_by: by,
      })),
    )
    await applyMarks(tx, changed)
    if (event.state === 'held' && changed.length) await retellHeld(tx, event, by, now)
    for (const registration of changed) await recordMark(tx, by, registration, id)
    return {
      taken: good.map(mark => mark.id),
      refused: marks.filter(mark => !ours.has(mark.registration)).map(mark => mark.id),
    }
  })
}

const recordMark = (tx: Tx, by: string, registration: number, event: number) =>
  recordAudit(tx, { actor: by, verb: 'checked in', thing: `registration ${registration}`, details: { event } })

/**
 * Says of everybody with a place of whom nothing was said that they did not come. It is no mark of the door: one that a phone made there and sends later
 * is how it is. Throws Forbidden, NotFound, Conflict before the event begins.
 */
export async function markAbsent(db: Db, actor: Actor, id: number, now: Date): Promise<void> {
  await staffEvent(db, actor, id)
  await inTransaction(db, async tx => {
    const event = await lockedEvent(tx, id)
    if (now < event.starts_at) throw new Failure('Conflict', errors.notBegun)
    for (const registration of await callAbsent(tx, id)) await recordMark(tx, actor.id ?? '', registration, id)
  })
}

/** One mark, by a form. Throws Forbidden, Invalid, NotFound. */
export async function markOne(
  db: Db,
  actor: Actor,
  id: number,
  mark: Pick<Mark, 'registration' | 'attendance'>,
  now: Date,
): Promise<void> {
  const { refused } = await takeMarks(db, actor, id, [{ ...mark, id: randomUUID(), at: now.toISOString() }], now)
  if (refused.length) throw new Failure('Invalid', errors.cancelled)
}
