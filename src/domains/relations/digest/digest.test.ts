import fc from 'fast-check'
import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { unsubscribe, writeDigests } from './actions.ts'
import { readUnsubscribeToken, unsubscribeToken, weekOf } from './model.ts'

const SECRET = 'a secret of the tests'
let db: Db
let pool: pg.Pool
let now = new Date('2026-11-23T06:00:00Z')
const means = () => ({ db, baseUrl: 'https://telaio.example', secret: SECRET, now })
const mails = async () =>
  (await pool.query('select recipient, subject, text_body, headers, useless_after from mail_outbox order by id')).rows
const agree = (person: number) =>
  pool.query(
    "insert into consent (person_id, purpose, text_version, given_at, how, recorded_by) values ($1, 'digest', '2026-11', '2026-01-01', 'here', 'x')",
    [person],
  )

beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
  await pool.query(`
    insert into organisation (key, name, source, says) values ('alfa', 'Alfa', 'hand', 'Wound dressings and tissue engineering'), ('beta', 'Beta', 'hand', null);
    insert into call (id, title, programme, status, stages, source, source_hash, description) values ('HORIZON-HLTH-2027-01', 'Wound dressings <for> all', 'Horizon Europe', 'open', 'single', 'hand', 'x', 'Wound dressings and tissue engineering');
    insert into call_deadline (call_id, stage, at) values ('HORIZON-HLTH-2027-01', 1, '2027-03-01T16:00:00Z');
    insert into person (id, name, email, language) overriding system value values (1, 'Anna', 'anna@alfa.example', 'it'), (2, 'Bruno', 'bruno@beta.example', 'en'), (3, 'Carla', 'carla@alfa.example', 'it'), (4, 'Dora', null, 'it');
    insert into contact (person_id, organisation_id, role) select p.id, o.id, 'projects' from person p join organisation o on p.email like '%@' || o.key || '.example'`)
  for (const person of [1, 2, 4]) await agree(person)
})

test('whoever agreed gets what is new, once a week, and nothing when there is nothing', async () => {
  const both = await Promise.all([writeDigests(means()), writeDigests(means())])
  expect(both.map(one => one.failed)).toEqual([0, 0])
  expect(both[0].written + both[1].written).toBe(1)
  const [mail, ...more] = await mails()
  expect(more).toEqual([])
  expect(mail).toMatchObject({ recipient: 'anna@alfa.example', subject: 'Questa settimana: Wound dressings <for> all' })
  expect(mail.text_body).toContain('https://telaio.example/it/calls/HORIZON-HLTH-2027-01')
  expect(mail.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  expect(mail.text_body).toContain(mail.headers['List-Unsubscribe'].slice(1, -1))
  expect(await writeDigests(means())).toMatchObject({ written: 0 })
  // The next week the same call is no news; a need of somebody else is, also for who has no fitting call.
  now = new Date('2026-11-30T06:00:00Z')
  expect(await writeDigests(means())).toEqual({ written: 0, nothing: 2, failed: 0 })
  await pool.query(
    "insert into need (organisation_id, title, words, until, published_by, published_at) select id, 'Somebody who sews', 'Please', '2027-01-31', 'x', '2026-11-28' from organisation where key = 'alfa'",
  )
  expect(await writeDigests(means())).toEqual({ written: 1, nothing: 1, failed: 0 })
  expect((await mails()).at(-1)).toMatchObject({
    recipient: 'bruno@beta.example',
    subject: 'This week: Somebody who sews',
  })
})

test('a deadline of what interests an organisation is told once when it is near', async () => {
  await pool.query(
    "insert into interest (organisation_id, call_id, wish, shown_by, shown_at) select id, 'HORIZON-HLTH-2027-01', 'partner', 'x', '2026-11-30' from organisation where key = 'beta'",
  )
  now = new Date('2027-02-08T06:00:00Z')
  await pool.query('update need set closed_at = now()')
  await writeDigests(means())
  expect((await mails()).filter(mail => mail.text_body.includes('NEAR DEADLINES'))).toEqual([])
  now = new Date('2027-02-15T06:00:00Z')
  await writeDigests(means())
  now = new Date('2027-02-22T06:00:00Z')
  await writeDigests(means())
  expect((await mails()).filter(mail => mail.text_body.includes('NEAR DEADLINES'))).toHaveLength(1)
})

test('one press and it ends; a token that is not ours ends nothing', async () => {
  const token = unsubscribeToken(SECRET, 2)
  for (const forged of ['', '2.', `1.${token.split('.')[1]}`, `2.${'A'.repeat(32)}`, unsubscribeToken('other', 2)])
    await expect(unsubscribe(means(), forged)).rejects.toMatchObject({ kind: 'Forbidden' })
  await unsubscribe(means(), token)
  await unsubscribe(means(), token)
  const { rows } = await pool.query('select person_id from consent where withdrawn_at is null order by 1')
  expect(rows).toEqual([{ person_id: 1 }, { person_id: 4 }])
  const { rows: acts } = await pool.query("select count(*)::int as n from audit where verb = 'withdrew consent'")
  expect(acts).toEqual([{ n: 1 }])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), person => {
      expect(readUnsubscribeToken(SECRET, unsubscribeToken(SECRET, person))).toBe(person)
    }),
  )
})

test('weeks as ISO 8601 numbers them', () => {
  for (const [day, week] of [
    ['2026-11-23', '2026-W48'],
    ['2026-11-29', '2026-W48'],
    ['2026-11-30', '2026-W49'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2024-12-30', '2025-W01'],
    ['2021-01-01', '2020-W53'],
  ] as const)
    expect([day, weekOf(day)]).toEqual([day, week])
})
