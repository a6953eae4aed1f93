import { readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { indicators } from '#algorithms/indicators/solve.ts'
import { enterFact } from '#domains/ledger/actions.ts'
import { correctFact, withdrawFact } from '#domains/ledger/amendments/actions.ts'
import { factsToCount, ledgerHead } from '#domains/ledger/counting/actions.ts'
import { mergeStarterFacts } from '#domains/ledger/imports/starter/actions.ts'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '../../../tools/test-database.ts'
import { makeReport, openFigure } from './actions.ts'
import { kindsOf, theDefinitions } from './definitions.ts'
import { factOf } from './encode.ts'
import { aStatement } from './fixtures.ts'
import { HEADLINE, inUnit, unitName } from './messages.ts'
import { periodOf } from './model.ts'
import { freeze, thaw } from './publication/model.ts'
import { changeText, keyText } from './texts.ts'
import { listed } from './trial/explain.ts'

const STARTER = path.resolve(import.meta.dirname, '../../../starter/ledger.json')
const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }
type Written = { kind: string; parties: [string, string][]; place?: string; details: Record<string, string> }
const written = JSON.parse(readFileSync(STARTER, 'utf8')) as Written[]

let db: Db
let pool: pg.Pool

beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
  const keys = [...new Set(written.flatMap(fact => fact.parties.map(([, key]) => key)))]
  const places = [...new Set(written.flatMap(fact => fact.place ?? []))]
  await pool.query(`insert into organisation (key, name, source) select key, key, 'hand' from unnest($1::text[]) key`, [
    keys,
  ])
  await pool.query(
    `insert into nuts (code, name) select code, code from unnest($1::text[]) code on conflict do nothing`,
    [places],
  )
  await pool.query(`update cluster set founded_on = '2017-01-01' where id = 1`)
  const run = async <Row>(text: string, values: readonly unknown[]) =>
    (await pool.query(text, [...values])).rows as Row[]
  await mergeStarterFacts(run, written)
})

const asked = (period: string, knownOn = new Date()) => ({ period: periodOf(period), knownOn, today: '2026-11-24' })
const values = async (period: string, knownOn?: Date) =>
  Object.fromEntries(
    (await makeReport(db, asked(period, knownOn))).figures.map(({ figure }) => [figure.code, figure.value]),
  )
const parts = async (period: string, code: string, of: string) => {
  const report = await makeReport(db, asked(period))
  const by = report.figures.find(({ figure }) => figure.code === code)?.figure.by.find(one => one.of === of)
  return Object.fromEntries((by?.parts ?? []).map(part => [part.key, part.value]))
}

const ANNUAL = {
  members_total: 127,
  proposals_supported: 10,
  proposals_value_eur: 55_000_000,
  proposals_members: 20,
  acceleration_programmes: 1,
  startups_accompanied: 21,
  events_held: 8,
}

test('the year 2025 of the example says what it must, from single facts', async () => {
  expect(await values('2025')).toMatchObject(ANNUAL)
  const events = await parts('2025', 'events_held', 'details.type')
  expect(Object.keys(events).sort()).toEqual(['matchmaking', 'pitching', 'table', 'training', 'visibility'])
  expect(Object.values(events).reduce((sum, count) => (sum ?? 0) + (count ?? 0), 0)).toBe(8)
  const categories = await parts('2025', 'members_total', 'details.category')
  expect(categories.startup).toBe(21)
  expect(Object.values(categories).reduce((sum, count) => (sum ?? 0) + (count ?? 0), 0)).toBe(127)
})

test('two halves make the year, and the comparison is the report of the year before', async () => {
  const [year, first, second] = await Promise.all([values('2025'), values('2025-H1'), values('2025-H2')])
  for (const code of ['proposals_supported', 'proposals_value_eur', 'events_held', 'training_hours'])
    expect([code, (first[code] ?? 0) + (second[code] ?? 0)]).toEqual([code, year[code]])
  const report = await makeReport(db, asked('2025'))
  expect(Object.fromEntries(report.figures.map(({ before }) => [before.code, before.value]))).toEqual(
    await values('2024'),
  )
})

test.each(HEADLINE)('%s opens the facts it is made of, and without one of them it changes', async code => {
  const { told, count, facts } = await openFigure(db, VISITOR, code, asked('2025'))
  expect(facts).toHaveLength(count)
  expect(told.figure.facts).toBe(count)
  expect(told.figure.value).toBe(ANNUAL[code])
  const before = new Date()
  // Of members, programmes and partners several facts may say the same: all of one organisation, or of one programme, are taken away.
  const same = (fact: (typeof facts)[number]) =>
    code === 'acceleration_programmes' ||
    (code === 'proposals_members' && fact.parties.some(party => party.key === facts[0]?.parties[0]?.key))
  const away = ['acceleration_programmes', 'proposals_members'].includes(code) ? facts.filter(same) : facts.slice(0, 1)
  await new Promise(resolve => setTimeout(resolve, 5))
  for (const fact of away) await withdrawFact(db, STAFF, fact.seq, 'did not happen')
  const after = await values('2025')
  expect(after[code]).toBeLessThan(ANNUAL[code])
  // As it was known before, the report still says the same.
  expect(await values('2025', before)).toMatchObject({ [code]: told.figure.value })
  for (const fact of away) {
    const { seq: _, ...again } = enteredAgain(fact)
    await enterFact(db, STAFF, again, new Date())
  }
  expect(await values('2025')).toMatchObject(ANNUAL)
})

type Told = Awaited<ReturnType<typeof openFigure>>['facts'][number]
const enteredAgain = (fact: Told) => ({
  seq: fact.seq,
  kind: fact.kind as 'event-held',
  on: fact.happened_on,
  parties: fact.parties.map(({ key, role }) => ({ organisation: key, role })),
  amountCents: fact.amount_cents ?? undefined,
  place: fact.place ?? undefined,
  details: fact.details,
  source: 'typed' as const,
})

test('a corrected fact counts as corrected and stands in the list in the place of the first', async () => {
  const { facts } = await openFigure(db, VISITOR, 'proposals_value_eur', asked('2025'))
  const one = facts.find(fact => fact.amount_cents !== null)
  if (!one) throw new Error('no proposal')
  const { seq: _, ...again } = enteredAgain(one)
  await correctFact(
    db,
    STAFF,
    one.seq,
    { ...again, amountCents: (one.amount_cents ?? 0) + 100 },
    'a euro more',
    new Date(),
  )
  expect((await values('2025')).proposals_value_eur).toBe(55_000_001)
  const after = await openFigure(db, VISITOR, 'proposals_value_eur', asked('2025'))
  expect(after.count).toBe(10)
  expect(after.facts.map(fact => fact.seq)).not.toContain(one.seq)
})

test('the public sees evidence that is public, and is told that there is more', async () => {
  const [open, closed] = ['a', 'b'].map(letter => letter.repeat(64))
  await pool.query(
    `insert into evidence_file (sha256, name, media_type, bytes, shown_to, added_by) values
      ($1, 'photo.jpg', 'image/jpeg', 10, 'public', 'anna'), ($2, 'signatures.pdf', 'application/pdf', 10, 'staff', 'anna')`,
    [open, closed],
  )
  const evidence = [
    { sha256: open ?? '' },
    { sha256: closed ?? '' },
    { address: 'https://example.org/day', seenOn: '2025-06-02' },
  ]
  await enterFact(
    db,
    STAFF,
    {
      kind: 'event-held',
      on: '2023-06-01',
      parties: [],
      details: { title: 'Open day', type: 'visibility' },
      evidence,
      source: 'typed',
    },
    new Date(),
  )
  const seenBy = async (actor: Actor) => (await openFigure(db, actor, 'events_held', asked('2023'))).facts[0]
  const fact = await seenBy(VISITOR)
  expect(fact?.hidden).toBe(1)
  expect(fact?.evidence.map(one => one.name ?? one.address)).toEqual(['photo.jpg', 'https://example.org/day'])
  expect(JSON.stringify(fact)).not.toMatch(/signatures|anna/)
  expect((await seenBy(STAFF))?.hidden).toBe(0)
})

test('an empty period has zeros where things are counted and no value where there is nothing to divide by', async () => {
  const empty = await values('1990')
  expect(empty).toMatchObject({
    events_held: 0,
    members_total: 0,
    proposals_value_eur: 0,
    success_rate: null,
    answer_days: null,
  })
})

test('a period that ends before it begins, or is none, is refused in words', () => {
  expect(() => periodOf('2025-12-31..2025-01-01')).toThrow('ends before it begins')
  expect(() => periodOf('2025-13')).toThrow('is no period')
})

test('a figure that does not exist is not found', async () => {
  await expect(openFigure(db, VISITOR, 'no_such', asked('2025'))).rejects.toMatchObject({ kind: 'NotFound' })
})

test('facts from before the window are read without what they say, and figures stay the same', async () => {
  const definitions = theDefinitions()
  const { from, until } = { from: '2024-01-01', until: '2025-12-31' }
  const last = (await ledgerHead(db, new Date()))?.seq ?? 0
  const read = async (whole: readonly string[]) => {
    const facts = []
    for await (const fact of factsToCount(db, { ...kindsOf(definitions), whole, from, until, last })) facts.push(fact)
    return facts
  }
  const [lean, whole] = [await read(kindsOf(definitions).whole), await read(kindsOf(definitions).always)]
  expect(lean.map(({ seq }) => seq)).toEqual(whole.map(({ seq }) => seq).toSorted((a, b) => a - b))
  const left = (facts: typeof lean) =>
    facts.filter(one => one.happened_on < from && Object.keys(one.details).length > 0)
  expect(left(lean).length).toBeLessThan(left(whole).length)
  const figuresOf = (facts: typeof lean) =>
    indicators(facts.map(factOf), definitions, periodOf('2025'), new Date().toISOString())
  expect(figuresOf(lean)).toEqual(figuresOf(whole))
})

test('value chains in breakdowns are called by their names, also when a statement was frozen, and by their code where there is none', async () => {
  const [code] = Object.keys(await parts('2025', 'members_by_chain', 'list.chains')).filter(key => key !== '')
  // The code is made of the first name, and stays when the chain is renamed.
  await pool.query(
    `insert into value_chain (cluster_id, name_it, name_en, says_it, says_en) values (1, replace($1, '-', ' '), 'x', '', '')`,
    [code],
  )
  await pool.query(`update value_chain set name_it = 'Filiera uno', name_en = 'Chain one' where code = $1`, [code])
  const report = await makeReport(db, asked('2025'))
  const told = report.figures.find(({ figure }) => figure.code === 'members_by_chain')
  const by = told?.definition.by?.[0]
  if (!told || !by || code === undefined) throw new Error('no chains')
  const frozen = JSON.parse(JSON.stringify(freeze({ ...aStatement('2025'), report })))
  for (const one of [report, thaw(frozen).report]) {
    expect(keyText('it', one, told, by, code)).toBe('Filiera uno')
    expect(keyText('en', one, told, by, code)).toBe('Chain one')
  }
  const { chains: _, ...older } = frozen.report
  expect(keyText('it', thaw({ ...frozen, report: older }).report, told, by, 'una-filiera')).toBe('Una filiera')
})

test('a small share shows a decimal', () => {
  expect(inUnit('it', 'percent', 0.0142)).toBe('1,4%')
  expect(inUnit('en', 'percent', 0.0142)).toBe('1.4%')
  expect(inUnit('it', 'percent', 0.425)).toBe('43%')
  expect(changeText('en', 'percent', 0.0142, 0.012)).toBe('+0.2 pp')
})

test('every definition is listed in words, and every unit has a name', () => {
  for (const language of ['it', 'en'] as const) {
    const all = listed(language, theDefinitions())
    expect(all.map(({ code }) => code)).toEqual(theDefinitions().indicators.map(({ code }) => code))
    for (const { counted } of all) expect(counted.length).toBeGreaterThan(5)
  }
  for (const { unit } of theDefinitions().indicators)
    if (unit !== 'startups') expect(unitName('it', unit)).not.toBe(unit)
})
