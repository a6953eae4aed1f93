import { beforeAll, expect, test } from 'vitest'
import { makeSolver } from '#domains/consortia/teams/actions.ts'
import { makeRanker, refreshIndex } from '#domains/matching/actions.ts'
import { VISITOR } from '#kernel/actor.ts'
import type { Database } from '#platform/db.ts'
import { readEnv } from '#platform/env.ts'
import { makeSite } from '#surfaces/website/app.tsx'
import { testDatabase } from '../../../tools/test-database.ts'

type Body = { readonly [name: string]: unknown; readonly paths?: object; readonly message?: string }
let get: (path: string, language?: string) => Promise<{ status: number; headers: Headers; body: Body }>

beforeAll(async () => {
  const { db, pool } = await testDatabase()
  await pool.query(`
    insert into concept (code, label_en, label_it) values ('/25', 'medicine', 'medicina'), ('/25/1', 'oncology', 'oncologia');
    insert into organisation (key, pic, name, kind, country, nuts, city, source) values
      ('111111111', '111111111', 'Istituto Alfa', 'REC', 'IT', 'ITH55', 'Bologna', 'cordis'), ('222222222', '222222222', 'Beta GmbH', 'PRC', 'DE', 'DE212', 'München', 'cordis');
    insert into project (id, programme, acronym, title, objective, signed_on, starts_on, source_hash) values (1, 'HORIZON', 'CURE', 'Curing cancer with cells', 'Cells against cancer in clinical trials', '2023-01-01', '2023-02-01', 'x');
    insert into participation (project_id, organisation_id, role, contribution_cents) select 1, id, case key when '111111111' then 'coordinator' else 'participant' end, 100 from organisation;
    insert into call (id, title, programme, action, status, source, source_hash) values ('HORIZON-HLTH-2027-01-TEST-01', 'Cells against cancer', 'Horizon Europe', 'RIA', 'open', 'test', 'x');
    insert into call_deadline (call_id, at) values ('HORIZON-HLTH-2027-01-TEST-01', '2027-04-16T15:00:00Z');`)
  const { refreshSummaries } = await import('#domains/projects/summary/queries.ts')
  const client = await pool.connect()
  await refreshSummaries(client)
  client.release()
  await refreshIndex(db)
  const database: Database = { db, pool, announce: () => undefined, close: async () => undefined }
  const site = await makeSite({
    database,
    env: readEnv({}),
    sessions: {
      actorOf: async () => VISITOR,
      issueLink: async () => undefined,
      redeem: async () => undefined,
      end: async () => [],
      leave: async () => ({ to: '', cookies: [] }),
      comeBack: async () => ({ cookies: [] }),
    },
    ranker: makeRanker(db, false),
    solver: makeSolver(false),
    clock: () => new Date('2026-11-23T10:00:00Z'),
    baseUrl: 'http://localhost',
    version: 'test',
  })
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
