import type { Tx } from '#platform/db.ts'
import { placesLeft } from '../model.ts'
import { type EventRow, lockEvent } from '../queries.ts'
import { type Means, tellPromoted } from './letters.ts'
import { confirm, firstWaiting } from './queries.ts'

/**
 * Gives free places to those who wait, in their order, and writes to them: in the transaction that made the places free. The event's row is locked
 * meanwhile, so whoever registers at the same time comes after. Answers how many.
 */
export async function promote(tx: Tx, means: Means, id: number): Promise<number> {
  const event = await lockEvent(tx, id)
  return event ? (await promoted(tx, means, event)).taken - event.taken : 0
}

/** The same for an event that is locked already; answers it as it is then. */
export async function promoted(tx: Tx, means: Means, event: EventRow): Promise<EventRow> {
  let now = event
  while (givesPlaces(now, means.now)) {
    const next = await firstWaiting(tx, now.id)
    if (!next) return now
    await confirm(tx, next.id)
    // Nobody else counts meanwhile: the row is ours.
    now = { ...now, taken: now.taken + 1 }
    await tellPromoted(tx, means, now, { ...next, state: 'confirmed', line: null })
  }
  return now
}

/** Also when nobody new can register: who waits for a closed event still gets a place that becomes free. */
const givesPlaces = (event: EventRow, now: Date) =>
  (event.state === 'open' || event.state === 'closed') && now < event.ends_at && placesLeft(event) !== 0
