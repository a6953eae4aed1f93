import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { enterFact } from '#domains/ledger/actions.ts'
import { correctFact } from '#domains/ledger/amendments/actions.ts'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import {
  addFolder,
  addItems,
  attach,
  bringBack,
  detach,
  editItem,
  listFolders,
  moveItem,
  openFolder,
  putAside,
} from './actions.ts'
import { evidenceForm, folderForm, itemForm, linesForm, moved } from './model.ts'
import { evidenceText } from './views/evidence.tsx'

const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }
const AUDITOR: Actor = { ...STAFF, id: 'rita', role: 'auditor' }
const at = { now: new Date('2026-11-24T10:00:00Z'), today: '2026-11-24' }
let db: Db
let folder: number

beforeAll(async () => {
  const database = await testDatabase()
  db = database.db
  await database.pool.query(`update cluster set founded_on = '2017-01-01' where id = 1`)
  folder = await addFolder(
    db,
    STAFF,
    folderForm.parse({ name: 'Livello oro', label: 'Un marchio', due_on: '2027-03-31' }),
  )
  const { lines } = linesForm.parse({ lines: '1. Strategia\r\n\r\n  2. Eventi \n3. Partner\n' })
  await addItems(db, STAFF, folder, lines)
})

const open = (actor: Actor = STAFF, now = new Date()) => openFolder(db, actor, folder, { ...at, now })
const names = async () => (await open()).items.filter(item => !item.put_aside).map(({ name }) => name)
const idOf = async (name: string) => (await open()).items.find(item => item.name === name)?.id ?? 0

test('items are pasted, keep their order, and change places', async () => {
  expect(await names()).toEqual(['1. Strategia', '2. Eventi', '3. Partner'])
  await moveItem(db, STAFF, folder, await idOf('3. Partner'), 'up')
  expect(await names()).toEqual(['1. Strategia', '3. Partner', '2. Eventi'])
  await moveItem(db, STAFF, folder, await idOf('1. Strategia'), 'up')
  await moveItem(db, STAFF, folder, await idOf('3. Partner'), 'down')
  expect(await names()).toEqual(['1. Strategia', '2. Eventi', '3. Partner'])
})

test('a figure attached to an item is counted anew each time, a fact is shown by its number', async () => {
  const item = await idOf('2. Eventi')
  const event = { kind: 'event-held' as const, parties: [], source: 'typed' as const }
  const seq = await enterFact(
    db,
    STAFF,
    { ...event, on: '2025-03-01', details: { title: 'Fiera', type: 'visibility' } },
    at.now,
  )
  await attach(db, STAFF, folder, item, evidenceForm.parse({ code: 'events_held', period: '2025' }))
  await attach(db, STAFF, folder, item, evidenceForm.parse({ fact: `n. ${seq}`, address: 'https://example.org/fiera' }))
  const shown = async () => {
    const opened = await open(AUDITOR)
    return opened.items.find(({ id }) => id === item)?.evidence.map(one => evidenceText('it', opened, one))
  }
  expect(await shown()).toEqual(['Eventi, 2025: 1', `${seq} Evento Fiera`, 'https://example.org/fiera'])
  await enterFact(db, STAFF, { ...event, on: '2025-04-01', details: { title: 'Due', type: 'visibility' } }, at.now)
  expect((await shown())?.[0]).toBe('Eventi, 2025: 2')
  const evidence = (await open()).items.find(({ id }) => id === item)?.evidence[2]?.id ?? 0
  await expect(detach(db, STAFF, folder, await idOf('3. Partner'), evidence)).rejects.toMatchObject({
    kind: 'NotFound',
  })
  await detach(db, STAFF, folder, item, evidence)
  expect(await shown()).toHaveLength(2)
  await expect(attach(db, STAFF, folder, item, { fact: 999_999 })).rejects.toMatchObject({ kind: 'Invalid' })
  await expect(attach(db, STAFF, folder, item, { code: 'no_such', period: '2025' })).rejects.toMatchObject({
    kind: 'Invalid',
  })
})

test('progress counts what is ready; of two who change an item at once the second is told', async () => {
  const item = await idOf('1. Strategia')
  const form = itemForm.parse({ name: '1. Strategia', note: '', state: 'ready', version: '1' })
  await editItem(db, STAFF, folder, item, form)
  await expect(editItem(db, STAFF, folder, item, { ...form, state: 'work' })).rejects.toMatchObject({
    kind: 'Conflict',
  })
  expect((await listFolders(db, AUDITOR)).find(({ id }) => id === folder)).toMatchObject({ items: 3, ready: 1 })
})

test('what is put aside counts no more and comes back as it was', async () => {
  const item = await idOf('1. Strategia')
  await putAside(db, STAFF, folder, item)
  expect((await open()).folder).toMatchObject({ items: 2, ready: 0 })
  await bringBack(db, STAFF, folder, item)
  expect((await open()).folder).toMatchObject({ items: 3, ready: 1 })
  await putAside(db, STAFF, folder)
  expect((await open()).folder.put_aside).toBe(true)
  await bringBack(db, STAFF, folder)
  const { rows } = await db
    .selectFrom('audit')
    .select(['verb'])
    .where('thing', '=', `folder ${folder}`)
    .orderBy('id')
    .execute()
    .then(rows => ({ rows }))
  expect(rows.slice(-4).map(({ verb }) => verb)).toEqual(['put aside', 'brought back', 'put aside', 'brought back'])
})

test('staff keep folders, the auditor reads them, a visitor does neither', async () => {
  await expect(addItems(db, AUDITOR, folder, ['x'])).rejects.toMatchObject({ kind: 'Forbidden' })
  await expect(open(VISITOR)).rejects.toMatchObject({ kind: 'Forbidden' })
  await expect(openFolder(db, STAFF, 999_999, at)).rejects.toMatchObject({ kind: 'NotFound' })
})

test('what looks personal, markup, and addresses that are none are refused', () => {
  expect(folderForm.safeParse({ name: 'anna@example.org' }).success).toBe(false)
  expect(linesForm.safeParse({ lines: 'uno\n<script>' }).success).toBe(false)
  expect(linesForm.safeParse({ lines: ' \n ' }).success).toBe(false)
  const evidence = (form: object) => evidenceForm.safeParse(form).success
  expect(evidence({ address: 'javascript:alert(1)' })).toBe(false)
  expect(evidence({ code: 'events_held', period: 'soon' })).toBe(false)
  expect(evidence({})).toBe(false)
  expect(evidence({ fact: '1.234' })).toBe(true)
})

test('moving changes places with the neighbour and loses nobody', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(30), { minLength: 1 }),
      fc.nat(30),
      fc.constantFrom('up', 'down'),
      (ids, id, way) => {
        const after = moved(ids, id, way)
        expect(after.toSorted()).toEqual(ids.toSorted())
        const back = way === 'up' ? 'down' : 'up'
        if (after.join() !== ids.join()) expect(moved(after, id, back)).toEqual(ids)
      },
    ),
  )
})

test('an attached fact that was corrected or withdrawn since says so', async () => {
  const rest = { parties: [], on: '2025-02-03', details: { title: 'Studio', type: 'visibility' } }
  const first = await enterFact(db, STAFF, { ...rest, kind: 'event-held', source: 'typed' }, at.now)
  await attach(db, STAFF, folder, await idOf('3. Partner'), { fact: first })
  const text = async () => {
    const opened = await open()
    const evidence = opened.items.flatMap(item => item.evidence).find(one => 'fact' in one && one.fact === first)
    return evidence ? evidenceText('it', opened, evidence) : ''
  }
  expect(await text()).not.toMatch(/in seguito/)
  const second = await correctFact(db, STAFF, first, { ...rest, on: '2025-02-04' }, 'il giorno', at.now)
  expect(await text()).toMatch(new RegExp(`corretto in seguito dal n. ${second}`))
})
