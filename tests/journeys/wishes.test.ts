import { expect, test } from 'vitest'
import { PHONE, visitor } from './browser.ts'
import { openEvent } from './event.ts'
import { mailTo } from './outbox.ts'
import { enter, invited } from './terminal.ts'

const day = new Date(Date.now() + 50 * 86_400_000).toISOString().slice(0, 10)
const NAMES = ['Nora Alba', 'Piero Bosco', 'Rosa Colle', 'Sara Duna', 'Tito Erba', 'Vera Fonte']
const addressOf = (name: string) => `${name.toLowerCase().replace(' ', '.')}@example.org`
const wishesIn = (mail: string) => /https?:\/\/[^\s/]+(\/\S+registration\/wishes\?token=\S+)/.exec(mail)?.[1] ?? ''

test('meetings of two: switched on, six people, wishes from a phone, an answer, and who is missing', async () => {
  const staff = await visitor()
  await enter(staff, await invited('wanda@example.org', 'Wanda'))
  const { page } = staff
  const id = await openEvent(staff, {
    title_it: 'Giornata delle richieste',
    title_en: 'Day of wishes',
    starts: `${day}T09:30`,
    ends: `${day}T17:00`,
    place: 'Bologna',
  })
  await page.getByRole('link', { name: 'Meetings of two' }).click()

  // Slots, looked at first; tables, many at once.
  await page.getByRole('button', { name: 'Switch meetings on' }).click()
  await page.locator('[name=until]').fill('08:00')
  await page.getByRole('button', { name: 'Look first' }).click()
  await page.getByText('It must end after it begins').waitFor()
  await page.locator('[name=until]').fill('11:00')
  await page.getByRole('button', { name: 'Look first' }).click()
  await page.getByText('3 new slots').waitFor()
  await page.getByRole('button', { name: 'Make these slots' }).click()
  await page.locator('[name=names]').fill('Table 1-4')
  await page.locator('[name=new_room]').fill('Blue room')
  await page.locator('[name=accessible]').fill('2')
  await page.locator('form:has([name=names]) button').click()
  await page.getByText('Tables added: 4').waitFor()
  await staff.look()
  await staff.follow(page.getByRole('link', { name: 'Edit Table 2' }))

  await page.goto(`/en/events/${id}/registrations`)
  await page.locator('[name=text]').fill(NAMES.map(name => `${name}; ${addressOf(name)}; Ente ${name}`).join('\n'))
  await page.getByRole('button', { name: 'Add the list' }).click()
  await page.goto(`/en/events/${id}/meetings/readiness`)
  await page.getByRole('button', { name: 'To those who have said nothing' }).click()
  await page.getByText('6 letters written').waitFor()

  // Without a script, on a phone.
  const nora = await visitor({ ...PHONE, javaScriptEnabled: false, locale: 'it-IT' })
  const letter = await mailTo(addressOf('Nora Alba'))
  const answer = await nora.open(wishesIn(letter))
  expect(answer.headers()['cache-control']).toBe('no-store')
  expect(await nora.page.locator('meta[name=robots]').getAttribute('content')).toContain('noindex')
  await nora.page.locator('[name=phone]').fill('chiamami')
  await nora.page.locator('[name=seeks]').fill('Cerco sensori per la riabilitazione')
  await nora.page.getByRole('button', { name: /Salva|Save/ }).click()
  expect(await nora.page.locator('[name=seeks]').inputValue()).toContain('Cerco sensori')
  await nora.page.locator('[name=phone]').fill('051 123456')
  await nora.page.getByRole('button', { name: /Salva|Save/ }).click()
  await nora.page
    .getByRole('group', { name: /Piero Bosco/ })
    .getByRole('button')
    .first()
    .click()
  expect(new URL(nora.page.url()).hash).toMatch(/^#p-\d+$/)

  // With a script the same page saves at once, and stays where it is.
  const piero = await visitor(PHONE)
  await piero.page.goto(wishesIn(await mailTo(addressOf('Piero Bosco'))))
  const address = piero.page.url()
  await piero.page.getByLabel(/Che cosa offri|What you offer/).fill('Sensori e protesi')
  await piero.page.getByRole('button', { name: /Salva|Save/ }).click()
  await piero.page.getByRole('link', { name: /Tutti i suggerimenti/ }).click()
  await piero.page.getByText(/Offre quello che cerchi|Cerca quello che offri/).waitFor()
  await piero.page.getByRole('button', { name: /incontriamoci.*Nora Alba/ }).click()
  await piero.page.getByText('Volete incontrarvi').first().waitFor()
  expect(await piero.page.getByRole('button', { name: /incontriamoci.*Nora Alba/ }).getAttribute('aria-pressed')).toBe(
    'true',
  )
  expect(new URL(piero.page.url()).pathname).toBe(new URL(address).pathname)
  await piero.look()

  // Staff say for somebody who calls, and see who is missing.
  await staff.open(`/en/events/${id}/meetings/readiness?lack=silent`)
  await page.getByText('4 people').waitFor()
  expect(await page.getByRole('row', { name: /Rosa Colle/ }).count()).toBe(1)
  await page.getByRole('link', { name: 'Write for Rosa Colle' }).click()
  await page
    .getByRole('group', { name: /Sara Duna/ })
    .getByRole('button', { name: 'Would like' })
    .click()
  await page.getByText('Choice saved').waitFor()
  await page.goto(`/en/events/${id}/meetings/readiness`)
  expect(await page.getByRole('link', { name: '051 123456' }).getAttribute('href')).toBe('tel:051123456')
  const sheet = (await staff.download(`/en/events/${id}/meetings/readiness.csv`)).bytes.toString()
  expect(sheet).toContain(addressOf('Vera Fonte'))
  for (const who of [staff, nora, piero]) await who.leave()
}, 180_000)
