import { serializeSignedCookie } from 'better-call'
import { beforeAll, describe, expect, test } from 'vitest'
import { cookieOf, type TestSite, testSite } from '../../../tools/test-site.ts'

const BASE = 'https://telaio.example.org'
const PUBLIC = '/it/organisations/alfa'
let at: TestSite
let staff: string
let knocks = 0

beforeAll(async () => {
  at = await testSite(
    BASE,
    `insert into organisation (key, name, source) values ('alfa', 'Alfa', 'hand');
     insert into account_user (id, name, email, role) values ('anna', 'Anna', 'anna@example.org', 'staff'), ('bea', 'Bea', 'bea@example.org', 'visitor')`,
    { SECURITY_CONTACT: 'security@example.org' },
  )
  staff = (await at.enter('anna@example.org')).cookie
})

type Asked = { method?: string; cookie?: string; form?: Record<string, string>; headers?: Record<string, string> }
async function ask(path: string, { method, cookie = '', form, headers = {} }: Asked = {}): Promise<Response> {
  return at.site.request(`${BASE}${path}`, {
    method: method ?? (form ? 'POST' : 'GET'),
    headers: { Cookie: cookie, Origin: BASE, 'X-Forwarded-For': `198.51.100.${knocks++ % 250}`, ...headers },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  })
}

/** One of each kind of answer, by what it must be. */
const ANSWERS: [string, number, string, Asked?][] = [
  ['page', 200, PUBLIC],
  ['page of staff', 200, '/it/people/register', { cookie: 'staff' }],
  ['answer of the API', 200, '/api/organisations'],
  ['asset', 200, 'ASSET'],
  ['CSV', 200, '/it/organisations.csv'],
  ['workbook', 200, '/it/organisations.xlsx'],
  ['calendar', 200, '/it/calls.ics'],
  ['health', 200, '/healthz'],
  ['redirect', 302, '/'],
  ['redirect of an asset', 302, '/favicon.svg'],
  ['redirect of a slash', 301, '/it/calls/'],
  ['refused page', 403, '/it/teams'],
  [
    'refused request from elsewhere',
    403,
    '/it/sign-in',
    { form: { email: 'a@b.it' }, headers: { Origin: 'https://evil.example' } },
  ],
  ['missing page', 404, '/it/nothing'],
  ['missing asset', 404, '/assets/nothing.js'],
  ['missing endpoint', 404, '/api/nothing'],
  ['form that was not understood', 422, '/it/sign-in', { form: { email: 'no' } }],
  ['query that was not understood', 422, '/it/organisations?page=x'],
  ['endpoint that did not understand', 422, '/api/organisations?page=x'],
]

describe('every answer says what browsers may do with it', () => {
  test.each(ANSWERS)('%s (%i)', async (_name, status, path, asked = {}) => {
    const css = /href="(\/assets\/site[^"]+)"/.exec(await (await ask('/it/accessibility')).text())?.[1] ?? ''
    const response = await ask(path === 'ASSET' ? css : path, { ...asked, cookie: asked.cookie ? staff : '' })
    expect(response.status).toBe(status)
    expectRules(response)
    // What there is to read says what it is, and in which letters.
    if ((await response.text()) === '') return
    expect(response.headers.get('content-type')).toMatch(/;\s?charset=utf-8$|^application\/(json|vnd\.)/i)
  })
})

function expectRules({ headers }: Response): void {
  const csp = headers.get('content-security-policy') ?? ''
  for (const directive of [
    "default-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ])
    expect(csp).toContain(directive)
  expect(csp).not.toMatch(/unsafe|\*|https?:/)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('referrer-policy')).toBe('same-origin')
  expect(headers.get('permissions-policy')).toContain('camera=()')
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  for (const teller of ['server', 'x-powered-by']) expect(headers.get(teller)).toBeNull()
}

test('too many requests, and a fault of ours, are answered by the same rules; no SQL and no stack is shown, and a code leads to the log', async () => {
  let last = await ask('/it/sign-in')
  for (let tries = 0; tries < 11; tries += 1)
    last = await ask('/it/sign-in', { form: { email: 'no' }, headers: { 'X-Forwarded-For': '203.0.113.9' } })
  expect(last.status).toBe(429)
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
  expectRules(last)
  await at.pool.query('alter table organisation_search rename to gone; alter table person rename to gone_too')
  try {
    for (const path of ['/it/people/register', '/api/organisations?q=x', '/it/organisations?q=x']) {
      const response = await ask(path, { cookie: staff })
      expect(response.status, path).toBe(500)
      expectRules(response)
      const text = await response.text()
      expect(text).toMatch(/[0-9a-f]{8}/)
      expect(text).not.toMatch(/select |from "|relation|\.tsx?:|node_modules|at async/)
    }
  } finally {
    await at.pool.query('alter table gone rename to organisation_search; alter table gone_too rename to person')
  }
})

test('a cookie is for this host alone, over TLS, for no script, and not sent with forms of other sites', async () => {
  const { set } = await at.enter('bea@example.org')
  expect(set.length).toBeGreaterThan(0)
  for (const cookie of set) {
    expect(cookie).toMatch(/^__Host-telaio\.session_token=/)
    for (const attribute of [/; Secure/i, /; HttpOnly/i, /; SameSite=Lax/i, /; Path=\/(;|$)/i])
      expect(cookie).toMatch(attribute)
    expect(cookie).not.toMatch(/; Domain=/i)
  }
  const plain = await at.at('http://localhost')
  const [cookie = ''] =
    (await plain.sessions.redeem((await plain.sessions.issueLink('bea@example.org')) ?? '', new Headers())) ?? []
  expect(cookie).toMatch(/^telaio\.session_token=.*; HttpOnly; SameSite=Lax/)
  expect(cookie).not.toMatch(/Secure/)
  const response = await plain.site.request('http://localhost/it')
  expect(response.headers.get('strict-transport-security')).toBeNull()
})

test('what somebody who has signed in sees is kept nowhere, nor is an address with a secret', async () => {
  for (const path of [
    PUBLIC,
    '/it',
    '/it/calls',
    '/it/people/register',
    '/it/account',
    '/it/proposals.csv',
    '/it/nothing',
    '/it/people/register.xlsx',
  ])
    expect((await ask(path, { cookie: staff })).headers.get('cache-control'), path).toBe('no-store')
  for (const path of [
    '/it/sign-in',
    '/it/sign-in/link?token=x',
    '/it/invitation?token=x',
    '/it/sign-in/refused?why=late',
  ]) {
    expect((await ask(path)).headers.get('cache-control'), path).toBe('no-store')
  }
  expect((await ask(PUBLIC)).headers.get('cache-control')).toBe('private, no-cache')
  expect(
    (await ask('/it/sign-out', { form: {}, cookie: (await at.enter('bea@example.org')).cookie })).headers.get(
      'clear-site-data',
    ),
  ).toBe('"cache"')
})

describe('a request from another site is refused, whatever it carries', () => {
  const FROM: [string, Record<string, string>][] = [
    ['another origin', { Origin: 'https://evil.example' }],
    ['a name that begins alike', { Origin: `${BASE}.evil.example` }],
    ['a sandbox', { Origin: 'null' }],
    ['nowhere', { Origin: '' }],
    ['a browser that says so', { Origin: BASE, 'Sec-Fetch-Site': 'cross-site' }],
    ['a sister site', { Origin: BASE, 'Sec-Fetch-Site': 'same-site' }],
  ]
  const AS: [string, string | undefined, string][] = [
    ['a form', 'application/x-www-form-urlencoded', 'name=Eva'],
    [
      'a form with parts',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nEva\r\n--x--',
    ],
    ['text', 'text/plain', 'name=Eva'],
    ['JSON', 'application/json', '{"name":"Eva"}'],
    ['a type nobody knows', 'application/x-own', 'name=Eva'],
  ]
  test.each(FROM)('from %s', async (_from, headers) => {
    for (const [as, type, body] of AS)
      for (const path of ['/it/account/name', '/it/account/passkeys', '/it/sign-out', '/it/sign-in']) {
        const origin = headers.Origin === '' ? {} : headers
        const response = await at.site.request(`${BASE}${path}`, {
          method: 'POST',
          headers: {
            Cookie: staff,
            'X-Forwarded-For': `192.0.2.${knocks++ % 250}`,
            ...origin,
            ...(type ? { 'Content-Type': type } : {}),
          },
          body,
        })
        expect(response.status, `${as} to ${path}`).toBe(403)
        expect(await response.text()).toContain('non arriva da una pagina di questo sito')
      }
    const { rows } = await at.pool.query("select name from account_user where id = 'anna'")
    expect(rows).toEqual([{ name: 'Anna' }])
    expect((await ask('/it/account', { cookie: staff })).status).toBe(200)
  })
  test('the site’s own forms go through, also behind a proxy that speaks http to us, and under another name of this machine', async () => {
    for (const [url, origin] of [
      [BASE, BASE],
      ['http://telaio.example.org', BASE],
      ['http://10.0.0.7:3000', BASE],
      ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ]) {
      const response = await at.site.request(`${url}/it/account/name`, {
        method: 'POST',
        headers: { Cookie: staff, Origin: origin ?? '' },
        body: new URLSearchParams({ name: 'Anna' }),
      })
      expect([response.status, response.headers.get('location')], url).toEqual([303, '/it/account?done=saved'])
    }
  })
})

test('no act is done by reading: what is written has one address for POST, and other methods find nothing', async () => {
  for (const path of [
    '/it/sign-out',
    '/it/account/name',
    '/it/account/data/erase',
    '/it/accounts/role',
    '/it/teams/1/archive',
  ])
    expect((await ask(path, { cookie: staff })).status, path).toBe(404)
  for (const method of ['PUT', 'PATCH', 'DELETE', 'PROPFIND'])
    for (const path of [PUBLIC, '/it/account', '/api/organisations', '/assets/x.css'])
      expect((await ask(path, { method, cookie: staff })).status, `${method} ${path}`).toBe(404)
  expect((await ask('/it/account', { cookie: staff })).status).toBe(200)
})

test('the API may be read from any site because it looks at no cookie, and nothing else may', async () => {
  const from = { headers: { Origin: 'https://evil.example' }, cookie: staff }
  const api = await ask('/api/organisations', from)
  expect(api.headers.get('access-control-allow-origin')).toBe('*')
  expect(api.headers.get('access-control-allow-credentials')).toBeNull()
  expect(await api.text()).toBe(await (await ask('/api/organisations')).text())
  for (const path of [PUBLIC, '/it/account', '/it/account/data.json', '/it/account/passkeys/options']) {
    const preflight = await ask(path, {
      ...from,
      method: 'OPTIONS',
      headers: { ...from.headers, 'Access-Control-Request-Method': 'POST' },
    })
    expect(preflight.headers.get('access-control-allow-origin'), path).toBeNull()
    expect((await ask(path, from)).headers.get('access-control-allow-origin'), path).toBeNull()
  }
})

test('no page has anything inline that its own rules forbid', async () => {
  const { rows } = await at.pool.query<{ id: number }>(
    "insert into person (name, email) values ('Dora', 'dora@example.org') returning id",
  )
  const pages = [
    '',
    '/calls',
    '/organisations',
    '/organisations/alfa',
    '/organisations/alfa/calls',
    '/organisations/alfa/network',
    '/organisations/alfa/access',
    '/matching',
    '/matching?text=cellule',
    '/map',
    '/network',
    '/api',
    '/accessibility',
    '/privacy',
    '/sign-in',
    '/sign-in/link?token=x',
    '/goodbye',
    '/people',
    '/people/register',
    `/people/${rows[0]?.id}`,
    '/teams',
    '/proposals',
    '/audit',
    '/registry',
    '/registry/import',
    '/registry/alfa',
    '/organisations/alfa/profile',
    '/chains',
    '/duplicates',
    '/account',
    '/account/data',
    '/nothing',
  ]
  await at.pool.query("update account_user set role = 'administrator' where id = 'anna'")
  await ask('/it/account/second-factor/begin', { form: {}, cookie: staff })
  for (const path of [...pages, '/accounts']) {
    const html = await (await ask(`/it${path}`, { cookie: path === '/sign-in' ? '' : staff })).text()
    expect(html, path).toContain('</html>')
    expect(html, path).not.toMatch(/<[a-z][^>]*\s(style|on[a-z]+)\s*=/i)
    expect(html, path).not.toMatch(/<style|javascript:/i)
    for (const script of html.match(/<script[^>]*>[^<]*/g) ?? [])
      expect(script).toMatch(/^<script (type="module" src="\/assets\/|type="application\/ld\+json">)/)
  }
  await at.pool.query("update account_user set role = 'staff' where id = 'anna'; delete from second_factor")
})

test('a new sign-in has a new token and ends the session before it; signing out ends it for good', async () => {
  const first = await at.enter('bea@example.org')
  const link = (await at.sessions.issueLink('bea@example.org')) ?? ''
  const response = await ask('/it/sign-in/link', { form: { token: link }, cookie: first.cookie })
  const second = cookieOf(response.headers.getSetCookie())
  expect(second).not.toBe(first.cookie)
  expect((await ask('/it/account', first)).status).toBe(403)
  expect((await ask('/it/account', { cookie: second })).status).toBe(200)
  await ask('/it/sign-out', { form: {}, cookie: second })
  expect((await ask('/it/account', { cookie: second })).status).toBe(403)
  // A cookie somebody was given beforehand never becomes theirs.
  const planted = '__Host-telaio.session_token=planted.signature'
  const third = await ask('/it/sign-in/link', {
    form: { token: (await at.sessions.issueLink('bea@example.org')) ?? '' },
    cookie: planted,
  })
  expect(third.status).toBe(303)
  expect((await ask('/it/account', { cookie: planted })).status).toBe(403)
})

test('a token read from the database opens nothing: it lacks the signature of a key that is not there', async () => {
  await at.enter('bea@example.org')
  const { rows } = await at.pool.query<{ token: string }>("select token from account_session where user_id = 'bea'")
  expect(rows.length).toBeGreaterThan(0)
  const other = await serializeSignedCookie(
    '__Host-telaio.session_token',
    rows[0]?.token ?? '',
    'a guess at the secret, which is long enough',
    {},
  )
  for (const value of [
    `__Host-telaio.session_token=${rows[0]?.token}`,
    `__Host-telaio.session_token=${rows[0]?.token}.c2lnbmF0dXJl`,
    other.split(';')[0] ?? '',
  ])
    expect((await ask('/it/account', { cookie: value })).status, value).toBe(403)
})

test('whom to tell of a weakness stands where RFC 9116 says, when somebody was named', async () => {
  const response = await ask('/.well-known/security.txt')
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; ?charset=utf-8$/i)
  const text = await response.text()
  expect(text).toContain('Contact: mailto:security@example.org\n')
  expect(text).toContain(`Canonical: ${BASE}/.well-known/security.txt\n`)
  const expires = new Date(/Expires: (\S+)/.exec(text)?.[1] ?? '')
  expect(expires.getTime()).toBeGreaterThan(Date.now() + 30 * 86_400_000)
  expect(expires.getTime()).toBeLessThan(Date.now() + 365 * 86_400_000)
})
