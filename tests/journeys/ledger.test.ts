import { expect, test } from 'vitest'
import { phonePhoto } from '#domains/ledger/evidence/fixtures.ts'
import { PHONE, type Visitor, visitor } from './browser.ts'
import { enter, invited, telaio } from './terminal.ts'

async function enterAs(name: string, role: string, options: Parameters<typeof visitor>[0]): Promise<Visitor> {
  const v = await visitor(options)
  await enter(v, await invited(`${name.toLowerCase()}@ledger.example.org`, name, role))
  return v
}

const photo = { name: 'sala.jpg', mimeType: 'image/jpeg', buffer: phonePhoto() }

test('from a phone: three facts with a photo, a suspected duplicate, a correction, an undo; the auditor reads; the chain holds', async () => {
  const guest = await visitor()
  await guest.open('/en/ledger', 403)
  await guest.leave()

  // Without scripts: the whole entry is forms and pages.
  const v = await enterAs('Lia', 'staff', { ...PHONE, javaScriptEnabled: false })
  const { page } = v
  const record = () => v.follow(page.getByRole('button', { name: 'Record', exact: true }))
  await v.open('/en/ledger')
  expect(await page.getByText(/^[\d,]+ facts$/).count()).toBe(1)

  // The first: a name that several have, and a photo that a wrong title does not cost.
  await v.follow(page.getByRole('link', { name: 'Record a fact' }))
  await v.follow(page.getByRole('link', { name: 'Meeting held' }).first())
  await page.getByLabel('Who met 1').fill('Azienda Sanitaria delle Quattro Valli')
  await page.getByLabel('Who met 2').fill('sanitaria')
  await page.getByLabel('Photo or file').setInputFiles(photo)
  await record()
  await page.getByRole('group', { name: 'Who is “sanitaria”?' }).getByRole('radio').nth(1).check()
  expect(await page.getByRole('checkbox', { name: 'sala.jpg' }).isChecked()).toBe(true)
  await record()
  expect(await page.getByRole('status').textContent()).toContain('Recorded as no.')

  // The second, at once: an event with one file that lies.
  await v.follow(page.getByRole('link', { name: 'Another kind' }))
  await v.follow(page.getByRole('link', { name: 'Event held' }).first())
  await page.getByLabel('Title').fill('Porte aperte in laboratorio')
  await page.getByLabel('Type').selectOption('visibility')
  await page.getByLabel('Province').selectOption({ label: 'Bologna' })
  await page.getByLabel('Photo or file').setInputFiles({ ...photo, name: 'verbale.pdf', mimeType: 'application/pdf' })
  await record()
  expect(await page.getByText('is called PDF, but it is none inside').count()).toBe(1)
  await page.getByLabel('yesterday').check()
  await page.getByLabel('Photo or file').setInputFiles(photo)
  await record()
  const event = await page.getByRole('link', { name: 'See the fact' }).getAttribute('href')

  // The third looks like the second: shown first, recorded when it is said to be another, then undone.
  await page.getByLabel('Title').fill('porte aperte in laboratorio')
  await page.getByLabel('Type').selectOption('visibility')
  await record()
  expect(await page.getByRole('alert').textContent()).toContain('It may be here already')
  await v.follow(page.getByRole('button', { name: 'It is another: record anyway' }))
  await v.follow(page.getByRole('button', { name: 'Undo' }))
  expect(await page.getByRole('status').textContent()).toContain('Undone')

  // The event was in Modena: a correction takes its place, the old one leads to it.
  await v.open(event ?? '')
  await v.follow(page.getByRole('link', { name: 'Correct' }))
  expect(await page.getByLabel('Title').inputValue()).toBe('Porte aperte in laboratorio')
  await page.getByLabel('Province').selectOption({ label: 'Modena' })
  await page.getByLabel('Why you correct it').fill('la sede era a Modena')
  await v.follow(page.getByRole('button', { name: 'Record the correction' }))
  expect(
    await page
      .getByRole('definition')
      .filter({ hasText: /^Modena$/ })
      .count(),
  ).toBe(1)
  await page.getByLabel('Who may open it').selectOption('region')
  await v.follow(page.getByRole('button', { name: 'Change' }))
  const corrected = new URL(page.url()).pathname
  await v.open(event ?? '')
  expect(await page.getByText('This no longer holds').count()).toBe(1)
  await v.open(`${event}/correct`, 409)

  await v.open('/en/ledger?party=quattro+valli&sort=recorded')
  expect(await page.getByRole('row').filter({ hasText: 'Meeting held' }).count()).toBeGreaterThan(0)
  await v.open('/en/ledger?kind=event-held&amended=withdrawn')
  expect(await page.getByText('1 facts').count()).toBe(1)
  await v.open('/en/ledger/import')
  await v.leave()

  // The auditor reads all of it but who recorded, opens what is meant for the region, and changes nothing.
  const auditor = await enterAs('Ugo', 'auditor', {})
  await auditor.open(corrected)
  expect(await auditor.page.getByText('Lia', { exact: true }).count()).toBe(0)
  const file = await auditor.page.getByRole('link', { name: 'sala.jpg' }).last().getAttribute('href')
  const opened = await auditor.download(file ?? '')
  expect([opened.status, opened.type]).toEqual([200, 'image/jpeg'])
  expect(opened.bytes.toString('latin1')).not.toContain('SpyCam')
  expect((await auditor.download('/en/ledger.csv')).bytes.toString()).toContain('Porte aperte in laboratorio')
  await auditor.open('/en/ledger/new', 403)
  await auditor.leave()

  // The same pages with scripts on, so that axe can look at them.
  const colleague = await enterAs('Ivo', 'staff', PHONE)
  for (const path of [
    '/en/ledger',
    '/en/ledger?kind=event-held',
    '/en/ledger/new',
    '/en/ledger/new?kind=event-held',
    '/en/ledger/import',
  ])
    await colleague.open(path)
  await colleague.open(`${corrected}/correct`)
  await colleague.page.getByLabel('Why you correct it').fill('<b>')
  await colleague.follow(colleague.page.getByRole('button', { name: 'Record the correction' }))
  expect(await colleague.page.getByText('Write plain text, without HTML.').count()).toBeGreaterThan(0)
  await colleague.leave()

  const { stdout: out, status } = telaio('ledger', 'verify')
  expect(out).toContain('The ledger is intact')
  expect(status).toBe(0)
})
