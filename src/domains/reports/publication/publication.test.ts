import fc from 'fast-check'
import type pg from 'pg'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { enterFact } from '#domains/ledger/actions.ts'
import { correctFact, withdrawFact } from '#domains/ledger/amendments/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { differencesOf, openPublished, readEdition, readEditions, readFile, reportsFor } from '../editions/actions.ts'
import type { Block, State } from '../model.ts'
import { periodOf } from '../model.ts'
import { beginReport, type MakeOutputs, moveOn, saveWords, viewWork } from './actions.ts'
import { blocksOf, freeze, MOVES, remarksOn, thaw } from './model.ts'
import { outputsOf } from './outputs.ts'

const who = (id: string, role: string): Actor => ({ id, name: id, role, actsFor: new Map() })
const ANNA = who('anna', 'staff')
const BRUNO = who('bruno', 'administrator')
const CARLA = who('carla', 'administrator')
const AUDITOR = who('dario', 'auditor')

let db: Db
let pool: pg.Pool

beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
  await pool.query(`update cluster set founded_on = '2017-01-01' where id = 1`)
  for (const { id, role } of [ANNA, BRUNO, CARLA])
    await pool.query(
      `insert into account_user (id, name, email, email_verified, role) values ($1, $1, $1 || '@example.org', true, $2)`,
      [id, role],
    )
})

// Each test has a half year of its own.
let halves = 0
let period = periodOf('2017')
beforeEach(() => {
  period = periodOf(`${2018 + Math.floor(halves / 2)}-H${(halves % 2) + 1}`)
  halves += 1
})

const makeOutputs: MakeOutputs = statement => outputsOf(db, statement, 'https://cluster.example.org')
const asked = () => ({ period, now: new Date(), today: '2026-11-29', cluster: { name: 'Prova', invented: true } })
const event = (title: string, on = period.from) =>
  enterFact(
    db,
    ANNA,
    { kind: 'event-held', on, parties: [], details: { title, type: 'pitching' }, source: 'typed' },
    new Date(),
  )
const view = async (actor = ANNA) => {
  const found = await viewWork(db, actor, asked())
  if (!found) throw new Error('not begun')
  return found
}
const move = async (actor: Actor, to: State, note = '', version?: number) =>
  moveOn(db, actor, { to, note, version: version ?? (await view()).work.version }, asked(), makeOutputs)
const value = async (code = 'events_held') =>
  (await view()).statement.report.figures.find(({ figure }) => figure.code === code)?.figure.value
const words = (it: string, en: string): Block[] => [{ section: 'events', it, en }]
const begin = () => beginReport(db, ANNA, period, new Date())
const publish = async () => {
  await begin()
  await move(ANNA, 'reviewed')
  await move(BRUNO, 'approved')
  await move(ANNA, 'published')
}

test('a draft follows the ledger, a reviewed report stands still, and back in draft it follows again', async () => {
  await event('Primo')
  await begin()
  expect(await value()).toBe(1)
  await event('Secondo')
  expect(await value()).toBe(2)
  await move(ANNA, 'reviewed')
  await event('Terzo')
  expect(await value()).toBe(2)
  expect((await view()).since).toBe(1)
  await expect(move(ANNA, 'draft')).rejects.toThrow('Say why')
  await move(ANNA, 'draft', 'a fact is missing')
  expect(await value()).toBe(3)
  expect((await view()).moves.map(({ to_state, by, note }) => [to_state, by, note])).toEqual([
    ['draft', 'anna', 'a fact is missing'],
    ['reviewed', 'anna', ''],
    ['draft', 'anna', ''],
  ])
})

test('a report is begun once, by whoever is first', async () => {
  await Promise.all([begin(), begin(), beginReport(db, BRUNO, period, new Date())])
  const { rows } = await pool.query('select count(*)::int as n from report where period = $1', [period.name])
  expect(rows[0].n).toBe(1)
  await expect(beginReport(db, AUDITOR, period, new Date())).rejects.toThrow('staff')
})

test('staff review and publish, an administrator approves, and not the one who reviewed', async () => {
  await event('Uno')
  await begin()
  await move(BRUNO, 'reviewed')
  expect((await view(ANNA)).to).toEqual(['draft'])
  expect((await view(BRUNO)).to).toEqual(['draft'])
  expect((await view(CARLA)).to).toEqual(['approved', 'draft'])
  await expect(move(ANNA, 'approved')).rejects.toThrow('administers')
  await expect(move(BRUNO, 'approved')).rejects.toThrow('reviewed it yourself')
  await expect(move(CARLA, 'published')).rejects.toThrow('does not go')
  await move(CARLA, 'approved')
  expect((await view(AUDITOR)).to).toEqual([])
})

test('of two who approve at once one is told who was faster, and only one line is in the history', async () => {
  await event('Uno')
  await begin()
  await move(ANNA, 'reviewed')
  const { version } = (await view()).work
  const both = await Promise.allSettled([move(BRUNO, 'approved', '', version), move(CARLA, 'approved', '', version)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = both.find(one => one.status === 'rejected')
  expect(String(refused?.reason)).toMatch(/approved by (bruno|carla)/)
  expect((await view()).moves.filter(({ to_state }) => to_state === 'approved')).toHaveLength(1)
})

test('words go out in both languages, with references that lead to figures', async () => {
  await event('Uno')
  await begin()
  const save = async (blocks: Block[]) => saveWords(db, ANNA, period, (await view()).work.version, blocks)
  await save(words('Abbiamo fatto {events_held} evento e 12 riunioni.', ''))
  expect((await view()).remarks.map(({ what, said }) => [what, said])).toEqual([
    ['typed', '12'],
    ['missing', ''],
  ])
  await expect(move(ANNA, 'reviewed')).rejects.toThrow('one language only')
  await save(words('Ci sono {friends}.', 'There are {friends}.'))
  await expect(move(ANNA, 'reviewed')).rejects.toThrow('leads to no figure')
  await save(words('Ci sono {events_held}.', 'There are {events_held}, in {events_held:pitching} places.'))
  expect((await view()).remarks).toEqual([])
  const { version } = (await view()).work
  const twice = await Promise.allSettled([
    saveWords(db, ANNA, period, version, words('Uno.', 'One.')),
    saveWords(db, BRUNO, period, version, words('Due.', 'Two.')),
  ])
  expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await move(ANNA, 'reviewed')
  await expect(save(words('Tardi.', 'Late.'))).rejects.toThrow('no longer is one')
})

test('what is published never changes: later facts and corrections are shown as differences, and a new edition counts them', async () => {
  const first = await event('Uno')
  await event('Due')
  await publish()
  const before = await readEdition(db, period)
  const told = (code: string, { statement }: typeof before) =>
    statement.report.figures.find(({ figure }) => figure.code === code)?.figure.value
  expect(told('events_held', before)).toBe(2)
  expect(await differencesOf(db, before.statement, new Date())).toEqual({ figures: [], facts: [], count: 0 })

  await correctFact(
    db,
    ANNA,
    first,
    {
      on: period.until,
      parties: [],
      details: { title: 'Uno', type: 'training' },
    },
    'it was a training',
    new Date(),
  )
  await event('Tre')
  const after = await readEdition(db, period)
  expect(after).toEqual(before)
  const opened = await openPublished(db, AUDITOR, after.statement, 'events_held')
  expect(opened.told.figure.value).toBe(2)
  expect(opened.facts.map(({ details }) => details.type)).toEqual(['pitching', 'pitching'])
  const { figures, facts, count } = await differencesOf(db, after.statement, new Date())
  expect(count).toBe(facts.length)
  expect(figures.find(({ now }) => now.figure.code === 'events_held')?.now.figure.value).toBe(3)
  expect(facts.map(({ amendment, reason, amends_seq }) => [amendment, reason, amends_seq])).toEqual([
    ['correction', 'it was a training', first],
    [null, null, null],
  ])

  await publish()
  expect((await readEdition(db, period)).statement.edition).toBe(2)
  expect(told('events_held', await readEdition(db, period, 1))).toBe(2)
  expect(told('events_held', await readEdition(db, period, 2))).toBe(3)
  expect((await readEdition(db, period, 1)).latest).toBe(2)
  await expect(readEdition(db, period, 3)).rejects.toThrow('no edition 3')
})

test('a fact withdrawn after publication stays in the report and is named beside it', async () => {
  const seq = await event('Mai successo')
  await publish()
  await withdrawFact(db, ANNA, seq, 'it never took place')
  const { statement } = await readEdition(db, period)
  const { figures, facts } = await differencesOf(db, statement, new Date())
  expect(figures.find(({ now }) => now.figure.code === 'events_held')?.now.figure.value).toBe(0)
  expect(facts[0]).toMatchObject({ amendment: 'withdrawal', amends_seq: seq, reason: 'it never took place' })
})

test('the database lets nobody change what is published', async () => {
  await event('Uno')
  await publish()
  const refused = (text: string) =>
    expect(pool.query(text, [period.name])).rejects.toThrow(/never changed|does not change/)
  await refused(`update report set blocks = '[]' where period = $1`)
  await refused(`delete from report where period = $1`)
  await refused(
    `update publication set hash = repeat('0', 64) where report_id in (select id from report where period = $1)`,
  )
  await refused(`delete from publication_file where report_id in (select id from report where period = $1)`)
  await refused(`update report_move set note = 'x' where report_id in (select id from report where period = $1)`)
})

test('an unpublished report is in nobody’s public list, a published one with its files is', async () => {
  await event('Uno')
  await begin()
  expect((await reportsFor(db, false)).some(one => one.period === period.name)).toBe(false)
  expect((await reportsFor(db, true)).some(one => one.period === period.name)).toBe(true)
  await expect(readEdition(db, period)).rejects.toThrow('not been published')
  await move(ANNA, 'reviewed')
  await move(BRUNO, 'approved')
  await move(BRUNO, 'published')
  const [edition] = (await readEditions(db)).filter(({ statement }) => statement.report.period.name === period.name)
  expect(edition?.files.map(({ name }) => name)).toContain('figures.json')
  const file = await readFile(db, period, 1, 'figures.json')
  expect(JSON.parse(file.bytes.toString()).indicators.events_held).toBe(1)
  await expect(readFile(db, period, 1, 'secret.txt')).rejects.toThrow('no file')
})

test('when publishing fails nothing is published', async () => {
  await event('Uno')
  await begin()
  await move(ANNA, 'reviewed')
  await move(BRUNO, 'approved')
  const { version } = (await view()).work
  const full = async () => ({ hash: 'no hash', files: [] })
  await expect(moveOn(db, ANNA, { to: 'published', note: '', version }, asked(), full)).rejects.toThrow()
  expect((await view()).work).toMatchObject({ state: 'approved', version })
})

test('with an empty ledger there is nothing to review', async () => {
  const { db: empty } = await testDatabase()
  const of = { period, now: new Date(), today: '2026-11-29', cluster: { name: 'Prova', invented: false } }
  await inTransaction(empty, async () => undefined)
  await beginReport(empty, ANNA, period, new Date())
  const form = { to: 'reviewed' as const, note: '', version: 1 }
  await expect(moveOn(empty, ANNA, form, of, makeOutputs)).rejects.toThrow('ledger is empty')
})

test('a statement that is kept comes back the same', async () => {
  await event('Uno')
  await begin()
  const { statement } = await view()
  const kept = JSON.parse(JSON.stringify(freeze(statement)))
  expect(JSON.stringify(freeze(thaw(kept)))).toBe(JSON.stringify(kept))
})

test('every state but the last leads on, and back to the draft', () => {
  for (const [state, to] of Object.entries(MOVES)) {
    if (state === 'published') expect(to).toEqual([])
    else expect(to.length).toBeGreaterThan(0)
    if (state === 'reviewed' || state === 'approved') expect(to).toContain('draft')
  }
})

test('whatever is typed into the form of words is read, measured and never thrown out', async () => {
  await event('Uno')
  await begin()
  const { report } = (await view()).statement
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (it, en) => {
      const blocks = blocksOf({ 'it.events': it, 'en.events': en, 'it.nowhere': 'x', 'it.opening': ['twice', 'sent'] })
      expect(blocks.length).toBeLessThanOrEqual(1)
      for (const block of blocks) expect(block.section).toBe('events')
      for (const { language } of remarksOn(blocks, report)) expect(['it', 'en']).toContain(language)
    }),
  )
})
