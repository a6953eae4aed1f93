import { beforeAll, expect, test } from 'vitest'
import { refreshSearch } from '#domains/projects/summary/queries.ts'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { profileNamed, resolveNames, whoIsMeant } from './actions.ts'

let db: Db

beforeAll(async () => {
  const database = await testDatabase()
  db = database.db
  await database.pool.query(`
    insert into organisation (key, pic, name, short_name, kind, country, nuts, city, source) values
      ('111111111', '111111111', 'ALMA MATER STUDIORUM - UNIVERSITA DI BOLOGNA', 'UNIBO', 'HES', 'IT', 'ITH55', 'Bologna', 'cordis'),
      ('222222222', '222222222', 'COMUNE DI BOLOGNA', null, 'PUB', 'IT', 'ITH55', 'Bologna', 'cordis'),
      ('333333333', '333333333', 'Gamma', null, 'PRC', 'DE', null, 'Berlin', 'cordis'),
      ('444444444', '444444444', 'GAMMA', null, 'PRC', 'FR', null, 'Paris', 'cordis')`)
  const client = await database.pool.connect()
  await refreshSearch(client)
  client.release()
})

const keysOf = async (written: string) => {
  const meant = await whoIsMeant(db, written)
  return 'key' in meant ? meant.key : meant.choices.map(row => row.key)
}

test('a code is itself; a name or a short name is the one organisation that has it', async () => {
  expect(await keysOf(' 111111111 ')).toBe('111111111')
  expect(await keysOf('unibo')).toBe('111111111')
  expect(await keysOf('Alma Mater Studiorum - Università di Bologna')).toBe('111111111')
})

test('a part of a name, or a name of two, is a choice', async () => {
  expect(new Set(await keysOf('bologna'))).toEqual(new Set(['111111111', '222222222']))
  expect(new Set(await keysOf('gamma'))).toEqual(new Set(['333333333', '444444444']))
  expect(await keysOf('zzqx')).toEqual([])
})

test('a PIC that nobody has is said to be unknown', async () => {
  await expect(whoIsMeant(db, '999999999')).rejects.toMatchObject({ kind: 'NotFound' })
})

test('names in an address become codes, the rest of it stays', async () => {
  const at = (search: string) => resolveNames(db, new URL(`http://localhost/it/team${search}`), ['lead', 'with'])
  expect(await at('?call=X&lead=111111111&with=222222222')).toBeUndefined()
  expect(await at('?call=X&lead=&with=')).toBeUndefined()
  expect(await at('?call=X&with=222222222&lead=unibo&with=Comune+di+Bologna')).toEqual({
    search: '?call=X&lead=111111111&with=222222222&with=222222222',
  })
  const asked = await at('?call=X&with=222222222&with=gamma&min=3')
  expect(asked).toMatchObject({ several: { written: 'gamma', without: '?call=X&min=3&with=222222222' } })
  const several = asked && 'several' in asked ? asked.several.choices.map(choice => choice.search) : []
  expect(several.toSorted()).toEqual([
    '?call=X&min=3&with=222222222&with=333333333',
    '?call=X&min=3&with=222222222&with=444444444',
  ])
})

test('a command gets one code, or a sentence with those it could be', async () => {
  expect((await profileNamed(db, 'unibo')).organisation.key).toBe('111111111')
  await expect(profileNamed(db, 'gamma')).rejects.toMatchObject({
    kind: 'Invalid',
    params: { choices: expect.stringContaining('333333333') },
  })
  await expect(profileNamed(db, 'zzqx')).rejects.toMatchObject({ kind: 'NotFound' })
})
