import { Validator } from '@seriousme/openapi-schema-validator'
import { beforeAll, expect, test } from 'vitest'
import { makeSessions } from '#domains/accounts/sessions.ts'
import { makeSolver } from '#domains/consortia/teams/actions.ts'
import { makeRanker, refreshIndex } from '#domains/matching/actions.ts'
import type { Database } from '#platform/db.ts'
import { readEnv } from '#platform/env.ts'
import { makeSite } from '#surfaces/website/app.tsx'
import { testDatabase } from '../../../tools/test-database.ts'

type Body = { readonly [name: string]: unknown; readonly paths?: object; readonly message?: string }
let open: (path: string) => Promise<string>
let get: (path: string, language?: string) => Promise<{ status: number; headers: Headers; body: Body }>

beforeAll(async () => {
  const { db, pool, version } = await testDatabase()
  await pool.query(`
    insert into concept (code, label_en, label_it) values ('/25', 'medicine', 'medicina'), ('/25/1', 'oncology', 'oncologia');
    insert into organisation (key, pic, name, kind, country, nuts, city, source) values
      ('111111111', '111111111', 'Istituto Alfa', 'REC', 'IT', 'ITH55', 'Bologna', 'cordis'), ('222222222', '222222222', 'Beta GmbH', 'PRC', 'DE', 'DE212', 'München', 'cordis'), ('333333333', '333333333', 'Gamma', 'HES', 'EL', 'EL303', 'Athina', 'cordis');
    insert into project (id, programme, acronym, title, objective, signed_on, starts_on, source_hash) values (1, 'HORIZON', 'CURE', 'Curing cancer with cells', 'Cells against cancer in clinical trials', '2023-01-01', '2023-02-01', 'x');
    insert into participation (project_id, organisation_id, role, contribution_cents) select 1, id, case key when '111111111' then 'coordinator' else 'participant' end, 100 from organisation;
    insert into call (id, title, programme, action, status, source, source_hash) values ('HORIZON-HLTH-2027-01-TEST-01', 'Cells against cancer', 'Horizon Europe', 'RIA', 'open', 'test', 'x');
    insert into call_deadline (call_id, at) values ('HORIZON-HLTH-2027-01-TEST-01', '2027-04-16T15:00:00Z');`)
  const { refreshSummaries } = await import('#domains/projects/summary/queries.ts')
  const client = await pool.connect()
  await refreshSummaries(client)
  client.release()
  await refreshIndex(db)
  const database: Database = { db, pool, version, announce: () => undefined, close: async () => undefined }
  const env = readEnv({ TELAIO_SECRET: 'a secret of the tests, long enough for its purpose' })
  const site = await makeSite({
    database,
    env,
    sessions: makeSessions(db, env, 'http://localhost'),
    ranker: makeRanker(db, false),
    solver: makeSolver(false),
    clock: () => new Date('2026-11-23T10:00:00Z'),
    baseUrl: 'http://localhost',
    version: 'test',
  })
  open = async path => (await site.request(`http://localhost${path}`)).text()
  get = async (path, language = 'en') => {
    const response = await site.request(`http://localhost/api${path}`, { headers: { 'Accept-Language': language } })
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, never>,
    }
  }
})

test('every path of the document answers as it promises', async () => {
  const { body } = await get('/openapi.json')
  expect(body.openapi).toBe('3.1.0')
  const fill: Record<string, string> = { '{key}': '111111111', '{id}': '1' }
  const paths = Object.keys(body.paths ?? {})
  expect(paths.length).toBeGreaterThanOrEqual(10)
  for (const path of paths) {
    const concrete = path.startsWith('/calls/')
      ? '/calls/HORIZON-HLTH-2027-01-TEST-01'
      : path.replace(/\{\w+\}/, mark => fill[mark] ?? mark)
    const query =
      path === '/matches'
        ? '?text=cells%20against%20cancer'
        : path === '/team'
          ? '?call=HORIZON-HLTH-2027-01-TEST-01&min=1&max=1'
          : ''
    const answer = await get(concrete + query)
    // Two organisations make no consortium of three countries: an impossible team is an answer too.
    expect([path, answer.status]).toEqual([path, path === '/team' ? 422 : 200])
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  }
})

test('the document is valid OpenAPI 3.1', async () => {
  const { body } = await get('/openapi.json')
  const { valid, errors } = await new Validator().validate(structuredClone(body))
  expect({ valid, errors }).toEqual({ valid: true, errors: undefined })
  // And the validator does look.
  expect((await new Validator().validate({ ...structuredClone(body), paths: { 'no-slash': {} } })).valid).toBe(false)
})

test('rules and projects can be filtered', async () => {
  const all = (await get('/rules')).body as { total?: number }
  const some = (await get('/rules?call=HORIZON-HLTH-2027-01-TEST-01')).body as { total?: number }
  expect(some.total).toBeGreaterThan(3)
  expect(some.total).toBeLessThan(all.total ?? 0)
  expect((await get('/rules?programme=DIGITAL')).body.results).not.toContainEqual(
    expect.objectContaining({ programme: 'HORIZON' }),
  )
  expect((await get('/projects?q=CuRe')).body).toMatchObject({ total: 1, results: [{ id: 1, acronym: 'CURE' }] })
  expect((await get('/projects?q=%25')).body).toMatchObject({ total: 0, pages: 0, results: [] })
  expect((await get('/projects?topic=NONE')).body).toMatchObject({ total: 0 })
})

test('searches, pages and counts', async () => {
  const { body } = await get('/organisations?q=istituto')
  expect(body).toMatchObject({ total: 1, page: 1, pages: 1, results: [{ key: '111111111', project_count: 1 }] })
  expect(body.counts).toContainEqual({ facet: 'kind', value: 'REC', n: 1 })
  expect((await get('/calls?action=RIA')).body).toMatchObject({
    total: 1,
    results: [{ deadline: '2027-04-16T15:00:00.000Z' }],
  })
})

test('reasons come in the language asked for', async () => {
  const texts = async (language: string) =>
    JSON.stringify((await get(`/matches?call=HORIZON-HLTH-2027-01-TEST-01&language=${language}`)).body.results)
  expect(await texts('it')).toContain('progett')
  expect(await texts('en')).toContain('project')
})

test('what cannot be answered says why, in both languages', async () => {
  for (const [path, status] of [
    ['/organisations/nobody', 404],
    ['/organisations/999999999', 404],
    ['/calls/NO-CALL', 404],
    ['/projects/abc', 404],
    ['/nothing', 404],
    ['/calls?page=x', 422],
    ['/organisations?kind=XXX', 422],
    ['/matches', 422],
    [`/matches?text=${'a'.repeat(20_001)}`, 422],
  ] as const) {
    const [it, en] = await Promise.all([get(path, 'it'), get(path, 'en')])
    expect([path.slice(0, 40), it.status, en.status]).toEqual([path.slice(0, 40), status, status])
    expect(it.body.message).not.toBe(en.body.message)
  }
})

/** Properties of schema.org 29 for the types our pages use, their own and inherited. */
const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  Organization: ['name', 'alternateName', 'identifier', 'url', 'address', 'knowsAbout'],
  ResearchProject: ['name', 'identifier', 'url', 'foundingDate', 'dissolutionDate'],
  MonetaryGrant: ['name', 'identifier', 'url', 'funder', 'amount'],
  PostalAddress: ['addressLocality', 'addressCountry'],
  MonetaryAmount: ['currency', 'maxValue'],
}

function foreign(thing: Record<string, unknown>): string[] {
  const { '@context': _, '@type': type, ...rest } = thing
  return Object.entries(rest).flatMap(([name, value]) => [
    ...(PROPERTIES[String(type)]?.includes(name) ? [] : [`${type}.${name}`]),
    ...(value !== null && typeof value === 'object' && !Array.isArray(value) ? foreign(value as typeof thing) : []),
  ])
}

test.each([
  [
    '/en/organisations/333333333',
    { '@type': 'Organization', address: { addressLocality: 'Athina', addressCountry: 'GR' } },
  ],
  ['/en/projects/1', { '@type': 'ResearchProject', foundingDate: '2023-02-01' }],
  ['/en/calls/HORIZON-HLTH-2027-01-TEST-01', { '@type': 'MonetaryGrant', identifier: 'HORIZON-HLTH-2027-01-TEST-01' }],
])('%s says what it is in the words of schema.org', async (path, expected) => {
  const html = await open(path)
  const told = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? 'null')
  expect(told).toMatchObject({ '@context': 'https://schema.org', ...expected })
  expect(foreign(told)).toEqual([])
})

// Last: it uses up what this address may ask in a minute.
test('programs of any site can read how many requests are left, and are refused in JSON', async () => {
  const { headers } = await get('/territory')
  expect(headers.get('ratelimit-limit')).toBe('600')
  expect(headers.get('access-control-expose-headers')).toContain('RateLimit-Remaining')
  const left = Number(headers.get('ratelimit-remaining'))
  for (let asked = 0; asked < left; asked += 1) await get('/nothing')
  const refused = await get('/territory', 'it')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused.headers.get('access-control-allow-origin')).toBe('*')
  expect(refused.body).toMatchObject({ kind: 'TooMany', message: expect.stringContaining('riprova') })
})
