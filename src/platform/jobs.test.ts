import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { testDatabase } from '../../tools/test-database.ts'
import { startJobs } from './jobs.ts'

test('of two processes one does the work, and both stop', { timeout: 60_000 }, async () => {
  const { pool } = await testDatabase()
  let done = 0
  const job = {
    name: 'counting',
    cron: '* * * * *',
    work: async () => {
      done += 1
      return { done }
    },
  }
  const both = await Promise.all([startJobs(pool, [job], 1), startJobs(pool, [job], 1)])
  const begun = Date.now()
  while (done === 0 && Date.now() - begun < 30_000) await sleep(100)
  await sleep(2500)
  // A minute may have ended in between, and with it begun another.
  const minutes = Math.floor(Date.now() / 60_000) - Math.floor(begun / 60_000) + 1
  expect(done).toBeGreaterThanOrEqual(1)
  expect(done).toBeLessThanOrEqual(minutes)
  const stopping = Date.now()
  await Promise.all(both.map(one => one.stop()))
  expect(Date.now() - stopping).toBeLessThan(5000)
  // A job that is no longer there is no longer scheduled.
  const empty = await startJobs(pool, [], 1)
  expect((await pool.query('select * from pgboss.schedule')).rows).toEqual([])
  await empty.stop()
})
