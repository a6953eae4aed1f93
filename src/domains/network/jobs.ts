import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { Job } from '#platform/jobs.ts'
import { catchUp } from './facts/catch-up/actions.ts'

/** What happens at certain times in the registry. */
export function jobs({ db, clock }: { db: Db; clock: Clock }): Job[] {
  // Who joins or leaves on a day to come is told on that day; every hour, since a moment nobody was there for passes.
  return [{ name: 'membership-facts', cron: '5 * * * *', work: async () => ({ ...(await catchUp(db, clock())) }) }]
}
