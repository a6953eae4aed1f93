import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CheckFigures } from '#domains/reports/package/views/check.tsx'
import { bundleAssets } from '#platform/assets.ts'
import type { AppEnv } from '#platform/http.tsx'
import type { Language } from '#platform/i18n.ts'
import { browserRules } from '#surfaces/website/headers.ts'
import { ISLANDS } from '#surfaces/website/islands.ts'
import { PHONE, visitor } from './browser.ts'
import { telaio } from './terminal.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'telaio-package-'))
const file = path.join(folder, 'report-2025.zip')
let hash = ''
let served: Buffer
let address = ''
let close = () => {}

/** A page with nothing but the check, behind the site's own rules for browsers, and the package of the example's year. */
beforeAll(async () => {
  telaio('report', '2025', '--out', folder)
  served = readFileSync(file)
  hash = JSON.parse(telaio('verify', file, '--json').stdout).hash
  const assets = await bundleAssets(ISLANDS)
  const app = new Hono<AppEnv>()
  app.use(browserRules('http://127.0.0.1'))
  app.route('/assets', assets.routes)
  app.get('/favicon.ico', c => c.body(null, 204))
  app.get('/report-2025.zip', c => c.body(new Uint8Array(served)))
  app.get('/:language', c => {
    const language = c.req.param('language') as Language
    const part = renderToString(createElement(CheckFigures, { language, href: '/report-2025.zip', hash }))
    return c.html(`<!doctype html><html lang="${language}"><head><title>2025</title><meta name="viewport" content="width=device-width">
      <link rel="stylesheet" href="${assets.href('site.css')}"><script type="module" src="${assets.href('check-figures.js')}"></script></head>
      <body><main><h1>2025</h1>${part}</main></body></html>`)
  })
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise(resolve => server.once('listening', resolve))
  const at = server.address()
  address = `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}`
  close = () => server.close()
})

afterAll(() => {
  close()
  rmSync(folder, { recursive: true, force: true })
})

test('a reader checks the figures of a report in the browser, by keyboard; a changed byte is told by its place', async () => {
  const v = await visitor({ baseURL: address })
  const { page } = v
  await v.open('/it')
  const status = page.getByRole('status')
  await page.getByRole('button', { name: 'Verifica queste cifre' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => status.textContent(), { timeout: 20_000 }).toContain('tutto torna')
  expect(await page.getByText(hash).count()).toBeGreaterThan(1)
  await page.locator('summary').filter({ hasText: 'Le cifre, una per una' }).click()
  expect(
    await page
      .getByRole('row', { name: /^Membri/ })
      .first()
      .textContent(),
  ).toMatch(/127.*torna/)
  await v.look()

  // The same, of a file that somebody got elsewhere and that is no longer what it was.
  await v.open('/en')
  const bytes = Buffer.from(served)
  const begin = bytes.indexOf('facts.jsonl')
  bytes.writeUInt8((bytes[begin + 3000] ?? 0) ^ 1, begin + 3000)
  const own = page.getByLabel('Or check a file of yours')
  await own.setInputFiles({ name: 'report-2025.zip', mimeType: 'application/zip', buffer: bytes })
  await expect.poll(() => status.textContent(), { timeout: 20_000 }).toContain('something does not hold')
  expect(await page.getByText(/^facts\.jsonl: /).count()).toBeGreaterThan(0)
  await v.look()
  // No package at all, and then a good one: the last counts.
  await own.setInputFiles({ name: 'photo.zip', mimeType: 'application/zip', buffer: Buffer.from('no zip') })
  await expect.poll(() => status.textContent(), { timeout: 20_000 }).toContain('photo.zip is no zip file')
  await own.setInputFiles({ name: 'report-2025.zip', mimeType: 'application/zip', buffer: served })
  await expect.poll(() => status.textContent(), { timeout: 20_000 }).toContain('everything holds')
  await v.leave()

  const plain = await visitor({ ...PHONE, baseURL: address, javaScriptEnabled: false })
  await plain.open('/en')
  expect(await plain.page.getByRole('button', { name: 'Check these figures' }).count()).toBe(0)
  expect(await plain.page.getByText(`telaio verify report-2025.zip --hash ${hash}`).count()).toBe(1)
  await plain.leave()
})
