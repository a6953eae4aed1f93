import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { Job } from '#platform/jobs.ts'
import { tellWaiting } from './meetings/board/publish.ts'
import { remindOfWishes, tellWanted } from './meetings/wishes/letters.ts'
import { giveOn, remind } from './registrations/reminders.ts'

/** What happens at certain times around events. */
export function jobs({ db, baseUrl, secret, clock }: { db: Db; baseUrl: string; secret: string; clock: Clock }): Job[] {
  // Every hour: a moment nobody was there for passes, and nobody gets it twice.
  const work = async () => {
    const means = { baseUrl, secret, now: clock() }
    return { given: await giveOn(db, means), ...(await remind(db, means)), wishes: await remindOfWishes(db, means) }
  }
  const wanted = async () => ({ wanted: await tellWanted(db, { baseUrl, secret, now: clock() }) })
  // Changes of an agenda that nobody has told yet.
  const tell = async () => ({ told: await tellWaiting(db, { baseUrl, secret, now: clock() }) })
  return [
    { name: 'event-reminders', cron: '25 * * * *', work },
    { name: 'event-wishes', cron: '40 6 * * *', work: wanted },
    { name: 'meeting-letters', cron: '*/5 * * * *', work: tell },
  ]
}
