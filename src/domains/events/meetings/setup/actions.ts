import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { instantAt } from '#kernel/zoned.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import { staffEvent } from '../../actions.ts'
import { errors as eventErrors } from '../../messages.ts'
import { type EventRow, lockEvent } from '../../queries.ts'
import { type AgendaRow, agendaOf, raiseVersion, slotsOf, tablesOf } from '../queries.ts'
import { errors } from './messages.ts'
import {
  accessibleAmong,
  answerBy,
  LONGEST_NAME,
  MOST,
  overlaps,
  type RulesForm,
  type SlotsForm,
  slotsOfForm,
  type TableForm,
  type TablesForm,
  tableNames,
  whole,
} from './model.ts'
import {
  awayIn,
  deleteAgenda,
  deleteSlots,
  deleteTables,
  heldBy,
  insertAgenda,
  insertSlots,
  insertTables,
  roomNamed,
  roomsOf,
  saidSoFar,
  saveRules,
  setCapacity,
  updateTable,
  waitLonger,
} from './queries.ts'

const invalid = (wrong: Record<string, Sentence>, params = {}) => new Failure('Invalid', errors.notSaved, params, wrong)

/** Everything that the set-up of an event's meetings shows. `agenda` is undefined until they are switched on. Throws Forbidden, NotFound. */
export async function setupOf(db: Db, actor: Actor, id: number) {
  const event = await staffEvent(db, actor, id)
  const [agenda, slots, tables, rooms, away, held, said] = await Promise.all([
    agendaOf(db, id),
    slotsOf(db, id),
    tablesOf(db, id),
    roomsOf(db, id),
    awayIn(db, id),
    heldBy(db, id),
    saidSoFar(db, id),
  ])
  return {
    event,
    agenda,
    tables,
    rooms,
    said,
    slots: slots.map(slot => ({
      ...slot,
      away: away.get(slot.id) ?? 0,
      meetings: held.filter(one => one.slot_id === slot.id).length,
    })),
  }
}

/** An event with meetings, for its staff. Throws Forbidden, NotFound. */
export async function eventWithMeetings(
  db: Db,
  actor: Actor,
  id: number,
): Promise<{ event: EventRow; agenda: AgendaRow }> {
  const event = await staffEvent(db, actor, id)
  const agenda = await agendaOf(db, id)
  if (!agenda) throw new Failure('NotFound', errors.switchedOff)
  return { event, agenda }
}

async function change<T>(db: Db, actor: Actor, id: number, work: (tx: Tx, event: EventRow) => Promise<T>): Promise<T> {
  await staffEvent(db, actor, id)
  return inTransaction(db, async tx => {
    const event = await lockEvent(tx, id)
    if (!event || event.state === 'cancelled' || event.state === 'held') throw new Failure('Conflict', eventErrors.over)
    const done = await work(tx, event)
    await recordAudit(tx, { actor: actor.id ?? '', verb: 'changed', thing: `event ${id}`, details: { meetings: 1 } })
    return done
  })
}

/** The same where meetings must have been switched on. */
const changeSetup = <T>(
  db: Db,
  actor: Actor,
  id: number,
  work: (tx: Tx, event: EventRow, agenda: AgendaRow) => Promise<T>,
) =>
  change(db, actor, id, async (tx, event) => {
    const agenda = await agendaOf(tx, id)
    if (!agenda) throw new Failure('NotFound', errors.switchedOff)
    const done = await work(tx, event, agenda)
    // A board that shows other slots or tables is an old one.
    await raiseVersion(tx, id)
    return done
  })

/** From now on the event has meetings of two. Doing it twice is no fault. Throws Forbidden, NotFound, Conflict. */
export const switchOn = (db: Db, actor: Actor, id: number, now: Date) =>
  change(db, actor, id, tx => insertAgenda(tx, id, actor.id ?? '', now))

/** Takes meetings away again, with slots and tables, as long as nobody has said anything. Throws Conflict. */
export const switchOff = (db: Db, actor: Actor, id: number) =>
  change(db, actor, id, async tx => {
    const said = await saidSoFar(tx, id)
    if (said.people + said.wishes + said.meetings > 0) throw new Failure('Invalid', errors.cannotSwitchOff)
    await deleteAgenda(tx, id)
  })

/** Slots of a form, those that would overlap what is there left out. Throws Invalid with the fields. */
export async function previewSlots(db: Db, actor: Actor, id: number, form: SlotsForm) {
  const event = await staffEvent(db, actor, id)
  return planned(event, await slotsOf(db, id), form)
}

function planned(event: EventRow, there: Awaited<ReturnType<typeof slotsOf>>, form: SlotsForm) {
  const made = slotsOfForm(form, event.zone)
  if ('faults' in made)
    throw invalid(Object.fromEntries(Object.entries(made.faults).map(([name, fault]) => [name, errors[fault]])))
  if (made.slots.length === 0) throw invalid({ minutes: errors.noneFits })
  const fresh = made.slots.filter(slot => !there.some(other => overlaps(slot, other)))
  if (there.length + fresh.length > MOST.slots) throw new Failure('Invalid', errors.tooManySlots, { most: MOST.slots })
  return {
    slots: fresh,
    left: made.slots.length - fresh.length,
    changes: made.changes,
    outside: fresh.filter(slot => slot.starts_at < event.starts_at || slot.ends_at > event.ends_at).length,
  }
}

/** Makes the slots of a form; answers how many, and how many were left out since they are there already. Throws Invalid, Conflict. */
export const makeSlots = (db: Db, actor: Actor, id: number, form: SlotsForm) =>
  changeSetup(db, actor, id, async (tx, event) => {
    const { slots, left } = planned(event, await slotsOf(tx, id), form)
    await insertSlots(tx, id, slots)
    return { made: slots.length, left }
  })

/** Removes slots in which no meeting is placed; answers how many. Throws Invalid, saying how many meetings are there. */
export const removeSlots = (db: Db, actor: Actor, id: number, slots: readonly number[]) =>
  changeSetup(db, actor, id, async tx => {
    const gone = new Set(slots)
    const held = (await heldBy(tx, id)).filter(one => gone.has(one.slot_id))
    if (held.length > 0) throw new Failure('Invalid', errors.slotHeld, { meetings: held.length })
    const there = (await slotsOf(tx, id)).filter(slot => gone.has(slot.id))
    await deleteSlots(
      tx,
      id,
      there.map(slot => slot.id),
    )
    return there.length
  })

/** How many meetings each room takes at once; an empty field is no limit. Throws Invalid. */
export const keepCapacities = (db: Db, actor: Actor, id: number, typed: Readonly<Record<string, unknown>>) =>
  changeSetup(db, actor, id, async tx => {
    const wrong: Record<string, Sentence> = {}
    for (const room of await roomsOf(tx, id)) {
      const text = typed[`capacity_${room.id}`]
      if (typeof text !== 'string') continue
      const capacity = text.trim() === '' ? null : whole(text, 1, MOST.capacity)
      if (capacity === undefined) wrong[`capacity_${room.id}`] = errors.badCapacity
      else await setCapacity(tx, id, room.id, capacity)
    }
    if (Object.keys(wrong).length) throw invalid(wrong)
  })

/** Adds tables by their names; those that are there already stay as they are. Answers how many of how many. Throws Invalid. */
export const addTables = (db: Db, actor: Actor, id: number, form: TablesForm) =>
  changeSetup(db, actor, id, async tx => {
    const wrong: Record<string, Sentence> = {}
    const names = tableNames(form.names)
    if (!names) wrong.names = errors.badNames
    const seats = form.seats.trim() === '' ? 2 : whole(form.seats, 2, MOST.seats)
    if (seats === undefined) wrong.seats = errors.badSeats
    if (form.new_room.length > LONGEST_ROOM) wrong.new_room = errors.badRoom
    const known = (await roomsOf(tx, id)).find(room => room.id === form.room)
    if (form.new_room === '' && !known) wrong.room = errors.badRoom
    const accessible = accessibleAmong(names ?? [], form.accessible)
    if (names && form.accessible.trim() !== '' && accessible.size === 0) wrong.accessible = errors.noSuchTables
    if (Object.keys(wrong).length || !names || seats === undefined) throw invalid(wrong)
    const there = await tablesOf(tx, id)
    if (there.length + names.length > MOST.tables)
      throw new Failure('Invalid', errors.tooManyTables, { most: MOST.tables })
    const room_id = form.new_room === '' ? (known?.id ?? 0) : await roomNamed(tx, id, form.new_room)
    const added = await insertTables(
      tx,
      id,
      names.map(name => ({ name, room_id, seats, accessible: accessible.has(name) })),
    )
    return { added, there: names.length - added }
  })
const LONGEST_ROOM = 80

/** A table of an event. Throws Forbidden, NotFound. */
export async function tableOf(db: Db, actor: Actor, id: number, table: number) {
  const setup = await setupOf(db, actor, id)
  const found = setup.tables.find(one => one.id === table)
  if (!found) throw new Failure('NotFound', errors.unknownTable)
  return { ...setup, table: found }
}

/** Changes a table, and in which slots it is not there: not in one where a meeting is placed at it. Throws Invalid, NotFound. */
export const keepTable = (db: Db, actor: Actor, id: number, table: number, form: TableForm) =>
  changeSetup(db, actor, id, async tx => {
    const tables = await tablesOf(tx, id)
    const before = tables.find(one => one.id === table)
    if (!before) throw new Failure('NotFound', errors.unknownTable)
    const wrong: Record<string, Sentence> = {}
    const name = form.name.replace(/\s+/g, ' ').trim()
    if (name === '' || name.length > LONGEST_NAME) wrong.name = errors.badName
    else if (tables.some(one => one.id !== table && one.name === name)) wrong.name = errors.nameTaken
    const seats = whole(form.seats, 2, MOST.seats)
    if (seats === undefined) wrong.seats = errors.badSeats
    const room = (await roomsOf(tx, id)).find(one => one.id === form.room)
    if (!room) wrong.room = errors.badRoom
    if (Object.keys(wrong).length || !room || seats === undefined) throw invalid(wrong)
    const there = new Set((await slotsOf(tx, id)).map(slot => slot.id))
    const lost = [...new Set(form.lost)].filter(slot => there.has(slot))
    const held = (await heldBy(tx, id)).filter(one => one.table_id === table && lost.includes(one.slot_id))
    if (held.length > 0) throw new Failure('Invalid', errors.tableHeld, { meetings: held.length })
    await updateTable(tx, id, table, { name, seats, room_id: room.id, accessible: form.accessible }, lost)
  })

/** Removes tables at which no meeting is placed; answers how many. Throws Invalid. */
export const removeTables = (db: Db, actor: Actor, id: number, tables: readonly number[]) =>
  changeSetup(db, actor, id, async tx => {
    const gone = new Set(tables)
    const held = (await heldBy(tx, id)).filter(one => gone.has(one.table_id))
    if (held.length > 0) throw new Failure('Invalid', errors.tablesHeld, { meetings: held.length })
    const there = (await tablesOf(tx, id)).filter(table => gone.has(table.id))
    await deleteTables(
      tx,
      id,
      there.map(table => table.id),
    )
    return there.length
  })

/** How meetings are made. Wishes that wait for an answer wait longer when wishes close later. Throws Invalid. */
export const keepRules = (db: Db, actor: Actor, id: number, form: RulesForm, now: Date) =>
  changeSetup(db, actor, id, async (tx, event) => {
    const wrong: Record<string, Sentence> = {}
    const limit = (name: 'most_meetings' | 'most_in_a_row') => {
      const n = form[name].trim() === '' ? null : whole(form[name], 1, 100)
      if (n === undefined) wrong[name] = errors.badLimit
      return n ?? null
    }
    const [most_meetings, most_in_a_row] = [limit('most_meetings'), limit('most_in_a_row')]
    const wishes_until = form.wishes_until === '' ? null : instantAt(form.wishes_until, event.zone)
    if (wishes_until === undefined) wrong.wishes_until = errors.badTime
    else if (wishes_until && wishes_until > event.ends_at) wrong.wishes_until = errors.closesLate
    if (Object.keys(wrong).length || wishes_until === undefined) throw invalid(wrong)
    await saveRules(tx, id, { most_meetings, most_in_a_row, language_matters: form.language_matters, wishes_until })
    await waitLonger(tx, id, answerBy(event, wishes_until, now))
  })
