import { expect, test } from 'vitest'
import { visitor } from './browser.ts'
import { enter, invited } from './terminal.ts'

/** What each role finds in its second menu, and a page that is closed to it. The door itself is tried route by route elsewhere. */
const ROLES = [
  ['reviewer', [], '/en/teams'],
  ['mentor', [], '/en/people/register'],
  ['auditor', [], '/en/audit'],
  ['staff', ['Teams', 'Proposals', 'People', 'Register'], '/en/accounts'],
  ['administrator', ['Teams', 'Proposals', 'People', 'Register', 'Accounts'], undefined],
] as const

test.each(ROLES)('%s: signs in, finds what is theirs, and a sentence where it is not', async (role, menu, closed) => {
  const v = await visitor()
  await enter(v, await invited(`${role}@roles.example.org`, `Rosa ${role}`, role))
  expect(await v.page.getByRole('link', { name: `Rosa ${role}` }).count()).toBe(1)
  const navigation = v.page.getByRole('navigation', { name: 'Your work' })
  if (menu.length > 0) await navigation.getByText('More').click()
  const found = await navigation.getByRole('link').allTextContents()
  for (const entry of menu) expect(found).toContain(entry)
  if (menu.length === 0)
    for (const entry of ['Teams', 'People', 'Register', 'Accounts']) expect(found).not.toContain(entry)
  if (closed) {
    await v.open(closed, 403)
    expect(await v.page.getByRole('main').textContent()).toMatch(/Nothing changed|do this/)
  }
  await v.open('/en/account')
  await v.open('/en/account/data')
  await v.leave()
})
