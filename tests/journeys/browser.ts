import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser, BrowserContextOptions, Page, Response } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { launchBrowser } from './chromium.ts'
import { here } from './here.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
export const CALL = 'HORIZON-HLTH-2027-99-LOOM-01'

let browser: Browser | undefined
afterAll(async () => browser?.close())

export type Visitor = {
  readonly page: Page
  /** Opens a path of the site, looks at the page and answers the response. */
  open(path: string, status?: number): Promise<Response>
  /** Checks the page that is open now: nothing failed in it, nothing is wider than the screen, axe finds nothing. */
  look(): Promise<void>
  /** Follows the link or presses the button that `how` finds, then looks. */
  follow(how: ReturnType<Page['locator']>): Promise<void>
  /** Fetches what a link on the page leads to, with the visitor's cookies. */
  download(path: string): Promise<{ status: number; type: string; bytes: Buffer }>
  leave(): Promise<void>
}

/** Somebody with a browser of their own: nobody is signed in, nothing is remembered. */
export async function visitor(options: BrowserContextOptions = {}): Promise<Visitor> {
  browser ??= await launchBrowser()
  // Without motion: colours on their way from light to dark would be measured half-way.
  const context = await browser.newContext({
    locale: 'en-GB',
    baseURL: here().address,
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', error => faults.push(`script: ${error.message}`))
  page.on('console', message => {
    // A page that answers 4xx on purpose is logged as a failed resource.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text())
  })
  page.on('response', response => {
    if (response.status() >= 400 && response.request().resourceType() !== 'document')
      faults.push(`${response.status()} ${response.url()}`)
  })
  const scripts = options.javaScriptEnabled !== false

  const look = async () => {
    const at = new URL(page.url()).pathname + new URL(page.url()).search
    expect(faults, at).toEqual([])
    const { content, screen } = await page.evaluate(() => ({
      content: document.scrollingElement?.scrollWidth ?? 0,
      screen: window.innerWidth,
    }))
    expect(content, `${at} is wider than the screen`).toBeLessThanOrEqual(screen)
    if (!scripts) return
    const shapes = await page.evaluate(shapesOf)
    const known = options.isMobile ? looked.phone : looked.wide
    if (shapes.every(shape => known.has(shape))) return
    // Evaluated by the debugger, axe is not stopped by the site's content security policy, which stays on.
    await page.evaluate(AXE)
    expect(await violations(page, { runOnly: TAGS }), `${at}, light`).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await violations(page, { runOnly: ['color-contrast'] }), `${at}, dark`).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
    for (const shape of shapes) known.add(shape)
  }

  return {
    page,
    look,
    async open(path, status = 200) {
      const response = await page.goto(path)
      expect(response?.status(), path).toBe(status)
      await look()
      return response as Response
    },
    async follow(how) {
      // The document that answers the click, after its redirections; where it leads nowhere new, the click itself is at fault.
      await Promise.all([page.waitForEvent('load'), how.click()])
      await look()
    },
    async download(path) {
      const response = await context.request.get(path)
      return {
        status: response.status(),
        type: response.headers()['content-type'] ?? '',
        bytes: await response.body(),
      }
    },
    leave: () => context.close(),
  }
}

/** What axe has looked at and found nothing in: a page of the same elements in the same places is not looked at again. */
const looked = { wide: new Set<string>(), phone: new Set<string>() }

/** The elements of a page, each kind once: where it stands, its classes and attributes, and whether anything in it can be read out. Runs in the page. */
function shapesOf(): string[] {
  const own = (element: Element) => `${element.localName}.${[...element.classList].sort().join('.')}`
  const shapes = [...document.querySelectorAll('body, body *')].map(element => {
    const above = [element.parentElement, element.parentElement?.parentElement].map(one => (one ? own(one) : ''))
    const attributes = element
      .getAttributeNames()
      .map(name => (/^(role|type|aria-(?!label))/.test(name) ? `${name}=${element.getAttribute(name)}` : name))
    return [...above, own(element), ...attributes.sort(), element.textContent?.trim() ? 'says' : ''].join(' ')
  })
  return [...new Set(shapes)]
}

/** What axe finds, one line each: the rule and where. */
async function violations(page: Page, options: RunOptions): Promise<string[]> {
  const found = await page.evaluate(async given => {
    const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }
    const { violations } = await axe.run({ ...given, resultTypes: ['violations'] })
    return violations.flatMap(each =>
      each.nodes.map(node => `${each.id}: ${node.target.join(' ')} (${node.failureSummary})`),
    )
  }, options)
  return found
}
