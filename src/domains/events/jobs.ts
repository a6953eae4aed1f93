import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { Job } from '#platform/jobs.ts'
import { remind } from './registrations/reminders.ts'

/** What happens at certain times around events. */
export function jobs({ db, baseUrl, secret, clock }: { db: Db; baseUrl: string; secret: string; clock: Clock }): Job[] {
  // Every hour: a moment nobody was there for passes, and nobody gets it twice.
  return [{ name: 'event-reminders', cron: '25 * * * *', work: () => remind(db, { baseUrl, secret, now: clock() }) }]
}
