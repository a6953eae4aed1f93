import { expect, test } from 'vitest'
import { migrate } from '#platform/migrations.ts'
import { testDatabase } from '../../tools/test-database.ts'

const { pool } = await testDatabase()

test('a migrated database needs nothing more, however many processes start at once', async () => {
  const applied = await Promise.all([migrate(pool), migrate(pool), migrate(pool)])
  expect(applied).toEqual([[], [], []])
})

test('a database of a newer program is refused and left alone', async () => {
  await pool.query("insert into migration (name) values ('9999_future.sql')")
  await expect(migrate(pool)).rejects.toThrow(/newer version/)
  await pool.query("delete from migration where name = '9999_future.sql'")
})

test('the audit trail cannot be edited', async () => {
  await pool.query("insert into audit (actor, verb, thing) values ('test', 'made', 'a row')")
  await expect(pool.query("update audit set actor = 'somebody else'")).rejects.toThrow(/never changed/)
  await expect(pool.query('delete from audit')).rejects.toThrow(/never changed/)
  await expect(pool.query('truncate audit')).rejects.toThrow(/never changed/)
})
