import fc from 'fast-check'
import { Hono } from 'hono'
import ICAL from 'ical.js'
import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { VISITOR } from '#kernel/actor.ts'
import { localTime } from '#kernel/zoned.ts'
import type { Db } from '#platform/db.ts'
import type { AppEnv } from '#platform/http.tsx'
import { testDatabase } from '../../../../../tools/test-database.ts'
import { editEvent, staffEvent, typedOf } from '../../actions.ts'
import { anEvent, SECRET, STAFF } from '../../fixtures.ts'
import { moveEvent } from '../../moves.ts'
import { eventById } from '../../queries.ts'
import { tokenOf } from '../../registrations/model.ts'
import { aMeetingDay, MEANS } from '../fixtures.ts'
import { myDay } from './actions.ts'
import { agendaFeed } from './feed.ts'
import { linesOf, type MyMeeting, minutesUntil, nextOf, type Span } from './model.ts'
import { website } from './website.tsx'

let db: Db
let pool: pg.Pool

beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
})

/** The first two meet in the first slot, the first and the third in the second. */
async function aDay() {
  const day = await aMeetingDay(db)
  const [a, b, c] = day.people
  await pool.query(
    `insert into meeting (event_id, a_id, b_id, slot_id, table_id, told, changed_by)
      values ($1, $2, $3, $5, $7, 0, 'anna'), ($1, $2, $4, $6, $8, 0, 'anna')`,
    [day.event.id, a?.id, b?.id, c?.id, day.slots[0]?.id, day.slots[1]?.id, day.tables[0]?.id, day.tables[1]?.id],
  )
  await pool.query(
    `insert into meeting_wish (event_id, from_id, to_id, strength, said_at) values ($1, $2, $3, 'like', now()), ($1, $3, $2, 'must', now())`,
    [...[day.event.id, a?.id, b?.id]],
  )
  return { ...day, token: tokenOf(SECRET, { id: a?.id ?? 0, email: 'p0@example.org' }) }
}
const publish = (event: number) =>
  pool.query(
    `update event_agenda set state = 'published', published_at = '2027-03-01', published_by = 'anna' where event_id = $1`,
    [event],
  )

async function feedOf(event: number, token: string): Promise<ICAL.Component[]> {
  const [day, whole] = [await myDay(db, SECRET, token), await eventById(db, event)]
  if (!whole) throw new Error('no event')
  return new ICAL.Component(ICAL.parse(agendaFeed(day, whole, 'it', 'https://cluster.example'))).getAllSubcomponents(
    'vevent',
  )
}
const said = (one: ICAL.Component | undefined, name: string) => String(one?.getFirstPropertyValue(name))
const instant = (one: ICAL.Component | undefined, name: string) =>
  (one?.getFirstPropertyValue(name) as ICAL.Time | undefined)?.toJSDate().toISOString()

test('nothing of the agenda is seen before it is published, by page or calendar', async () => {
  const { event, token } = await aDay()
  expect(await myDay(db, SECRET, token)).toMatchObject({ published: false, meetings: [], slots: [] })
  expect(await feedOf(event.id, token)).toHaveLength(1)
  await publish(event.id)
  const day = await myDay(db, SECRET, token)
  expect(day).toMatchObject({
    published: true,
    meetings: [
      {
        name: 'Persona 2',
        organisation: 'Ente 2',
        table: 'Tavolo 1',
        room: 'Sala incontri',
        mine: true,
        theirs: true,
        changed: null,
      },
      { name: 'Persona 3', mine: false, theirs: false },
    ],
  })
  // Only what the two need: nobody's address or needs.
  expect(JSON.stringify(day.meetings)).not.toContain('example.org')
})

test('a link of somebody else, or made up, opens nothing', async () => {
  const { people, token } = await aDay()
  for (const forged of [token.replace(/^\d+/, String(people[1]?.id)), '1.x', ''])
    await expect(myDay(db, SECRET, forged)).rejects.toMatchObject({ kind: 'NotFound' })
})

test('a calendar knows a meeting again when it moves, and takes away what was cancelled after people were told', async () => {
  const { event, token, tables } = await aDay()
  await publish(event.id)
  const [, first, second] = await feedOf(event.id, token)
  expect(said(first, 'summary')).toBe('Persona 2, Ente 2')
  expect(said(first, 'location')).toBe('Tavolo 1, Sala incontri, Sala blu, Bologna')
  await pool.query(
    `update meeting set table_id = $2, sequence = 1, changed_at = now() + interval '1 minute' where uid = $1`,
    [said(first, 'uid'), tables[2]?.id],
  )
  await pool.query(`update meeting set state = 'cancelled', sequence = 1 where uid = $1`, [said(second, 'uid')])
  const [, moved, cancelled] = await feedOf(event.id, token)
  expect([said(moved, 'uid'), said(moved, 'sequence'), said(moved, 'status')]).toEqual([
    said(first, 'uid'),
    '1',
    'CONFIRMED',
  ])
  expect(said(moved, 'location')).toContain('Tavolo 3')
  expect(Date.parse(instant(moved, 'last-modified') ?? '')).toBeGreaterThan(
    Date.parse(instant(first, 'last-modified') ?? ''),
  )
  expect([said(cancelled, 'uid'), said(cancelled, 'status')]).toEqual([said(second, 'uid'), 'CANCELLED'])
  // Of what nobody was told there is nothing to take away.
  await pool.query(`update meeting set told = null where uid = $1`, [said(second, 'uid')])
  expect(await feedOf(event.id, token)).toHaveLength(2)
})

test('a calendar that asks again gets nothing while nothing has changed', async () => {
  const { event, token } = await aDay()
  await publish(event.id)
  const app = new Hono<AppEnv>()
  app.use(async (c, next) => {
    c.set('language', 'it')
    c.set('actor', VISITOR)
    await next()
  })
  const deps = { db, secret: SECRET, baseUrl: 'https://cluster.example', clock: () => MEANS.now, release: '1' }
  app.route('/', website({ ...deps, keeper: () => new Response('') }))
  const ask = (etag?: string) =>
    app.request(`/registration/agenda.ics?token=${token}`, etag ? { headers: { 'If-None-Match': etag } } : {})
  const first = await ask()
  expect(await first.text()).toMatch(/REFRESH-INTERVAL;VALUE=DURATION:PT15M\r\nX-PUBLISHED-TTL:PT15M/)
  const etag = first.headers.get('etag') ?? 'none'
  expect((await ask(etag)).status).toBe(304)
  await pool.query(`update meeting set sequence = sequence + 1, changed_at = now() where event_id = $1`, [event.id])
  const changed = await ask(etag)
  expect(changed.status).toBe(200)
  expect(changed.headers.get('etag')).not.toBe(etag)
  // The event's own words are in it too.
  const again = changed.headers.get('etag') ?? 'none'
  expect((await ask(again)).status).toBe(304)
  const whole = await staffEvent(db, STAFF, event.id)
  await editEvent(db, MEANS, STAFF, event.id, anEvent({ ...typedOf(whole), summary_it: 'Con il pranzo.' }))
  const edited = await ask(again)
  expect(edited.status).toBe(200)
  expect(await edited.text()).toContain('Con il pranzo.')
})

test('an event that is called off takes its meetings along', async () => {
  const { event, token } = await aDay()
  await publish(event.id)
  const before = await feedOf(event.id, token)
  await moveEvent(db, MEANS, STAFF, event.id, { to: 'cancelled', sure: true, why: { it: '', en: '' } })
  const after = await feedOf(event.id, token)
  expect(after.map(one => said(one, 'status'))).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED'])
  const sequences = (all: readonly ICAL.Component[]) => all.map(one => Number(said(one, 'sequence')))
  expect(sequences(after)).toEqual(sequences(before).map(n => n + 1))
})

test('on the day clocks change, meetings before and after it are at the hours that clocks show', async () => {
  const { event, token, slots } = await aDay()
  await publish(event.id)
  // In Rome 01:30 before and 03:30 after the hour that is skipped: an hour apart.
  await pool.query(
    `update meeting_slot set starts_at = x.at::timestamptz, ends_at = x.at::timestamptz + interval '20 minutes'
    from (values ($1::bigint, '2027-03-28T01:30+01:00'), ($2, '2027-03-28T03:30+02:00')) as x (id, at) where meeting_slot.id = x.id`,
    [slots[0]?.id, slots[1]?.id],
  )
  const [, ...meetings] = await feedOf(event.id, token)
  expect(meetings.map(one => instant(one, 'dtstart'))).toEqual(['2027-03-28T00:30:00.000Z', '2027-03-28T01:30:00.000Z'])
  expect(meetings.map(one => localTime(new Date(instant(one, 'dtstart') ?? ''), 'Europe/Rome').slice(11))).toEqual([
    '01:30',
    '03:30',
  ])
})

const at = (minutes: number) => new Date(Date.UTC(2027, 2, 12, 8, minutes)).toISOString()
const meetingAt = (n: number, state: 'placed' | 'cancelled'): MyMeeting => ({
  ...{
    id: n,
    uid: String(n),
    sequence: 0,
    state,
    starts: at(n * 25),
    ends: at(n * 25 + 20),
    changed: null,
    stamp: at(0),
    table: 'T',
    room: 'S',
  },
  ...{
    name: 'A',
    organisation: '',
    offers: '',
    seeks: '',
    languages: [],
    mine: true,
    theirs: false,
    outcome: null,
    note: '',
    follows: [],
  },
})
const aList = fc
  .uniqueArray(fc.tuple(fc.nat(19), fc.constantFrom('placed', 'cancelled')), { selector: ([n]) => n })
  .map(all => all.map(([n, state]) => meetingAt(n, state as 'placed')))

test('what is on and what is next: never cancelled, never past, and nothing lies between', () => {
  fc.assert(
    fc.property(aList, fc.nat(600), (meetings, minute) => {
      const now = new Date(at(minute))
      const { on, next } = nextOf(meetings, now)
      const placed = meetings.filter(one => one.state === 'placed')
      expect(on).toBe(placed.find(one => new Date(one.starts) <= now && now < new Date(one.ends)))
      const later = placed.filter(one => new Date(one.starts) > now)
      expect(next === undefined).toBe(later.length === 0)
      if (next) expect(later.every(one => one.starts >= next.starts)).toBe(true)
      if (next) expect(minutesUntil(next.starts, now)).toBeGreaterThan(0)
    }),
  )
})

test('breaks: never during a meeting, every empty slot lies in one, and all is in the order of time', () => {
  const slots: Span[] = Array.from({ length: 20 }, (_, n) => ({ starts: at(n * 25), ends: at(n * 25 + 20) }))
  fc.assert(
    fc.property(aList, meetings => {
      const lines = linesOf(meetings, [], slots)
      const free = lines.flatMap(line => (line.what === 'free' ? [line] : []))
      const placed = meetings.filter(one => one.state === 'placed')
      for (const { at: from, until } of free)
        for (const one of placed) expect(one.ends <= from || one.starts >= until).toBe(true)
      for (const slot of slots)
        expect(free.some(one => one.at <= slot.starts && slot.ends <= one.until)).toBe(
          !placed.some(one => one.starts === slot.starts),
        )
      expect(lines.map(line => line.at)).toEqual(lines.map(line => line.at).toSorted())
    }),
  )
})
