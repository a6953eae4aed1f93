import { expect, test } from 'vitest'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { profileOf } from '../actions.ts'
import { linkRecords, unlinkRecord } from './actions.ts'

const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }

test('linked records are one organisation, chains never form, and a link can be taken back', async () => {
  const { db, pool } = await testDatabase()
  await pool.query(
    `insert into organisation (key, name, source) values ('uno', 'Uno', 'hand'), ('due', 'Due', 'hand'), ('tre', 'Tre', 'hand');
     insert into organisation (key, name, source, vat, country) values ('capo', 'Capo', 'hand', '12345678', 'IT'), ('figlio', 'Figlio', 'hand', '12345678', 'IT');
     update organisation set same_as = (select id from organisation where key = 'capo'), linked_by = 'vat' where key = 'figlio'`,
  )
  let refreshed = 0
  const refresh = async () => {
    refreshed += 1
  }
  await linkRecords(db, STAFF, 'due', 'tre', refresh)
  expect(await linkRecords(db, STAFF, 'uno', 'due', refresh)).toBe('uno')
  const whole = await profileOf(db, 'tre')
  expect([whole.organisation.key, whole.linked.map(one => one.key)]).toEqual(['uno', ['due', 'tre']])
  await expect(linkRecords(db, STAFF, 'tre', 'uno', refresh)).rejects.toMatchObject({ kind: 'Conflict' })
  await expect(unlinkRecord(db, STAFF, 'uno', 'uno', refresh)).rejects.toMatchObject({ kind: 'Conflict' })
  await unlinkRecord(db, STAFF, 'uno', 'tre', refresh)
  expect((await profileOf(db, 'tre')).organisation.key).toBe('tre')
  expect(refreshed).toBe(3)
  const decisions = await db.selectFrom('link_decision').select(['decided_by', 'same_as']).orderBy('id').execute()
  expect(decisions.map(one => [one.decided_by, one.same_as === null])).toEqual([
    ['anna', false],
    ['anna', false],
    ['anna', true],
  ])
  await linkRecords(db, STAFF, 'uno', 'capo', refresh)
  expect((await profileOf(db, 'figlio')).organisation.key).toBe('uno')
  await unlinkRecord(db, STAFF, 'uno', 'capo', refresh)
  const back = await profileOf(db, 'figlio')
  expect([back.organisation.key, back.linked.map(one => [one.key, one.linked_by])]).toEqual([
    'capo',
    [['figlio', 'vat']],
  ])
  await expect(linkRecords(db, VISITOR, 'uno', 'tre', refresh)).rejects.toMatchObject({ kind: 'Forbidden' })
  expect(refreshed).toBe(5)
})
