import { type Db, inTransaction } from '#platform/db.ts'
import { eventById } from '../queries.ts'
import { type Means, tellReminder } from './letters.ts'
import { promote } from './promotion.ts'
import { markReminded, placesUngiven, toRemind } from './queries.ts'

/** Gives places that became free where nobody could write letters, as when a person was erased. Answers how many. */
export async function giveOn(db: Db, means: Means): Promise<number> {
  let given = 0
  for (const id of await placesUngiven(db, means.now)) given += await inTransaction(db, tx => promote(tx, means, id))
  return given
}

const HOUR_S = 3600
/** What is reminded of when, in seconds before the beginning. The later one first: who is told "tomorrow" is not told "in a week" as well. */
const REMINDERS = [
  { which: 'day', column: 'reminded_day_at', from: 0, until: 24 * HOUR_S },
  { which: 'week', column: 'reminded_week_at', from: 48 * HOUR_S, until: 7 * 24 * HOUR_S },
] as const

/**
 * Reminds everybody with a place, a week and a day before, each at most once: that somebody was reminded is noted in the transaction that writes the
 * letter. Who registered later than a reminder would have gone has just been written to, and gets none.
 */
export async function remind(db: Db, means: Means): Promise<Record<string, number>> {
  const counts: Record<string, number> = { week: 0, day: 0 }
  const at = (seconds: number) => new Date(means.now.getTime() + seconds * 1000)
  for (const { which, column, from, until } of REMINDERS)
    for (const one of await toRemind(db, column, at(from), at(until), until)) {
      const sent = await inTransaction(db, async tx => {
        const event = await eventById(tx, one.event_id)
        return (
          event !== undefined &&
          (await markReminded(tx, one.id, column, means.now)) &&
          tellReminder(tx, means, event, one, which)
        )
      })
      if (sent) counts[which] = (counts[which] ?? 0) + 1
    }
  return counts
}
