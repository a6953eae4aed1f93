import { expect, inject, test } from 'vitest'
import { CALL, type Visitor, visitor } from './browser.ts'

/** Money as the English pages write it, in cents. */
const cents = (text: string | null) => Math.round(Number((text ?? '').replace(/[^\d.]/g, '')) * 100)

test('staff: from the one-time link to a funded proposal and its place in the totals', async () => {
  const v = await visitor()
  const { page } = v
  await v.open('/en/proposals', 403)
  await v.open(inject('signInLink'))
  await v.follow(page.getByRole('main').getByRole('button', { name: 'Sign in' }))
  expect(await page.getByRole('button', { name: 'Sign out' }).count()).toBe(1)
  await v.open('/en/proposals')
  await v.open('/en/teams')

  await theTeamIsKept(v)
  await v.follow(page.getByRole('button', { name: 'Make it a proposal' }))
  const at = new URL(page.url()).pathname
  expect(at).toMatch(/^\/en\/proposals\/\d+$/)

  const asked = await theBudgets(v)
  await theMoves(v)
  await v.open('/en/proposals')
  const row = page.locator('tbody tr').first()
  expect(await row.textContent()).toContain('funded')
  expect(cents(await row.locator('td').last().textContent())).toBe(asked)
  expect(await page.locator('main').textContent()).toContain(
    `proposals1requested contribution€${(asked / 100).toLocaleString('en-GB')}`,
  )
  const csv = await v.download((await page.getByRole('link', { name: 'CSV' }).getAttribute('href')) ?? '')
  expect(csv.bytes.toString('utf8')).toContain('LOOM')

  // The link worked once.
  const second = await visitor()
  await second.open(inject('signInLink'))
  await second.page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await second.page.waitForLoadState('load')
  expect(await second.page.getByRole('heading', { level: 1 }).textContent()).toBe('Link not valid')
  await second.look()
  await second.leave()

  await v.follow(page.getByRole('button', { name: 'Sign out' }))
  const refused = await v.open('/it/proposals', 403)
  expect(await refused.text()).toContain('<!doctype html>')
  expect(await page.getByRole('link', { name: 'Entra' }).count()).toBe(1)
  await v.leave()
})

async function theTeamIsKept(v: Visitor): Promise<void> {
  const { page } = v
  await v.open(`/en/team?call=${CALL}&max=6`)
  await page.getByLabel('Name', { exact: true }).fill('Wounds, first try')
  await page.getByLabel('Notes').fill('To be talked over with the hospital.')
  await v.follow(page.getByRole('button', { name: 'Save the team' }))
  await v.open('/en/teams')
  await v.follow(page.getByRole('link', { name: 'Wounds, first try' }))
  expect(await page.getByLabel('Notes').inputValue()).toBe('To be talked over with the hospital.')
}

/** Fills in every budget; answers the contribution that the page adds up, in cents. */
async function theBudgets(v: Visitor): Promise<number> {
  const { page } = v
  await page.getByLabel('Acronym').fill('LOOM')
  await page.getByLabel('Title', { exact: true }).fill('Wounds that heal')
  const budgets = page.getByRole('textbox', { name: /^Budget/ })
  const partners = await budgets.count()
  expect(partners).toBeGreaterThanOrEqual(3)
  for (let index = 0; index < partners; index += 1) await budgets.nth(index).fill(String(100_000 * (index + 1)))
  await v.follow(page.getByRole('button', { name: 'Save', exact: true }))
  expect(await page.getByRole('status').textContent()).toBe('Saved.')
  const rows = page.locator('table.dense tbody tr')
  let sum = 0
  for (let index = 0; index < partners; index += 1) {
    // Saved rows may stand in another order.
    const budget = cents(
      await rows
        .nth(index)
        .getByLabel(/^Budget/)
        .inputValue(),
    )
    const rate = Number(await rows.nth(index).getByLabel(/^Rate/).inputValue())
    const requested = cents(await rows.nth(index).locator('td').nth(3).textContent())
    expect(requested).toBe((budget * rate) / 100)
    sum += requested
  }
  const foot = page.locator('table.dense tfoot td')
  expect(cents(await foot.nth(0).textContent())).toBe(100_000 * 100 * ((partners * (partners + 1)) / 2))
  expect(cents(await foot.nth(2).textContent())).toBe(sum)

  // A wrong number is refused with the form as it was typed.
  await budgets.first().fill('a lot')
  await v.follow(page.getByRole('button', { name: 'Save', exact: true }))
  expect(await page.getByRole('alert').textContent()).toContain('Nothing was saved')
  expect(await budgets.first().inputValue()).toBe('a lot')
  await v.open(new URL(page.url()).pathname)
  return sum
}

async function theMoves(v: Visitor): Promise<void> {
  const { page } = v
  // Nobody coordinates yet: refused.
  await page.getByLabel('Mark as').selectOption('submitted')
  await v.follow(page.getByRole('button', { name: 'Record the move' }))
  expect(await page.getByRole('alert').count()).toBe(1)
  await page.getByRole('combobox', { name: /^Role/ }).first().selectOption('coordinator')
  await v.follow(page.getByRole('button', { name: 'Save', exact: true }))
  await page.getByLabel('Mark as').selectOption('submitted')
  await v.follow(page.getByRole('button', { name: 'Record the move' }))
  await page.getByLabel('Mark as').selectOption('funded')
  await v.follow(page.getByRole('button', { name: 'Record the move' }))
  // Without its grant agreement number it is refused.
  expect(await page.getByRole('alert').count()).toBe(1)
  await page.getByLabel('Mark as').selectOption('funded')
  await page.getByLabel('Grant agreement number').fill('199999001')
  await v.follow(page.getByRole('button', { name: 'Record the move' }))
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('funded')
  await v.follow(page.getByRole('link', { name: '199999001' }))
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('LOOM')
}
