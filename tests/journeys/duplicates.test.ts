import { expect, test } from 'vitest'
import { PHONE, visitor } from './browser.ts'
import { enter, invited, telaio } from './terminal.ts'

const numberIn = (text: string | null) => Number(/[\d,]+/.exec(text ?? '')?.[0].replace(',', ''))

test('staff go through possible duplicates: decide, undo, put aside, and find all of it again', async () => {
  const guest = await visitor()
  await guest.open('/en/duplicates', 403)
  await guest.leave()

  const v = await visitor()
  const { page } = v
  await enter(v, await invited('dora@example.org', 'Dora Blu'))

  // Nothing was compared yet: the page says so and offers it.
  await v.open('/en/duplicates')
  await v.follow(page.getByRole('button', { name: 'Compare all records' }))
  const left = async () => numberIn(await page.getByRole('status').filter({ hasText: 'left' }).textContent())
  const names = () => page.getByRole('article').getByRole('heading', { level: 2 }).textContent()
  const all = await left()
  expect(all).toBeGreaterThan(10)
  expect(await page.getByRole('heading', { name: 'Why yes' }).count()).toBe(1)
  expect(await page.getByRole('table').getByText('equal', { exact: true }).count()).toBeGreaterThan(0)

  // Later: another pair, nothing decided.
  const first = await names()
  await v.follow(page.getByRole('link', { name: 'Decide later' }))
  expect(await names()).not.toBe(first)
  expect(await left()).toBe(all)

  // The same, with the keyboard alone, and the other record as the head; then back.
  const second = await names()
  const head = page.getByRole('radio').last()
  await head.focus()
  await page.keyboard.press('Space')
  const chosen = /\((\S+)\)$/.exec(
    (await page
      .getByText(/\(\S+\)$/)
      .last()
      .textContent()) ?? '',
  )?.[1]
  await page.keyboard.press('Tab')
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  await v.look()
  expect(await left()).toBe(all - 1)
  expect(await page.getByRole('status').filter({ hasText: 'now the same organisation' }).count()).toBe(1)
  await v.open('/en/duplicates?show=decided')
  await v.follow(page.getByRole('table').getByRole('link').first())
  expect(await page.getByText('linked by hand').count()).toBe(1)
  expect(page.url()).toMatch(/\/organisations\//)
  const whole = await v.open(`/en/organisations/${chosen}`)
  expect(await whole.text()).toContain(`PIC</dt><dd>${chosen}`)
  await v.open('/en/duplicates?show=decided')
  await v.follow(page.getByRole('button', { name: /^Undo/ }))
  expect(await page.getByText('Nothing has been decided yet').count()).toBe(1)

  // Not the same, and not sure: both leave the queue, also after another comparison.
  await v.open('/en/duplicates')
  expect(await left()).toBe(all)
  await v.follow(page.getByRole('button', { name: 'No, two of them' }))
  expect(await left()).toBe(all - 1)
  expect(await names()).toBe(second)
  await v.follow(page.getByRole('button', { name: 'Not sure' }))
  await v.follow(page.getByRole('button', { name: 'Compare all records again' }))
  expect(await left()).toBe(all - 2)
  await v.follow(page.getByRole('link', { name: 'Put aside (1)' }))
  expect(await names()).toBe(second)

  // Undo of the last decision, right where it was made.
  await v.follow(page.getByRole('button', { name: 'No, two of them' }))
  await v.follow(page.getByRole('button', { name: 'Undo', exact: true }))
  expect(await left()).toBe(all - 1)

  // An organisation's page leads here.
  await v.open(`/en/organisations/${chosen}`)
  await v.follow(page.getByRole('link', { name: 'Look for duplicates' }))
  const phone = await visitor({ ...PHONE, storageState: await page.context().storageState() })
  await phone.open('/it/duplicates')
  await phone.open('/it/duplicates?show=decided')
  await phone.leave()
  await v.leave()
})

test('the terminal knows who somebody may be', () => {
  const { stdout, stderr, status } = telaio(
    'duplicates',
    '--name',
    'University of Ferrara',
    '--city',
    'Ferrara',
    '--json',
  )
  expect(stderr).toBe('')
  expect(status).toBe(0)
  const found = JSON.parse(stdout)
  expect(found[0]).toMatchObject({ name: 'UNIVERSITA DEGLI STUDI DI FERRARA', likely: true })
})
