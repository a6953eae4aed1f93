import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import type { Failure } from '#platform/errors.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { makeReport } from '../actions.ts'
import { theDefinitions } from '../definitions.ts'
import { periodOf } from '../model.ts'
import { setTargets, targetsOfYear } from './actions.ts'
import { cellsOf, fieldText, periodsOf, readTarget } from './model.ts'

const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }
const AUDITOR: Actor = { ...STAFF, id: 'rita', role: 'auditor' }
let db: Db

beforeAll(async () => {
  ;({ db } = await testDatabase())
})

const cell = (code: string, period: string, typed: string, seen = '') => ({ code, period, typed, seen })
const targetIn = async (period: string, code: string) => {
  const report = await makeReport(db, { period: periodOf(period), knownOn: new Date(), today: '2026-11-24' })
  return report.figures.find(({ figure }) => figure.code === code)?.target
}
const audit = () =>
  db.selectFrom('audit').select(['verb', 'thing', 'details']).where('verb', 'like', '%target').orderBy('id').execute()

test('a target stands in the report of its period, is changed, and goes when its cell is emptied; the register knows', async () => {
  const count = await setTargets(db, STAFF, 2026, [
    cell('events_held', '2026', '12'),
    cell('events_held', '2026-H1', '6'),
    cell('success_rate', '2026', '35 %'),
    cell('proposals_value_eur', '2026', '55.000.000'),
    cell('members_total', '2026', ''),
  ])
  expect(count).toBe(4)
  expect(await targetIn('2026', 'events_held')).toBe(12)
  expect(await targetIn('2026-H1', 'events_held')).toBe(6)
  expect(await targetIn('2026', 'success_rate')).toBe(0.35)
  expect(await targetIn('2026', 'proposals_value_eur')).toBe(55_000_000)
  expect(await targetIn('2025', 'events_held')).toBeUndefined()
  expect(await setTargets(db, STAFF, 2026, [cell('events_held', '2026', '15', '12')])).toBe(1)
  expect(await setTargets(db, STAFF, 2026, [cell('events_held', '2026-H1', '', '6')])).toBe(1)
  expect(await targetIn('2026', 'events_held')).toBe(15)
  expect(await targetIn('2026-H1', 'events_held')).toBeUndefined()
  expect((await audit()).slice(-2)).toEqual([
    { verb: 'set target', thing: 'report 2026', details: { figure: 'events_held', before: 12, to: 15 } },
    { verb: 'removed target', thing: 'report 2026-H1', details: { figure: 'events_held', before: 6 } },
  ])
})

test('a cell without a number is named, and nothing of the table is stored', async () => {
  const cells = [
    cell('patents', '2026', '3'),
    cell('publications', '2026', 'molte'),
    cell('success_rate', '2026-H1', '140'),
  ]
  const failure = (await setTargets(db, STAFF, 2026, cells).catch(error => error)) as Failure
  expect(failure.kind).toBe('Invalid')
  expect(Object.keys(failure.fields)).toEqual(['publications.2026', 'success_rate.2026-H1'])
  expect((await targetsOfYear(db, STAFF, 2026)).has('patents.2026')).toBe(false)
})

test('of two people at one cell the second is told; cells of others that were not touched stay', async () => {
  await setTargets(db, STAFF, 2027, [cell('patents', '2027', '3'), cell('publications', '2027', '9')])
  const second = [cell('patents', '2027', '5', ''), cell('publications', '2027', '', '')]
  const failure = (await setTargets(db, STAFF, 2027, second).catch(error => error)) as Failure
  expect(failure.kind).toBe('Conflict')
  expect(Object.keys(failure.fields)).toEqual(['patents.2027'])
  expect(Object.fromEntries(await targetsOfYear(db, STAFF, 2027))).toEqual({
    'patents.2027': 3,
    'publications.2027': 9,
  })
  expect(await setTargets(db, STAFF, 2027, [cell('patents', '2027', '3', '')])).toBe(0)
})

test('staff write, the auditor reads, a visitor does neither', async () => {
  await expect(setTargets(db, AUDITOR, 2026, [])).rejects.toMatchObject({ kind: 'Forbidden' })
  await expect(targetsOfYear(db, VISITOR, 2026)).rejects.toMatchObject({ kind: 'Forbidden' })
  expect((await targetsOfYear(db, AUDITOR, 2026)).size).toBeGreaterThan(0)
})

test('what a field shows is read again as the same number, in both languages', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100_000_000 }),
      fc.constantFrom('eur', 'count', 'percent'),
      fc.constantFrom('it', 'en'),
      (drawn, unit, language) => {
        const value = unit === 'percent' ? (drawn % 10_001) / 10_000 : unit === 'eur' ? drawn / 100 : drawn
        // "1,234" may be a thousand or a decimal; without three decimals it is never read as one.
        expect(readTarget(unit, fieldText(language, unit, value))).toBeCloseTo(value, 6)
      },
    ),
  )
  for (const nonsense of ['', 'x', '-1', '1e9', '99999999999999999', '1,2,3'])
    expect(readTarget('count', nonsense)).toBeUndefined()
})

test('of a posted form only cells of the table are read', () => {
  const codes = theDefinitions().indicators.map(({ code }) => code)
  const raw = {
    'events_held.2026': ' 7 ',
    'seen.events_held.2026': '6',
    'events_held.1999': '1',
    'constructor.2026': '1',
  }
  expect(cellsOf(raw, codes, periodsOf(2026))).toEqual([{ code: 'events_held', period: '2026', typed: '7', seen: '6' }])
})
