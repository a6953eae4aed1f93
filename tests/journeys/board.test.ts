import { expect, test } from 'vitest'
import { PHONE, type Visitor, visitor } from './browser.ts'
import { insertEvent } from './event.ts'
import { mailTo } from './outbox.ts'
import { enter, invited, withDatabase } from './terminal.ts'

const PEOPLE = 60
const start = new Date(Date.now() + 30 * 86_400_000)
start.setUTCHours(8, 0, 0, 0)

/** An open event with sixty people who want to meet, twelve slots and fifteen tables of which one in three stays empty. */
const aDay = () =>
  withDatabase(async ({ pool }) => {
    const ends = new Date(start.getTime() + 9 * 3_600_000)
    const slug = `tabellone-${Math.trunc(Date.now() / 1000)}`
    const id = await insertEvent(pool, { slug, it: 'Giornata di incontri', en: 'Matchmaking day', starts: start, ends })
    await pool.query(`insert into event_agenda (event_id, made_by) values ($1, 'test')`, [id])
    await pool.query(
      `insert into registration (event_id, email, name, organisation, language, state) select $1, 'tab' || n || '@example.org', 'Persona ' || n, 'Ente ' || n, 'en', 'confirmed' from generate_series(1, $2::int) n`,
      [id, PEOPLE],
    )
    await pool.query(
      `with room as (insert into event_room (event_id, name) values ($1, 'Sala blu') returning id)
       insert into event_table (event_id, room_id, name) select $1, room.id, 'Tavolo ' || n from room, generate_series(1, 15) n`,
      [id],
    )
    await pool.query(
      `insert into meeting_slot (event_id, starts_at, ends_at) select $1, $2::timestamptz + n * interval '25 min', $2::timestamptz + n * interval '25 min' + interval '20 min' from generate_series(0, 11) n`,
      [id, start],
    )
    await pool.query(
      `insert into meeting_wish (event_id, from_id, to_id, strength, said_at)
       select $1, a.id, b.id, case when a.id % 9 = 0 and n = 1 then 'must' else 'like' end, now()
       from (select id, row_number() over (order by id) - 1 as k from registration where event_id = $1) a, generate_series(1, 2) n,
         lateral (select id from registration where event_id = $1 order by id offset (a.k + n * 7) % $2 limit 1) b`,
      [id, PEOPLE],
    )
    return id
  })

const card = ({ page }: Visitor, n: number) => page.locator('a.meeting').nth(n)
/** Presses a button and waits for the page that answers; axe looks at each page once, and boards are large. */
const press = (v: Visitor, how: ReturnType<Visitor['page']['locator']>) =>
  Promise.all([v.page.waitForEvent('load'), how.click()])
const ready = ({ page }: Visitor) => page.locator('[data-ready]').waitFor()
const idsOf = async (v: Visitor) => v.page.locator('a.meeting').evaluateAll(all => all.map(one => one.id))

test('the board: optimised, dragged, moved by keyboard, locked, undone, published; a table is lost and the letters say so', async () => {
  const id = await aDay()
  const staff = await visitor({ viewport: { width: 1900, height: 1300 } })
  const { page } = staff
  await enter(staff, await invited('rita.tabellone@example.org', 'Rita'))
  const board = `/en/events/${id}/board`
  await page.goto(board)
  await press(staff, page.getByRole('link', { name: 'Optimise' }))
  await page.getByLabel('Time to search').selectOption('5')
  // The page looks again by itself: axe waits for the one that stays.
  await page.getByRole('button', { name: 'Compute a proposal' }).click()
  await page.getByRole('heading', { name: 'The proposal is ready' }).waitFor({ timeout: 30_000 })
  await staff.look()
  await press(staff, page.getByRole('button', { name: 'Apply' }))
  await ready(staff)
  expect(await page.locator('a.meeting').count()).toBeGreaterThan(100)
  await staff.look()

  // By mouse: over a place that will not do it says why, on a free one it stays.
  const top = () => page.locator('[data-grid]').evaluate(grid => grid.scrollIntoView({ block: 'start' }))
  await top()
  const first = card(staff, 0)
  const name = await first.getAttribute('id')
  const box = (await first.boundingBox())!
  await page.mouse.move(box.x + 20, box.y + 12)
  await page.mouse.down()
  await page.mouse.move(box.x + 60, box.y + 40, { steps: 4 })
  await page.locator('td[data-drop="no"]').first().waitFor()
  // A free place that is seen, away from the edges, where the board would scroll.
  const there = await page.locator('td[data-drop="free"]:not(:has(a))').evaluateAll(cells =>
    cells
      .map(cell => cell.getBoundingClientRect())
      .map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))
      .find(({ x, y }) => x > 250 && y > 100 && x < innerWidth - 100 && y < innerHeight * 0.7),
  )
  await page.mouse.move(there?.x ?? 0, there?.y ?? 0, { steps: 6 })
  await page.getByText('free and fits').waitFor()
  await Promise.all([page.waitForEvent('load'), page.mouse.up()])
  expect(await page.getByRole('status').first().textContent()).toContain('Moved.')
  await ready(staff)

  // By keyboard, from the meeting that was moved and is in focus.
  await page.locator(`#${name}`).focus()
  const before = await idsOf(staff)
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await page.getByText('Left where it was.').waitFor({ state: 'attached' })
  expect(await idsOf(staff)).toEqual(before)
  await page.keyboard.press('Space')
  for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp'])
    if ((await page.locator('td.target').count()) === 0) await page.keyboard.press(key)
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  expect(await page.getByRole('status').first().textContent()).toMatch(/Moved\.|changed places/)
  await ready(staff)

  // Locked and undone by forms; the same on a phone without a script.
  await page.goto(`${board}?view=people&meeting=${name?.slice(1)}`)
  await staff.look()
  await press(staff, page.getByRole('button', { name: 'Lock' }))
  expect(await page.locator(`#${name}`).textContent()).toContain('locked')
  await page.getByText('Latest steps').click()
  await press(staff, page.locator('.steps button').first())
  expect(await page.getByRole('status').first().textContent()).toContain('Undone.')
  const phone = await visitor({ ...PHONE, javaScriptEnabled: false, storageState: await page.context().storageState() })
  await phone.open(`${board}?meeting=${name?.slice(1)}`)
  await press(phone, phone.page.getByRole('button', { name: 'Move', exact: true }))
  // Who still looks at the board as it was is told who changed it.
  await press(staff, page.getByRole('button', { name: /^Undo/ }).first())
  expect(await page.getByRole('alert').textContent()).toContain('Rita changed the agenda meanwhile')

  await page.getByText('Publish and write to everybody').click()
  await press(staff, page.getByRole('button', { name: 'Yes, publish now' }))
  expect(await mailTo('tab1@example.org')).toContain('/registration/agenda?token=')

  await page.goto(`${board}/repair`)
  await page.getByLabel('Table', { exact: true }).selectOption('Tavolo 2')
  await press(staff, page.locator('form:has([name=table]) button'))
  await page.getByRole('heading', { name: 'Tavolo 2 is lost' }).waitFor()
  await staff.look()
  const moved = await page.locator('section.panel > ul > li').allTextContents()
  expect(moved.length).toBeGreaterThan(0)
  await press(staff, page.getByRole('button', { name: 'Apply and write' }))
  await ready(staff)
  expect(
    await page
      .locator('tr', { has: page.getByRole('rowheader', { name: /^Tavolo 2/ }) })
      .locator('a.meeting')
      .count(),
  ).toBe(0)
  const touched = /Persona (\d+)/.exec(moved[0] ?? '')?.[1]
  expect(await mailTo(`tab${touched}@example.org`)).toMatch(/changed in your meetings/)

  await staff.open(`${board}/unmet`)
  await page.goto(`${board}?view=people&q=Persona+12`)
  expect(await page.locator('.results > li').count()).toBe(1)
  for (const file of ['tables.pdf', 'people.pdf'])
    expect((await staff.download(`${board}/${file}`)).bytes.subarray(0, 5).toString(), file).toBe('%PDF-')
  expect((await staff.download(`${board}.json`)).bytes.toString()).toContain('telaio-agenda/1')
  for (const who of [staff, phone]) await who.leave()
}, 180_000)
