import { beforeAll, expect, test } from 'vitest'
import { VISITOR } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '../../../../../tools/test-database.ts'
import { copyEvent, createEvent } from '../../actions.ts'
import { anEvent, STAFF } from '../../fixtures.ts'
import { removeRoom } from '../../programme/actions.ts'
import { aMeetingDay, MEANS } from '../fixtures.ts'
import { agendaOf, meetingsOf, peopleOf, slotsOf, tablesOf } from '../queries.ts'
import {
  addTables,
  keepCapacities,
  keepRules,
  keepTable,
  makeSlots,
  previewSlots,
  removeSlots,
  removeTables,
  setupOf,
  switchOff,
  switchOn,
} from './actions.ts'
import { rulesForm, slotsForm, tableForm, tablesForm } from './model.ts'
import { roomsOf } from './queries.ts'

const { now } = MEANS
const SLOTS = slotsForm.parse({ day: '2027-03-12', from: '09:30', until: '11:00', minutes: '20', pause: '5' })
let db: Db

beforeAll(async () => {
  ;({ db } = await testDatabase())
})

const place = (event: number, a: number, b: number, slot: number, table: number, more = {}) =>
  db
    .insertInto('meeting')
    .values({
      ...{ event_id: event, a_id: Math.min(a, b), b_id: Math.max(a, b), slot_id: slot, table_id: table },
      changed_by: 'anna',
      ...more,
    })
    .returning('id')
    .executeTakeFirstOrThrow()

test('meetings are switched on once, and off only while nobody has said anything', async () => {
  const id = await createEvent(db, STAFF, anEvent({ kind: 'table' }), now)
  await expect(switchOn(db, VISITOR, id, now)).rejects.toMatchObject({ kind: 'Forbidden' })
  await expect(makeSlots(db, STAFF, id, SLOTS)).rejects.toThrow('no meetings')
  await Promise.all([switchOn(db, STAFF, id, now), switchOn(db, STAFF, id, now)])
  await makeSlots(db, STAFF, id, SLOTS)
  await switchOff(db, STAFF, id)
  expect(await agendaOf(db, id)).toBeUndefined()
  const { event, people } = await aMeetingDay(db)
  await db
    .insertInto('meeting_wish')
    .values({ event_id: event.id, from_id: people[0]!.id, to_id: people[1]!.id, strength: 'like', said_at: now })
    .execute()
  await expect(switchOff(db, STAFF, event.id)).rejects.toThrow('would be lost')
})

test('slots are made, sent twice no more, and what overlaps is left out and told', async () => {
  const id = await createEvent(db, STAFF, anEvent(), now)
  await switchOn(db, STAFF, id, now)
  expect((await previewSlots(db, STAFF, id, SLOTS)).slots).toHaveLength(3)
  const both = await Promise.all([makeSlots(db, STAFF, id, SLOTS), makeSlots(db, STAFF, id, SLOTS)])
  expect(both.map(one => one.made).toSorted()).toEqual([0, 3])
  expect(await makeSlots(db, STAFF, id, { ...SLOTS, until: '11:30', from: '09:40' })).toEqual({ made: 1, left: 3 })
  await expect(makeSlots(db, STAFF, id, { ...SLOTS, until: '09:40' })).rejects.toMatchObject({
    fields: { minutes: expect.anything() },
  })
  await expect(
    makeSlots(db, STAFF, id, { ...SLOTS, last_day: '2027-04-11', until: '20:00', minutes: '5', pause: '0' }),
  ).rejects.toThrow('more than 300')
})

test('a slot that holds a meeting stays, and says so; one whose meeting was called off and told goes', async () => {
  const { event, people, slots, tables } = await aMeetingDay(db)
  const [a, b, c, d] = people.map(one => one.id) as [number, number, number, number]
  const [first, second, third] = slots.map(one => one.id) as [number, number, number]
  await place(event.id, a, b, first, tables[0]!.id)
  await place(event.id, c, d, second, tables[0]!.id, { state: 'cancelled', sequence: 1, told: 1 })
  await place(event.id, a, c, third, tables[0]!.id, { state: 'cancelled', sequence: 1, told: 0 })
  await expect(removeSlots(db, STAFF, event.id, [first, second])).rejects.toThrow('1 meetings')
  await expect(removeSlots(db, STAFF, event.id, [third])).rejects.toThrow('not yet told')
  expect(await removeSlots(db, STAFF, event.id, [second, 999_999])).toBe(1)
  expect((await slotsOf(db, event.id)).map(one => one.id)).not.toContain(second)
  // Calendars know the pair by its number: it is kept.
  expect((await meetingsOf(db, event.id)).map(one => one.state)).toHaveLength(3)
  expect((await setupOf(db, STAFF, event.id)).slots[0]).toMatchObject({ meetings: 1 })
})

test('tables are made many at once, changed, and not lost under a meeting', async () => {
  const { event, people, slots } = await aMeetingDay(db, { tables: 1 })
  const form = (more: object) =>
    tablesForm.parse({ names: 'Tavolo 1-20', new_room: 'Sala A', accessible: '3', ...more })
  expect(await addTables(db, STAFF, event.id, form({}))).toEqual({ added: 19, there: 1 })
  expect(await addTables(db, STAFF, event.id, form({ accessible: '' }))).toEqual({ added: 0, there: 20 })
  const all = await tablesOf(db, event.id)
  expect(all.filter(one => one.accessible && one.room === 'Sala A').map(one => one.name)).toEqual(['Tavolo 3'])
  const own = all.find(one => one.name === 'Tavolo 3')!
  await expect(
    addTables(db, STAFF, event.id, form({ names: '', new_room: '', seats: '1', accessible: '' })),
  ).rejects.toMatchObject({
    fields: { names: expect.anything(), seats: expect.anything(), room: expect.anything() },
  })
  await expect(addTables(db, STAFF, event.id, form({ accessible: '99' }))).rejects.toMatchObject({
    fields: { accessible: expect.anything() },
  })
  const change = (more: object) =>
    keepTable(
      db,
      STAFF,
      event.id,
      own.id,
      tableForm.parse({ name: own.name, room: String(own.room_id), seats: '4', lost: [String(slots[1]!.id)], ...more }),
    )
  await change({})
  expect((await tablesOf(db, event.id)).find(one => one.id === own.id)).toMatchObject({
    seats: 4,
    accessible: false,
    lost: [slots[1]!.id],
  })
  await expect(change({ name: 'Tavolo 4' })).rejects.toMatchObject({ fields: { name: expect.anything() } })
  await place(event.id, people[0]!.id, people[1]!.id, slots[0]!.id, own.id)
  await expect(change({ lost: [String(slots[0]!.id)] })).rejects.toThrow('1 meetings')
  await expect(removeTables(db, STAFF, event.id, [own.id])).rejects.toThrow('1 meetings')
  await expect(removeRoom(db, STAFF, event.id, own.room_id)).rejects.toThrow('tables for meetings')
  const others = all.filter(one => one.id !== own.id).map(one => one.id)
  expect(await removeTables(db, STAFF, event.id, others)).toBe(19)
})

test('rules and capacities; wishes that wait wait longer when wishes close later', async () => {
  const { event, people, tables } = await aMeetingDay(db)
  const soon = new Date('2027-02-10T00:00:00Z')
  await db
    .insertInto('meeting_wish')
    .values({
      ...{ event_id: event.id, from_id: people[0]!.id, to_id: people[1]!.id, strength: 'like' },
      ...{ said_at: now, expires_at: soon },
    })
    .execute()
  const rules = (more: object) =>
    keepRules(
      db,
      STAFF,
      event.id,
      rulesForm.parse({ most_meetings: '6', wishes_until: '2027-03-01T18:00', ...more }),
      now,
    )
  await rules({ language_matters: '1' })
  expect(await agendaOf(db, event.id)).toMatchObject({
    most_meetings: 6,
    most_in_a_row: null,
    language_matters: true,
    wishes_until: new Date('2027-03-01T17:00:00Z'),
  })
  const wish = await db
    .selectFrom('meeting_wish')
    .where('event_id', '=', event.id)
    .selectAll()
    .executeTakeFirstOrThrow()
  expect(wish.expires_at).toEqual(new Date('2027-03-04T17:00:00Z'))
  await expect(rules({ most_meetings: '0', wishes_until: '2027-06-01T10:00' })).rejects.toMatchObject({
    fields: { most_meetings: expect.anything(), wishes_until: expect.anything() },
  })
  const room = tables[0]!.room_id
  await keepCapacities(db, STAFF, event.id, { [`capacity_${room}`]: '2' })
  expect(await roomsOf(db, event.id)).toMatchObject([{ capacity: 2, tables: 3 }])
  await expect(keepCapacities(db, STAFF, event.id, { [`capacity_${room}`]: 'tanti' })).rejects.toMatchObject({
    fields: { [`capacity_${room}`]: expect.anything() },
  })
})

test('a copy has the rooms, tables, slots and rules of last year, and nobody of it', async () => {
  const { event, tables } = await aMeetingDay(db)
  await keepCapacities(db, STAFF, event.id, { [`capacity_${tables[0]!.room_id}`]: '2' })
  await keepRules(db, STAFF, event.id, rulesForm.parse({ most_meetings: '5', wishes_until: '2027-03-01T18:00' }), now)
  const copy = await copyEvent(db, STAFF, event.id, now)
  expect(await agendaOf(db, copy)).toMatchObject({
    most_meetings: 5,
    state: 'collecting',
    wishes_until: new Date('2028-02-28T17:00:00Z'),
  })
  expect(await tablesOf(db, copy)).toMatchObject(
    tables.map(({ name, accessible, room }) => ({ name, accessible, room, room_capacity: 2 })),
  )
  expect((await slotsOf(db, copy))[0]?.starts_at).toEqual(new Date('2028-03-10T08:30:00Z'))
  expect(await peopleOf(db, copy)).toEqual([])
})
