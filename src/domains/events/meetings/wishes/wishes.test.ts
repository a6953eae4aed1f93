import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { VISITOR } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '../../../../../tools/test-database.ts'
import { SECRET, STAFF } from '../../fixtures.ts'
import { cancelMine, eraseMine } from '../../registrations/actions.ts'
import { tokenOf } from '../../registrations/model.ts'
import { aMeetingDay, MEANS } from '../fixtures.ts'
import { type PersonRow, peopleOf, wishesOf } from '../queries.ts'
import { keepApart, whoIsReady } from '../readiness/actions.ts'
import { readinessQuery } from '../readiness/model.ts'
import { keepRules } from '../setup/actions.ts'
import { rulesForm } from '../setup/model.ts'
import { sayOfMe, type Who, whoByLink, whoByStaff, wish, wishesPage } from './actions.ts'
import { invite, remindOfWishes, tellWanted } from './letters.ts'
import { found, listed } from './listed.ts'
import { MOST_MUSTS, personForm, placeQuery } from './model.ts'

const { now } = MEANS
const at = (iso: string) => ({ ...MEANS, now: new Date(iso) })
let db: Db
let pool: pg.Pool

beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
})

const who = (person: PersonRow): Promise<Who> => whoByLink(db, SECRET, tokenOf(SECRET, person))
const say = async (person: PersonRow, more: object = {}, time = now) =>
  sayOfMe(db, await who(person), personForm.parse(more), time)
const choose = async (from: PersonRow, to: { id: number }, strength: 'must' | 'like' | 'no' | 'none', time = now) =>
  wish(db, await who(from), { to: to.id, strength, back: 'p' }, time)
const mails = async (template: string, event: number) =>
  (
    await pool.query<{ recipient: string; subject: string; text_body: string }>(
      `select recipient, subject, text_body from mail_outbox m where template = $1
        and exists (select 1 from registration r where r.event_id = $2 and m.once_key like $1 || ' ' || r.id || ' %') order by recipient`,
      [template, event],
    )
  ).rows
const closeOn = (event: number, wishes_until: string) =>
  keepRules(db, STAFF, event, rulesForm.parse({ wishes_until }), now)

test('what somebody says of themselves is kept, and shown to others without address and phone', async () => {
  const { event, people, slots } = await aMeetingDay(db)
  const [ada, bea] = people as [PersonRow, PersonRow]
  await say(ada, {
    offers: ' Sensori ',
    seeks: 'Ospedali',
    languages: ['it', 'en'],
    phone: '+39 051 123456',
    away: [String(slots[1]!.id), '999999'],
  })
  expect((await peopleOf(db, event.id)).find(one => one.id === ada.id)).toMatchObject({
    ...{ offers: 'Sensori', languages: ['it', 'en'], phone: '+39 051 123456', away: [slots[1]!.id], said_by: null },
  })
  const { others } = await wishesPage(db, await who(bea))
  const shown = others.find(one => one.id === ada.id)
  expect(Object.keys(shown ?? {}).toSorted()).toEqual([
    'id',
    'languages',
    'name',
    'offers',
    'organisation',
    'organisation_id',
    'organisation_key',
    'seeks',
  ])
  expect(JSON.stringify(others)).not.toMatch(/051|example\.org/)
  expect(others.map(one => one.id)).not.toContain(bea.id)
})

test('two windows: the second learns that it was saved meanwhile, and can save again', async () => {
  const { people } = await aMeetingDay(db)
  const ada = people[0]!
  await say(ada, { offers: 'uno' })
  await expect(say(ada, { offers: 'due' })).rejects.toThrow('saved from another window')
  await say(ada, { offers: 'due', seen: now.toISOString() }, new Date(now.getTime() + 1000))
})

test('what is wrong is said field by field, and nothing is kept', async () => {
  const { event, people } = await aMeetingDay(db)
  await expect(
    say(people[0]!, {
      offers: 'x'.repeat(1001),
      seeks: 'x'.repeat(1001),
      phone: 'chiamami',
      people: '0',
      most_meetings: '-1',
    }),
  ).rejects.toMatchObject({
    fields: Object.fromEntries(
      ['offers', 'seeks', 'phone', 'people', 'most_meetings'].map(name => [name, expect.anything()]),
    ),
  })
  expect((await peopleOf(db, event.id))[0]).toMatchObject({ said_at: null })
})

test('forged links, people of other events, oneself, the cancelled and the same house are refused in words', async () => {
  const { event, people } = await aMeetingDay(db)
  const other = await aMeetingDay(db)
  const [ada, bea, carla, dora] = people as [PersonRow, PersonRow, PersonRow, PersonRow]
  const own = tokenOf(SECRET, ada)
  for (const forged of ['', own.slice(0, -1), `${bea.id}.${own.split('.')[1]}`, tokenOf('another', ada)])
    await expect(whoByLink(db, SECRET, forged), forged).rejects.toThrow('leads to no registration')
  await expect(choose(ada, other.people[0]!, 'like')).rejects.toThrow('no such person')
  await expect(choose(ada, { id: 999_999 }, 'like')).rejects.toThrow('no such person')
  await expect(choose(ada, ada, 'must')).rejects.toThrow('nobody meets themselves')
  await cancelMine(db, MEANS, tokenOf(SECRET, bea))
  await expect(choose(ada, bea, 'like')).rejects.toThrow('does not come any more')
  await expect(whoByLink(db, SECRET, tokenOf(SECRET, bea))).rejects.toThrow('who have a place')
  const { rows } = await pool.query(
    `insert into organisation (key, name, source) values ('casa', 'Casa', 'hand') returning id`,
  )
  await pool.query('update registration set organisation_id = $1 where id = any($2)', [rows[0].id, [carla.id, dora.id]])
  await expect(choose(carla, dora, 'like')).rejects.toThrow('same organisation')
  expect((await wishesPage(db, await who(carla))).others.map(one => one.id)).not.toContain(dora.id)
  await expect(whoByStaff(db, VISITOR, event.id, ada.id)).rejects.toMatchObject({ kind: 'Forbidden' })
  await expect(whoByStaff(db, STAFF, event.id, other.people[0]!.id)).rejects.toThrow('no such person')
  expect(await wishesOf(db, event.id)).toEqual([])
})

test('a choice sent twice is one, changes, and is taken back; musts have a limit that holds also when sent at once', async () => {
  const { event, people } = await aMeetingDay(db, { people: 9 })
  const [ada, ...others] = people as [PersonRow, ...PersonRow[]]
  await Promise.all([choose(ada, others[0]!, 'like'), choose(ada, others[0]!, 'like')])
  await choose(ada, others[0]!, 'must', new Date(now.getTime() + 60_000))
  expect(await wishesOf(db, event.id)).toMatchObject([{ strength: 'must', said_at: now }])
  const all = await Promise.allSettled(others.map(other => choose(ada, other, 'must')))
  expect(all.filter(one => one.status === 'rejected')).toHaveLength(others.length - MOST_MUSTS)
  expect((await wishesOf(db, event.id)).filter(one => one.strength === 'must')).toHaveLength(MOST_MUSTS)
  await choose(ada, others[0]!, 'none')
  await choose(ada, others[0]!, 'none')
  expect(await wishesOf(db, event.id)).toHaveLength(MOST_MUSTS - 1)
})

test('a wish is answered by a wish; a no is never told, and an unanswered one expires', async () => {
  const { event, people } = await aMeetingDay(db)
  await closeOn(event.id, '2027-02-20T18:00')
  const [ada, bea, carla] = people as [PersonRow, PersonRow, PersonRow]
  await choose(ada, bea, 'must')
  await choose(carla, bea, 'like')
  const of = async (person: PersonRow, time = now) => listed(await wishesPage(db, await who(person)), time)
  const seen = async (by: PersonRow, person: PersonRow, time = now) =>
    (await of(by, time)).find(one => one.id === person.id)
  expect(await seen(bea, ada)).toMatchObject({ wantsMe: true, waits: expect.any(Date) })
  // After wishes have closed answers are still taken, other wishes are not.
  const late = new Date('2027-02-22T10:00:00Z')
  await choose(bea, ada, 'like', late)
  await choose(bea, carla, 'no', late)
  await expect(choose(bea, people[3]!, 'like', late)).rejects.toThrow('Wishes are closed')
  await expect(choose(bea, ada, 'none', late)).rejects.toThrow('Wishes are closed')
  await expect(say(bea, {}, late)).rejects.toThrow('Wishes are closed')
  expect(await seen(ada, bea)).toMatchObject({ mine: 'must', wantsMe: true })
  // To Carla all is as if nobody had answered.
  expect(await seen(carla, bea)).toMatchObject({ mine: 'like', wantsMe: false, waits: undefined })
  expect(JSON.stringify((await wishesPage(db, await who(carla))).theirs)).toBe('[]')
  await choose(people[3]!, people[4]!, 'like')
  const expired = new Date('2027-02-24T10:00:00Z')
  expect(await seen(people[4]!, people[3]!, expired)).toMatchObject({ wantsMe: false, waits: undefined })
  await expect(choose(people[4]!, people[3]!, 'like', expired)).rejects.toThrow('Wishes are closed')
})

test('staff say for somebody, also late, and it is marked', async () => {
  const { event, people } = await aMeetingDay(db)
  await closeOn(event.id, '2027-02-01T10:00')
  const [ada, bea] = people as [PersonRow, PersonRow]
  await expect(choose(ada, bea, 'like')).rejects.toThrow('Wishes are closed')
  const staff = await whoByStaff(db, STAFF, event.id, ada.id)
  await sayOfMe(db, staff, personForm.parse({ seeks: 'Al telefono' }), now)
  await wish(db, staff, { to: bea.id, strength: 'like', back: 'p' }, now)
  expect(await wishesOf(db, event.id)).toMatchObject([{ said_by: 'anna' }])
  expect((await peopleOf(db, event.id)).find(one => one.id === ada.id)).toMatchObject({ said_by: 'anna' })
  const { rows } = await pool.query(`select actor, verb from audit where thing = $1 order by id`, [
    `registration ${ada.id}`,
  ])
  expect(rows).toEqual(Array(2).fill({ actor: 'anna', verb: 'said wishes' }))
})

test('the list is searched, filtered and keeps whoever was just chosen', async () => {
  const { people } = await aMeetingDay(db, { people: 30 })
  const [ada, bea] = people as [PersonRow, PersonRow]
  await say(bea, { offers: 'Termocàmere', languages: ['en'] })
  await choose(ada, bea, 'like')
  const all = listed(await wishesPage(db, await who(ada)), now)
  const find = (query: object) => found(all, placeQuery.parse(query), [])
  expect(find({})).toMatchObject({ total: 29, page: 1, pages: 2 })
  expect(find({ page: '9' })).toMatchObject({ page: 2 })
  expect(find({ q: 'TERMOCAMERE' }).rows.map(one => one.id)).toEqual([bea.id])
  expect(find({ show: 'open' }).total).toBe(28)
  expect(find({ show: 'open', at: String(bea.id) }).total).toBe(29)
  expect(find({ show: 'mine' }).rows.map(one => one.id)).toEqual([bea.id])
  // Who names no language may speak any.
  expect(find({ lang: 'it' }).rows.map(one => one.id)).not.toContain(bea.id)
})

test('letters: once a day, only to those who said nothing, a digest of new wishes, a reminder before the end', async () => {
  const { event, people } = await aMeetingDay(db)
  const [ada, bea, carla, dora] = people as [PersonRow, PersonRow, PersonRow, PersonRow]
  await say(ada, { offers: 'Sensori' })
  await say(dora, { takes_part: '0' })
  expect(await invite(db, MEANS, STAFF, event.id, 'silent')).toBe(4)
  expect(await invite(db, MEANS, STAFF, event.id, 'all')).toBe(1)
  expect(await invite(db, MEANS, STAFF, event.id, 'all')).toBe(0)
  expect((await mails('meetings invitation', event.id))[0]?.text_body).toMatch(/\/it\/registration\/wishes\?token=\S+/)
  await choose(ada, carla, 'must')
  await choose(bea, carla, 'like')
  await choose(bea, ada, 'no')
  const others = (await tellWanted(db, MEANS)) - 1
  expect(await mails('meetings wanted', event.id)).toMatchObject([
    { recipient: carla.email, subject: expect.stringContaining('In 2 vorrebbero incontrarti') },
  ])
  expect(others).toBeGreaterThanOrEqual(0)
  expect(await tellWanted(db, at('2027-02-02T10:00:00Z'))).toBe(0)
  await choose(people[4]!, carla, 'like', new Date('2027-02-02T11:00:00Z'))
  expect(await tellWanted(db, at('2027-02-03T10:00:00Z'))).toBe(1)
  await closeOn(event.id, '2027-02-12T18:00')
  expect(await remindOfWishes(db, at('2027-02-09T10:00:00Z'))).toBe(0)
  await remindOfWishes(db, at('2027-02-11T10:00:00Z'))
  await remindOfWishes(db, at('2027-02-12T10:00:00Z'))
  expect((await mails('meetings closing', event.id)).map(one => one.recipient)).toEqual(
    [carla, people[5]!].map(one => one.email),
  )
  await expect(invite(db, at('2027-02-13T10:00:00Z'), STAFF, event.id, 'all')).rejects.toMatchObject({
    kind: 'Conflict',
  })
  await expect(invite(db, MEANS, VISITOR, event.id, 'all')).rejects.toMatchObject({ kind: 'Forbidden' })
})

test('who takes the name of a site writes no link into the letters of others', async () => {
  const { event, people } = await aMeetingDay(db)
  const [ada, bea] = people as [PersonRow, PersonRow]
  await pool.query(
    `update registration set name = 'Vinci su evil.example', organisation = 'bad.example' where id = $1`,
    [bea.id],
  )
  await choose(bea, ada, 'like')
  await choose(ada, bea, 'like')
  await choose(people[2]!, bea, 'like')
  await choose(bea, people[3]!, 'like')
  await tellWanted(db, MEANS)
  const written = await mails('meetings wanted', event.id)
  expect(written.map(one => one.recipient)).toEqual([bea.email, people[3]!.email])
  for (const { text_body } of written) {
    expect(text_body).toContain('Vinci su evil')
    expect(text_body).not.toMatch(/(evil|bad)\.example/)
  }
})

test('readiness tells who lacks what; a group set by staff is not something said', async () => {
  const { event, people } = await aMeetingDay(db)
  const [ada, bea, carla] = people as [PersonRow, PersonRow, PersonRow]
  await say(ada, { offers: '=Sensori', phone: '051 123456' })
  await say(carla, { takes_part: '0' })
  await choose(ada, bea, 'like')
  expect(await keepApart(db, STAFF, event.id, { people: [ada.id, bea.id, 999_999], group: ' Concorrenti  A ' })).toBe(2)
  await expect(keepApart(db, STAFF, event.id, { people: [], group: 'A' })).rejects.toThrow('at least one')
  await expect(keepApart(db, STAFF, event.id, { people: [ada.id], group: 'x'.repeat(61) })).rejects.toThrow('too long')
  const ready = (query: object = {}) => whoIsReady(db, STAFF, event.id, readinessQuery.parse(query), now)
  const { rows, lacking, groups } = await ready()
  const of = (person: PersonRow) => rows.find(one => one.id === person.id)
  expect(of(ada)).toMatchObject({ wishes: 1, lacks: ['unwanted'], kept_apart: 'Concorrenti A' })
  expect(of(bea)).toMatchObject({
    wanted: 1,
    waiting: 1,
    said_at: null,
    lacks: ['silent', 'empty', 'wishless', 'unanswered'],
  })
  expect(of(carla)).toMatchObject({ lacks: ['out'] })
  expect(rows.at(-1)?.id).toBe(carla.id)
  expect(lacking.find(one => one.lack === 'silent')).toEqual({ lack: 'silent', count: 4 })
  expect(groups).toEqual(['Concorrenti A'])
  expect((await ready({ lack: 'unanswered' })).rows.map(one => one.id)).toEqual([bea.id])
  expect((await ready({ q: '051' })).rows.map(one => one.id)).toEqual([ada.id])
  await say(bea, { offers: 'Letti' })
  expect((await peopleOf(db, event.id)).find(one => one.id === bea.id)).toMatchObject({ kept_apart: 'Concorrenti A' })
})

test('who erases themselves leaves nothing of what they said', async () => {
  const { event, people } = await aMeetingDay(db)
  await say(people[0]!, { offers: 'Sensori', phone: '051 123456' })
  await eraseMine(db, MEANS, tokenOf(SECRET, people[0]!))
  const { rows } = await pool.query('select 1 from meeting_person where event_id = $1', [event.id])
  expect(rows).toEqual([])
})
