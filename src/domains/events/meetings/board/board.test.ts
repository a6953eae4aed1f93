import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { cancelFor } from '#domains/events/registrations/actions.ts'
import type { Db } from '#platform/db.ts'
import { inTransaction } from '#platform/db.ts'
import { testDatabase } from '../../../../../tools/test-database.ts'
import { STAFF } from '../../fixtures.ts'
import { aMeetingDay, MEANS } from '../fixtures.ts'
import { meetingsOf } from '../queries.ts'
import { closeThreads } from '../thread.ts'
import { act, placeMeeting } from './actions.ts'
import { boardOf } from './change.ts'
import type { ActForm } from './model.ts'
import { applyRun, beginRun, runOf } from './optimise/actions.ts'
import { faultyIn, pictureOf } from './picture.ts'
import { publish, tellNow, tellWaiting } from './publish.ts'
import { applyRepair, proposeRepair } from './repair/actions.ts'
import type { Happened } from './repair/model.ts'

let db: Db
let pool: pg.Pool
beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
  return closeThreads
})
const { now } = MEANS
const RITA = { ...STAFF, id: 'rita', name: 'Rita' }

type Day = Awaited<ReturnType<typeof aMeetingDay>>
type Wished = readonly (readonly [number, number, string?])[]

async function aDay(size: Parameters<typeof aMeetingDay>[1], wished: Wished) {
  const day = await aMeetingDay(db, size)
  await db
    .insertInto('meeting_wish')
    .values(
      wished.map(([from, to, strength = 'like']) => ({
        event_id: day.event.id,
        from_id: day.people[from]!.id,
        to_id: day.people[to]!.id,
        strength,
        said_at: now,
      })),
    )
    .execute()
  return day
}
const versionOf = async (day: Day) => (await boardOf(db, STAFF, day.event.id)).rows.agenda.version
const placed = async (day: Day) => (await meetingsOf(db, day.event.id)).filter(one => one.state === 'placed')
const where = (day: Day, slot: number, table: number) => ({
  slot_id: day.slots[slot]!.id,
  table_id: day.tables[table]!.id,
})
type Without<T> = T extends unknown ? Omit<T, 'version'> : never
const does = async (day: Day, form: Without<ActForm>, actor = STAFF) =>
  act(db, actor, day.event.id, { ...form, version: await versionOf(day) } as ActForm, now)
const add = (day: Day, from: number, to: number, slot: number, table: number) =>
  does(day, { do: 'add', from: day.people[from]!.id, to: day.people[to]!.id, place: where(day, slot, table) })
const idOf = async (day: Day, x: number, y: number) =>
  (await placed(day)).find(one => one.a_id === day.people[x]!.id && one.b_id === day.people[y]!.id)?.id as number
const lastStep = async (day: Day) =>
  Number((await pool.query('select max(id) as id from agenda_step where event_id = $1', [day.event.id])).rows[0].id)
const letters = async (day: Day) => {
  const { rows } = await pool.query<{ template: string; recipient: string; text_body: string; attachments: string }>(
    `select template, recipient, text_body, attachments::text from mail_outbox where template like 'agenda%' and headers::text like any($1) order by id`,
    [day.people.map(one => `%registration-${one.id}@%`)],
  )
  return rows
}
const mend = async (day: Day, happened: Happened) => {
  const run = await proposeRepair(db, STAFF, day.event.id, happened, now)
  return { run, proposal: (await runOf(db, STAFF, day.event.id, 'repair', now)).run }
}

test('optimised, shown, applied: nothing changes before, and everything at once', async () => {
  const day = await aDay({ people: 8 }, [
    [0, 1],
    [1, 0],
    [2, 3, 'must'],
    [4, 5],
    [6, 7],
    [0, 3],
  ])
  const { run, ended } = await beginRun(db, () => now, STAFF, day.event.id, 5)
  await expect(beginRun(db, () => now, RITA, day.event.id, 5)).rejects.toThrow('asked by anna')
  await ended
  const ready = await runOf(db, STAFF, day.event.id, 'optimise', now)
  expect(ready.run).toMatchObject({ state: 'ready', found: { figures: { value: 6, bound: 6 } } })
  expect(await placed(day)).toEqual([])
  await applyRun(db, STAFF, day.event.id, run, now)
  expect(await placed(day)).toHaveLength(5)
  await expect(applyRun(db, STAFF, day.event.id, run, now)).rejects.toThrow('not there any more')
})

test('a proposal for an older agenda is refused with the name of who changed it, and what is locked stays', async () => {
  const day = await aDay({ people: 6 }, [
    [0, 1],
    [2, 3],
    [4, 5],
  ])
  const first = await beginRun(db, () => now, STAFF, day.event.id, 5)
  await first.ended
  await does(day, { do: 'add', from: day.people[0]!.id, to: day.people[1]!.id, place: where(day, 3, 2) }, RITA)
  await expect(applyRun(db, STAFF, day.event.id, first.run, now)).rejects.toThrow('(rita)')
  await does(day, { do: 'lock', meeting: await idOf(day, 0, 1) })
  const second = await beginRun(db, () => now, STAFF, day.event.id, 5)
  await second.ended
  await applyRun(db, STAFF, day.event.id, second.run, now)
  const all = await placed(day)
  expect(all).toHaveLength(3)
  expect(all.find(one => one.locked)).toMatchObject(where(day, 3, 2))
})

test('a run whose process died is told, and does not stand in the way', async () => {
  const day = await aDay({ people: 4 }, [[0, 1]])
  await pool.query(
    `insert into agenda_run (event_id, kind, state, asked_by, asked_at, alive_at, of_version) values ($1, 'optimise', 'running', 'anna', $2, $2, 1)`,
    [day.event.id, new Date(now.getTime() - 60_000)],
  )
  expect((await runOf(db, STAFF, day.event.id, 'optimise', now)).run?.state).toBe('interrupted')
  await (await beginRun(db, () => now, STAFF, day.event.id, 5)).ended
  expect((await runOf(db, STAFF, day.event.id, 'optimise', now)).run?.state).toBe('ready')
})

test('locked meetings that collide are told with what would mend them', async () => {
  const day = await aDay({ people: 4 }, [[0, 1]])
  await add(day, 0, 1, 0, 0)
  await does(day, { do: 'lock', meeting: await idOf(day, 0, 1) })
  await pool.query('insert into meeting_away (event_id, registration_id, slot_id) values ($1, $2, $3)', [
    ...[day.event.id, day.people[0]!.id, day.slots[0]!.id],
  ])
  await (await beginRun(db, () => now, STAFF, day.event.id, 5)).ended
  const { run } = await runOf(db, STAFF, day.event.id, 'optimise', now)
  expect(run).toMatchObject({ state: 'impossible', found: { clashes: [{ kind: 'away' }] } })
  expect(run?.found?.clashes?.[0]?.remedies.map(one => one.kind)).toContain('unlock')
})

test('moved, swapped, locked, removed, undone and done again; what later depends on it is said', async () => {
  const day = await aDay({ people: 6 }, [
    [0, 1],
    [2, 3],
    [4, 5],
  ])
  await add(day, 0, 1, 0, 0)
  await add(day, 2, 3, 0, 1)
  const [x, y] = [await idOf(day, 0, 1), await idOf(day, 2, 3)]
  expect(await does(day, { do: 'move', meeting: x, place: where(day, 0, 1) })).toBe('swapped')
  const swap = await lastStep(day)
  expect(await does(day, { do: 'move', meeting: x, place: where(day, 2, 0) })).toBe('moved')
  const move = await lastStep(day)
  await expect(does(day, { do: 'undo', step: swap })).rejects.toThrow('something later depends')
  await does(day, { do: 'undo', step: move })
  await does(day, { do: 'undo', step: swap })
  expect(await placed(day)).toMatchObject([
    { id: x, ...where(day, 0, 0) },
    { id: y, ...where(day, 0, 1) },
  ])
  await expect(does(day, { do: 'undo', step: swap })).rejects.toThrow('already')
  await does(day, { do: 'redo', step: swap })
  await does(day, { do: 'redo', step: move })
  expect((await placed(day)).find(one => one.id === x)).toMatchObject(where(day, 2, 0))
  await does(day, { do: 'remove', meeting: x })
  const gone = await lastStep(day)
  await add(day, 0, 5, 2, 1)
  await expect(does(day, { do: 'undo', step: gone })).rejects.toThrow('Persona 1 meets Persona 6 in that slot')
})

test('a place that will not do is refused with the reason', async () => {
  const day = await aDay({ people: 6 }, [
    [0, 1],
    [0, 2],
    [3, 4],
  ])
  await add(day, 0, 1, 0, 0)
  await expect(add(day, 0, 2, 0, 1)).rejects.toThrow('Persona 1 meets Persona 2 in that slot')
  await add(day, 0, 2, 1, 0)
  await pool.query('insert into meeting_away (event_id, registration_id, slot_id) values ($1, $2, $3)', [
    ...[day.event.id, day.people[3]!.id, day.slots[0]!.id],
  ])
  await expect(add(day, 3, 4, 0, 1)).rejects.toThrow('Persona 4 is not there')
  await pool.query('insert into event_table_lost (event_id, table_id, slot_id) values ($1, $2, $3)', [
    ...[day.event.id, day.tables[1]!.id, day.slots[1]!.id],
  ])
  await expect(add(day, 3, 4, 1, 1)).rejects.toThrow('the table is not there')
  await pool.query(
    'insert into meeting_person (event_id, registration_id, accessible, people, said_at) values ($1, $2, true, 1, now()), ($1, $3, false, 2, now())',
    [day.event.id, day.people[3]!.id, day.people[5]!.id],
  )
  await expect(add(day, 3, 4, 2, 0)).rejects.toThrow('not accessible')
  await expect(add(day, 4, 5, 2, 0)).rejects.toThrow('too few seats')
  await pool.query(
    `insert into meeting_wish (event_id, from_id, to_id, strength, said_at) values ($1, $2, $3, 'no', now())`,
    [...[day.event.id, day.people[2]!.id, day.people[1]!.id]],
  )
  await expect(add(day, 1, 2, 2, 0)).rejects.toThrow('said no')
})

test('a room that takes fewer than it holds makes its meetings ones that cannot be', async () => {
  const day = await aDay({ people: 6 }, [[0, 1]])
  await add(day, 0, 1, 0, 0)
  await add(day, 2, 3, 0, 1)
  await add(day, 4, 5, 1, 0)
  await pool.query('update event_room set capacity = 1 where event_id = $1', [day.event.id])
  const { rows } = await boardOf(db, STAFF, day.event.id)
  const faults = [...faultyIn(pictureOf(rows, now))].map(([one, obstacles]) => [one.slot, one.table, obstacles])
  expect(faults).toEqual([
    [0, 0, [{ kind: 'roomFull' }]],
    [0, 1, [{ kind: 'roomFull' }]],
  ])
  const { run, proposal } = await mend(day, { what: 'mend' })
  expect(proposal?.found?.untouched).toEqual([])
  await applyRepair(db, MEANS, STAFF, day.event.id, run)
  expect(faultyIn(pictureOf((await boardOf(db, STAFF, day.event.id)).rows, now)).size).toBe(0)
})

test('two of staff move the same meeting: one does, the other is told who did and finds the board as it is', async () => {
  const day = await aDay({ people: 4 }, [[0, 1]])
  await add(day, 0, 1, 0, 0)
  const version = await versionOf(day)
  const meeting = await idOf(day, 0, 1)
  const tries = [1, 2, 3].map(slot =>
    act(db, slot === 1 ? RITA : STAFF, day.event.id, { do: 'move', version, meeting, place: where(day, slot, 0) }, now),
  )
  const outcomes = await Promise.allSettled(tries)
  expect(outcomes.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  expect(String(outcomes.find(one => one.status === 'rejected')?.reason)).toMatch(
    /(rita|anna) changed the agenda meanwhile/,
  )
  expect(await versionOf(day)).toBe(version + 1)
})

test('twenty meetings placed at the same moment: nobody twice, no table twice, and who finds no place is told', async () => {
  const day = await aDay({ people: 10, slots: 3, tables: 3 }, [[0, 1]])
  const pairs = Array.from({ length: 20 }, (_, n) => [n % 10, (n % 10) + 1 + Math.floor(n / 10)] as const)
  const outcomes = await Promise.allSettled(
    pairs.map(([x, y]) =>
      inTransaction(db, tx => placeMeeting(tx, MEANS, day.event.id, day.people[x]!.id, day.people[y % 10]!.id, 'anna')),
    ),
  )
  const all = await placed(day)
  expect(all).toHaveLength(outcomes.filter(one => one.status === 'fulfilled').length)
  expect(all.length).toBeLessThanOrEqual(9)
  expect(all.length).toBeGreaterThan(5)
  for (const one of outcomes)
    if (one.status === 'rejected') expect(String(one.reason)).toMatch(/no slot in which|have a meeting already/)
  const seats = all.flatMap(one => [`${one.a_id} ${one.slot_id}`, `${one.b_id} ${one.slot_id}`])
  expect(new Set(seats).size).toBe(seats.length)
  expect(new Set(all.map(one => `${one.table_id} ${one.slot_id}`)).size).toBe(all.length)
})

test('published: everybody is told once; later only those touched, with what was and what is; what is undone disturbs nobody', async () => {
  const day = await aDay({ people: 6 }, [
    [0, 1],
    [2, 3],
    [4, 5],
  ])
  await expect(publish(db, MEANS, STAFF, day.event.id, await versionOf(day))).rejects.toThrow('empty')
  await add(day, 0, 1, 0, 0)
  await add(day, 2, 3, 0, 1)
  // Who wanted to meet somebody and does not is told too; who said nothing is not.
  expect(await publish(db, MEANS, STAFF, day.event.id, await versionOf(day))).toBe(5)
  await expect(publish(db, MEANS, STAFF, day.event.id, await versionOf(day))).rejects.toThrow('published already')
  const [first] = await letters(day)
  expect(first?.text_body).toMatch(/09:30–09:50 \(CET\), Tavolo 1 \(Sala incontri\)/)
  expect(first?.text_body).toMatch(/registration\/agenda\?token=/)
  expect(first?.attachments).toContain('BEGIN:VEVENT')
  await does(day, { do: 'move', meeting: await idOf(day, 0, 1), place: where(day, 1, 0) })
  await does(day, { do: 'undo', step: await lastStep(day) })
  expect(await tellNow(db, MEANS, STAFF, day.event.id)).toBe(0)
  await does(day, { do: 'move', meeting: await idOf(day, 0, 1), place: where(day, 1, 2) })
  expect(await tellWaiting(db, MEANS)).toBe(0)
  const later = { ...MEANS, now: new Date(now.getTime() + 11 * 60_000) }
  expect(await tellWaiting(db, later)).toBe(2)
  expect(await tellWaiting(db, later)).toBe(0)
  const changed = (await letters(day)).filter(one => one.template === 'agenda changed')
  expect(changed.map(one => one.recipient)).toEqual(['p0@example.org', 'p1@example.org'])
  expect(changed[0]?.text_body).toMatch(
    /Spostato l’incontro con Persona 2 \(Ente 2\)[\s\S]*era: 09:30, Tavolo 1; ora: 12 marzo 2027, 09:55–10:15 \(CET\), Tavolo 3/,
  )
  expect((await placed(day)).map(one => one.told === one.sequence)).toEqual([true, true])
})

test('who takes the name of a site writes no link into the letters of others', async () => {
  const day = await aDay({ people: 4 }, [[0, 1]])
  await pool.query(
    `update registration set name = 'Vinci su evil.example', organisation = 'bad.example' where id = $1`,
    [day.people[1]!.id],
  )
  await add(day, 0, 1, 0, 0)
  await publish(db, MEANS, STAFF, day.event.id, await versionOf(day))
  await does(day, { do: 'move', meeting: await idOf(day, 0, 1), place: where(day, 1, 1) })
  await tellNow(db, MEANS, STAFF, day.event.id)
  const written = await letters(day)
  expect(written.map(one => one.template)).toEqual(['agenda', 'agenda', 'agenda changed', 'agenda changed'])
  for (const { text_body } of written) {
    expect(text_body).toContain('Vinci su evil')
    expect(text_body).not.toMatch(/(evil|bad)\.example/)
  }
})

test('a table is lost: what stood there moves, the letters go to exactly those, and undoing brings the table back', async () => {
  const day = await aDay({ people: 6 }, [
    [0, 1],
    [2, 3],
    [4, 5],
  ])
  await add(day, 0, 1, 0, 0)
  await add(day, 2, 3, 0, 1)
  await publish(db, MEANS, STAFF, day.event.id, await versionOf(day))
  const { run, proposal } = await mend(day, { what: 'table', table: day.tables[0]!.id, slot: undefined })
  expect(proposal).toMatchObject({ state: 'ready', found: { untouched: [] } })
  expect((await placed(day))[0]).toMatchObject(where(day, 0, 0))
  await applyRepair(db, MEANS, STAFF, day.event.id, run)
  expect((await placed(day)).every(one => one.table_id !== day.tables[0]!.id)).toBe(true)
  const told = (await letters(day)).filter(one => one.template === 'agenda changed').map(one => one.recipient)
  expect(told).toContain('p0@example.org')
  expect(told).not.toContain('p2@example.org')
  const lost = () => pool.query('select 1 from event_table_lost where event_id = $1', [day.event.id])
  expect((await lost()).rowCount).toBe(4)
  await does(day, { do: 'undo', step: await lastStep(day) })
  expect((await lost()).rowCount).toBe(0)
  expect((await placed(day))[0]).toMatchObject(where(day, 0, 0))
  await does(day, { do: 'redo', step: await lastStep(day) })
  expect((await lost()).rowCount).toBe(4)
})

test('somebody is late: their early meeting moves to when they are there', async () => {
  const day = await aDay({ people: 4 }, [
    [0, 1],
    [2, 3],
  ])
  await add(day, 0, 1, 0, 0)
  const { run } = await mend(day, { what: 'late', person: day.people[0]!.id, slot: day.slots[2]!.id })
  await applyRepair(db, MEANS, STAFF, day.event.id, run)
  const [first] = (await placed(day)).filter(one => one.a_id === day.people[0]!.id)
  expect([day.slots[2]!.id, day.slots[3]!.id]).toContain(first?.slot_id)
  expect(await letters(day)).toEqual([])
})

test('who cancels leaves a hole: the other is told, and a repair fills it', async () => {
  const day = await aDay({ people: 6, slots: 2, tables: 2 }, [
    [0, 1],
    [1, 2],
    [3, 4],
  ])
  await add(day, 0, 1, 0, 0)
  await publish(db, MEANS, STAFF, day.event.id, await versionOf(day))
  await cancelFor(db, MEANS, STAFF, day.event.id, day.people[0]!.id)
  expect(await tellNow(db, MEANS, STAFF, day.event.id)).toBe(1)
  expect((await letters(day)).at(-1)).toMatchObject({
    recipient: 'p1@example.org',
    text_body: expect.stringContaining('Annullato l’incontro con Persona 1'),
  })
  const { run, proposal } = await mend(day, { what: 'mend' })
  expect(proposal?.found?.places?.map(one => [one.a_id, one.b_id])).toContainEqual([
    day.people[1]!.id,
    day.people[2]!.id,
  ])
  await applyRepair(db, MEANS, STAFF, day.event.id, run)
  expect(await placed(day)).not.toEqual([])
})

test('an hour that clocks skip: the agenda, its letters and its calendar keep the instants', async () => {
  const day = await aDay({ people: 2, slots: 2, tables: 1 }, [[0, 1]])
  // Sunday 28 March 2027, when 01:30 CET is followed by 03:00 CEST.
  await pool.query(
    `update meeting_slot set starts_at = case id when $1 then timestamptz '2027-03-28T00:30:00Z' else '2027-03-28T01:00:00Z' end,
       ends_at = case id when $1 then timestamptz '2027-03-28T00:50:00Z' else '2027-03-28T01:20:00Z' end where event_id = $2`,
    [day.slots[0]!.id, day.event.id],
  )
  await add(day, 0, 1, 1, 0)
  await publish(db, MEANS, STAFF, day.event.id, await versionOf(day))
  const [letter] = await letters(day)
  expect(letter?.text_body).toContain('03:00–03:20 (CEST)')
  expect(letter?.attachments).toContain('DTSTART:20270328T010000Z')
})
