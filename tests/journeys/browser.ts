import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser, BrowserContextOptions, Page, Response } from 'playwright-core'
import { expect, inject } from 'vitest'
import { launchBrowser } from './chromium.ts'
import { here } from './here.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
export const CALL = 'HORIZON-HLTH-2027-99-LOOM-01'

/** One for all the files of a worker; it goes with it. */
let browser: Browser | undefined

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
  const scripts = options.javaScriptEnabled !== false
  // By the debugger, axe is not stopped by the site's content security policy, which stays on; and it is handed over once, not for every page.
  if (scripts) await context.addInitScript(AXE)
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

  const look = async () => {
    const at = new URL(page.url()).pathname + new URL(page.url()).search
    expect(faults, at).toEqual([])
    const { content, screen, title, language } = await page.evaluate(() => ({
      content: document.scrollingElement?.scrollWidth ?? 0,
      screen: window.innerWidth,
      title: document.title,
      language: document.documentElement.lang,
    }))
    expect(content, `${at} is wider than the screen`).toBeLessThanOrEqual(screen)
    expect([title === '', language], at).toEqual([false, expect.stringMatching(/^(it|en)$/)])
    if (!scripts) return
    const width = options.isMobile ? 'phone' : 'wide'
    const fresh = await page.evaluate(markNew, [...lookedAt(width)])
    if (fresh.length === 0) return
    expect(await violations(page, { runOnly: TAGS }), `${at}, light`).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await violations(page, { runOnly: ['color-contrast'] }), `${at}, dark`).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
    appendFileSync(inject('looked')[width], fresh.map(shape => `${shape}\n`).join(''))
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

/** What axe has looked at in this run and found nothing in, in whichever file: elements of the same kind in the same place are not looked at again. */
function lookedAt(width: 'wide' | 'phone'): string[] {
  const file = inject('looked')[width]
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
}

/**
 * Finds the elements of a kind that is not known, keeps them for axe, and answers their kinds: where they stand, their classes and attributes, and whether
 * anything in them can be read out. Runs in the page.
 */
function markNew(known: string[]): string[] {
  const own = (element: Element) => `${element.localName}.${[...element.classList].sort().join('.')}`
  const old = new Set(known)
  const kinds = new Set<string>()
  const marked: Element[] = []
  for (const element of document.querySelectorAll('html, body, body *')) {
    const above = [element.parentElement, element.parentElement?.parentElement].map(one => (one ? own(one) : ''))
    const attributes = element
      .getAttributeNames()
      .map(name => (/^(role|type|aria-(?!label))/.test(name) ? `${name}=${element.getAttribute(name)}` : name))
    const says = element.textContent?.trim() ? 'says' : ''
    const kind = [...above, own(element), ...attributes.sort(), says].join(' ')
    if (old.has(kind)) continue
    kinds.add(kind)
    marked.push(element)
  }
  Object.assign(window, { marked })
  return [...kinds]
}

/** What axe finds in the elements that are new, one line each: the rule and where. The whole page, where its frame is new. */
async function violations(page: Page, options: RunOptions): Promise<string[]> {
  return page.evaluate(async given => {
    const { axe, marked } = window as unknown as {
      axe: { run(where: Node | { include: Node[] }, options: RunOptions): Promise<AxeResults> }
      marked: Element[]
    }
    const where = marked.includes(document.documentElement) ? document : { include: marked }
    // Without fetching the styles once more, for a rule about turned screens that they have nothing for.
    const { violations } = await axe.run(where, { ...given, resultTypes: ['violations'], preload: false })
    return violations.flatMap(each =>
      each.nodes.map(node => `${each.id}: ${node.target.join(' ')} (${node.failureSummary})`),
    )
  }, options)
}
