import { randomUUID } from 'node:crypto'
import ICAL from 'ical.js'
import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { refreshSearch } from '#domains/projects/summary/queries.ts'
import { VISITOR } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import { inTransaction } from '#platform/db.ts'
import { formats } from '#platform/i18n.ts'
import { toXlsx } from '#platform/sheets.ts'
import { testDatabase } from '../../../tools/test-database.ts'
import { copyEvent, createEvent, editEvent, eventNamed, staffEvent, typedOf } from './actions.ts'
import { giveFeedback } from './afterwards/actions.ts'
import { eventCalendar } from './calendar.ts'
import { doorOf, guestOf, markAbsent, markOne, takeMarks } from './check-in/actions.ts'
import { anEvent, aPerson, SECRET, STAFF } from './fixtures.ts'
import { type EventForm, eventForm } from './model.ts'
import { moveEvent } from './moves.ts'
import { addQuestion, addRoom, keepSession } from './programme/actions.ts'
import { questionForm, sessionForm } from './programme/model.ts'
import { questionsOf, roomsOf, sessionsOf } from './programme/queries.ts'
import { pastNoShows } from './queries.ts'
import { addByHand, cancelMine, changeMine, eraseMine, register, registrationOf } from './registrations/actions.ts'
import { importList } from './registrations/lists.ts'
import { codeOf, overbookingHint, tokenOf } from './registrations/model.ts'
import { forget, knownOf } from './registrations/people.ts'
import { allRegistrations } from './registrations/queries.ts'
import { giveOn, remind } from './registrations/reminders.ts'
import { RETENTION } from './retention.ts'
import { spanOf } from './times.ts'

const NOW = new Date('2027-02-01T10:00:00Z')
const at = (iso: string) => ({ baseUrl: 'https://cluster.example', secret: SECRET, now: new Date(iso) })
const MEANS = { baseUrl: 'https://cluster.example', secret: SECRET, now: NOW }
const MOVE = { sure: true, why: { it: 'Piove.', en: 'It rains.' } }

let db: Db
let pool: pg.Pool

beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
  await pool.query(`
    insert into nuts (code, name) values ('ITH55', 'Bologna') on conflict do nothing;
    insert into organisation (key, name, source) values ('alfa', 'Alfa Sensori Srl', 'hand');
    update cluster set founded_on = '2017-01-01' where id = 1`)
  const client = await pool.connect()
  await refreshSearch(client)
  client.release()
})

/** An event that takes registrations. */
async function open(more: Partial<EventForm> = {}) {
  const id = await createEvent(db, STAFF, anEvent(more), NOW)
  await moveEvent(db, MEANS, STAFF, id, { to: 'open', ...MOVE })
  return staffEvent(db, STAFF, id)
}
const join = (slug: string, name: string, means = MEANS) => register(db, means, slug, aPerson(name), {}, 'it')
const people = (id: number) => allRegistrations(db, id)
const named = async (id: number, name: string) => {
  const found = (await people(id)).find(one => one.name === name)
  if (!found) throw new Error(`nobody is called ${name}`)
  return found
}
const token = async (id: number, name: string) => tokenOf(SECRET, await named(id, name))
const mails = async (template: string, id: number) =>
  (
    await pool.query<{ recipient: string; text_body: string; attachments: { content: string }[] }>(
      `select recipient, text_body, attachments from mail_outbox where template = $1 and once_key in
        (select $1 || ' ' || id || ' ' from registration where event_id = $2)`,
      [template, id],
    )
  ).rows

test('fifty people for the last place: one gets it, the others wait in a line without gaps', async () => {
  const event = await open({ capacity: '1' })
  const outcomes = await Promise.all(Array.from({ length: 50 }, (_, n) => join(event.slug, `Persona ${n}`)))
  expect(outcomes.filter(one => one === 'confirmed')).toHaveLength(1)
  const rows = await people(event.id)
  expect(rows.flatMap(row => row.line ?? []).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 49 }, (_, n) => n + 1),
  )
  expect((await staffEvent(db, STAFF, event.id)).taken).toBe(1)
})

test('the database itself refuses one more than there are places, whoever writes', async () => {
  const event = await open({ capacity: '1' })
  await join(event.slug, 'Prima')
  const more = (email: string) =>
    pool.query(`insert into registration (event_id, email, name, state) values ($1, $2, 'x', 'confirmed')`, [
      event.id,
      email,
    ])
  await expect(more('x@example.org')).rejects.toThrow('event_places')
  await expect(more('PRIMA@example.org')).rejects.toThrow(/event_places|registration_live/)
  await expect(pool.query('update event set capacity = null, taken = -1 where id = $1', [event.id])).rejects.toThrow()
})

test('a form sent twice, also at the very same time, is one registration; both sendings hear the same', async () => {
  const event = await open()
  const twice = await Promise.all(Array.from({ length: 8 }, () => join(event.slug, 'Doppia')))
  expect(twice.filter(one => one === 'confirmed')).toHaveLength(1)
  expect(await people(event.id)).toHaveLength(1)
  expect(await mails('registration confirmed', event.id)).toHaveLength(1)
  // The address is written to once more at most, however often the form is sent in that hour.
  const { rows } = await pool.query(
    `select 1 from mail_outbox where template = 'registration again' and recipient = 'doppia@example.org'`,
  )
  expect(rows).toHaveLength(1)
})

test('whoever cancels gives the place to the first in the line, while others register at the same time', async () => {
  const event = await open({ capacity: '2' })
  for (const name of ['Ada', 'Bea', 'Carla', 'Dora']) await join(event.slug, name)
  const ada = await token(event.id, 'Ada')
  await Promise.all([
    cancelMine(db, MEANS, ada),
    ...Array.from({ length: 10 }, (_, n) => join(event.slug, `Tardi ${n}`)),
    cancelMine(db, MEANS, ada),
  ])
  expect((await named(event.id, 'Carla')).state).toBe('confirmed')
  expect((await people(event.id)).filter(one => one.state === 'confirmed').map(one => one.name)).toEqual([
    'Bea',
    'Carla',
  ])
  const [mail, ...more] = await mails('registration promoted', event.id)
  expect(more).toEqual([])
  expect(mail?.recipient).toBe('carla@example.org')
  expect(mail?.text_body).toContain('/it/registration?token=')
})

test('more places go to those who wait, fewer than are taken are refused', async () => {
  const event = await open({ capacity: '1' })
  for (const name of ['Ada', 'Bea', 'Carla']) await join(event.slug, name)
  const edit = async (more: Partial<EventForm>) => {
    const typed = eventForm.parse({ ...typedOf(await staffEvent(db, STAFF, event.id)), ...more })
    return editEvent(db, MEANS, STAFF, event.id, typed)
  }
  await edit({ capacity: '1', overbooked: '1' })
  expect((await people(event.id)).filter(one => one.state === 'confirmed')).toHaveLength(2)
  await expect(edit({ overbooked: '0' })).rejects.toMatchObject({ fields: { capacity: expect.anything() } })
  await expect(edit({ version: 1 })).rejects.toThrow('Somebody else saved')
})

test('the link opens one registration, and no other', async () => {
  const event = await open()
  await join(event.slug, 'Ada')
  const own = await token(event.id, 'Ada')
  expect((await registrationOf(db, SECRET, own)).registration.name).toBe('Ada')
  const [id] = own.split('.')
  for (const forged of [
    '',
    own.slice(0, -1),
    `${own}x`,
    `${id}.${'A'.repeat(43)}`,
    tokenOf('another secret', await named(event.id, 'Ada')),
  ])
    await expect(registrationOf(db, SECRET, forged), forged).rejects.toThrow('leads to no registration')
  await changeMine(db, MEANS, own, aPerson('Ada Rossi', { needs: 'Rampa' }), {})
  expect(await named(event.id, 'Ada Rossi')).toMatchObject({ needs: 'Rampa', email: 'ada@example.org' })
  await eraseMine(db, MEANS, own)
  await expect(registrationOf(db, SECRET, own)).rejects.toThrow('leads to no registration')
  expect(await people(event.id)).toMatchObject([{ email: null, name: '', state: 'cancelled' }])
})

test('what is missing or wrong is said field by field, and a program that fills every field registers nobody', async () => {
  const event = await open()
  await addQuestion(
    db,
    STAFF,
    event.id,
    questionForm.parse({ kind: 'choice', it: 'Pranzo?', en: 'Lunch?', choices: 'Sì | Yes\nNo | No', required: '1' }),
  )
  await addQuestion(db, STAFF, event.id, questionForm.parse({ kind: 'number', it: 'Quanti?', en: 'How many?' }))
  const [lunch, many] = await questionsOf(db, event.id)
  const send = (typed: object, raw: object) => register(db, MEANS, event.slug, aPerson('Ada', typed), { ...raw }, 'en')
  await expect(send({ email: 'no', name: ' ', consent: false }, {})).rejects.toMatchObject({
    fields: {
      email: expect.anything(),
      name: expect.anything(),
      consent: expect.anything(),
      [`q_${lunch?.id}`]: expect.anything(),
    },
  })
  await expect(send({}, { [`q_${lunch?.id}`]: 'Forse', [`q_${many?.id}`]: 'tanti' })).rejects.toMatchObject({
    fields: { [`q_${lunch?.id}`]: expect.anything(), [`q_${many?.id}`]: expect.anything() },
  })
  await send({ website: 'http://spam.example' }, { [`q_${lunch?.id}`]: 'Sì | Yes' })
  expect(await people(event.id)).toEqual([])
  await send({ organisation: 'Alfa Sensori Srl' }, { [`q_${lunch?.id}`]: 'Sì | Yes' })
  expect(await people(event.id)).toMatchObject([
    { organisation_key: 'alfa', answers: { [`${lunch?.id}`]: 'Sì | Yes' }, consent_version: 1 },
  ])
})

test('a draft is nobody’s but staff’s, and takes no registrations', async () => {
  const id = await createEvent(db, STAFF, anEvent(), NOW)
  const { slug } = await staffEvent(db, STAFF, id)
  await expect(eventNamed(db, VISITOR, slug)).rejects.toThrow('no event')
  await expect(join(slug, 'Ada')).rejects.toThrow('no event')
  await expect(staffEvent(db, VISITOR, id)).rejects.toMatchObject({ kind: 'Forbidden' })
})

test('two sessions in one room at the same time are refused, by the action with words and by the database in any case', async () => {
  const event = await open()
  await addRoom(db, STAFF, event.id, 'Sala blu')
  const [room] = await roomsOf(db, event.id)
  const session = (title_it: string, starts: string, ends: string) =>
    keepSession(
      db,
      STAFF,
      event.id,
      sessionForm.parse({
        title_it,
        title_en: title_it,
        starts: `2027-03-12T${starts}`,
        ends: `2027-03-12T${ends}`,
        room: String(room?.id),
      }),
    )
  await session('Apertura', '09:30', '10:00')
  await session('Incontri', '10:00', '12:00')
  await expect(session('Altro', '11:00', '13:00')).rejects.toThrow('“Incontri”')
  const [first] = await sessionsOf(db, event.id)
  await expect(
    pool.query(`update event_session set ends_at = ends_at + interval '1 hour' where id = $1`, [first?.id]),
  ).rejects.toThrow('event_session_room')
})

test('three hundred people are told that it is cancelled, in one act, and never twice', async () => {
  const event = await open({ capacity: '250' })
  await pool.query(
    `insert into registration (event_id, email, name, state, line)
     select $1, 'p' || n || '@example.org', 'Persona ' || n, case when n <= 250 then 'confirmed' else 'waiting' end, case when n > 250 then n end
     from generate_series(1, 300) n`,
    [event.id],
  )
  await expect(moveEvent(db, MEANS, STAFF, event.id, { to: 'cancelled', ...MOVE, sure: false })).rejects.toThrow(
    'Tick the box',
  )
  const both = await Promise.allSettled(
    [0, 1].map(() => moveEvent(db, MEANS, STAFF, event.id, { to: 'cancelled', ...MOVE })),
  )
  expect(both.map(one => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const told = await mails('event cancelled', event.id)
  expect(new Set(told.map(mail => mail.recipient)).size).toBe(300)
  expect(told[0]?.text_body).toContain('Piove.')
  expect(told[0]?.attachments[0]?.content).toContain('STATUS:CANCELLED')
  await expect(join(event.slug, 'Tardi')).rejects.toThrow('cannot register')
}, 60_000)

test('a pasted list is entered in its order, whoever is there already stays, and lines without an address are told', async () => {
  const event = await open({ capacity: '2' })
  const text =
    'Nome;E-mail;Ente\nAda Rossi;ada@example.org;Alfa Sensori Srl\nBea <bea@example.org>\nCarla, carla@example.org, Ente, C\n\nSenza indirizzo'
  const list = { text, file: undefined, language: 'it' } as const
  expect(await importList(db, MEANS, STAFF, event.id, list)).toEqual({
    confirmed: 2,
    waiting: 1,
    again: 0,
    bad: [{ line: 6, text: 'Senza indirizzo' }],
  })
  expect(await importList(db, MEANS, STAFF, event.id, list)).toMatchObject({ confirmed: 0, waiting: 0, again: 3 })
  const columns = [0, 1].map(at => ({
    head: ['Nome', 'E-mail'][at] ?? '',
    means: { it: '', en: '' },
    value: (row: string[]) => row[at] ?? '',
  }))
  const file = Buffer.from(
    await toXlsx('Lista', 'it', [
      {
        name: 'Lista',
        columns,
        rows: [
          ['Dora', 'dora@example.org'],
          ['Ada', 'ada@example.org'],
        ],
      } as never,
    ]),
  )
  expect(await importList(db, MEANS, STAFF, event.id, { text: '', file, language: 'en' })).toMatchObject({
    waiting: 1,
    again: 1,
    bad: [],
  })
  expect(await people(event.id)).toMatchObject([
    { name: 'Ada Rossi', organisation_key: 'alfa', registered_by: 'anna', consent_version: null },
    { name: 'Bea', email: 'bea@example.org' },
    { name: 'Carla', state: 'waiting', line: 1 },
    { name: 'Dora', language: 'en', line: 2 },
  ])
})

test('marks from the door arrive in any order and more than once; the latest is how it is, and a stranger’s is refused', async () => {
  const event = await open()
  const other = await open()
  await join(event.slug, 'Ada')
  await join(other.slug, 'Bea')
  const ada = (await named(event.id, 'Ada')).id
  const mark = (n: number, attendance: 'present' | 'unknown', time: string, registration = ada) => ({
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    registration,
    attendance,
    at: `2027-01-31T${time}:00Z`,
  })
  const undo = mark(2, 'unknown', '09:05')
  const again = mark(3, 'present', '09:10')
  const stranger = mark(4, 'present', '09:10', (await named(other.id, 'Bea')).id)
  expect(await takeMarks(db, STAFF, event.id, [again, undo, stranger], NOW)).toEqual({
    taken: [again.id, undo.id],
    refused: [stranger.id],
  })
  await Promise.all(
    [1, 2, 3].map(() => takeMarks(db, STAFF, event.id, [mark(1, 'present', '09:00'), undo, again], NOW)),
  )
  expect((await named(event.id, 'Ada')).attendance).toBe('present')
  const { rows } = await pool.query('select count(*)::int as n from check_in_mark where registration_id = $1', [ada])
  expect(rows[0].n).toBe(3)
  expect((await named(other.id, 'Bea')).attendance).toBe('unknown')
})

test('two phones that speak of the same people at once keep nobody waiting, and lose nothing', async () => {
  const event = await open({ capacity: '' })
  await pool.query(
    `insert into registration (event_id, email, name, state) select $1, 't' || n || '@example.org', 'T' || n, 'confirmed' from generate_series(1, 20) n`,
    [event.id],
  )
  const ids = (await people(event.id)).map(one => one.id)
  const send = (order: readonly number[], attendance: 'present' | 'absent', time: string) =>
    takeMarks(
      db,
      STAFF,
      event.id,
      order.map(registration => ({ id: randomUUID(), registration, attendance, at: time })),
      NOW,
    )
  for (let round = 0; round < 5; round++)
    await Promise.all([
      send(ids, 'absent', `2027-01-31T0${round}:00:00Z`),
      send(ids.toReversed(), 'present', `2027-01-31T0${round}:30:00Z`),
    ])
  expect(new Set((await people(event.id)).map(one => one.attendance))).toEqual(new Set(['present']))
})

test('a badge says who; one that was made up, is of another event or was cancelled is refused', async () => {
  const [event, other] = [await open(), await open()]
  await join(event.slug, 'Ada')
  await join(event.slug, 'Bea')
  const [ada, bea] = [(await named(event.id, 'Ada')).id, (await named(event.id, 'Bea')).id]
  await cancelMine(db, MEANS, await token(event.id, 'Bea'))
  const { guests } = await doorOf(db, SECRET, STAFF, event.id)
  const read = (code: string) => guestOf(SECRET, event.id, guests, code)
  expect(read(codeOf(SECRET, event.id, ada).toLowerCase()).name).toBe('Ada')
  for (const forged of [
    '',
    `${ada}`,
    `${ada}-ABCDEF012345`,
    codeOf('another secret', event.id, ada),
    codeOf(SECRET, other.id, ada),
  ])
    expect(() => read(forged), forged).toThrow('somebody made it up')
  expect(() => read(codeOf(SECRET, event.id, bea))).toThrow('is cancelled')
})

test('an event that was held is a fact with who came, and they are asked once how it was', async () => {
  const event = await open({ nuts: 'ITH55', capacity: '' })
  await addByHand(db, MEANS, STAFF, event.id, aPerson('Ada', { organisation: 'Alfa Sensori Srl' }), 'it')
  await join(event.slug, 'Bea')
  await markOne(db, STAFF, event.id, { registration: (await named(event.id, 'Ada')).id, attendance: 'present' }, NOW)
  await expect(moveEvent(db, MEANS, STAFF, event.id, { to: 'held', ...MOVE })).rejects.toThrow('not begun')
  const after = at('2027-03-13T08:00:00Z')
  await moveEvent(db, after, STAFF, event.id, { to: 'held', ...MOVE })
  const { rows } = await pool.query(
    `select kind, happened_on::text, place, details, array(select organisation_key || ' ' || role from fact_party where fact_id = f.id) as parties from fact f where origin = $1`,
    [`event ${event.id}`],
  )
  expect(rows).toEqual([
    {
      kind: 'event-held',
      happened_on: '2027-03-12',
      place: 'ITH55',
      details: { title: 'Giornata di incontri', type: 'matchmaking', participants: 1 },
      parties: ['alfa participant'],
    },
  ])
  // A phone that had no network until now.
  const bea = (await named(event.id, 'Bea')).id
  await markOne(db, STAFF, event.id, { registration: bea, attendance: 'present' }, after.now)
  const facts = async () =>
    (
      await pool.query(
        `select details->>'participants' as n, amendment, source from fact where origin = $1 order by id`,
        [`event ${event.id}`],
      )
    ).rows
  expect(await facts()).toMatchObject([{ n: '1' }, { n: '2', amendment: 'correction', source: 'derived' }])
  await markOne(
    db,
    STAFF,
    event.id,
    { registration: bea, attendance: 'absent' },
    new Date(after.now.getTime() + 60_000),
  )
  await markOne(
    db,
    STAFF,
    event.id,
    { registration: bea, attendance: 'absent' },
    new Date(after.now.getTime() + 120_000),
  )
  expect((await facts()).map(fact => fact.n)).toEqual(['1', '2', '1'])
  expect((await mails('event feedback', event.id)).map(mail => mail.recipient)).toEqual(['ada@example.org'])
  const said = { overall: 5, useful: 4, words: '' }
  await giveFeedback(db, after, await token(event.id, 'Ada'), said)
  await expect(giveFeedback(db, after, await token(event.id, 'Ada'), said)).rejects.toMatchObject({ kind: 'Conflict' })
  await expect(giveFeedback(db, after, await token(event.id, 'Bea'), said)).rejects.toMatchObject({ kind: 'Conflict' })
})

test('who had a place and was not seen is absent, and past absences say how many further places can be given', async () => {
  const event = await open({ kind: 'training', capacity: '' })
  await pool.query(
    `insert into registration (event_id, email, name, state, attendance) select $1, 'q' || n || '@example.org', 'Q' || n, 'confirmed', case when n <= 32 then 'present' else 'unknown' end from generate_series(1, 40) n`,
    [event.id],
  )
  await expect(markAbsent(db, STAFF, event.id, NOW)).rejects.toThrow('not begun')
  const after = at('2027-03-13T08:00:00Z')
  await markAbsent(db, STAFF, event.id, after.now)
  expect(await pastNoShows(db, 'training')).toEqual({ expected: 0, absent: 0, events: 0 })
  await moveEvent(db, after, STAFF, event.id, { to: 'held', ...MOVE })
  const past = await pastNoShows(db, 'training')
  expect(past).toEqual({ expected: 40, absent: 8, events: 1 })
  expect(overbookingHint(100, past)).toBe(12)
  expect(overbookingHint(null, past)).toBeUndefined()
})

test('everybody is reminded a week and a day before, once each; who registered later is not', async () => {
  // A month in which no other test has an event.
  const event = await open({ starts: '2027-05-12T09:30', ends: '2027-05-12T17:00' })
  await join(event.slug, 'Ada')
  expect(await remind(db, at('2027-05-05T10:00:00Z'))).toEqual({ week: 1, day: 0 })
  await join(event.slug, 'Bea', at('2027-05-08T10:00:00Z'))
  expect(await remind(db, at('2027-05-09T10:00:00Z'))).toEqual({ week: 0, day: 0 })
  const both = await Promise.all([1, 2].map(() => remind(db, at('2027-05-11T10:00:00Z'))))
  expect(both.map(counts => counts.day).reduce((a = 0, b = 0) => a + b)).toBe(2)
  await moveEvent(db, MEANS, STAFF, event.id, { to: 'cancelled', ...MOVE })
  expect(await remind(db, at('2027-05-11T12:00:00Z'))).toEqual({ week: 0, day: 0 })
})

test('clocks that change within an event: pages name both, and calendars have the right instants', async () => {
  const event = await open({ starts: '2026-10-24T20:00', ends: '2026-10-25T09:00' })
  expect(event.ends_at.toISOString()).toBe('2026-10-25T08:00:00.000Z')
  expect(spanOf(formats('en'), 'en', event)).toBe('24 October 2026, 20:00 (CEST) – 25 October 2026, 09:00 (CET)')
  const parsed = new ICAL.Component(ICAL.parse(eventCalendar(event, 'en', 'https://cluster.example')))
  const found = new ICAL.Event(parsed.getFirstSubcomponent('vevent') ?? undefined)
  expect(found.startDate.toJSDate().toISOString()).toBe('2026-10-24T18:00:00.000Z')
  expect(found.duration.toSeconds()).toBe(14 * 3600)
  expect(found.uid).toBe(`event-${event.id}@telaio`)
  await expect(open({ starts: '2027-03-28T02:30', ends: '2027-03-28T05:00' })).rejects.toMatchObject({
    fields: { starts: expect.anything() },
  })
})

test('last year’s event is copied as a draft on the same weekday, at the hour clocks show, without anybody', async () => {
  const event = await open({ starts: '2027-03-26T09:30', ends: '2027-03-26T17:00' })
  await join(event.slug, 'Ada')
  await addRoom(db, STAFF, event.id, 'Sala blu')
  const room = String((await roomsOf(db, event.id))[0]?.id)
  await keepSession(
    db,
    STAFF,
    event.id,
    sessionForm.parse({
      title_it: 'Apertura',
      title_en: 'Opening',
      starts: '2027-03-26T09:30',
      ends: '2027-03-26T10:00',
      room,
    }),
  )
  const copy = await staffEvent(db, STAFF, await copyEvent(db, STAFF, event.id, NOW))
  expect(copy).toMatchObject({ state: 'draft', copied_from: event.id, taken: 0 })
  expect(typedOf(copy)).toMatchObject({ starts: '2028-03-24T09:30', ends: '2028-03-24T17:00' })
  expect(await sessionsOf(db, copy.id)).toMatchObject([{ title_it: 'Apertura', room: 'Sala blu' }])
})

test('a person who is erased is erased here, and the place is given on by the next round', async () => {
  const event = await open({ capacity: '1', starts: '2027-06-12T09:30', ends: '2027-06-12T17:00' })
  await join(event.slug, 'Gaia')
  await join(event.slug, 'Ivo')
  expect(await knownOf(db, { email: 'GAIA@example.org' })).toMatchObject({
    registrations: [{ name: 'Gaia', state: 'confirmed' }],
  })
  await inTransaction(db, tx => forget(tx, { email: 'gaia@example.org' }, NOW))
  expect(await knownOf(db, { email: 'gaia@example.org' })).toEqual({ registrations: [], meetings: [] })
  expect(await join(event.slug, 'Lia')).toBe('waiting')
  expect((await named(event.id, 'Ivo')).state).toBe('confirmed')
  await inTransaction(db, tx => forget(tx, { email: 'ivo@example.org' }, NOW))
  expect(await giveOn(db, MEANS)).toBe(1)
  expect((await named(event.id, 'Lia')).state).toBe('confirmed')
})

test('names go twelve months after, what people needed thirty days after; numbers stay', async () => {
  const event = await open()
  await register(db, MEANS, event.slug, aPerson('Ada', { needs: 'Rampa' }), {}, 'it')
  const apply = async (iso: string) => {
    await inTransaction(db, async tx => {
      for (const one of RETENTION) await one.apply(tx, new Date(iso))
    })
    return (await people(event.id))[0]
  }
  expect(await apply('2027-04-01T00:00:00Z')).toMatchObject({ name: 'Ada', needs: 'Rampa' })
  expect(await apply('2027-04-20T00:00:00Z')).toMatchObject({ name: 'Ada', needs: '' })
  expect(await apply('2028-03-20T00:00:00Z')).toMatchObject({ name: '', email: null, state: 'confirmed' })
})
