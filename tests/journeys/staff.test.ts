import { expect, test } from 'vitest'
import { CALL, type Visitor, visitor } from './browser.ts'
import { here } from './here.ts'
import { enter, invited } from './terminal.ts'

/** Money as the English pages write it, in cents. */
const cents = (text: string | null) => Math.round(Number((text ?? '').replace(/[^\d.]/g, '')) * 100)

test('staff: from the one-time link to a funded proposal and its place in the totals', async () => {
  const v = await visitor()
  const { page } = v
  await v.open('/en/proposals', 403)
  await v.open(here().signInLink)
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
  await second.open(here().signInLink)
  await second.page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await second.page.waitForLoadState('load')
  expect(await second.page.getByRole('heading', { level: 1 }).textContent()).toBe('Link not valid')
  await second.look()
  await second.leave()

  await v.follow(page.getByRole('button', { name: 'Sign out' }))
  const refused = await v.open('/it/proposals', 403)
  expect(await refused.text()).toContain('<!doctype html>')
  expect(await page.getByRole('banner').getByRole('link', { name: 'Entra' }).count()).toBe(1)
  await v.leave()
})

test('staff: nothing that was typed is lost, whatever is pressed', async () => {
  const v = await visitor()
  await enter(v, await invited('bea@example.org', 'Bea Neri'))
  await theNotesStay(v)
  await theOthersChangesAreSeen(v)
  await theProposalIsOneForm(v)
  await v.leave()
})

async function theNotesStay(v: Visitor): Promise<void> {
  const { page } = v
  const name = page.getByLabel('Name', { exact: true })
  const notes = page.getByLabel('Notes')
  const typed = async (text: string) => {
    expect([await name.inputValue(), await notes.inputValue()]).toEqual(['Wounds, second try', text])
    expect(await page.getByText('not saved yet').count()).toBe(1)
    // Notes are nobody's business: never in an address.
    expect(page.url()).not.toContain('talk')
  }
  await v.open(`/en/team?call=${CALL}&max=6`)
  await name.fill('Wounds, second try')
  await notes.fill('To talk over')
  await page.getByLabel('At most partners').fill('7')
  await v.follow(page.getByRole('button', { name: 'Compute again' }).last())
  expect(page.url()).toContain('max=7')
  await typed('To talk over')

  await notes.fill('To talk over with Carlo')
  await v.follow(page.getByRole('button', { name: 'Take this one' }).first())
  expect(page.url()).toMatch(/with=.*with=/)
  await typed('To talk over with Carlo')

  // An impossible wish, and back.
  await page.getByLabel('At most partners').fill('2')
  await notes.fill('To talk over with Dora')
  await v.follow(page.getByRole('button', { name: 'Compute again' }).last())
  expect(await page.getByRole('alert').count()).toBe(1)
  await typed('To talk over with Dora')
  const asked = page.getByRole('group', { name: 'Whom you asked for' })
  expect(await asked.getByRole('combobox').count()).toBeGreaterThanOrEqual(3)

  // Without a name it is not saved; a partner chosen at the same time stays chosen.
  await page.getByLabel('At most partners').fill('8')
  await v.follow(page.getByRole('button', { name: 'Compute again' }).last())
  const choice = page.getByRole('table').first().getByRole('combobox').first()
  const partner = await choice.getAttribute('name')
  await choice.selectOption('associated')
  await name.fill('')
  await v.follow(page.getByRole('button', { name: 'Save the team' }))
  expect(await page.getByRole('alert').textContent()).toContain('Nothing was saved and nothing was lost')
  expect(await notes.inputValue()).toBe('To talk over with Dora')
  await name.fill('Wounds, second try')
  await v.follow(page.getByRole('button', { name: 'Save the team' }))
  expect(page.url()).toContain(`associated=${partner?.slice('partner_'.length)}`)
  expect(await notes.inputValue()).toBe('To talk over with Dora')
  expect(await page.getByText('not saved yet').count()).toBe(0)
}

async function theOthersChangesAreSeen(v: Visitor): Promise<void> {
  const { page } = v
  const other = await visitor()
  await enter(other, await invited('carlo@example.org', 'Carlo Blu'))
  await other.open('/en/teams')
  await other.follow(other.page.getByRole('link', { name: 'Wounds, second try' }))
  await other.page.getByLabel('Notes').fill('Carlo was here')
  await other.follow(other.page.getByRole('button', { name: 'Save changes' }))
  await other.leave()

  await page.getByLabel('Notes').fill('Dora said yes')
  await v.follow(page.getByRole('button', { name: 'Save changes' }))
  expect(await page.getByRole('alert').textContent()).toContain('Somebody else has changed this team')
  expect(await page.getByLabel('Notes').inputValue()).toBe('Dora said yes')
  await v.follow(page.getByRole('button', { name: 'Save changes' }))
  expect(await page.getByRole('alert').count()).toBe(0)
  expect(await page.getByLabel('Notes').inputValue()).toBe('Dora said yes')
}

async function theProposalIsOneForm(v: Visitor): Promise<void> {
  const { page } = v
  await page.getByLabel('Notes').fill('Typed before the proposal')
  await v.follow(page.getByRole('button', { name: 'Make it a proposal' }))
  const proposal = page.url()
  await page.goBack()
  await v.open(new URL(page.url()).pathname + new URL(page.url()).search)
  expect(await page.getByLabel('Notes').inputValue()).toBe('Typed before the proposal')
  await v.open(new URL(proposal).pathname)

  // A note of a move that is not recorded yet, and a save of the rest.
  await page.getByLabel('Acronym', { exact: true }).fill('WOUND2')
  await page.getByLabel('Note', { exact: true }).fill('Sent by Bea')
  await v.follow(page.getByRole('button', { name: 'Save', exact: true }))
  expect(await page.getByRole('status').textContent()).toBe('Saved.')
  expect(await page.getByLabel('Note', { exact: true }).inputValue()).toBe('Sent by Bea')

  // A move that is refused: what was typed in the table is saved, and said to be.
  await page
    .getByRole('textbox', { name: /^Budget/ })
    .first()
    .fill('90000')
  await page.getByLabel('Mark as').selectOption('submitted')
  await v.follow(page.getByRole('button', { name: 'Record the move' }))
  expect(await page.getByRole('alert').count()).toBe(1)
  expect(await page.getByRole('status').textContent()).toBe('The rest of the page is saved.')
  // And one that is not: the role chosen at the same time counts.
  await page.getByRole('combobox', { name: /^Role/ }).first().selectOption('coordinator')
  await v.follow(page.getByRole('button', { name: 'Record the move' }))
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('submitted')
  expect(await page.locator('main').textContent()).toContain('Sent by Bea')
  const budgets = await page
    .getByRole('textbox', { name: /^Budget/ })
    .evaluateAll(all => all.map(one => (one as HTMLInputElement).value))
  expect(budgets.join()).toMatch(/90[,.]?000/)
}

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
  await page.getByLabel('Acronym', { exact: true }).fill('LOOM')
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
