import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { phonePhoto } from '#domains/ledger/evidence/fixtures.ts'
import { dateInRome } from '#platform/clock.ts'
import { PHONE, type Visitor, visitor } from './browser.ts'
import { enter, invited, telaio } from './terminal.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'telaio-report-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const today = dateInRome(new Date())
const PERIOD = `${today.slice(0, 4)}-H${Number(today.slice(5, 7)) <= 6 ? 1 : 2}`
/** Evidence that anybody may see. */
const SEEN_AT = 'https://cluster.example.org/laboratori'
const NOW = `/en/reports/${PERIOD}/now`

async function enterAs(name: string, role: string, options: Parameters<typeof visitor>[0] = {}): Promise<Visitor> {
  const v = await visitor(options)
  await enter(v, await invited(`${name.toLowerCase()}@report.example.org`, name, role))
  return v
}

/** The value of a figure in the table of the page that is open. */
const figure = async ({ page }: Visitor, name: string) =>
  (await page
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) })
    .getByRole('cell')
    .first()
    .textContent()) ?? ''

test('three facts from a phone change the half-year draft; it is reviewed, approved, published, opened down to its evidence, downloaded and verified', async () => {
  const guest = await visitor(PHONE)
  await guest.open('/en/reports')
  expect(await guest.page.getByText('No report has been published yet.').count()).toBe(1)
  await guest.open(`/en/reports/${PERIOD}`, 404)
  await guest.open(NOW, 403)

  const staff = await enterAs('Vera', 'staff', { ...PHONE, javaScriptEnabled: false })
  await staff.open(NOW)
  const before = {
    events: Number(await figure(staff, 'Events')),
    meetings: Number(await figure(staff, 'Meetings held')),
  }

  const { page } = staff
  const record = () => staff.follow(page.getByRole('button', { name: 'Record', exact: true }))
  for (const title of ['Laboratori aperti', 'Una giornata di incontri']) {
    await staff.open('/en/ledger/new?kind=event-held')
    await page.getByLabel('Title').fill(title)
    await page.getByLabel('Type').selectOption('visibility')
    await page.getByLabel('Province').selectOption({ label: 'Ravenna' })
    await page
      .getByLabel('Photo or file')
      .setInputFiles({ name: 'sala.jpg', mimeType: 'image/jpeg', buffer: phonePhoto() })
    await page.getByText('Or an address', { exact: false }).first().click()
    await page.getByLabel('Or an address').fill(SEEN_AT)
    await record()
  }
  await staff.open('/en/ledger/new?kind=meeting-held')
  await page.getByLabel('Who met 1').fill('Torniotrebbia')
  await page.getByLabel('Who met 2').fill('Erbario di Val Perduta')
  await record()

  // The draft has changed by so much.
  await staff.open(NOW)
  expect(Number(await figure(staff, 'Events'))).toBe(before.events + 2)
  expect(Number(await figure(staff, 'Meetings held'))).toBe(before.meetings + 1)

  // Words, with figures by reference: what leads nowhere keeps the report back.
  await staff.follow(page.getByRole('button', { name: 'Begin the report' }))
  await staff.follow(page.getByRole('link', { name: 'Write the words' }))
  const write = async (it: string, en: string) => {
    await page.getByLabel('Opening: Italian').fill(it)
    await page.getByLabel('Opening: English').fill(en)
    await staff.follow(page.getByRole('button', { name: 'Save the words' }))
  }
  await write('Abbiamo fatto {events_held} eventi.', 'We held {events} events.')
  expect(await page.getByText('{events} leads to no figure').count()).toBe(1)
  await write('Abbiamo fatto {events_held} eventi.', 'We held {events_held} events.')
  await staff.open(NOW)
  expect(await page.getByText(`We held ${before.events + 2} events.`).count()).toBe(1)
  await staff.follow(page.getByRole('button', { name: 'I have checked it: pass it on' }))
  expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0)

  // Two administrators at once: the second is told.
  const [first, second] = [await enterAs('Zeno', 'administrator'), await enterAs('Ada', 'administrator')]
  await first.open(NOW)
  await second.open(NOW)
  await first.follow(first.page.getByRole('button', { name: 'Approve' }))
  await second.follow(second.page.getByRole('button', { name: 'Approve' }))
  expect(await second.page.getByRole('alert').textContent()).toContain('approved by Zeno')
  await second.leave()
  await first.follow(first.page.getByRole('button', { name: 'Publish' }))
  expect(new URL(first.page.url()).pathname).toBe(`/en/reports/${PERIOD}`)
  await first.leave()

  // Anybody: the report, a figure, the facts behind it, their evidence.
  await guest.open('/en/reports')
  await guest.follow(guest.page.getByRole('link', { name: /^Report / }))
  expect(await figure(guest, 'Events')).toBe(String(before.events + 2))
  await guest.follow(guest.page.getByRole('link', { name: 'Events', exact: true }).last())
  expect(await guest.page.getByText('Laboratori aperti').count()).toBe(1)
  expect(await guest.page.getByText('Vera').count()).toBe(0)
  expect(await guest.page.locator(`a[href="${SEEN_AT}"]`).count()).toBeGreaterThan(0)

  // The package, checked where no database is; and with one byte changed.
  await guest.open(`/en/reports/${PERIOD}`)
  const name = `report-${PERIOD}.zip`
  const link = guest.page.locator(`a[href$="${name}"]`).first()
  const zip = await guest.download((await link.getAttribute('href')) ?? '')
  const hash = (await guest.page.locator('code.hash').first().textContent()) ?? ''
  const file = path.join(folder, name)
  writeFileSync(file, zip.bytes)
  const good = telaio('verify', file, '--hash', hash)
  expect([good.stderr, good.status]).toEqual(['', 0])
  const at = Math.floor(zip.bytes.length / 3)
  zip.bytes[at] = (zip.bytes[at] ?? 0) ^ 1
  writeFileSync(file, zip.bytes)
  const bad = telaio('verify', file)
  expect(bad.status).toBe(1)
  expect(bad.stdout + bad.stderr).toMatch(/facts\.jsonl|chain\.tsv|report\.json|definitions\.json|fact no\. \d+/)

  // The same in the browser.
  await guest.page.getByRole('button', { name: 'Check these figures' }).click()
  await guest.page.getByText(/counted again from the facts: (\d+) of \1 hold/).waitFor()
  await guest.look()

  // A fact of the report is withdrawn: the report stays, and says so.
  await staff.open('/en/ledger?kind=meeting-held&sort=recorded')
  await staff.follow(page.getByRole('row').filter({ hasText: 'Torniotrebbia' }).getByRole('link').first())
  await page.locator('summary').filter({ hasText: 'Withdraw' }).click()
  await page.getByLabel('Why', { exact: true }).fill('it was only planned')
  await staff.follow(page.getByRole('button', { name: 'Withdraw' }))
  await guest.open(`/en/reports/${PERIOD}`)
  expect(await figure(guest, 'Meetings held')).toBe(String(before.meetings + 1))
  await guest.follow(guest.page.getByRole('link', { name: 'See the differences' }))
  expect(await guest.page.getByText('it was only planned').count()).toBe(1)
  await guest.leave()
  await staff.leave()

  // With scripts on, so that axe can look at what staff see.
  const colleague = await enterAs('Olga', 'staff', PHONE)
  for (const at of ['/en/reports', NOW]) await colleague.open(at)
  await colleague.follow(colleague.page.getByRole('button', { name: 'Begin a new edition' }))
  await colleague.open(`/en/reports/${PERIOD}/words`)
  expect(await colleague.page.getByLabel('Opening: Italian').inputValue()).toBe('Abbiamo fatto {events_held} eventi.')
  await colleague.page.getByLabel('Opening: Italian').fill('Frase breve. ')
  await colleague.page.getByLabel('Opening: Italian').press('End')
  await colleague.page.locator('summary').filter({ hasText: 'Figures to insert' }).first().click()
  await colleague.page.getByRole('button', { name: 'Insert {members_total}' }).click()
  expect(await colleague.page.getByLabel('Opening: Italian').inputValue()).toContain('{members_total}')
  await colleague.look()
  await colleague.leave()
}, 240_000)
