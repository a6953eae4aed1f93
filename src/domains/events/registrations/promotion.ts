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
  let promoted = 0
  for (;;) {
    const event = await lockEvent(tx, id)
    if (!event || !givesPlaces(event, means.now)) return promoted
    const next = await firstWaiting(tx, id)
    if (!next) return promoted
    await confirm(tx, next.id)
    await tellPromoted(tx, means, event, { ...next, state: 'confirmed', line: null })
    promoted += 1
  }
}

/** Also when nobody new can register: who waits for a closed event still gets a place that becomes free. */
const givesPlaces = (event: EventRow, now: Date) =>
  (event.state === 'open' || event.state === 'closed') && now < event.ends_at && placesLeft(event) !== 0
