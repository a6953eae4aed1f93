import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeSolver } from '#domains/consortia/teams/actions.ts'
import { makeRanker } from '#domains/matching/actions.ts'
import type { Database } from '#platform/db.ts'
import { readEnv } from '#platform/env.ts'
import { makeSite } from '#surfaces/website/app.tsx'
import { testDatabase } from '../../../tools/test-database.ts'
import { makeSessions } from './sessions.ts'

const BASE = 'http://localhost:3999'
const PEOPLE: Record<string, { email?: string; email_verified?: boolean }> = {
  anna: { email: 'Anna@Example.org', email_verified: true },
  eve: { email: 'anna@example.org', email_verified: false },
  carlo: { email: 'carlo@example.org', email_verified: true },
  dora: {},
}

const { db, pool, version } = await testDatabase()
const database: Database = { db, pool, version, announce: () => undefined, close: async () => undefined }
const server = createServer()
let issuer = ''
let away = false
/** Whether the identity token tells the address itself, or only the page for it does. */
let inToken = true

beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const make = (told: boolean) =>
    new Provider(issuer, {
      clients: [
        {
          client_id: 'telaio',
          client_secret: 'a secret of the tests',
          redirect_uris: [`${BASE}/auth/callback/oidc`],
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      pkce: { required: () => true },
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      conformIdTokenClaims: !told,
      findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...PEOPLE[id] }) }),
      cookies: { keys: ['the cookies of the tests'] },
    }).callback()
  const [telling, asked] = [make(true), make(false)]
  server.on('request', (request, response) => {
    if (away) return response.writeHead(503).end()
    return (inToken ? telling : asked)(request, response)
  })
})
afterAll(() => server.close())
beforeEach(async () => {
  away = false
  inToken = true
  await pool.query('delete from account_user')
  await pool.query(
    "insert into account_user (id, name, email, role) values ('anna-id', 'Anna Verdi', 'anna@example.org', 'staff')",
  )
})

/** A browser of one person, with a jar for our cookies and one for the provider's. */
async function browser(settings: Record<string, string> = {}) {
  const env = readEnv({
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'telaio',
    OIDC_CLIENT_SECRET: 'a secret of the tests',
    OIDC_NAME: 'Regione',
    TELAIO_SECRET: 'the sessions of these tests, 32 and more',
    ...settings,
  })
  const site = await makeSite({
    database,
    env,
    sessions: makeSessions(db, env, BASE),
    ranker: makeRanker(db, false),
    solver: makeSolver(false),
    clock: () => new Date(),
    baseUrl: BASE,
    version: 'test',
  })
  const jars = { ours: new Map<string, string>(), theirs: new Map<string, string>() }
  async function go(address: string, init: RequestInit = {}): Promise<Response> {
    const ours = address.startsWith(BASE)
    const jar = ours ? jars.ours : jars.theirs
    const headers = { ...init.headers, Cookie: [...jar].map(pair => pair.join('=')).join('; ') }
    const asked = { redirect: 'manual', ...init, headers } as const
    const response = await (ours ? site.request(address, asked) : fetch(address, asked))
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]?.split(/=(.*)/s) ?? []
      if (value === '' || /max-age=0/i.test(cookie)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
  /** Leaves for the provider and signs in there as `login`; answers the address that leads back to us. */
  async function throughTheProvider(login: string, language = 'it'): Promise<string> {
    let response = await go(`${BASE}/${language}/sign-in/provider`)
    for (let step = 0; step < 12; step += 1) {
      const next = response.headers.get('location')
      if (next) {
        const address = new URL(next, issuer).href
        if (address.startsWith(BASE)) return address
        response = await go(address)
        continue
      }
      const form = await response.text()
      const to = /action="([^"]+)"/.exec(form)?.[1] ?? ''
      const prompt = form.includes('name="login"') ? { prompt: 'login', login, password: 'x' } : { prompt: 'consent' }
      response = await go(new URL(to, issuer).href, { method: 'POST', body: new URLSearchParams(prompt) })
    }
    throw new Error('the provider never sent us back')
  }
  return { go, jars, throughTheProvider }
}

const audit = async () =>
  (
    await pool.query<{ line: string }>("select concat_ws(' ', actor, verb, details) as line from audit order by id")
  ).rows.map(row => row.line)

test('the sign-in page has a button in both languages, and none without the settings', async () => {
  const { go } = await browser()
  for (const [language, words] of [
    ['it', 'Entra con Regione'],
    ['en', 'Sign in with Regione'],
  ] as const) {
    const html = await (await go(`${BASE}/${language}/sign-in`)).text()
    expect(html).toContain(words)
    expect(html).toContain(`href="/${language}/sign-in/provider"`)
  }
  const without = await browser({ OIDC_ISSUER: '', OIDC_CLIENT_ID: '', OIDC_CLIENT_SECRET: '', OIDC_NAME: '' })
  expect(await (await without.go(`${BASE}/en/sign-in`)).text()).not.toContain('/sign-in/provider')
  expect((await without.go(`${BASE}/en/sign-in/provider`)).status).toBe(404)
})

test.each([true, false])('an invited person signs in; the address is told in the token: %s', async told => {
  inToken = told
  const { go, throughTheProvider } = await browser()
  const back = await throughTheProvider('anna', 'en')
  const response = await go(back)
  expect([response.status, response.headers.get('location')]).toEqual([303, '/en/sign-in/next'])
  expect(response.headers.getSetCookie().join()).toMatch(/telaio\.session_token=[^;]+;.*HttpOnly/)
  expect(await (await go(`${BASE}/en`)).text()).toContain('Sign out')
  expect((await go(`${BASE}/en/proposals`)).status).toBe(200)
  expect((await audit()).at(-1)).toBe('anna-id signed in {"with": "provider"}')
  const { rows } = await pool.query('select * from account_credential')
  expect(rows).toMatchObject([
    { user_id: 'anna-id', account_id: `${issuer} anna`, access_token: null, refresh_token: null, id_token: null },
  ])
  // The same answer a second time opens nothing.
  const again = await go(back)
  expect(again.headers.get('location')).toMatch(/refused\?why=late$/)
})

test('a second time the person is known by the provider’s number, whatever the address has become', async () => {
  const first = await browser()
  await first.go(await first.throughTheProvider('anna'))
  await pool.query("update account_user set email = 'anna.verdi@example.org'")
  const second = await browser()
  expect((await second.go(await second.throughTheProvider('anna'))).headers.get('location')).toBe('/it/sign-in/next')
  expect((await pool.query('select id from account_user')).rows).toEqual([{ id: 'anna-id' }])
})

test.each([
  ['carlo', 'unknown', /non ha un accesso/],
  // Refused before anybody looks whether the address has an account.
  ['eve', 'unverified', /non ci ha dato un indirizzo/],
  ['dora', 'unverified', /non ci ha dato un indirizzo/],
])('%s is refused: %s; no account is made', async (login, why, sentence) => {
  const before = await audit()
  const { go, jars, throughTheProvider } = await browser()
  const response = await go(await throughTheProvider(login))
  expect(response.headers.get('location')).toBe(`/it/sign-in/refused?why=${why}`)
  expect([...jars.ours.keys()].filter(name => name.includes('session'))).toEqual([])
  const page = await go(`${BASE}/it/sign-in/refused?why=${why}`)
  expect(page.status).toBe(403)
  expect(await page.text()).toMatch(sentence)
  expect((await pool.query('select id, email_verified from account_user')).rows).toEqual([
    { id: 'anna-id', email_verified: false },
  ])
  expect((await pool.query('select 1 from account_credential')).rows).toEqual([])
  expect(await audit()).toEqual(before)
})

test('the journey is bound to its browser: state, nonce and PKCE', async () => {
  const mine = await browser()
  const { location } = Object.fromEntries((await mine.go(`${BASE}/it/sign-in/provider`)).headers)
  const asked = new URL(location ?? '').searchParams
  expect(asked.get('code_challenge_method')).toBe('S256')
  for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length, name).toBeGreaterThan(20)
  expect(asked.get('scope')).toBe('openid email')
  // Another person's answer in my browser: what an attacker would send me to sign me in as themselves.
  const other = await browser()
  const theirs = await other.throughTheProvider('anna')
  expect((await mine.go(theirs)).headers.get('location')).toBe('/it/sign-in/refused?why=late')
  // My state with their code: the verifier is not theirs.
  const mixed = new URL(theirs)
  const again = await browser()
  const { location: anew } = Object.fromEntries((await again.go(`${BASE}/it/sign-in/provider`)).headers)
  mixed.searchParams.set('state', new URL(anew ?? '').searchParams.get('state') ?? '')
  expect((await again.go(mixed.href)).headers.get('location')).toBe('/it/sign-in/refused?why=failed')
})

test('somebody who turns back at the provider is told so', async () => {
  const { go } = await browser()
  const { location } = Object.fromEntries((await go(`${BASE}/en/sign-in/provider`)).headers)
  const state = new URL(location ?? '').searchParams.get('state')
  const response = await go(`${BASE}/auth/callback/oidc?error=access_denied&state=${state}`)
  expect(response.headers.get('location')).toBe('/en/sign-in/refused?why=cancelled')
})

test('a provider that is away is a sentence, and is asked again', async () => {
  const { go } = await browser()
  away = true
  const refused = await go(`${BASE}/en/sign-in/provider`)
  expect(refused.status).toBe(503)
  expect(await refused.text()).toMatch(/Regione does not answer/)
  away = false
  expect((await go(`${BASE}/en/sign-in/provider`)).status).toBe(303)
})

test('a provider that calls itself otherwise is not trusted', async () => {
  const { go } = await browser({ OIDC_ISSUER: issuer.replace('127.0.0.1', 'localhost') })
  expect((await go(`${BASE}/en/sign-in/provider`)).status).toBe(503)
})

test.each([
  [{ OIDC_ISSUER: 'https://login.example.org' }, ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']],
  [{ OIDC_CLIENT_ID: 'telaio', OIDC_CLIENT_SECRET: 'x' }, ['OIDC_ISSUER']],
  [{ OIDC_NAME: 'Regione' }, ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']],
  [{ OIDC_ISSUER: 'http://login.example.org', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }, ['OIDC_ISSUER']],
  [{ OIDC_ISSUER: 'login.example.org', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }, ['OIDC_ISSUER']],
])('%o is refused at start, and what is wrong is named', (settings, names) => {
  try {
    readEnv(settings)
  } catch (error) {
    for (const name of names) expect(String(error)).toContain(`${name} (`)
    return
  }
  throw new Error('accepted')
})
