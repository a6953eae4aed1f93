import { expect, test } from 'vitest'
import { messyRows, messyXlsx } from '#domains/network/sheets/fixtures.ts'
import { PHONE, type Visitor, visitor } from './browser.ts'
import { enter, invited, withDatabase } from './terminal.ts'

const MEMBER = 'er-quattro-valli'

async function signedIn(email: string, role: string, options: Parameters<typeof visitor>[0] = {}): Promise<Visitor> {
  const v = await visitor(options)
  await enter(v, await invited(email, email.split('@')[0] ?? '', role))
  return v
}

test('staff: the messy spreadsheet of the office, from the upload to the undo', async () => {
  const v = await signedIn('franca@registry.example.org', 'staff')
  const { page } = v
  await v.open('/en/registry/import')
  const towns = await withDatabase(
    async ({ db }) =>
      new Map(
        (await db.selectFrom('municipality').select(['name', 'nuts3']).execute()).map(town => [town.name, town.nuts3]),
      ),
  )
  const rows = messyRows(city => towns.get(city))
  const upload = async (name: string, buffer: Buffer) => {
    await page.getByLabel('Spreadsheet').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
    await v.follow(page.getByRole('button', { name: 'Upload and look' }))
  }

  // What is no spreadsheet, or too large, says so and changes nothing.
  await upload('photo.xlsx', Buffer.from('%PDF-1.7 \u0000'))
  expect(await page.getByRole('alert').textContent()).toContain('Nothing changed')
  await v.open('/en/registry/import')
  await upload('huge.xlsx', Buffer.alloc(12 * 1024 * 1024, 1))
  expect(await page.getByRole('main').textContent()).toContain('larger than 10 MB')

  await v.open('/en/registry/import')
  await upload('soci 2026.xlsx', await messyXlsx(rows))
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('soci 2026.xlsx')
  expect(await page.locator('.figures').textContent()).toContain(`changes${rows.length}`)
  await page.locator('summary', { hasText: 'What each column holds' }).click()
  expect(await page.getByLabel('Is: Ragione sociale').inputValue()).toBe('name')
  await page.getByLabel('Is: Quota €').selectOption({ label: 'do not import' })
  await v.follow(page.getByRole('button', { name: 'Try again' }))
  expect(await page.getByLabel('Is: Quota €').inputValue()).toBe('')
  await v.follow(page.getByRole('button', { name: 'Write it into the registry' }))
  expect(await page.getByRole('status').textContent()).toContain('Done')
  await v.open('/en/registry?q=Quattro+Valli')
  await v.follow(page.getByRole('table').getByRole('link').first())
  const history = page.locator('#history')
  expect(await history.textContent()).toContain('VAT number')
  await v.open('/en/registry/import')
  await v.follow(page.getByRole('button', { name: /Undo this import: soci 2026/ }))
  expect(await page.getByRole('status').textContent()).toContain('Undone')
  await v.leave()
})

test('staff: a member from first word to leaving, whom to call, fees and value chains', async () => {
  const v = await signedIn('gina@registry.example.org', 'staff')
  const { page } = v
  await v.open('/en/registry')
  await page.getByLabel('Category').selectOption('health')
  await v.follow(page.getByRole('button', { name: 'Show' }))
  expect(await page.getByRole('table').last().textContent()).toContain('Hospital')
  const csv = await v.download((await page.getByRole('link', { name: 'Download CSV' }).getAttribute('href')) ?? '')
  expect(csv.bytes.toString('utf8')).toContain('people to speak to')
  await v.open('/en/registry?on=2019-01-01')
  expect(await page.getByRole('main').textContent()).toContain('as it stood on 1 January 2019')
  await v.open('/en/registry?on=2019-02-31', 422)

  await v.open('/en/registry/readiness?need=contact')
  expect(await page.getByRole('table').getByRole('link', { name: /^\+39/ }).count()).toBeGreaterThan(0)
  const calls = await v.download('/en/registry/readiness.csv?need=contact')
  expect(calls.bytes.toString('utf8')).toContain('nobody to speak to')
  await v.open('/en/registry/fees')
  await v.open('/en/chains')
  await page.locator('summary', { hasText: 'Add a value chain' }).click()
  const adding = page.locator('details[open]')
  await adding.getByLabel('Name in Italian').fill('Acque e spa')
  await adding.getByLabel('Name in English').fill('Waters and spas')
  await v.follow(page.getByRole('button', { name: 'Add a value chain' }))
  expect(await page.getByRole('heading', { name: 'Waters and spas' }).count()).toBe(1)

  await v.open('/en/registry/new')
  await page.getByLabel('VAT number, PIC or name').fill('Opificio Inesistente di Pontelungo')
  await v.follow(page.getByRole('button', { name: 'Look' }))
  await v.follow(page.getByRole('link', { name: /Add a member|None of these/ }))
  await page.getByLabel('Category').selectOption('sme')
  await page.getByLabel('VAT number').fill('12345678901')
  await v.follow(page.getByRole('button', { name: 'Add to the registry' }))
  expect(await page.getByRole('main').textContent()).toContain('its check digit is wrong')
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Opificio Inesistente di Pontelungo')
  await page.getByLabel('VAT number').fill('00743110157')
  await v.follow(page.getByRole('button', { name: 'Add to the registry' }))
  expect(await page.getByRole('status').textContent()).toContain('in the registry')

  const people = page.locator('#contacts details[open]')
  await people.getByLabel('First and family name').fill('Lia Rocchetti')
  await people.getByLabel('Phone').fill('ask for Lia')
  await v.follow(people.getByRole('button', { name: 'Add a person' }))
  expect(await page.getByRole('alert').textContent()).toContain('ask for Lia')
  expect(await people.getByLabel('First and family name').inputValue()).toBe('Lia Rocchetti')
  await people.getByLabel('Phone').fill('051 600 1234')
  await people.getByLabel('To be called first').check()
  await v.follow(people.getByRole('button', { name: 'Add a person' }))
  expect(await page.getByRole('link', { name: '+39 0516001234' }).count()).toBe(1)

  // On its behalf, once somebody there has said so.
  await v.follow(page.getByRole('link', { name: 'Profile', exact: true }))
  expect(await page.getByRole('button', { name: 'All of it is still correct' }).isDisabled()).toBe(true)
  await page.getByLabel('Who said so').fill('Lia Rocchetti')
  await page.getByLabel('How').selectOption('paper')
  await v.follow(page.getByRole('button', { name: 'Record the agreement' }))
  await page.getByRole('textbox', { name: 'What you can do' }).fill('We spin what others throw away.')
  await page.getByLabel('Fields of science').fill('no such field')
  await v.follow(page.getByRole('button', { name: 'Save the profile' }))
  expect(await page.getByRole('main').textContent()).toContain('no field of science of EuroSciVoc')
  expect(await page.getByRole('textbox', { name: 'What you can do' }).inputValue()).toBe(
    'We spin what others throw away.',
  )
  await page.getByLabel('Fields of science').fill('oncology')
  await v.follow(page.getByRole('button', { name: 'Save the profile' }))
  expect(await page.getByRole('main').textContent()).toContain(
    'Entered by staff on behalf of the organisation (Lia Rocchetti, on paper)',
  )
  const pdf = await v.download(
    (await page.getByRole('link', { name: 'Form to fill in by hand' }).getAttribute('href')) ?? '',
  )
  expect([pdf.status, pdf.type]).toEqual([200, 'application/pdf'])

  const key = /organisations\/([^/]+)/.exec(page.url())?.[1]
  await v.open(`/en/registry/${key}`)
  await page.locator('summary', { hasText: 'Leaves the cluster' }).click()
  await page.getByLabel('Why they leave').fill('It never existed')
  await v.follow(page.getByRole('button', { name: 'Record that they leave' }))
  expect(await page.locator('#memberships').textContent()).toContain('It never existed')
  await v.leave()
})

test('a representative confirms and edits the profile on a phone, and chooses who sees what', async () => {
  const v = await signedIn('rita@registry.example.org', 'visitor', PHONE)
  const { page } = v
  await v.open(`/en/organisations/${MEMBER}/profile`, 403)
  await withDatabase(({ pool }) =>
    pool.query(
      `insert into representation (account_id, organisation_id, may, granted_by)
       select u.id, o.id, 'represent', 'test' from account_user u, organisation o where u.email = 'rita@registry.example.org' and o.key = $1`,
      [MEMBER],
    ),
  )
  await v.open('/en/registry', 403)
  await v.open(`/en/organisations/${MEMBER}`)
  await v.follow(page.getByRole('link', { name: 'Open the profile' }))
  await v.follow(page.getByRole('button', { name: 'All of it is still correct' }))
  expect(await page.getByRole('status').textContent()).toContain('confirmed as of today')

  const equipment = page.getByLabel('Equipment').first()
  await equipment.fill('Three ambulances\nOne drone')
  await page.getByLabel('TRL from').fill('8')
  await page.getByLabel('TRL to').fill('6')
  await v.follow(page.getByRole('button', { name: 'Save the profile' }))
  expect(await page.getByRole('alert').textContent()).toContain('Nothing changed')
  expect(await equipment.inputValue()).toBe('Three ambulances\nOne drone')
  await page.getByLabel('TRL to').fill('9')
  await v.follow(page.getByRole('button', { name: 'Save the profile' }))
  const someone = await visitor()
  await someone.open(`/en/organisations/${MEMBER}`)
  expect(await someone.page.getByRole('main').textContent()).toContain('One drone')
  expect(await someone.page.getByRole('main').textContent()).toContain('Confirmed on')

  await page.locator('#visibility summary').click()
  await page.locator('#visibility').getByLabel('Equipment').selectOption('staff')
  await v.follow(page.getByRole('button', { name: 'Save who sees what' }))
  await someone.open(`/en/organisations/${MEMBER}`)
  expect(await someone.page.getByRole('main').textContent()).not.toContain('One drone')
  await someone.leave()
  await v.leave()
})
