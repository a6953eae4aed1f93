import type pg from 'pg'
import { errorDetails, log } from '#platform/log.ts'

/** Work that is done at certain times, by one process at a time. */
export type Job = {
  /** Letters, digits and dashes. */
  readonly name: string
  /** Minute, hour, day, month, weekday, in Rome. */
  readonly cron: string
  /** Does the work and answers what came of it, for the log. Safe to repeat. */
  readonly work: () => Promise<Readonly<Record<string, number>>>
}

/**
 * Keeps the schedules of the jobs and does those that are due, by pg-boss: its tables (schema `pgboss`) are the memory, so several
 * processes share the work and none of it is done twice. Answers how to stop.
 */
export async function startJobs(pool: pg.Pool, jobs: readonly Job[]): Promise<{ stop(): Promise<void> }> {
  const { default: PgBoss } = await import('pg-boss')
  const boss = new PgBoss({ db: { executeSql: (text, values) => pool.query(text, values) } })
  boss.on('error', error => log('warn', 'jobs', errorDetails(error)))
  await boss.start()
  for (const { name, cron, work } of jobs) {
    await boss.createQueue(name, { name, policy: 'singleton' })
    await boss.schedule(name, cron, {}, { tz: 'Europe/Rome' })
    await boss.work(name, { pollingIntervalSeconds: 30 }, async () => {
      log('info', 'job done', { name, ...(await work()) })
    })
  }
  for (const { name } of await boss.getSchedules())
    if (!jobs.some(job => job.name === name)) await boss.unschedule(name)
  return { stop: () => boss.stop({ graceful: true, timeout: 5000 }) }
}
