import type { Hono } from 'hono'
import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { makeSessions } from '#domains/accounts/sessions.ts'
import { makeSolver } from '#domains/consortia/teams/actions.ts'
import { makeRanker, refreshIndex } from '#domains/matching/actions.ts'
import { readEnv } from '#platform/env.ts'
import type { AppEnv } from '#platform/http.tsx'
import { testDatabase } from '../../../tools/test-database.ts'
import { ACCESS, type Access, ensureGuarded, routeNames } from './access.ts'
import { makeSite } from './app.tsx'

/** Everybody who may come: an account of each role, and people who act for Alfa. Beta is somebody else's. */
const PEOPLE = {
  visitor: undefined,
  administrator: { role: 'administrator' },
  staff: { role: 'staff' },
  reviewer: { role: 'reviewer' },
  mentor: { role: 'mentor' },
  auditor: { role: 'auditor' },
  nobody: { role: 'visitor' },
  representative: { role: 'visitor', may: 'represent' },
  contributor: { role: 'visitor', may: 'contribute' },
} as const
type Who = keyof typeof PEOPLE
const WHO = Object.keys(PEOPLE) as Who[]

/** Who comes in by each sentence, at their own organisation (Alfa) and at another's (Beta). Written out: the test is not the code again. */
const STAFF: Who[] = ['administrator', 'staff']
const ALLOWED: Record<Access, { own: Who[]; other: Who[] }> = {
  visit: { own: WHO, other: WHO },
  useAccount: same(WHO.filter(who => who !== 'visitor')),
  seeMembersOnly: same([...STAFF, 'representative', 'contributor']),
  work: same(STAFF),
  administer: same(['administrator']),
  readAccounts: same([...STAFF, 'auditor']),
  actFor: { own: [...STAFF, 'representative', 'contributor'], other: STAFF },
  represent: { own: [...STAFF, 'representative'], other: STAFF },
}
function same(who: Who[]) {
  return { own: who, other: who }
}

// Every knock comes from an address of its own: how many may come from one is another test's question.
const ENV = readEnv({ TELAIO_SECRET: 'a secret of the tests, long enough for its purpose', TRUST_PROXY: '1' })
let knocks = 0
const BASE = 'http://localhost'
const cookies: Partial<Record<Who, string>> = {}
let site: Hono<AppEnv>
let pool: pg.Pool

beforeAll(async () => {
  const database = await testDatabase()
  pool = database.pool
  await pool.query(
    `insert into organisation (key, name, source) values ('alfa', 'Alfa', 'hand'), ('beta', 'Beta', 'hand')`,
  )
  const sessions = makeSessions(database.db, ENV, BASE)
  for (const who of WHO) {
    const person = PEOPLE[who]
    if (!person) continue
    const email = `${who}@example.org`
    await pool.query('insert into account_user (id, name, email, role) values ($1, $1, $2, $3)', [
      who,
      email,
      person.role,
    ])
    if ('may' in person)
      await pool.query(
        `insert into representation (account_id, organisation_id, may, granted_by) select $1, id, $2, 'test' from organisation where key = 'alfa'`,
        [who, person.may],
      )
    const entered = await sessions.redeem((await sessions.issueLink(email)) ?? '', new Headers())
    cookies[who] = (entered ?? []).map(cookie => cookie.split(';')[0]).join('; ')
  }
  await refreshIndex(database.db)
  site = await makeSite({
    database: { ...database, announce: () => undefined, close: async () => undefined },
    env: ENV,
    sessions,
    ranker: makeRanker(database.db, false),
    solver: makeSolver(false),
    clock: () => new Date(),
    baseUrl: BASE,
    version: 'test',
  })
})

/** What the request answers: `in` when the door let it through, whatever came of it inside. */
async function knock(name: string, who: Who, key: string): Promise<'in' | 'refused'> {
  const [method = 'GET', route = ''] = name.split(' ')
  const path = route.replace(':key', key).replace(/:\w+/g, '999999')
  const outside = /^\/(api|assets|auth|healthz|favicon|\.well-known)/.test(path) && path !== '/api'
  const response = await site.request(`${BASE}${outside ? '' : '/it'}${path === '/' ? '' : path}`, {
    method,
    headers: { Cookie: cookies[who] ?? '', Origin: BASE, 'X-Forwarded-For': `test-${knocks++}` },
    ...(method === 'POST' ? { body: new URLSearchParams({ nothing: '1' }) } : {}),
  })
  const text = await response.text()
  // A page may refuse for a reason of its own (a link that is too old): only the door says these sentences.
  return response.status === 403 && DOOR.test(text) ? 'refused' : 'in'
}
const DOOR =
  /Per farlo devi entrare|Questo lo fa il personale|Questo lo fa chi amministra|Questo lo fa chi agisce|Questo lo decide chi rappresenta|Questo lo vede chi è del cluster/

test('every route of the site names whom it is for, and no name is of a route that is gone', () => {
  expect(routeNames(site).toSorted()).toEqual(Object.keys(ACCESS).toSorted())
})

test('a new page that does not say whom it is for keeps the site from starting', () => {
  site.get('/it/brand-new', c => c.text(''))
  expect(() => ensureGuarded(site)).toThrow('GET /brand-new')
})

/** Ends sessions: not to be knocked at by everybody in turn. */
const LEAVING = ['POST /sign-out', 'POST /account/sessions/end-others', 'POST /account/sessions/end']

test.each(Object.entries(ACCESS).filter(([name]) => !LEAVING.includes(name)))(
  '%s: %s, for every role at its own organisation and at another’s',
  async (name, access) => {
    for (const who of WHO)
      for (const [relation, key] of [
        ['own', 'alfa'],
        ['other', 'beta'],
      ] as const) {
        if (relation === 'other' && !name.includes(':key')) continue
        const expected = ALLOWED[access][relation].includes(who) ? 'in' : 'refused'
        expect(await knock(name, who, key), `${who} at ${relation}`).toBe(expected)
      }
  },
)

test('an organisation that does not exist is no way in, and is not told from one that is somebody else’s', async () => {
  for (const who of ['visitor', 'nobody', 'representative'] as const)
    expect(await knock('GET /organisations/:key/access', who, 'no-such')).toBe('refused')
})

test('a linked record opens for those who act for the whole', async () => {
  await pool.query(
    `insert into organisation (key, name, source, same_as, linked_by) select 'alfa-2', 'Alfa bis', 'hand', id, 'hand' from organisation where key = 'alfa'`,
  )
  expect(await knock('GET /organisations/:key/access', 'representative', 'alfa-2')).toBe('in')
  expect(await knock('GET /organisations/:key/access', 'contributor', 'alfa-2')).toBe('refused')
})

test('whoever acted for a record that was linked to another acts for the whole', async () => {
  await pool.query(
    `insert into representation (account_id, organisation_id, may, granted_by) select 'mentor', id, 'represent', 'test' from organisation where key = 'alfa-2'`,
  )
  expect(await knock('GET /organisations/:key/access', 'mentor', 'alfa')).toBe('in')
  expect(await knock('GET /organisations/:key/access', 'mentor', 'beta')).toBe('refused')
})

test('a forged session opens nothing', async () => {
  const real = cookies.staff ?? ''
  for (const forged of [
    real.replace(/.(?=;|$)/, 'x'),
    `${real.split('.')[0]}.forged.signature`,
    'telaio.session_token=%00',
  ]) {
    const response = await site.request(`${BASE}/it/teams`, {
      headers: { Cookie: forged, 'X-Forwarded-For': 'forger' },
    })
    expect(response.status).toBe(403)
  }
})
