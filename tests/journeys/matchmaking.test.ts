import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { PHONE, visitor } from './browser.ts'
import { openEvent } from './event.ts'
import { mailTo } from './outbox.ts'
import { enter, invited, telaio, withDatabase } from './terminal.ts'

const DOMAIN = 'day.example.org'
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
const PEOPLE = 60
const nameOf = (n: number) => `Tessitrice ${String(n + 1).padStart(2, '0')}`
const addressOf = (n: number) => `t${n + 1}@${DOMAIN}`

/** Two members of the example for the first two people: what they do becomes facts of known organisations. */
const members = () =>
  withDatabase(async ({ pool }) => {
    const { rows } = await pool.query<{ name: string }>(
      `select o.name from organisation o join membership m on m.organisation_id = o.id
        where not exists (select 1 from organisation p where p.name = o.name and p.id <> o.id) order by o.id limit 2`,
    )
    return rows.map(row => row.name)
  })

/** Wishes as sixty people say them in two weeks: each names four others; some are musts, a few are no. The first two must meet each other. */
const sayWishes = (event: string) =>
  withDatabase(({ pool }) =>
    pool.query(
      `with people as (select id, row_number() over (order by id) - 1 as n from registration where event_id = $1)
        insert into meeting_wish (event_id, from_id, to_id, strength, said_at)
        select $1, a.id, b.id, case when d = 3 or d = 59 or a.n = 0 and d = 1 then 'must' when a.n % 12 = 5 and d = 7 then 'no' else 'like' end, now()
        from people a cross join (values (1), (3), (7), (20), (59)) as step (d) join people b on b.n = (a.n + d) % $2
        where d < 59 or a.n = 1
        on conflict do nothing`,
      [event, PEOPLE],
    ),
  )

/** The morning of the event comes: all its hours are moved so that it began three hours ago, and all meetings are over. */
const theDayComes = (event: string) =>
  withDatabase(async ({ pool }) => {
    const { rows } = await pool.query<{ by: string }>(
      `select (starts_at - now() + interval '3 hours')::text as by from event where id = $1`,
      [event],
    )
    const by = rows[0]?.by
    // One after the other, the first first: slots never overlap.
    const slots = await pool.query<{ id: string }>(
      'select id from meeting_slot where event_id = $1 order by starts_at',
      [event],
    )
    for (const { id } of slots.rows)
      await pool.query(
        'update meeting_slot set starts_at = starts_at - $2::interval, ends_at = ends_at - $2::interval where id = $1',
        [id, by],
      )
    await pool.query(
      'update event set starts_at = starts_at - $2::interval, ends_at = ends_at - $2::interval where id = $1',
      [event, by],
    )
  })

/** A figure of the half-year as the ledger has it now. */
const figure = (code: string) => {
  const { stdout } = telaio('report', `${new Date().getFullYear()}-H${new Date().getMonth() < 6 ? 1 : 2}`, '--json')
  return (JSON.parse(stdout) as { indicators: Record<string, number> }).indicators[code] ?? 0
}

test('a day of meetings: sixty by import, wishes, the best agenda, one dragged, a table lost, the door without a network, outcomes in the report', async () => {
  const staff = await visitor({ viewport: { width: 1600, height: 1000 } })
  const { page } = staff
  await enter(staff, await invited(`mara@${DOMAIN}`, 'Mara'))
  const before = { events: figure('events_held'), meetings: figure('meetings_held') }

  const event = await openEvent(staff, {
    title_it: 'Giornata della tessitura',
    title_en: 'Day of weaving',
    starts: `${tomorrow}T09:30`,
    ends: `${tomorrow}T17:00`,
    place: 'Bologna',
  })
  await page.getByRole('link', { name: 'Meetings of two' }).waitFor()
  const at = (rest: string) => `/en/events/${event}/${rest}`

  const known = await members()
  await page.goto(at('registrations'))
  const lines = Array.from({ length: PEOPLE }, (_, n) => `${nameOf(n)}; ${addressOf(n)}; ${known[n] ?? `Ente ${n}`}`)
  await page.locator('[name=text]').fill(lines.join('\n'))
  await page.getByRole('button', { name: 'Add the list' }).click()
  await page.getByText('Added: 60').waitFor()

  await page.goto(at('meetings'))
  await page.getByRole('button', { name: 'Switch meetings on' }).click()
  await page.locator('[name=until]').fill('12:00')
  await page.getByRole('button', { name: 'Look first' }).click()
  await page.getByRole('button', { name: 'Make these slots' }).click()
  await page.locator('[name=names]').fill('Table 1-32')
  await page.locator('[name=new_room]').fill('Blue room')
  await page.locator('form:has([name=names]) button').click()
  await page.getByText('Tables added: 32').waitFor()
  await sayWishes(event)

  await page.goto(at('board/optimise'))
  await page.getByRole('button', { name: 'Compute a proposal' }).click()
  await page.getByRole('button', { name: 'Apply' }).first().click({ timeout: 60_000 })
  await page.getByText('This is the new agenda.').waitFor()
  expect(await page.locator('main').textContent()).toMatch(/people with meetings\s*60/)

  // One meeting dragged to a free place that fits.
  await page.locator('[data-ready]').waitFor()
  await page.locator('a.meeting').first().scrollIntoViewIfNeeded()
  const from = await boxOf(page.locator('a.meeting').first())
  await page.mouse.move(from.x + 20, from.y + 12)
  await page.mouse.down()
  await page.mouse.move(from.x + 60, from.y + 40, { steps: 4 })
  const free = page.locator('td[data-drop="free"]:not(:has(a))').first()
  await free.scrollIntoViewIfNeeded()
  const there = await boxOf(free)
  await page.mouse.move(there.x + there.width / 2, there.y + there.height / 2, { steps: 6 })
  await Promise.all([page.waitForEvent('load'), page.mouse.up()])
  expect(await page.getByRole('status').first().textContent()).toContain('Moved.')
  await page.getByText('Publish and write to everybody').click()
  await page.getByRole('button', { name: 'Yes, publish now' }).click()
  const letter = await mailTo(addressOf(0))
  const agenda = /https?:\/\/[^\s/]+(\/\S+registration\/agenda\?token=\S+)/.exec(letter)?.[1] ?? ''
  expect(agenda).not.toBe('')

  // A table is lost: what would change is seen before it is applied, and only those concerned are written to.
  await page.goto(at('board/repair'))
  await page.getByLabel('Table', { exact: true }).selectOption('Table 2')
  await page.locator('form:has([name=table]) button').click()
  await page.getByRole('heading', { name: 'Table 2 is lost' }).waitFor()
  await page.getByRole('button', { name: /^Apply/ }).click()
  await page.locator('[data-ready]').waitFor()

  await theDayComes(event)
  await page.goto(at('check-in'))
  await page.context().setOffline(true)
  for (const n of [0, 1]) await page.getByRole('button', { name: `Present ${nameOf(n)}` }).click()
  await page.getByText('Marks that wait for the network: 2').waitFor()
  await page.context().setOffline(false)
  await page.getByText('Everything is saved.').waitFor({ timeout: 15_000 })

  // From both sides, on their phones.
  for (const n of [0, 1]) {
    const person = await visitor(PHONE)
    const mail = await mailTo(addressOf(n))
    await person.open(/https?:\/\/[^\s/]+(\/\S+registration\/agenda\?token=\S+)/.exec(mail)?.[1] ?? '')
    const meeting = person.page.locator('[data-meeting]', { hasText: nameOf(1 - n) }).last()
    await meeting.getByRole('button', { name: 'Ci siamo incontrati' }).click()
    await person.page.getByText('Salvato.').first().waitFor()
    await person.leave()
  }
  await staff.open(at(`outcomes?q=${encodeURIComponent(nameOf(0))}`))
  await page
    .getByRole('row', { name: new RegExp(`${nameOf(0)}.*${nameOf(1)}|${nameOf(1)}.*${nameOf(0)}`) })
    .getByText(/fact \d+/)
    .waitFor()
  await page.goto(at('manage'))
  await page.getByRole('button', { name: 'Mark as held' }).click()
  expect(figure('meetings_held')).toBe(before.meetings + 1)
  expect(figure('events_held')).toBe(before.events + 1)
  await staff.leave()
}, 240_000)

async function boxOf(what: Locator) {
  const box = await what.boundingBox()
  if (!box) throw new Error('it is not on the page')
  return box
}
