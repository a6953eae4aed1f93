/**
 * Writes one row after the other into the database of a data folder and prints the number of each once it is acknowledged. While the
 * server is away it tries the same number again, as the site does with the next request.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '#platform/db.ts'
import { readEnv } from '#platform/env.ts'

const database = await openDatabase(readEnv(), { command: 'writer', beside: 'alone', now: new Date() })
await database.pool.query('create table if not exists written (n int primary key)')
const { rows } = await database.pool.query<{ last: number }>('select coalesce(max(n), 0)::int as last from written')
for (let n = (rows[0]?.last ?? 0) + 1; ; ) {
  try {
    await database.pool.query('insert into written values ($1) on conflict do nothing', [n])
    process.stdout.write(`${n}\n`)
    n += 1
  } catch {
    await sleep(20)
  }
}
