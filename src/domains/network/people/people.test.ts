import fc from 'fast-check'
import ICAL from 'ical.js'
import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import { FEWEST } from '#kernel/few.ts'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { agreed, withdrawConsent } from './consents/actions.ts'
import { directory, exportPeople } from './directory/actions.ts'
import {
  eraseOwn,
  erasePerson,
  everythingAbout,
  ownView,
  personForStaff,
  saveForPerson,
  saveOwn,
} from './own/actions.ts'
import { vcard } from './own/card.ts'

const NOW = new Date('2026-11-24T10:00:00Z')
const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }
const NOTHING_ELSE = { known: async () => ({}), erase: async () => undefined }
let db: Db
let pool: pg.Pool
let alfa: number
let member: Actor

beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
  const { rows } = await pool.query(
    `insert into organisation (key, name, source) values ('alfa', 'Alfa', 'hand') returning id`,
  )
  alfa = rows[0].id
  member = { id: 'rita', name: 'Rita', role: 'visitor', actsFor: new Map([[alfa, 'represent']]) }
  await pool.query(`insert into account_user (id, name, email, role, email_verified) values
    ('anna', 'Anna Verdi', 'anna@example.org', 'staff', true), ('rita', 'Rita Rossi', 'rita@example.org', 'visitor', true),
    ('ada', 'Ada', 'ada@example.org', 'administrator', true)`)
})

/** A contact of Alfa as the registry keeps it. */
async function contact(name: string, email: string | null): Promise<number> {
  const { rows } = await pool.query('insert into person (name, email) values ($1, $2) returning id', [name, email])
  await pool.query("insert into contact (person_id, organisation_id, role) values ($1, $2, 'projects')", [
    rows[0].id,
    alfa,
  ])
  return rows[0].id
}

test('whoever signs in finds the contact that the registry kept under their address, and it is theirs from then on', async () => {
  const id = await contact('R. Rossi', 'rita@example.org')
  expect((await ownView(db, 'rita', NOW)).view?.person.id).toBe(id)
  await saveOwn(
    db,
    'rita',
    { name: 'Rita Rossi', phone: '051 555 0199', says: 'Wounds', language: 'it' },
    ['directory'],
    NOW,
  )
  const { view } = await ownView(db, 'rita', NOW)
  expect([view?.person.account_id, view?.person.phone, view?.contacts[0]?.organisation]).toEqual([
    'rita',
    '051 555 0199',
    'Alfa',
  ])
  // Another record with the address of somebody who has one already is not taken.
  await contact('Rita R.', 'rita@example.org')
  expect((await ownView(db, 'rita', NOW)).view?.person.id).toBe(id)
})

test('a consent has its date, its text and its way; taken back it stays as history, and the directory follows', async () => {
  const people = async () => (await directory(db, member, undefined)).people?.map(one => one.name)
  expect(await people()).toEqual(['Rita Rossi'])
  const { view } = await ownView(db, 'rita', NOW)
  const id = view?.person.id ?? 0
  await saveOwn(db, 'rita', { name: 'Rita Rossi', phone: undefined, says: undefined, language: 'en' }, ['digest'], NOW)
  expect(await people()).toEqual([])
  expect((await agreed(db, 'digest')).map(one => [one.name, one.language])).toEqual([['Rita Rossi', 'en']])
  await saveForPerson(
    db,
    STAFF,
    id,
    { name: 'Rita Rossi', phone: undefined, says: undefined, language: 'en' },
    { agrees: ['digest', 'directory'], how: 'phone' },
    NOW,
  )
  await withdrawConsent(db, id, 'digest', NOW)
  await withdrawConsent(db, id, 'digest', NOW)
  expect(await agreed(db, 'digest')).toEqual([])
  const { consents } = await personForStaff(db, STAFF, id)
  expect(consents.map(one => [one.purpose, one.how, one.text_version, one.withdrawn_at !== null])).toEqual([
    ['directory', 'phone', '2026-11', false],
    ['digest', 'here', '2026-11', true],
    ['directory', 'here', '2026-11', true],
  ])
  const { rows } = await pool.query("select actor, verb, details from audit where verb like '%consent%' order by id")
  expect(rows.map(row => [row.actor, row.verb, row.details.purpose])).toEqual([
    ['rita', 'recorded consent', 'directory'],
    ['rita', 'withdrew consent', 'directory'],
    ['rita', 'recorded consent', 'digest'],
    ['anna', 'recorded consent', 'directory'],
    ['system', 'withdrew consent', 'digest'],
  ])
})

test('visitors learn a number of people only, and none between one and four', async () => {
  for (let at = 0; at < FEWEST; at += 1) {
    const { rows } = await pool.query('select count(*)::int as n from person where listed_at is not null')
    const seen = await directory(db, VISITOR, undefined)
    expect(seen.people).toBeUndefined()
    expect(seen.count).toEqual(rows[0].n === 0 || rows[0].n >= FEWEST ? { exact: rows[0].n } : { fewerThan: FEWEST })
    await pool.query(
      'update person set listed_at = now() where id = (select id from person where listed_at is null limit 1)',
    )
    await contact(`Somebody ${at}`, null)
  }
  expect((await directory(db, member, 'SOMEBODY')).people?.length).toBeGreaterThan(0)
  expect((await directory(db, member, '%')).people).toEqual([])
})

test('everything about somebody can be taken away, and staff’s own copy of the list is written down', async () => {
  const { view } = await ownView(db, 'rita', NOW)
  const all = await everythingAbout(db, { accountId: 'rita', view }, async () => ({ cases: [{ said: 'hello' }] }), NOW)
  expect(Object.keys(all)).toEqual([
    'account',
    'organisations',
    'sessions',
    'passkeys',
    'person',
    'contacts',
    'consents',
    'acts',
    'mail',
    'cases',
  ])
  expect(all.acts?.length).toBeGreaterThan(0)
  expect(JSON.stringify(all)).toContain('rita@example.org')
  const rows = await exportPeople(db, STAFF, undefined)
  const written = await pool.query("select details from audit where verb = 'exported'")
  expect(written.rows).toEqual([{ details: { people: rows.length } }])
  await expect(exportPeople(db, member, undefined)).rejects.toMatchObject({ kind: 'Forbidden' })
})

test('an erased person is nowhere but as a code, what they did stays, and mail that waits is not sent', async () => {
  await pool.query(`insert into mail_outbox (message_id, recipient, template, subject, text_body, state) values
    ('<1@t>', 'rita@example.org', 't', 'About Rita', 'Dear Rita Rossi', 'waiting'), ('<2@t>', 'rita@example.org', 't', 'Sent to Rita', null, 'sent')`)
  await eraseOwn(db, 'rita', NOTHING_ELSE.erase, NOW)
  const { rows: tables } = await pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public'",
  )
  const where: string[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query(
      `select 1 from ${name} as t where t::text ~* 'rita@example|Rita Rossi|555 0199' limit 1`,
    )
    if (rows.length) where.push(name)
  }
  // The second record with her address was never linked: it is the registry's, for staff to erase.
  expect(where).toEqual(['person'])
  const { rows } = await pool.query("select id from person where email = 'rita@example.org'")
  await erasePerson(db, STAFF, rows[0].id, NOTHING_ELSE.erase)
  expect((await pool.query("select 1 from person where email = 'rita@example.org'")).rows).toEqual([])
  expect((await pool.query("select count(*)::int as n from audit where actor = 'rita'")).rows[0].n).toBeGreaterThan(3)
  await expect(eraseOwn(db, 'rita', NOTHING_ELSE.erase, NOW)).rejects.toMatchObject({ kind: 'NotFound' })
  await expect(erasePerson(db, member, 1, NOTHING_ELSE.erase)).rejects.toMatchObject({ kind: 'Forbidden' })
  // The last administrator cannot go, and then nothing of theirs goes.
  await saveOwn(db, 'ada', { name: 'Ada', phone: undefined, says: undefined, language: 'it' }, [], NOW)
  await expect(eraseOwn(db, 'ada', NOTHING_ELSE.erase, NOW)).rejects.toMatchObject({ kind: 'Conflict' })
  expect((await ownView(db, 'ada', NOW)).view?.person.name).toBe('Ada')
})

test('a card reads back as it was written, whatever is in it', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, unit: 'grapheme' }).filter(name => name.trim() !== '' && !/[\p{C}]/u.test(name)),
      fc.option(
        fc.string({ unit: 'grapheme' }).filter(text => !/[\p{C}]/u.test(text)),
        { nil: null },
      ),
      (name, title) => {
        const text = vcard({ name, email: null, phone: null, language: 'it', works: [{ organisation: name, title }] })
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        const card = new ICAL.Component(ICAL.parse(text) as never)
        expect(card.getFirstPropertyValue('fn')).toBe(name)
        const org = card.getFirstProperty('org')
        expect([org?.getValues().flat().join(';')]).toEqual([name])
      },
    ),
  )
})
