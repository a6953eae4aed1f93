import { secretOf } from '#domains/accounts/library.ts'
import { jobs as events } from '#domains/events/jobs.ts'
import { jobs as network } from '#domains/network/jobs.ts'
import { jobs as relations } from '#domains/relations/jobs.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { Env } from '#platform/env.ts'
import type { Job } from '#platform/jobs.ts'
import { applyRetention } from '#surfaces/retention.ts'

/** Everything that happens at certain times. */
export function allJobs({ db, env, baseUrl, clock }: { db: Db; env: Env; baseUrl: string; clock: Clock }): Job[] {
  return [
    ...network({ db, clock }),
    ...relations({ db, baseUrl, secret: secretOf(env), clock }),
    ...events({ db, baseUrl, secret: secretOf(env), clock }),
    { name: 'retention', cron: '20 3 * * *', work: () => applyRetention(db, clock()) },
  ]
}
