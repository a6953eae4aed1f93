import { expect, test } from 'vitest'
import { PHONE, type Visitor, visitor } from './browser.ts'
import { mailTo } from './outbox.ts'
import { enter, invited } from './terminal.ts'

const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)

async function registers(who: Visitor, page: string, name: string, email: string): Promise<string> {
  await who.open(page)
  await who.page.getByLabel('E-mail address').fill(email)
  await who.page.getByLabel('Name and surname').fill(name)
  await who.page.getByLabel('Organisation').fill('Officina Mani')
  await who.page.getByLabel('I have read and agree').check()
  await who.follow(who.page.locator('form[action*="/register"] button'))
  expect(await who.page.getByRole('status').textContent()).toContain('look at your mail')
  return mailTo(email)
}
const linkIn = (mail: string) => /https?:\/\/[^\s/]+(\/\S+registration\?token=\S+)/.exec(mail)?.[1] ?? ''

test('an event from idea to the door: the last place, a cancellation, the next in line, check-in without a network', async () => {
  const staff = await visitor()
  await enter(staff, await invited('eva@example.org', 'Eva'))
  await staff.open('/en/events/new')
  const { page } = staff
  await page.locator('form:has([name=title_it]) button[type=submit]').click()
  await page.getByText('It was not saved').waitFor()
  await staff.look()
  for (const [name, text] of Object.entries({
    title_it: 'Giornata di incontri',
    title_en: 'Matchmaking day',
    summary_it: 'Ci si incontra.',
    summary_en: 'People meet.',
    starts: `${day}T09:30`,
    ends: `${day}T17:00`,
    place: 'Sala blu, Bologna',
    capacity: '1',
  }))
    await page.locator(`[name=${name}]`).fill(text)
  await staff.follow(page.getByRole('button', { name: 'Save the draft' }))
  const manage = new URL(page.url()).pathname
  for (const [title, from, until] of [
    ['Opening', '09:30', '10:00'],
    ['Meetings', '09:45', '18:00'],
  ]) {
    if (!(await page.locator('[name=s_title_it]').isVisible())) await page.getByText('Add to the programme').click()
    await page.locator('[name=s_title_it]').fill(`${title}`)
    await page.locator('[name=s_title_en]').fill(`${title}`)
    await page.locator('[name=s_starts]').fill(`${day}T${from}`)
    await page.locator('[name=s_ends]').fill(`${day}T${until}`)
    await page.locator('[name=s_speakers]').fill('Ada Rossi')
    await staff.follow(page.locator('form:has([name=s_title_it]) button'))
  }
  await page.getByText('“Meetings” is outside the hours').waitFor()
  await page.getByText('Ada Rossi speaks at “Opening” and “Meetings”').waitFor()
  await staff.follow(page.getByRole('button', { name: 'Open registrations' }))
  await staff.follow(page.getByRole('link', { name: 'Public page' }))
  const shown = new URL(page.url()).pathname

  // Without a script, on a phone, without an account.
  const ada = await visitor({ ...PHONE, javaScriptEnabled: false })
  const bea = await visitor(PHONE)
  const first = await registers(ada, shown, 'Ada Prova', 'ada.prova@example.org')
  expect(first).toContain('you have a place')
  expect(await registers(bea, shown, 'Bea Attesa', 'bea.attesa@example.org')).toContain('number 1 on the waiting list')
  expect((await ada.open(linkIn(first))).headers()['cache-control']).toBe('no-store')
  expect((await ada.download(`${linkIn(first).replace('?', '/calendar.ics?')}`)).bytes.toString()).toContain(
    'BEGIN:VEVENT',
  )
  await ada.follow(ada.page.getByRole('button', { name: 'Cancel the registration' }))
  expect(await ada.page.getByRole('status').textContent()).toContain('Cancelled')
  const promoted = await mailTo('bea.attesa@example.org')
  expect(promoted).toContain('your registration for “Matchmaking day” is now confirmed')
  await bea.open(linkIn(promoted))
  await bea.page.getByAltText('Your code for the door').waitFor()

  // At the door, with a network that comes and goes.
  const door = manage.replace('manage', 'check-in')
  await staff.open(`${door}?code=1-ABCDEF012345`, 422)
  expect(await page.getByRole('alert').first().textContent()).toContain('somebody made it up')
  await staff.open(door)
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Present Bea Attesa' }).click()
  await page.getByText('Marks that wait for the network: 1').waitFor()
  await page.context().setOffline(false)
  await page.getByText('Everything is saved.').waitFor({ timeout: 15_000 })
  await staff.look()
  // Opened by a search that finds nobody, the list is whole all the same: it counts, and goes on searching.
  await staff.open(`${door}?q=knot`)
  await page.getByText('No name matches').waitFor()
  expect(await page.getByText('Present: 1 / 1').isVisible()).toBe(true)
  await page.getByLabel('Search a name').fill('somebody else')
  expect(await page.locator('strong', { hasText: 'Bea Attesa' }).isVisible()).toBe(false)
  await page.getByLabel('Search a name').fill('bea')
  await page.locator('strong', { hasText: 'Bea Attesa' }).waitFor()
  // A mark that the server refuses is told, and stays until somebody has seen it.
  await page.evaluate(event => {
    const id = '00000000-0000-4000-8000-000000000001'
    const mark = { id, registration: 999_999, attendance: 'present', at: new Date().toISOString() }
    localStorage.setItem(`check-in ${event} ${id}`, JSON.stringify(mark))
  }, /\d+/.exec(door)?.[0])
  for (const _ of ['the first time', 'again']) {
    await staff.open(door)
    await page.getByText('Registration number 999999').waitFor()
  }
  await staff.look()
  await page.getByRole('button', { name: 'I have seen it' }).click()
  expect(await page.getByText('were not accepted').isVisible()).toBe(false)
  await staff.open(manage.replace('manage', 'registrations?state=confirmed'))
  expect(
    await page
      .getByRole('row', { name: /Bea Attesa/ })
      .getByRole('cell', { name: 'present' })
      .first()
      .textContent(),
  ).toBe('present')
  for (const file of [`${manage.replace('manage', 'badges.pdf')}`, `${shown}/poster.pdf`])
    expect((await staff.download(file)).bytes.subarray(0, 5).toString(), file).toBe('%PDF-')
  expect((await staff.download(manage.replace('manage', 'registrations.csv'))).bytes.toString()).toContain(
    'bea.attesa@example.org',
  )
  for (const who of [staff, ada, bea]) await who.leave()
}, 120_000)
