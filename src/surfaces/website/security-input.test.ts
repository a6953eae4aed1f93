import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { type AddressInfo, connect, type Server } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestSite, testSite } from '../../../tools/test-site.ts'

const BASE = 'http://telaio.example.org'
/** What would run, close, or begin something where it is put down as it is. */
const HOSTILE = `"><img src=x onerror=alert(1)></textarea><script>alert(1)</script>' onmouseover='alert(2)`
const RAW = /<img src=x|<script>alert|' onmouseover='|"><img/
let at: TestSite
let server: Server
let port: number
let staff: string
let member: string
let knocks = 0

beforeAll(async () => {
  at = await testSite(
    BASE,
    `insert into organisation (key, name, source) values ('alfa', 'Alfa', 'hand'), ('beta', 'Beta', 'hand');
     insert into account_user (id, name, email, role, email_verified) values ('anna', 'Anna', 'anna@example.org', 'administrator', true),
       ('bea', 'Bea', 'bea@example.org', 'visitor', true), ('cora', 'Cora', 'cora@example.org', 'visitor', true);
     insert into representation (account_id, organisation_id, may, granted_by)
       select 'bea', id, 'represent', 'test' from organisation where key = 'alfa';
     insert into membership (cluster_id, organisation_id, category, joined_on) select 1, id, 'company', '2020-01-01' from organisation where key = 'alfa'`,
  )
  staff = (await at.enter('anna@example.org')).cookie
  member = (await at.enter('bea@example.org')).cookie
  server = createAdaptorServer({ fetch: at.site.fetch }) as Server
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())

const client = () => `198.51.100.${knocks++ % 250}`
const headersOf = (cookie: string) => ({ Cookie: cookie, Origin: BASE, 'X-Forwarded-For': client() })
const get = (path: string, cookie = '') =>
  Promise.resolve(at.site.request(`${BASE}${path}`, { headers: headersOf(cookie) }))
const post = (path: string, cookie: string, form: [string, string][] | Record<string, string>) =>
  Promise.resolve(
    at.site.request(`${BASE}${path}`, { method: 'POST', headers: headersOf(cookie), body: new URLSearchParams(form) }),
  )

/** Over a real connection: what a browser would never send. */
async function sent(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Buffer,
): Promise<{ status: number; text: string; headers: IncomingMessage['headers'] }> {
  const asked = request({
    host: '127.0.0.1',
    port,
    method,
    path,
    headers: { 'X-Forwarded-For': client(), ...headers },
    insecureHTTPParser: false,
  })
  if (body) for (let from = 0; from < body.length; from += 65_536) asked.write(body.subarray(from, from + 65_536))
  asked.on('error', () => undefined)
  asked.end()
  const answered = (await once(asked, 'response').catch(() => undefined)) as [IncomingMessage] | undefined
  // Cut off: the other side wants no more of it.
  if (!answered) return { status: 0, text: '', headers: {} }
  const [response] = answered
  let text = ''
  for await (const chunk of response) text += chunk
  return { status: response.statusCode ?? 0, text, headers: response.headers }
}

test('addresses that are no text, or hide one, lead nowhere and break nothing', async () => {
  const odd = [
    '%ff',
    '%00',
    '%c0%ae%c0%ae',
    '%E0%A4%A',
    '..%2f..%2fetc%2fpasswd',
    '%0d%0aSet-Cookie:%20a=b',
    'a'.repeat(6000),
    '__proto__',
    'constructor',
    '%F0%9F%92%A9',
  ]
  for (const part of odd)
    for (const path of [
      `/it/${part}`,
      `/it/organisations/${part}`,
      `/it/organisations/${part}/access`,
      `/it/organisations/${part}/calls`,
      `/it/calls/${part}`,
      `/it/projects/${part}`,
      `/it/people/${part}`,
      `/it/proposals/${part}`,
      `/it/teams/${part}`,
      `/api/organisations/${part}`,
      `/api/calls/${part}`,
      `/assets/${part}`,
    ]) {
      const { status, headers, text } = await sent('GET', path, { Cookie: staff })
      expect([404, 422], path).toContain(status)
      expect(headers['set-cookie'], path).toBeUndefined()
      expect(text, path).not.toMatch(/\bat .*\.tsx?:\d|invalid byte|select "/)
    }
})

test('queries that are no text, too long, repeated or of another kind are refused with a sentence', async () => {
  for (const query of [
    'q=%ff',
    'q=%00',
    `q=${'a'.repeat(5000)}`,
    'q=a&q=b',
    'page=1&page=2',
    'page=-1',
    'page=1e9',
    'q[]=a',
    'q[a]=b',
    '__proto__=a',
    'constructor=a&constructor=b',
    '__proto__[x]=a',
    'done=%3Cscript%3E',
    'sort=__proto__',
  ])
    for (const path of [
      '/it/organisations',
      '/it/calls',
      '/api/organisations',
      '/it/matching',
      '/it/people/register',
      '/it/proposals',
      '/it/audit',
      '/it/account',
      '/it/map',
      '/it/network',
      '/it/team',
      '/it/organisations.csv',
    ]) {
      const response = await get(`${path}?${query}`, staff)
      expect([200, 404, 422], `${path}?${query}`).toContain(response.status)
      await response.arrayBuffer()
    }
  expect(Object.prototype).not.toHaveProperty('x')
})

test('forms with names of JavaScript’s own, lists where one value is wanted, and null bytes change nothing but what they name', async () => {
  const odd: [string, string][] = [
    ['__proto__', 'a'],
    ['__proto__', 'b'],
    ['constructor', 'c'],
    ['toString', 'd'],
    ['role', 'administrator'],
    ['id', 'anna'],
    ['email', 'eve@example.org'],
    ['is_admin', '1'],
  ]
  expect((await post('/it/account/name', member, [['name', 'Bea'], ...odd])).status).toBe(303)
  expect((await post('/it/account/data', member, [['name', 'Bea'], ...odd])).status).toBe(303)
  const { rows } = await at.pool.query("select id, name, email, role from account_user where id = 'bea'")
  expect(rows).toEqual([{ id: 'bea', name: 'Bea', email: 'bea@example.org', role: 'visitor' }])
  const people = await at.pool.query('select name, email, account_id from person')
  expect(people.rows).toEqual([{ name: 'Bea', email: 'bea@example.org', account_id: 'bea' }])
  for (const [path, form] of [
    [
      '/it/account/data',
      [
        ['name', 'a'],
        ['name', 'b'],
      ],
    ],
    ['/it/account/data', [['name', 'a\0b']]],
    [
      '/it/account/sessions/end',
      [
        ['session', 'a'],
        ['session', 'b'],
      ],
    ],
    [
      '/it/account/passkeys/remove',
      [
        ['id', 'a'],
        ['id', 'b'],
      ],
    ],
    ['/it/account/name', [['name', 'a\0b']]],
    ['/it/sign-in/link', [['token', 'a\0b']]],
    ['/it/invitation', [['token', '\0']]],
  ] as [string, [string, string][]][]) {
    const response = await post(path, member, form)
    expect([403, 404, 422], `${path} ${form}`).toContain(response.status)
  }
  expect(Object.keys(Object.prototype)).toEqual([])
})

test('bodies that are not what they say, or too large, are refused with a sentence and kept nowhere', async () => {
  const cookie = { Cookie: member, Origin: BASE }
  for (const [type, body] of [
    ['application/json', '{"name":"Eva"}'],
    ['application/json', '{"name":'],
    ['multipart/form-data; boundary=x', 'nothing of the kind'],
    ['multipart/form-data', '--x--'],
    ['text/plain', 'name=Eva'],
    ['application/octet-stream', '\u0000\u0001'],
  ] as const)
    for (const path of [
      '/it/account/name',
      '/it/account/data',
      '/it/sign-in',
      '/it/account/passkeys',
      '/it/sign-in/passkey',
    ]) {
      const { status, text } = await sent('POST', path, { ...cookie, 'Content-Type': type }, Buffer.from(body))
      expect([403, 422], `${path} ${type}`).toContain(status)
      expect(text, path).not.toMatch(/\bat .*\.tsx?:\d|TypeError|boundary/)
    }
  const large = Buffer.from(`name=${'a'.repeat(2 * 1024 * 1024)}`)
  for (const path of ['/it/account/name', '/it/account/passkeys', '/it/sign-in'])
    for (const announced of [true, false]) {
      const type = path.endsWith('passkeys') ? 'application/json' : 'application/x-www-form-urlencoded'
      const length: Record<string, string> = announced
        ? { 'Content-Length': String(large.length) }
        : { 'Transfer-Encoding': 'chunked' }
      const { status, text } = await sent('POST', path, { ...cookie, 'Content-Type': type, ...length }, large)
      // A form of a browser says how long it is. Whoever sends without end is cut off at the limit.
      if (announced) expect([status, text.includes('1 MB')], path).toEqual([422, true])
      else expect([0, 422], path).toContain(status)
    }
  expect((await sent('GET', '/healthz')).status).toBe(200)
  expect((await at.pool.query("select name from account_user where id = 'bea'")).rows).toEqual([{ name: 'Bea' }])
})

test('requests that would be read differently by a proxy, or do not exist in HTTP, get no page', async () => {
  const raw = (text: string) =>
    new Promise<string>(resolve => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text))
      let answer = ''
      socket.on('data', chunk => (answer += chunk))
      socket.on('close', () => resolve(answer))
      socket.on('error', () => resolve(answer))
      setTimeout(() => socket.destroy(), 1500).unref()
    })
  const host = 'Host: telaio.example.org\r\n'
  const all = await Promise.all(
    [
      `POST /it/sign-in HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /it HTTP/1.1\r\n${host}\r\n`,
      `POST /it/sign-in HTTP/1.1\r\n${host}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef`,
      `GET /it HTTP/1.1\r\nHost: a\r\nHost: b\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
      `GET /it HTTP/1.1\r\n${host}X-A: b\nc: d\r\n\rE: f\r\n\r\n`,
      `TRACE /it HTTP/1.1\r\n${host}Cookie: secret=1\r\n\r\n`,
      `CONNECT example.org:443 HTTP/1.1\r\n${host}\r\n`,
    ].map(raw),
  )
  for (const answer of all) {
    expect(answer).not.toMatch(/^HTTP\/1\.1 200/m)
    expect(answer).not.toContain('secret=1')
  }
})

test('no address of ours sends anybody to another site', async () => {
  for (const path of [
    '//evil.example/',
    '//evil.example/it/',
    '/\\evil.example/',
    '/%5cevil.example/',
    '/it//evil.example/',
    '/it/sign-in/next?to=https://evil.example',
    '/it/sign-in/next?callbackURL=//evil.example',
    '/?next=//evil.example',
    '/auth/callback/oidc?callbackURL=https://evil.example',
    '/it/sign-in/provider?callbackURL=https://evil.example',
  ]) {
    const { headers } = await sent('GET', path, { Host: 'evil.example' })
    const to = headers.location ?? '/'
    expect(new URL(to, BASE).origin, path).toBe(BASE)
    expect(to, path).toMatch(/^\/(?![/\\])/)
  }
})

test('what the Host header says is in no letter, no page and no redirect', async () => {
  const forged = {
    Host: 'evil.example',
    'X-Forwarded-Host': 'evil.example',
    Forwarded: 'host=evil.example',
    'X-Forwarded-Proto': 'javascript',
  }
  for (const path of [
    '/',
    '/it',
    '/it/organisations/alfa',
    '/it/sign-in',
    '/api/openapi.json',
    '/it/calls/',
    '/it/calls.ics',
  ])
    expect(JSON.stringify(await sent('GET', path, forged)), path).not.toContain('evil.example')
  const form = { ...forged, 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'http://evil.example' }
  expect((await sent('POST', '/it/sign-in', form, Buffer.from('email=cora@example.org'))).status).toBe(200)
  await expect
    .poll(async () => (await at.pool.query("select 1 from mail_outbox where recipient = 'cora@example.org'")).rows)
    .toHaveLength(1)
  await sent(
    'POST',
    '/it/organisations/alfa/access',
    { ...form, Cookie: member },
    Buffer.from('name=Dora&email=dora@example.org&as=contribute'),
  )
  const { rows } = await at.pool.query<{ text_body: string }>('select * from mail_outbox')
  expect(rows).toHaveLength(2)
  for (const row of rows) {
    expect(JSON.stringify(row)).not.toContain('evil.example')
    expect(row.text_body).toContain(`${BASE}/it/`)
  }
})

test('HTML in every field people fill in is shown as text, on pages, in letters and in files', async () => {
  const name = HOSTILE.slice(0, 118)
  expect((await post('/it/account/name', member, { name })).status).toBe(303)
  expect(
    (
      await post('/it/account/data', member, {
        name,
        phone: '"><img src=x onerror=a()>',
        says: HOSTILE,
        agrees: 'directory',
      })
    ).status,
  ).toBe(303)
  expect(
    (await post('/it/organisations/alfa/access', member, { name, email: 'eva@example.org', as: 'contribute' })).status,
  ).toBe(303)
  expect((await post('/it/accounts', staff, { name, email: 'fay@example.org', as: 'staff' })).status).toBe(303)
  expect((await post('/it/account/name', staff, { name })).status).toBe(303)
  await at.pool.query('update organisation set name = $1, city = $1, short_name = $1 where key = $2', [HOSTILE, 'alfa'])
  await at.pool.query(
    "insert into call (id, title, summary_it, description, programme, action, status, source, source_hash) values ('C-1', $1, $1, $1, 'Horizon Europe', 'IA', 'open', 'test', 'x')",
    [HOSTILE],
  )
  await at.pool.query(
    "insert into team (cluster_id, call_id, name, notes, created_by) values (1, 'C-1', $1, $1, 'anna')",
    [HOSTILE],
  )
  const proposal = await at.pool.query<{ id: number; version: number }>(
    "insert into proposal (cluster_id, call_id, title, acronym, action) values (1, 'C-1', $1, $2, 'IA') returning id, version",
    ['before', 'B'],
  )
  const { id, version } = proposal.rows[0] ?? { id: 0, version: 0 }
  await at.pool.query(
    "insert into proposal_move (proposal_id, to_state, moved_on, moved_by) values ($1, 'draft', '2026-11-24', 'anna')",
    [id],
  )
  const saved = await post(`/it/proposals/${id}`, staff, {
    version: String(version),
    title: HOSTILE,
    acronym: name.slice(0, 60),
    months: '12',
  })
  expect(saved.status).toBe(303)
  const person = (await at.pool.query<{ id: number }>("select id from person where account_id = 'bea'")).rows[0]?.id
  const pages = [
    '',
    '/organisations/alfa',
    '/organisations',
    '/organisations/alfa/access',
    '/organisations/alfa/calls',
    '/organisations/alfa/network',
    '/account',
    '/account/data',
    '/accounts',
    '/people',
    '/people/register',
    `/people/${person}`,
    '/teams',
    '/proposals',
    `/proposals/${id}`,
    '/calls',
    '/calls/C-1',
    '/audit',
    '/registry',
    '/registry/alfa',
    '/organisations/alfa/profile',
    '/chains',
    '/duplicates',
    `/matching?text=${encodeURIComponent(HOSTILE)}`,
    `/organisations?q=${encodeURIComponent(HOSTILE)}`,
    `/${encodeURIComponent(HOSTILE)}`,
  ]
  let shown = 0
  for (const cookie of [staff, member])
    for (const path of pages) {
      const response = await get(`/it${path}`, cookie)
      expect([200, 403, 404, 409], path).toContain(response.status)
      const text = await response.text()
      if (text.includes('onerror=alert')) shown += 1
      // A block of data ends at the next "<" and runs nothing.
      expect(text.replace(/<script type="application\/ld\+json">[^<]*<\/script>/g, ''), path).not.toMatch(RAW)
    }
  // It is there, as text: otherwise this test would look at nothing.
  expect(shown).toBeGreaterThan(15)
  const { rows } = await at.pool.query<{ html_body: string }>(
    "select html_body from mail_outbox where recipient in ('eva@example.org', 'fay@example.org')",
  )
  expect(rows).toHaveLength(2)
  for (const { html_body } of rows) {
    expect(html_body).toContain('onerror=alert')
    expect(html_body).not.toMatch(RAW)
  }
})

test('a cell that a spreadsheet would run is text in every file', async () => {
  const formula = '=HYPERLINK("http://evil.example";"x")'
  await at.pool.query('update organisation set name = $1, city = $2 where key = $3', [formula, '@SUM(1)', 'beta'])
  await at.pool.query("insert into person (name, email, phone) values ($1, 'zoe@example.org', '+39 051 1')", [formula])
  await at.pool.query('update proposal set title = $1, acronym = $2', [formula, '-1+1'])
  for (const path of ['/it/organisations', '/it/proposals', '/it/audit']) {
    const text = await (await get(`${path}.csv`, staff)).text()
    expect(text, path).not.toMatch(/(^|,|\n)"?[=@+-]/)
  }
  for (const path of ['/it/organisations.xlsx', '/it/proposals.xlsx', '/it/people/register.xlsx', '/it/audit.xlsx']) {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(await (await get(path, staff)).arrayBuffer())
    book.eachSheet(sheet =>
      sheet.eachRow(row =>
        row.eachCell(cell => {
          expect(cell.type, `${path} ${cell.address}`).not.toBe(ExcelJS.ValueType.Formula)
          if (typeof cell.value === 'string') expect(cell.value, `${path} ${cell.address}`).not.toMatch(/^[=@+\-\t\r]/)
        }),
      ),
    )
  }
})

test('another person’s number in an address or a form opens nothing and ends nothing', async () => {
  const cora = await at.enter('cora@example.org')
  const of = async (sql: string) => String((await at.pool.query<{ id: string }>(sql)).rows[0]?.id)
  const session = await of("select id from account_session where user_id = 'bea'")
  await at.pool.query(
    `insert into account_passkey (id, public_key, user_id, credential_id, counter, device_type, backed_up) values ('key-of-bea', 'k', 'bea', 'c', 0, 'singleDevice', false)`,
  )
  const person = await of("select id from person where account_id = 'bea'")
  const invitation = await of("select id from invitation where email = 'eva@example.org'")
  const acting = await of("select id from representation where account_id = 'bea'")
  await at.pool.query(
    "insert into representation (account_id, organisation_id, may, granted_by) select 'cora', id, 'represent', 'test' from organisation where key = 'beta'",
  )
  for (const [path, form, status] of [
    ['/it/account/sessions/end', { session }, 404],
    ['/it/account/passkeys/remove', { id: 'key-of-bea' }, 404],
    [`/it/people/${person}`, { name: 'X' }, 403],
    [`/it/people/${person}/erase`, { sure: 'CANCELLA' }, 403],
    ['/it/organisations/alfa/access/withdraw', { id: invitation }, 403],
    ['/it/organisations/beta/access/withdraw', { id: invitation }, 404],
    ['/it/organisations/alfa/access/end', { id: acting }, 403],
    ['/it/organisations/beta/access/end', { id: acting }, 404],
    ['/it/accounts/role', { account: 'cora', role: 'administrator' }, 403],
    ['/it/accounts/withdraw', { id: invitation }, 403],
    ['/it/accounts/sessions/end', { account: 'bea' }, 403],
  ] as [string, Record<string, string>, number][])
    expect((await post(path, cora.cookie, form)).status, path).toBe(status)
  for (const path of [`/it/people/${person}`, `/it/people/${person}/data.json`])
    expect((await get(path, cora.cookie)).status, path).toBe(403)
  for (const path of ['data.json', 'data.csv', 'data.vcf'])
    expect(
      await (await get(`/it/account/${path}?account=bea&id=bea&person=${person}`, cora.cookie)).text(),
      path,
    ).not.toContain('bea@example.org')
  const left = await at.pool.query(
    "select (select count(*)::int from account_session where user_id = 'bea') as sessions, (select count(*)::int from account_passkey) as keys, (select count(*)::int from person where account_id = 'bea') as people, (select count(*)::int from invitation where withdrawn_at is not null) as withdrawn, (select role from account_user where id = 'cora') as role",
  )
  expect(left.rows).toEqual([{ sessions: 1, keys: 1, people: 1, withdrawn: 0, role: 'visitor' }])
})
