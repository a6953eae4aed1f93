import { gunzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { makeSessions } from '#domains/accounts/sessions.ts'
import { makeSolver } from '#domains/consortia/teams/actions.ts'
import { makeRanker } from '#domains/matching/actions.ts'
import { dataVersion } from '#platform/data-version.ts'
import { readEnv } from '#platform/env.ts'
import type { AppEnv } from '#platform/http.tsx'
import type { DB } from '../../../db/types.ts'
import { testDatabase } from '../../../tools/test-database.ts'
import { makeSite } from './app.tsx'

const PAGE = '/it/organisations/111111111'

const ENV = readEnv({ TELAIO_SECRET: 'a secret of the tests, long enough for its purpose' })

let pool: pg.Pool
let site: Hono<AppEnv>
/** Another process on the same database. */
let other: Hono<AppEnv>
let rendered = 0
let STAFF: { Cookie: string }

async function aSite(database: Awaited<ReturnType<typeof testDatabase>>): Promise<Hono<AppEnv>> {
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: database.pool }),
    // Every page that is really made asks once whether the organisation is a member.
    log(event) {
      if (event.query.sql.includes('from "membership"')) rendered += 1
    },
  })
  return makeSite({
    database: { ...database, db, announce: () => undefined, close: async () => undefined },
    env: ENV,
    sessions: makeSessions(database.db, ENV, 'http://localhost'),
    ranker: makeRanker(database.db, false),
    solver: makeSolver(false),
    clock: () => new Date('2026-11-23T10:00:00Z'),
    baseUrl: 'http://localhost',
    version: 'test',
  })
}

beforeAll(async () => {
  const database = await testDatabase()
  pool = database.pool
  await pool.query(`
    insert into organisation (key, pic, name, kind, country, nuts, city, source) values
      ('111111111', '111111111', 'Istituto Alfa', 'REC', 'IT', 'ITH55', 'Bologna', 'cordis');
    insert into account_user (id, name, email, role) values ('staff-id', 'Anna Verdi', 'anna@example.org', 'administrator')`)
  const sessions = makeSessions(database.db, ENV, 'http://localhost')
  const token = await sessions.issueLink('anna@example.org')
  const cookies = await sessions.redeem(token ?? '', new Headers())
  STAFF = { Cookie: (cookies ?? []).map(cookie => cookie.split(';')[0]).join('; ') }
  site = await aSite(database)
  other = await aSite({ ...database, version: dataVersion(database.url) })
})

const get = (path: string, headers: Record<string, string> = {}, of = site) =>
  Promise.resolve(of.request(`http://localhost${path}`, { headers }))
const textOf = async (path: string, headers: Record<string, string> = {}, of = site) =>
  (await get(path, headers, of)).text()
/** How many pages were made while `work` ran. */
async function made(work: () => Promise<unknown>): Promise<number> {
  const before = rendered
  await work()
  return rendered - before
}
const rename = (name: string) => pool.query("update organisation set name = $1 where key = '111111111'", [name])

test('a second visitor gets the page that was made for the first', async () => {
  const first = await textOf(PAGE)
  expect(first).toContain('Istituto Alfa')
  expect(await made(async () => expect(await textOf(PAGE)).toBe(first))).toBe(0)
})

test('every address is a page of its own: language and filters', async () => {
  expect(await textOf('/en/organisations/111111111')).toContain('lang="en"')
  expect(await textOf(PAGE)).toContain('lang="it"')
  expect(await made(() => get(`${PAGE}?page=1`))).toBe(1)
})

test('a crowd that asks at once shares one page', async () => {
  await rename('Istituto Beta')
  const pages: string[] = []
  expect(
    await made(async () => pages.push(...(await Promise.all(Array.from({ length: 20 }, () => textOf(PAGE)))))),
  ).toBe(1)
  expect(new Set(pages).size).toBe(1)
  expect(pages[0]).toContain('Istituto Beta')
})

test('a change is seen at once, in every process', async () => {
  for (const name of ['Istituto Gamma', 'Istituto Delta']) {
    await Promise.all([textOf(PAGE), textOf(PAGE, {}, other)])
    await rename(name)
    expect(await textOf(PAGE)).toContain(name)
    expect(await textOf(PAGE, {}, other)).toContain(name)
  }
})

test('what staff see is never given to a visitor, nor a visitor’s page to staff', async () => {
  const forms = /action="\/it\/organisations\/111111111\/links"/
  await rename('Istituto Epsilon')
  const staff = await get(PAGE, STAFF)
  expect(staff.headers.get('etag')).toBeNull()
  expect(await staff.text()).toMatch(forms)
  const visitor = await textOf(PAGE)
  expect(visitor).not.toMatch(forms)
  expect(visitor).toContain('href="/it/sign-in"')
  expect(await textOf(PAGE, STAFF)).toMatch(forms)
  // All at the same time, with nothing kept: neither waits for the other's page.
  await rename('Istituto Zeta')
  const mixed = await Promise.all([0, 1, 2, 3].map(at => textOf(PAGE, at % 2 ? STAFF : {})))
  for (const [at, page] of mixed.entries()) expect(forms.test(page), `request ${at}`).toBe(at % 2 === 1)
})

test('a cookie of ours that is no session keeps its bearer out of the cache, one of somebody else does not', async () => {
  await textOf(PAGE)
  expect(await made(() => get(PAGE, { Cookie: 'telaio.session_token=expired' }))).toBe(1)
  expect(await made(() => get(PAGE, { Cookie: '__Secure-telaio.session_token=expired' }))).toBe(1)
  expect(await made(() => get(PAGE, { Cookie: '_ga=1' }))).toBe(0)
  // A staff page asks with the entity tag of the visitor's page it had before: it gets a page of its own.
  const etag = (await get(PAGE)).headers.get('etag') ?? ''
  expect((await get(PAGE, { ...STAFF, 'If-None-Match': etag })).status).toBe(200)
})

test('a browser that has the page is told so, until it changes', async () => {
  const { headers } = await get(PAGE)
  const etag = headers.get('etag') ?? ''
  expect(etag).toMatch(/^W\/"[\w-]{22}"$/)
  expect(headers.get('cache-control')).toBe('private, no-cache')
  expect(headers.get('vary')).toBe('Accept-Encoding, Cookie')
  const again = await get(PAGE, { 'If-None-Match': etag })
  expect([again.status, await again.text()]).toEqual([304, ''])
  expect(again.headers.get('content-security-policy')).toContain("default-src 'none'")
  await rename('Istituto Eta')
  expect((await get(PAGE, { 'If-None-Match': etag })).status).toBe(200)
})

test('compressed and plain are the same page, whichever was asked for first', async () => {
  await rename('Istituto Theta')
  const zipped = await get(PAGE, { 'Accept-Encoding': 'gzip, br' })
  expect(zipped.headers.get('content-encoding')).toBe('gzip')
  const html = gunzipSync(Buffer.from(await zipped.arrayBuffer())).toString()
  const plain = await get(PAGE)
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(await plain.text()).toBe(html)
  expect((await get(PAGE, { 'Accept-Encoding': 'gzip;q=0' })).headers.get('content-encoding')).toBeNull()
})

test('faults, forms, files and pages of signing in are not kept', async () => {
  for (const path of ['/it/organisations/999', '/it/organisations?page=x', '/it/sign-in', '/it/sign-in/link?token=a'])
    expect((await get(path)).headers.get('etag'), path).toBeNull()
  for (const path of ['/it/organisations.csv', '/api/organisations', '/it/matching?text=cellule', '/it/team'])
    expect((await get(path)).headers.get('etag'), path).toBeNull()
  // An organisation that was not there a moment ago.
  await pool.query("insert into organisation (key, name, kind, source) values ('999', 'Nuova', 'OTH', 'cordis')")
  expect((await get('/it/organisations/999')).status).toBe(200)
})
