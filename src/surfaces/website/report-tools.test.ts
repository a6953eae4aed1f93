import { beforeAll, expect, test } from 'vitest'
import { type TestSite, testSite } from '../../../tools/test-site.ts'

const BASE = 'http://localhost:4000'
let site: TestSite
const cookies: Record<string, string> = {}

beforeAll(async () => {
  site = await testSite(
    BASE,
    `insert into organisation (key, name, source) values ('alfa', 'Alfa', 'hand');
    insert into account_user (id, name, email, role) values
      ('anna', 'Anna', 'anna@example.org', 'staff'), ('rita', 'Rita', 'rita@example.org', 'auditor')`,
  )
  for (const name of ['anna', 'rita']) cookies[name] = (await site.enter(`${name}@example.org`)).cookie
})

const get = async (path: string, who = 'anna') => {
  const answer = await site.site.request(`${BASE}${path}`, { headers: { Cookie: cookies[who] ?? '' } })
  return { status: answer.status, text: (await answer.text()).replaceAll('<!-- -->', '') }
}
const post = async (path: string, form: Record<string, string>, who = 'anna') => {
  const answer = await site.site.request(`${BASE}${path}`, {
    method: 'POST',
    headers: { Cookie: cookies[who] ?? '', Origin: BASE, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form),
  })
  return {
    status: answer.status,
    to: answer.headers.get('Location') ?? '',
    text: (await answer.text()).replaceAll('<!-- -->', ''),
  }
}

test('every definition is told in words, and leads to the page where it is tried', async () => {
  const { status, text } = await get('/it/reports/definitions', 'rita')
  expect(status).toBe(200)
  expect(text).toContain('href="/it/reports/trial?code=network_density"')
  expect(text).toContain('le coppie del gruppo')
  expect((await get('/it/reports/definitions', 'nobody')).status).toBe(403)
  expect((await get('/it/reports/trial?code=no_such')).status).toBe(404)
})

test('a definition is tried at once; faults keep what was typed', async () => {
  const { text } = await get('/en/reports/trial?code=success_rate&period=2025')
  expect(text).toContain('&quot;code&quot;: &quot;success_rate&quot;')
  const measure = (whole: unknown) =>
    JSON.stringify({
      code: 'mine',
      section: 'mine',
      name: { it: 'Mia', en: 'Mine' },
      definition: { it: 'x', en: 'x' },
      unit: 'percent',
      measure: { what: 'ratio', part: { what: 'facts', kinds: ['event-held'] }, whole },
    })
  const tried = await post('/en/reports/trial', { period: '2025', text: measure({ what: 'facts', kinds: ['patent'] }) })
  expect(tried.status).toBe(200)
  expect(tried.text).toContain('nothing to divide by')
  const zero = await post('/en/reports/trial', { period: '2025', text: measure(0) })
  expect(zero.status).toBe(422)
  expect(zero.text).toMatch(/Line 1, column \d+<\/strong>: measure\.whole: must be above zero/)
  expect(zero.text).toContain('&quot;mine&quot;')
  const broken = await post('/it/reports/trial', { period: '2025', text: '{\r\n"code" 1}' })
  expect(broken.status).toBe(422)
  expect(broken.text).toContain('Riga 2, colonna 8')
  const backwards = await post('/it/reports/trial', { period: '2025-12-31..2025-01-01', text: measure(2) })
  expect([backwards.status, backwards.text.includes('finisce prima di cominciare')]).toEqual([422, true])
  expect((await post('/it/reports/trial', { period: '2025', text: ' '.repeat(50_000) })).status).toBe(422)
})

test('targets are set in a table and stand in the report; what is no number is marked and kept', async () => {
  const wrong = await post('/it/reports/targets?year=2026', { 'events_held.2026': 'molti', 'patents.2026': '2' })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('value="molti"')
  expect(wrong.text).toContain('events_held.2026-wrong')
  const saved = await post('/it/reports/targets?year=2026', { 'events_held.2026': '12', 'patents.2026': '2' })
  expect(saved).toMatchObject({ status: 303, to: '/it/reports/targets?year=2026&saved=2' })
  expect((await get('/it/reports/2026/now')).text).toContain('>12<')
  const read = await get('/it/reports/targets?year=2026', 'rita')
  expect(read.text).not.toContain('<input name="events_held.2026"')
  expect((await post('/it/reports/targets?year=2026', { 'events_held.2026': '1' }, 'rita')).status).toBe(403)
})

test('a folder is made, filled, read by the auditor, taken away as a sheet', async () => {
  const { to } = await post('/it/reports/folders', { name: 'Oro', label: 'Un marchio', due_on: '' })
  expect(to).toMatch(/^\/it\/reports\/folders\/\d+$/)
  expect((await post(`${to}/items`, { lines: 'Strategia\nEventi' })).status).toBe(303)
  const item = /items\/(\d+)"/.exec((await get(to)).text)?.[1]
  expect((await post(`${to}/items/${item}/evidence`, { code: 'events_held', period: '2025' })).status).toBe(303)
  const bad = await post(`${to}/items/${item}/evidence`, { fact: '12345', address: '' })
  expect([bad.status, bad.text.includes('value="12345"')]).toEqual([422, true])
  expect((await post('/it/reports/folders', { name: 'anna@example.org' })).status).toBe(422)
  const read = await get(to, 'rita')
  expect(read.text).toContain('Eventi, 2025: 0')
  expect(read.text).not.toContain('name="lines"')
  expect((await get(`${to}/print`, 'rita')).status).toBe(200)
  expect((await get(`${to}/items.csv`, 'rita')).text).toContain('Strategia')
  expect((await post(`${to}/aside`, {})).to).toBe('/it/reports/folders')
  expect((await get('/it/reports/folders')).text).toContain('Riprendi Oro')
  expect((await get('/it/reports/folders/999999')).status).toBe(404)
})
