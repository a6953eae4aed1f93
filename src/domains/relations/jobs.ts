import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { Job } from '#platform/jobs.ts'
import { writeDigests } from './digest/actions.ts'
import { attendIntroductions } from './introductions/moves.ts'

/** What happens at certain times between organisations. */
export function jobs({ db, baseUrl, secret, clock }: { db: Db; baseUrl: string; secret: string; clock: Clock }): Job[] {
  return [
    {
      name: 'introductions',
      cron: '10 * * * *',
      work: () => attendIntroductions({ db, baseUrl, now: clock() }),
    },
    {
      // On Monday from seven on, every hour: a site that was not running at seven writes it later, and nobody gets it twice.
      name: 'digest',
      cron: '0 7-19 * * 1',
      work: () => writeDigests({ db, baseUrl, secret, now: clock() }),
    },
  ]
}
