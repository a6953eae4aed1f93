import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { visitor } from './browser.ts'

const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    const { width, height, bottom, top } = element.getBoundingClientRect()
    return {
      what: `${element.tagName.toLowerCase()} ${element.id || element.textContent?.trim().slice(0, 40)}`,
      href: element.getAttribute('href') ?? '',
      id: element.id,
      outlined: (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none',
      onScreen: width > 1 && height > 1 && bottom > 0 && top < window.innerHeight,
    }
  })

/** Presses Tab until `found`; whatever has the focus on the way can be seen. */
async function tabTo(page: Page, found: (at: Awaited<ReturnType<typeof focused>>) => boolean): Promise<void> {
  const seen: string[] = []
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab')
    const at = await focused(page)
    seen.push(at.what)
    expect(at.outlined, `the focus on ${at.what} can be seen`).toBe(true)
    expect(at.onScreen, `${at.what} is on the screen when it has the focus`).toBe(true)
    if (found(at)) return
  }
  throw new Error(`80 presses of Tab did not get there: ${seen.join(' · ')}`)
}

test('by keyboard alone: over the menu, a search, the first result', async () => {
  const v = await visitor()
  const { page } = v
  await v.open('/en/calls')
  await page.keyboard.press('Tab')
  const skip = await focused(page)
  expect(skip.href).toBe('#content')
  expect(skip.onScreen).toBe(true)
  await page.keyboard.press('Enter')
  expect((await focused(page)).id).toBe('content')

  await tabTo(page, at => at.id === 'q')
  await page.keyboard.type('chronic wounds')
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  expect(await page.getByRole('status').textContent()).toBe('1 call')
  await v.look()

  await tabTo(page, at => at.href.includes('/calls/HORIZON-'))
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Regenerative medicine')

  // From the top of the page to its last link, without a trap.
  await tabTo(page, at => at.href.endsWith('/team?call=HORIZON-HLTH-2027-99-LOOM-01'))
  await tabTo(page, at => at.href.endsWith('/api'))
  await v.leave()
})
