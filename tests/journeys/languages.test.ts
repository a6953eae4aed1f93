import { expect, test } from 'vitest'
import { CALL, visitor } from './browser.ts'

test.each([
  '',
  '/calls?q=chronic+wounds&past=1',
  `/calls/${CALL}`,
  `/matching?call=${CALL}&limit=12`,
  `/team?call=${CALL}&min=6&max=9`,
  '/organisations?q=bologna',
  '/map',
])('%s stays the same page in the other language', async path => {
  const v = await visitor()
  const { page } = v
  await v.open(`/it${path}`)
  expect(await page.locator('html').getAttribute('lang')).toBe('it')
  await v.follow(page.getByRole('link', { name: 'English' }))
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  expect(page.url().endsWith(`/en${path}`)).toBe(true)
  const titleInEnglish = await page.title()
  await v.follow(page.getByRole('link', { name: 'Italiano' }))
  expect(page.url().endsWith(`/it${path}`)).toBe(true)
  // The names of calls are English in both; every other word of ours is not.
  if (!path.startsWith('/calls/')) expect(await page.locator('h1').textContent()).not.toBe(titleInEnglish)
  await v.leave()
})
