import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendDue } from '#platform/mail/outbox.ts'
import { cookieOf, type TestSite, testSite } from '../../../tools/test-site.ts'

const BASE = 'http://localhost'
const SAID = ['anna@example.org', 'dora@example.org', 'Anna Verdi', 'Dora Blu', 'secret words', '192.0.2.55']
const lines: string[] = []
const { write } = process.stderr
let at: TestSite

beforeAll(async () => {
  at = await testSite(
    BASE,
    `insert into organisation (key, name, source) values ('alfa', 'Alfa', 'hand');
     insert into account_user (id, name, email, role) values ('anna', 'Anna Verdi', 'anna@example.org', 'administrator')`,
  )
  process.stderr.write = ((chunk: string) => lines.push(String(chunk)) > 0) as typeof write
})
afterAll(() => {
  process.stderr.write = write
})

test('a day of sign-ins, refusals, faults and lost letters leaves lines that say when and what, and never who or a secret', async () => {
  const secrets: string[] = []
  const ask = async (path: string, cookie: string, form?: Record<string, string>) => {
    const response = await at.site.request(`${BASE}${path}`, {
      method: form ? 'POST' : 'GET',
      headers: { Cookie: cookie, Origin: BASE, 'X-Forwarded-For': '192.0.2.55', 'User-Agent': 'secret words' },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    })
    return { status: response.status, cookie: cookieOf(response.headers.getSetCookie()) }
  }
  const letter = async (to: string) => {
    const written = () =>
      at.pool.query<{ text_body: string }>('select text_body from mail_outbox where recipient = $1 order by id desc', [
        to,
      ])
    await expect.poll(async () => (await written()).rows.length).toBeGreaterThan(0)
    const token = /token=(\S+)/.exec((await written()).rows[0]?.text_body ?? '')?.[1] ?? ''
    secrets.push(token)
    return token
  }
  await ask('/it/sign-in', '', { email: 'anna@example.org' })
  const token = await letter('anna@example.org')
  const { cookie } = await ask('/it/sign-in/link', '', { token })
  secrets.push(cookie.split('=')[1] ?? '', decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '')
  expect((await ask('/it/account', cookie)).status).toBe(200)
  await ask('/it/sign-in/link', '', { token })
  await ask(`/it/sign-in/link?token=${token}`, '')
  await ask('/it/accounts', cookie, { name: 'Dora Blu', email: 'dora@example.org', as: 'mentor' })
  const invited = await letter('dora@example.org')
  const dora = await ask('/it/invitation', '', { token: invited })
  await ask('/it/invitation', '', { token: invited })
  secrets.push(dora.cookie.split('=')[1] ?? '')
  await ask('/it/accounts?q=secret+words', dora.cookie)
  await ask('/it/people/register?q=secret+words', dora.cookie)
  await ask('/it/account/data', cookie, { name: 'secret words\0', says: 'secret words' })
  for (let tries = 0; tries < 12; tries += 1) await ask('/it/sign-in', '', { email: 'anna@example.org' })
  await expect.poll(() => lines.join('')).toContain('held back')
  // The mail server says whose letter it refuses, as they do.
  const transport = {
    sendMail: async () =>
      Promise.reject(Object.assign(new Error('550 <dora@example.org> unknown'), { responseCode: 550 })),
  }
  await sendDue(at.db, { transport, from: 'Telaio <telaio@example.org>' } as never, () => new Date())
  await at.pool.query('alter table person rename to gone')
  expect((await ask('/it/people/register?q=secret+words', cookie)).status).toBe(500)
  expect((await ask('/it/account/data', cookie, { name: 'Anna Verdi', says: 'secret words' })).status).toBe(500)
  await at.pool.query('alter table gone rename to person')
  await at.pool.query('alter table person add constraint odd check (name <> $$Anna Verdi$$)')
  expect((await ask('/it/account/data', cookie, { name: 'Anna Verdi', says: 'secret words' })).status).toBe(500)

  const told = lines.map(line => JSON.parse(line) as { at: string; event: string })
  expect(new Set(told.map(line => line.event))).toEqual(
    new Set([
      'sign-in refused',
      'refused',
      'sign-in mail held back: too many for one address',
      'mail not sent',
      'page failed',
    ]),
  )
  for (const line of told) expect(new Date(line.at).toISOString()).toBe(line.at)
  const text = lines.join('')
  for (const secret of secrets) expect(secret.length).toBeGreaterThan(20)
  for (const word of [...SAID, ...secrets]) expect(text).not.toContain(word)
})
