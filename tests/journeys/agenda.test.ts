import { randomBytes } from 'node:crypto'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { secretOf } from '#domains/accounts/library.ts'
import { tokenOf } from '#domains/events/registrations/model.ts'
import { readEnv } from '#platform/env.ts'
import { PHONE, type Visitor, visitor } from './browser.ts'
import { insertEvent } from './event.ts'
import { here } from './here.ts'
import { enter, invited, withDatabase } from './terminal.ts'

const HOUR = 3_600_000
const slug = `giornata-${randomBytes(4).toString('hex')}`

/** An event of today on which Ada met Bea an hour ago and meets Carla in half an hour; answers its number and the links of Ada and Bea. */
const theDay = () =>
  withDatabase(async ({ pool }) => {
    const one = async (text: string, values: unknown[] = []) => Number((await pool.query(text, values)).rows[0].id)
    const began = Date.now() - 2 * HOUR
    const [starts, ends] = [new Date(began), new Date(began + 6 * HOUR)]
    const event = await insertEvent(pool, { slug, it: 'Giornata', en: 'Day', starts, ends })
    const person = (name: string) =>
      one(
        `insert into registration (event_id, email, name, organisation, state) values ($1, $2, $3, 'Alfa Srl', 'confirmed') returning id`,
        [event, `${name.toLowerCase().replace(' ', '.')}@${slug}.example.org`, name],
      )
    const [ada, bea, carla] = [await person('Ada Rossi'), await person('Bea Verdi'), await person('Carla Neri')]
    await pool.query(
      `insert into event_agenda (event_id, state, published_at, published_by, made_by) values ($1, 'published', now(), 'test', 'test')`,
      [event],
    )
    const room = await one(`insert into event_room (event_id, name) values ($1, 'Sala blu') returning id`, [event])
    const table = await one(
      `insert into event_table (event_id, room_id, name) values ($1, $2, 'Tavolo 7') returning id`,
      [event, room],
    )
    for (const [other, minutes] of [
      [bea, -60],
      [carla, 30],
    ] as const)
      await pool.query(
        `with slot as (
          insert into meeting_slot (event_id, starts_at, ends_at) values ($1, now() + $5 * interval '1 minute', now() + ($5 + 20) * interval '1 minute') returning id)
        insert into meeting (event_id, a_id, b_id, slot_id, table_id, told, changed_by) select $1, $2, $3, id, $4, 0, 'test' from slot`,
        [event, ada, other, table, minutes],
      )
    const secret = secretOf(readEnv({ TELAIO_DATA: here().data }))
    const link = (id: number, name: string) =>
      `token=${encodeURIComponent(tokenOf(secret, { id, email: `${name}@${slug}.example.org` }))}`
    return { event, ada: link(ada, 'ada.rossi'), bea: link(bea, 'bea.verdi') }
  })

/** Waits until the browser keeps the page with its styles and scripts. */
const kept = ({ page }: Visitor) =>
  expect
    .poll(
      () =>
        page.evaluate(async () => {
          const files = (await caches.keys()).map(async name =>
            (await (await caches.open(name)).keys()).map(one => one.url),
          )
          return (await Promise.all(files)).flat().map(url => /(agenda\?|check-in|\.css|\.js|\.woff2)/.exec(url)?.[0])
        }),
      { timeout: 15_000 },
    )
    .toEqual(expect.arrayContaining([expect.stringMatching(/agenda|check-in/), '.css', '.js', '.woff2']))

test('a phone at a day of meetings: the network goes, the agenda stays, what is said is sent after; the door opens too', async () => {
  const day = await theDay()
  const agenda = `/en/registration/agenda?${day.ada}`

  // Without a script it is a plain page, with the forms that matter.
  const plain = await visitor({ ...PHONE, javaScriptEnabled: false })
  await plain.open(agenda)
  expect(await plain.page.locator('.next').textContent()).toContain('in 30 minutes')
  await plain.follow(plain.page.getByRole('button', { name: 'We met' }))
  expect(await plain.page.getByRole('status').first().textContent()).toContain('Saved.')
  const feed = ICAL.parse((await plain.download(agenda.replace('agenda?', 'agenda.ics?'))).bytes.toString())
  expect(
    new ICAL.Component(feed).getAllSubcomponents('vevent').map(one => one.getFirstPropertyValue('summary')),
  ).toEqual(['Day', 'Bea Verdi, Alfa Srl', 'Carla Neri, Alfa Srl'])
  await plain.leave()

  const ada = await visitor(PHONE)
  await ada.open(agenda)
  expect(await ada.page.locator('.next').textContent()).toContain('Tavolo 7, Sala blu')
  await kept(ada)
  await ada.page.context().setOffline(true)
  await ada.page.reload()
  await ada.page.getByText('No network: this is the copy of').waitFor()
  await ada.page.getByRole('button', { name: 'They did not come' }).click()
  await ada.page.getByText('Waiting for the network: 1').waitFor()
  await ada.page.reload()
  expect(await ada.page.getByRole('button', { name: 'They did not come' }).getAttribute('aria-pressed')).toBe('true')
  await ada.page.context().setOffline(false)
  await ada.page.getByText('Saved.').waitFor({ timeout: 15_000 })
  await ada.page.getByRole('button', { name: 'Forget me on this phone' }).click()
  await ada.page.getByText('Forgotten: nothing of this page').waitFor()
  expect(await ada.page.evaluate(async () => [await caches.keys(), Object.keys(localStorage)])).toEqual([[], []])
  await ada.leave()

  const staff = await visitor(PHONE)
  await enter(staff, await invited(`door@${slug}.example.org`, 'Dora'))
  await staff.open(`/en/events/${day.event}/outcomes`)
  expect(await staff.page.getByRole('table').textContent()).toContain('They did not come')
  const door = `/en/events/${day.event}/check-in`
  await staff.open(door)
  await kept(staff)
  await staff.page.getByRole('button', { name: 'Present Ada Rossi' }).click()
  await staff.page.getByText('Everything is saved.').waitFor()
  await staff.page.context().setOffline(true)
  await staff.page.reload()
  await staff.page.getByText('No network: this is the list of').waitFor()
  await staff.page.getByRole('button', { name: 'Present Bea Verdi' }).click()
  // What was sent before the network went is still known.
  expect(await staff.page.locator('[data-came]').textContent()).toBe('2')
  await staff.page.context().setOffline(false)
  await staff.page.getByText('Everything is saved.').waitFor({ timeout: 15_000 })
  await staff.page.getByRole('button', { name: 'Sign out' }).click()
  await staff.page.waitForURL(/\/en$/)
  expect(await staff.page.evaluate(() => caches.keys())).toEqual([])
  await staff.leave()
}, 90_000)
