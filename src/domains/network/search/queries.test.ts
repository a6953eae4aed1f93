import { beforeAll, expect, test } from 'vitest'
import { refreshSearch } from '#domains/projects/summary/queries.ts'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { searchQuery } from './model.ts'
import { exportOrganisations, searchOrganisations } from './queries.ts'

let db: Db

beforeAll(async () => {
  const database = await testDatabase()
  db = database.db
  await database.pool.query(`
    insert into organisation (key, pic, name, short_name, kind, country, nuts, city, source) values
      ('111111111', '111111111', 'ALMA MATER STUDIORUM - UNIVERSITA DI BOLOGNA', 'UNIBO', 'HES', 'IT', 'ITH55', 'Bologna', 'cordis'),
      ('222222222', '222222222', 'COMUNE DI BOLOGNA', null, 'PUB', 'IT', 'ITH55', 'Bologna', 'cordis'),
      ('333333333', '333333333', 'UNIVERSITA DI FERRARA', null, 'HES', 'IT', 'ITH56', 'Ferrara', 'cordis')`)
  const client = await database.pool.connect()
  await refreshSearch(client)
  client.release()
})

const search = async (q: string) => {
  const { rows, total, near } = await searchOrganisations(db, searchQuery.parse({ q }))
  return { keys: rows.map(row => row.key), total, near }
}

test('what is written right is found as it is', async () => {
  expect(await search('comune di bologna')).toMatchObject({ keys: expect.arrayContaining(['222222222']), near: false })
})

test('with a mistake in every word, names where each word looks like a part are found, and said to be only similar', async () => {
  expect(await search('univerista bolgna')).toEqual({ keys: ['111111111'], total: 1, near: true })
})

test('what looks like nothing finds nothing', async () => {
  expect(await search('qwrtzx')).toEqual({ keys: [], total: 0, near: false })
})

test('an export has what the page shows', async () => {
  const rows = await exportOrganisations(db, searchQuery.parse({ q: 'univerista bolgna' }), 10)
  expect(rows.map(row => row.key)).toEqual(['111111111'])
})
