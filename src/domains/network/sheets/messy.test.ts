import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { currentMemberIds, lookups, memberStates } from '../members/queries.ts'
import { applyImport, uploadSheet, viewImport } from './actions.ts'
import { type MessyRow, messyCsv, messyRows, messyXlsx, someTerritory } from './fixtures.ts'
import { countsOf, dictionaryOf, foldName } from './model.ts'
import { undoImport } from './undo.ts'

const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }
const NOW = new Date('2026-11-24T10:00:00Z')
const TODAY = '2026-11-24'
const noSearch = async () => undefined

let db: Db
let rows: MessyRow[]
beforeAll(async () => {
  const database = await testDatabase()
  db = database.db
  await someTerritory(database.pool)
  const { towns } = dictionaryOf(await lookups(db))
  rows = messyRows(city => towns.get(foldName(city))?.[0])
})

test('the messy spreadsheet of an office comes in whole, in one sitting, twice changes nothing, and goes back', async () => {
  const begun = performance.now()
  const id = await uploadSheet(db, STAFF, { name: 'soci DEFINITIVO (3).xlsx', bytes: await messyXlsx(rows) })
  const view = await viewImport(db, STAFF, id, TODAY)
  expect(view.rows.filter(row => row.kind === 'refused')).toEqual([])
  expect(countsOf(view.rows)).toEqual({ add: rows.length, join: 0, change: 0, same: 0, ask: 0, refused: 0, skipped: 1 })
  expect(Object.values(view.mapping)).toEqual([
    'province',
    'name',
    'category',
    'vat',
    'city',
    'joined_on',
    'contacts',
    'public_body',
    'chains',
    'trl',
    'fee_cents',
  ])
  await applyImport(
    db,
    STAFF,
    id,
    { fingerprint: view.fingerprint, leaveOut: false },
    { today: TODAY, now: NOW },
    noSearch,
  )
  console.log(`${rows.length} members from a messy XLSX in ${Math.round(performance.now() - begun)} ms`)
  const states = await memberStates(db, await currentMemberIds(db))
  expect(states.length).toBe(rows.length)
  for (const { member } of states) {
    const row = rows.find(one => one.name === member.name)
    expect(
      row && {
        category: row.category,
        province: row.province,
        city: row.city,
        vat: `IT${row.vat}`,
        joined_on: row.joined,
      },
    ).toEqual({
      category: member.category,
      province: member.province,
      city: member.city,
      vat: member.vat,
      joined_on: member.joined_on,
    })
    expect(member.trl).not.toBeNull()
    expect(member.contacts.length).toBe(row?.people === 0 ? 1 : 2)
    for (const contact of member.contacts) expect(contact.name).toMatch(/^(dott\.ssa )?[A-Z][a-z]+ [A-Z][a-z]+$/)
  }

  const again = await uploadSheet(db, STAFF, { name: 'soci.xlsx', bytes: await messyXlsx(rows) })
  expect(countsOf((await viewImport(db, STAFF, again, TODAY)).rows)).toMatchObject({
    same: rows.length,
    add: 0,
    change: 0,
  })

  // The same members as Windows-1252 CSV with semicolons: only the fee differs for most.
  const csv = await uploadSheet(db, STAFF, { name: 'soci.csv', bytes: messyCsv(rows) })
  const other = await viewImport(db, STAFF, csv, TODAY)
  expect(countsOf(other.rows)).toMatchObject({ add: 0, join: 0, ask: 0, refused: 0, skipped: 1 })
  for (const row of other.rows)
    if ('changes' in row) expect(row.changes.map(change => change.field)).toEqual(['fee_cents'])

  const undone = await undoImport(db, STAFF, id, NOW, noSearch)
  expect(undone.kept).toBe(0)
  expect(await currentMemberIds(db)).toEqual([])
  // Facts name them for good: they stay under their keys, found by nobody.
  expect(await db.selectFrom('organisation').where('taken_back', '=', false).select('id').execute()).toEqual([])
  const stands = await db.selectFrom('fact').where('amendment', 'is', null).select('id').execute()
  const withdrawn = await db.selectFrom('fact').where('amendment', '=', 'withdrawal').select('id').execute()
  expect([stands.length, withdrawn.length]).toEqual([rows.length, rows.length])
  expect(await db.selectFrom('person').select('id').execute()).toEqual([])
})

test('the same list as Windows-1252 CSV comes in whole', async () => {
  const id = await uploadSheet(db, STAFF, { name: 'soci.csv', bytes: messyCsv(rows) })
  const view = await viewImport(db, STAFF, id, TODAY)
  expect(countsOf(view.rows)).toEqual({ add: 0, join: rows.length, change: 0, same: 0, ask: 0, refused: 0, skipped: 1 })
  await applyImport(
    db,
    STAFF,
    id,
    { fingerprint: view.fingerprint, leaveOut: false },
    { today: TODAY, now: NOW },
    noSearch,
  )
  expect((await currentMemberIds(db)).length).toBe(rows.length)
  expect(
    (await db.selectFrom('organisation').where('name', 'like', '%à%').select('name').execute()).length,
  ).toBeGreaterThan(3)
})
