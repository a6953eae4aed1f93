import type pg from 'pg'
import { errorDetails, log } from '#platform/log.ts'

/** Work that is done at certain times, by one process at a time. */
export type Job = {
  /** Letters, digits and dashes. */
  readonly name: string
  /** Minute, hour, day, month, weekday, in Rome. A moment nobody was there for passes: work that must not be missed is asked for often. */
  readonly cron: string
  /** Does the work and answers what came of it, for the log. Safe to repeat. */
  readonly work: () => Promise<Readonly<Record<string, number>>>
}

/** How often a process looks for work, in seconds. */
const ROUND = 30

/**
 * Keeps the schedules of the jobs and does those that are due, by pg-boss: its tables (schema `pgboss`) are the memory, so several
 * processes share the work and none of it is done twice. Answers how to stop.
 */
export async function startJobs(
  pool: pg.Pool,
  jobs: readonly Job[],
  round = ROUND,
): Promise<{ stop(): Promise<void> }> {
  const { default: PgBoss } = await import('pg-boss')
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    cronMonitorIntervalSeconds: round,
    cronWorkerIntervalSeconds: round,
  })
  boss.on('error', error => log('warn', 'jobs', errorDetails(error)))
  await alone(pool, async () => {
    await boss.start()
    for (const { name, cron } of jobs) {
      if (!(await boss.getQueue(name))) await boss.createQueue(name, { name, policy: 'singleton' })
      await boss.schedule(name, cron, {}, { tz: 'Europe/Rome' })
    }
    for (const { name } of await boss.getSchedules())
      if (!jobs.some(job => job.name === name)) await boss.unschedule(name)
  })
  for (const { name, work } of jobs)
    await boss.work(name, { pollingIntervalSeconds: round }, async () => {
      log('info', 'job done', { name, ...(await work()) })
    })
  return { stop: () => boss.stop({ graceful: true, timeout: 5000 }) }
}

/** A number of ours among the locks of the database. */
const PREPARING = 7_350_025

/** Two processes that make the tables of the queue at the same time would lock each other out. */
async function alone(pool: pg.Pool, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [PREPARING])
    await work()
  } finally {
    await client.query('select pg_advisory_unlock($1)', [PREPARING]).catch(() => undefined)
    client.release()
  }
}
