import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { refreshSearch } from '#domains/projects/summary/queries.ts'
import { VISITOR } from '#kernel/actor.ts'
import { formats } from '#platform/i18n.ts'
import { copyEvent, createEvent, eventNamed, staffEvent, typedOf } from './actions.ts'
import { giveFeedback } from './afterwards/actions.ts'
import { eventCalendar } from './calendar.ts'
import { markOne } from './check-in/actions.ts'
import { anEvent, aPerson, at, eventsOnADatabase, MEANS, MOVE, NOW, STAFF } from './fixtures.ts'
import { moveEvent } from './moves.ts'
import { addRoom, keepSession } from './programme/actions.ts'
import { sessionForm } from './programme/model.ts'
import { roomsOf, sessionsOf } from './programme/queries.ts'
import { addByHand } from './registrations/actions.ts'
import { spanOf } from './times.ts'

const { db, pool, open, join, named, token, mails } = await eventsOnADatabase(refreshSearch)

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
