import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { cookieOf, type TestSite, testSite } from '../../../tools/test-site.ts'
import { requestLink } from './actions.ts'
import { changeRole, endFactorOf, endSessionsOf } from './administration/actions.ts'
import { invitePerson } from './invitations/actions.ts'
import { beginSecondFactor, secondFactor } from './second-factor/actions.ts'
import { codeAt, stepAt } from './second-factor/model.ts'

const BASE = 'http://localhost'
const ADA: Actor = { id: 'ada', name: 'Ada', role: 'administrator', actsFor: new Map() }
let at: TestSite

beforeAll(async () => {
  at = await testSite(
    BASE,
    `insert into organisation (key, name, source) values ('alfa', 'Alfa', 'hand');
     insert into account_user (id, name, email, role, email_verified) values ('ada', 'Ada', 'ada@example.org', 'administrator', true),
       ('anna', 'Anna', 'anna@example.org', 'staff', true), ('bea', 'Bea', 'bea@example.org', 'visitor', true)`,
  )
})

const get = (path: string, cookie: string) =>
  Promise.resolve(at.site.request(`${BASE}${path}`, { headers: { Cookie: cookie } }))
const post = (path: string, cookie: string, form: Record<string, string>) =>
  Promise.resolve(
    at.site.request(`${BASE}${path}`, {
      method: 'POST',
      headers: { Cookie: cookie, Origin: BASE },
      body: new URLSearchParams(form),
    }),
  )
/** As if the sessions of an account had begun, and been used last, so many hours ago. */
const age = (account: string, hours: number) =>
  at.pool.query(
    `update account_session set created_at = created_at - make_interval(hours => $2), updated_at = updated_at - make_interval(hours => $2), expires_at = expires_at - make_interval(hours => $2) where user_id = $1`,
    [account, hours],
  )
const isIn = async (cookie: string) => (await get('/it/account', cookie)).status === 200

test.each([
  ['anna@example.org', 12, 7 * 24],
  ['bea@example.org', 7 * 24, 30 * 24],
])('%s is out after %i hours without use, and after %i in any case', async (email, unused, most) => {
  const account = email.split('@')[0] ?? ''
  const idle = await at.enter(email)
  await age(account, unused - 1)
  expect(await isIn(idle.cookie)).toBe(true)
  await age(account, unused + 1)
  expect(await isIn(idle.cookie)).toBe(false)

  const busy = await at.enter(email)
  let hours = 0
  while (hours + unused - 1 < most) {
    hours += unused - 1
    await age(account, unused - 1)
    expect(await isIn(busy.cookie), `${hours} hours`).toBe(true)
  }
  await age(account, most - hours + 1)
  expect(await isIn(busy.cookie)).toBe(false)
})

test('what opens an account to others, or cannot be undone, asks for a recent sign-in; the rest does not', async () => {
  const { cookie } = await at.enter('ada@example.org')
  const { rows } = await at.pool.query(
    "insert into person (name, email) values ('Zoe', 'zoe@example.org') returning id",
  )
  const acts: [string, Record<string, string>][] = [
    ['/it/account/second-factor/begin', {}],
    ['/it/account/second-factor/end', { code: '123456' }],
    ['/it/account/passkeys/options', {}],
    ['/it/account/passkeys', {}],
    ['/it/account/passkeys/remove', { id: 'x' }],
    ['/it/account/data/erase', { sure: 'CANCELLA' }],
    [`/it/people/${rows[0].id}/erase`, { sure: 'CANCELLA' }],
    ['/it/accounts', { name: 'Eva', email: 'eva@example.org', as: 'staff' }],
    ['/it/accounts/role', { account: 'bea', role: 'staff' }],
    ['/it/accounts/remove', { account: 'bea' }],
    ['/it/accounts/second-factor/end', { lost: 'bea@example.org' }],
  ]
  await age('ada', 5)
  for (const [path, form] of acts) {
    const response = await post(path, cookie, form)
    expect(response.status, path).toBe(403)
    const text = await response.text()
    expect(text, path).toContain('sei entrato da più di quattro ore')
    expect(text, path).toContain('href="/it/sign-in"')
  }
  const { rows: kept } = await at.pool.query(
    `select (select count(*)::int from person) as people, (select count(*)::int from account_user) as accounts,
       (select count(*)::int from second_factor) as factors, (select count(*)::int from invitation) as invitations`,
  )
  expect(kept).toEqual([{ people: 1, accounts: 3, factors: 0, invitations: 0 }])
  expect((await post('/it/account/name', cookie, { name: 'Ada' })).status).toBe(303)
  const page = await (await get('/it/account', cookie)).text()
  expect(page).toContain('serve un accesso recente')
  expect(page).not.toContain('second-factor/begin')
  expect(page).not.toContain('data-passkey="add"')
  // A new sign-in in the same browser is enough.
  const again = await post('/it/sign-in/link', cookie, {
    token: (await at.sessions.issueLink('ada@example.org')) ?? '',
  })
  const fresh = cookieOf(again.headers.getSetCookie())
  expect((await post('/it/account/second-factor/begin', fresh, {})).status).toBe(303)
  await at.pool.query('delete from second_factor')
})

test('an account whose role changes signs in again, and an administrator can sign anybody out', async () => {
  const { cookie } = await at.enter('bea@example.org')
  await changeRole(at.db, ADA, 'bea', 'mentor')
  expect(await isIn(cookie)).toBe(false)
  const [one, two] = [await at.enter('bea@example.org'), await at.enter('bea@example.org')]
  await endSessionsOf(at.db, ADA, 'bea')
  expect([await isIn(one.cookie), await isIn(two.cookie)]).toEqual([false, false])
  await expect(endSessionsOf(at.db, { ...ADA, role: 'staff' }, 'bea')).rejects.toMatchObject({ kind: 'Forbidden' })
  await changeRole(at.db, ADA, 'bea', 'visitor')
})

test('the second factor gives a session another token: the one that opened nothing never opens anything', async () => {
  await beginSecondFactor(at.db, at.env, 'anna')
  const offered = await secondFactor(at.db, at.env, 'anna', 'anna@example.org')
  if (offered.state !== 'offered') throw new Error('no secret was offered')
  const { symmetricDecrypt } = await import('better-auth/crypto')
  const { rows } = await at.pool.query("select secret from second_factor where account_id = 'anna'")
  const secret = await symmetricDecrypt({ key: at.env.secret ?? '', data: rows[0].secret })
  const first = await at.enter('anna@example.org')
  const now = () => stepAt(new Date())
  const confirmed = await post('/it/account/second-factor/confirm', first.cookie, {
    code: await codeAt(secret, now() - 1),
  })
  expect(confirmed.status).toBe(200)
  expect(await isIn(first.cookie)).toBe(false)
  expect(await isIn(cookieOf(confirmed.headers.getSetCookie()))).toBe(true)

  const waiting = await at.enter('anna@example.org')
  expect(await isIn(waiting.cookie)).toBe(false)
  const passed = await post('/it/sign-in/code', waiting.cookie, { code: await codeAt(secret, now()) })
  expect(passed.headers.get('location')).toBe('/it/sign-in/next')
  const cookie = cookieOf(passed.headers.getSetCookie())
  expect(cookie).not.toBe(waiting.cookie)
  expect([await isIn(waiting.cookie), await isIn(cookie)]).toEqual([false, true])
  // What is kept of the spare codes is salted and slow to guess.
  const kept = await at.pool.query<{ spare_codes: string[] }>(
    "select spare_codes from second_factor where account_id = 'anna'",
  )
  for (const spare of kept.rows[0]?.spare_codes ?? []) expect(spare).toMatch(/^[\w-]{22}:[\w-]{43}$/)
  // A lost phone: an administrator takes it away, by address, and it is written down.
  await expect(endFactorOf(at.db, { ...ADA, role: 'staff' }, 'anna@example.org')).rejects.toMatchObject({
    kind: 'Forbidden',
  })
  await endFactorOf(at.db, ADA, ' Anna@example.org')
  await expect(endFactorOf(at.db, ADA, 'anna@example.org')).rejects.toMatchObject({ kind: 'NotFound' })
  expect(await isIn(cookie)).toBe(false)
  expect(await isIn((await at.enter('anna@example.org')).cookie)).toBe(true)
  const { rows: told } = await at.pool.query("select actor, thing from audit where verb = 'turned off second factor'")
  expect(told).toEqual([{ actor: 'ada', thing: 'account anna' }])
})

test('five letters an hour go to an address, wherever they are asked from, and nobody can tell', async () => {
  const start = Date.now()
  let passed = 0
  const deps = { db: at.db, sessions: at.sessions, baseUrl: BASE, clock: () => new Date(start + passed) }
  const sent = async () =>
    (await at.pool.query("select count(*)::int as n from mail_outbox where recipient = 'bea@example.org'")).rows[0].n
  // All at the same time: a crowd is counted as well as a queue.
  await Promise.all(Array.from({ length: 12 }, () => requestLink(deps, ' Bea@Example.org', 'it')))
  await expect.poll(sent).toBe(5)
  const answers = await Promise.all(
    ['bea@example.org', 'nobody@example.org'].map(async email => {
      const response = await post('/it/sign-in', '', { email })
      return [response.status, await response.text()]
    }),
  )
  expect(answers[0]).toEqual(answers[1])
  await new Promise(resolve => setTimeout(resolve, 300))
  expect(await sent()).toBe(5)
  passed = 61 * 60_000
  await requestLink(deps, 'bea@example.org', 'it')
  await expect.poll(sent).toBe(6)
})

test('one person invites fifty in a day', async () => {
  const invite = (n: number, now: Date, actor = ADA) =>
    invitePerson(
      { db: at.db, baseUrl: BASE, now },
      actor,
      { email: `guest${n}@example.org`, name: 'Guest', offer: { role: 'mentor' } },
      'it',
    )
  const now = new Date()
  for (let n = 0; n < 50; n += 1) await invite(n, now)
  await expect(invite(50, now)).rejects.toMatchObject({ kind: 'TooMany' })
  expect((await at.pool.query("select 1 from invitation where email = 'guest50@example.org'")).rows).toEqual([])
  await invite(50, now, { ...ADA, id: 'another' })
  await invite(51, new Date(now.getTime() + 25 * 3_600_000))
})
