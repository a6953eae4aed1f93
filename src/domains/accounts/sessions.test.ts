import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#platform/db.ts'
import { readEnv } from '#platform/env.ts'
import { testDatabase } from '../../../tools/test-database.ts'
import { requestLink } from './actions.ts'
import { endOwnSession, ownAccount } from './own/actions.ts'
import { beginSecondFactor, confirmSecondFactor, endSecondFactor, passSecondFactor } from './second-factor/actions.ts'
import { codeAt, stepAt } from './second-factor/model.ts'
import { factorOf } from './second-factor/queries.ts'
import { makeSessions, type Sessions } from './sessions.ts'

const ENV = readEnv({ TELAIO_SECRET: 'a secret of the tests, long enough for its purpose' })
const NOW = new Date('2026-11-24T10:00:00Z')
let db: Db
let pool: pg.Pool
let sessions: Sessions

beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
  sessions = makeSessions(db, ENV, 'http://localhost')
  await pool.query(`insert into account_user (id, name, email, role) values
    ('anna', 'Anna Verdi', 'anna@example.org', 'staff'), ('bea', 'Bea Neri', 'bea@example.org', 'visitor')`)
})

const headersOf = (cookies: readonly string[] | undefined) =>
  new Headers({ cookie: (cookies ?? []).map(cookie => cookie.split(';')[0]).join('; ') })
async function enter(email: string) {
  const headers = headersOf(await sessions.redeem((await sessions.issueLink(email)) ?? '', new Headers()))
  return { headers, ...(await sessions.whoIs(headers)) }
}

test('two people who ask for a link at the same time each get their own', async () => {
  const asked = await Promise.all(
    Array.from({ length: 10 }, (_, at) => sessions.issueLink(at % 2 ? 'anna@example.org' : 'bea@example.org')),
  )
  expect(new Set(asked).size).toBe(10)
  for (const [at, token] of asked.entries()) {
    const { actor } = await sessions.whoIs(headersOf(await sessions.redeem(token ?? '', new Headers())))
    expect(actor.id).toBe(at % 2 ? 'anna' : 'bea')
  }
})

test('a link that is used by two at once lets one in, and never again', async () => {
  const token = (await sessions.issueLink('anna@example.org')) ?? ''
  const both = await Promise.all([1, 2, 3, 4].map(() => sessions.redeem(token, new Headers()).catch(() => undefined)))
  expect(both.filter(Boolean)).toHaveLength(1)
  expect(await sessions.redeem(token, new Headers())).toBeUndefined()
})

test('an expired link lets nobody in', async () => {
  const token = (await sessions.issueLink('anna@example.org')) ?? ''
  await pool.query("update account_verification set expires_at = now() - interval '1 second'")
  expect(await sessions.redeem(token, new Headers())).toBeUndefined()
})

test('an unknown address gets the same answer and no mail', async () => {
  const clock = () => NOW
  await pool.query('delete from mail_outbox')
  await requestLink({ db, sessions, baseUrl: 'http://localhost', clock }, 'nobody@example.org', 'it')
  await requestLink({ db, sessions, baseUrl: 'http://localhost', clock }, 'bea@example.org', 'it')
  await expect
    .poll(async () => (await pool.query('select recipient from mail_outbox')).rows)
    .toEqual([{ recipient: 'bea@example.org' }])
  const { rows } = await pool.query('select text_body, html_body, useless_after from mail_outbox')
  expect(rows[0].text_body).toMatch(/http:\/\/localhost\/it\/sign-in\/link\?token=\S+/)
  expect(rows[0].useless_after).toEqual(new Date('2026-11-24T10:15:00Z'))
})

test('sessions are listed and ended by their owner alone, at once', async () => {
  const anna = await enter('anna@example.org')
  const bea = await enter('bea@example.org')
  const listed = (await ownAccount(db, 'bea', new Date())).sessions.map(one => one.id)
  expect(listed).toContain(bea.signedIn?.session)
  expect(listed).not.toContain(anna.signedIn?.session)
  if (!anna.signedIn || !bea.signedIn) throw new Error('nobody is in')
  await expect(endOwnSession(db, bea.signedIn, anna.signedIn.session)).rejects.toMatchObject({ kind: 'NotFound' })
  expect((await sessions.whoIs(anna.headers)).actor.id).toBe('anna')
  await endOwnSession(db, anna.signedIn, anna.signedIn.session)
  expect(await sessions.whoIs(anna.headers)).toMatchObject({ actor: { id: undefined }, signedIn: undefined })
})

test('with a second factor a session opens nothing until its code, each code is good once, and a lost phone has spare ones', async () => {
  const { signedIn } = await enter('anna@example.org')
  if (!signedIn) throw new Error('nobody is in')
  const secretNow = async () => {
    const { symmetricDecrypt } = await import('better-auth/crypto')
    return symmetricDecrypt({ key: ENV.secret ?? '', data: (await factorOf(db, 'anna'))?.secret ?? '' })
  }
  await beginSecondFactor(db, ENV, 'anna')
  const secret = await secretNow()
  expect((await factorOf(db, 'anna'))?.secret).not.toContain(secret)
  // Offered but not confirmed: nothing is asked yet.
  expect((await enter('anna@example.org')).actor.id).toBe('anna')
  await expect(confirmSecondFactor(db, ENV, signedIn, '000000', NOW)).rejects.toMatchObject({ kind: 'Invalid' })
  const code = await codeAt(secret, stepAt(NOW))
  const spares = await confirmSecondFactor(db, ENV, signedIn, code, NOW)

  const second = await enter('anna@example.org')
  expect([second.actor.id, second.signedIn?.waiting]).toEqual([undefined, true])
  if (!second.signedIn) throw new Error('nobody waits')
  // The code that confirmed is used up.
  await expect(passSecondFactor(db, ENV, second.signedIn, code, NOW)).rejects.toMatchObject({ kind: 'Invalid' })
  const later = new Date(NOW.getTime() + 60_000)
  const fresh = await codeAt(secret, stepAt(later))
  const twice = await Promise.allSettled(
    [1, 2].map(() => passSecondFactor(db, ENV, second.signedIn as never, fresh, later)),
  )
  expect(twice.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  expect((await sessions.whoIs(second.headers)).actor.id).toBe('anna')

  const third = await enter('anna@example.org')
  if (!third.signedIn) throw new Error('nobody waits')
  await passSecondFactor(db, ENV, third.signedIn, spares[0]?.toUpperCase() ?? '', later)
  await expect(passSecondFactor(db, ENV, third.signedIn, spares[0] ?? '', later)).rejects.toMatchObject({
    kind: 'Invalid',
  })
  for (let wrong = 0; wrong < 4; wrong += 1)
    await expect(passSecondFactor(db, ENV, third.signedIn, '111111', later)).rejects.toMatchObject({ kind: 'Invalid' })
  await expect(passSecondFactor(db, ENV, third.signedIn, spares[1] ?? '', later)).rejects.toMatchObject({
    kind: 'TooMany',
  })
  const afterwards = new Date(later.getTime() + 16 * 60_000)
  await endSecondFactor(db, ENV, 'anna', spares[1] ?? '', afterwards)
  expect(await factorOf(db, 'anna')).toBeUndefined()
  const { rows } = await pool.query<{ verb: string }>(
    "select verb from audit where actor = 'anna' and verb like '%second%' order by id",
  )
  expect(rows.map(row => row.verb)).toEqual([
    'turned on second factor',
    'gave wrong second factor',
    'gave second factor',
    'gave wrong second factor',
    'gave second factor',
    ...Array(5).fill('gave wrong second factor'),
    'turned off second factor',
  ])
})

test('an account that is removed is out at once, and its lines in the register stay', async () => {
  const { headers } = await enter('bea@example.org')
  await pool.query("delete from account_user where id = 'bea'")
  expect((await sessions.whoIs(headers)).actor.id).toBeUndefined()
  const { rows } = await pool.query("select count(*)::int as n from audit where actor = 'bea'")
  expect(rows[0].n).toBeGreaterThan(0)
})
