import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { CALL, PHONE, type Visitor, visitor } from './browser.ts'

const WAYS = [
  ['with JavaScript', {}],
  ['without JavaScript', { javaScriptEnabled: false }],
  ['on a phone', PHONE],
] as const

describe.each(WAYS)('a visitor %s', (_, options) => {
  test('goes from a call to a team that can answer it, and takes the brief home', async () => {
    const v = await visitor(options)
    const { page } = v
    await v.open('/en')
    await v.follow(page.locator('main').getByRole('link', { name: 'See open calls' }))
    await page.getByLabel('Subject or code of the call').fill('chronic wounds')
    await v.follow(page.getByRole('button', { name: 'Search', exact: true }))
    expect(await page.getByRole('status').textContent()).toBe('1 call')

    await v.open('/en/calls')
    // Where there is room the filters stand open.
    if (options === PHONE) await page.locator('summary', { hasText: 'Filters' }).click()
    await page.getByLabel('Status').selectOption('open')
    await page.getByRole('checkbox', { name: /^RIA/ }).check()
    await v.follow(page.getByRole('button', { name: 'Apply filters' }))
    expect(await page.locator('main .results > li').count()).toBeGreaterThanOrEqual(2)
    expect(await page.locator('main').textContent()).not.toContain('HORIZON-HLTH-2027-99-LOOM-02')
    await v.follow(page.getByRole('link', { name: 'Regenerative medicine for chronic wounds' }))

    await theCall(v)
    await v.follow(page.getByRole('link', { name: 'The whole list, with reasons to weigh' }))
    expect(await page.locator('main .results > li, main ol > li').count()).toBeGreaterThanOrEqual(10)
    await v.follow(page.getByRole('link', { name: /team/i }).last())

    await theTeam(v)
    await v.leave()
  })
})

async function theCall({ page }: Visitor): Promise<void> {
  expect(page.url()).toContain(CALL)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Regenerative medicine')
  expect(await page.getByRole('heading', { name: 'The rules' }).count()).toBe(1)
  // Whoever is suggested comes with at least one reason.
  expect(await page.locator('main').getByRole('link').count()).toBeGreaterThan(5)
}

async function theTeam(v: Visitor): Promise<void> {
  const { page } = v
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('team')
  const rows = page.getByRole('table').first().locator('tbody tr')
  const before = await rows.count()
  expect(before).toBeGreaterThanOrEqual(3)
  expect(await page.getByRole('heading', { name: 'The rules' }).count()).toBe(1)

  // One partner out: the team is computed again without it.
  const out = await rows.first().getByRole('link').first().textContent()
  await rows.first().getByRole('combobox').selectOption('out')
  await v.follow(page.getByRole('button', { name: 'Compute again' }).last())
  expect(await rows.count()).toBeGreaterThanOrEqual(3)
  expect(await page.getByRole('table').first().textContent()).not.toContain(out)

  const href = await page.getByRole('link', { name: 'Brief as PDF' }).getAttribute('href')
  const brief = await v.download(href ?? '')
  expect(brief.type).toBe('application/pdf')
  const text = brief.bytes.toString('latin1')
  expect(text.slice(0, 5)).toBe('%PDF-')
  expect(text).toMatch(/\/StructTreeRoot|\/Marked true/)
  const sheet = await page.getByRole('link', { name: 'XLSX sheet' }).getAttribute('href')
  expect((await v.download(sheet ?? '')).bytes.subarray(0, 2).toString()).toBe('PK')
}

test('the calendar of deadlines opens in a calendar', async () => {
  const v = await visitor()
  const { type, bytes } = await v.download('/en/calls.ics')
  expect(type).toContain('text/calendar')
  const events = new ICAL.Component(ICAL.parse(bytes.toString('utf8')) as object[]).getAllSubcomponents('vevent')
  expect(events.length).toBeGreaterThanOrEqual(3)
  await v.leave()
})

test.each([
  ['at a desk', {}],
  ['on a phone', PHONE],
] as const)('every other public page, %s', async (_, options) => {
  const v = await visitor(options)
  for (const path of [
    '/it',
    '/it/organisations',
    '/it/map',
    '/it/network',
    '/it/organisations/999993953',
    '/it/organisations/999993953/network',
    '/it/organisations/999993953/calls',
    '/it/matching',
    '/it/team',
    '/it/api',
    '/it/accessibility',
    '/it/privacy',
    '/it/sign-in',
  ])
    await v.open(path)
  await v.open('/en/nowhere', 404)
  await v.open('/en/organisations?q=bologna')
  await v.follow(v.page.locator('main .results a, main table a').first())
  const project = v.page.locator('main a[href*="/projects/"]').first()
  if (await project.count()) await v.follow(project)
  await v.open('/en/matching?text=organoids+for+regenerative+medicine')
  await v.leave()
})
