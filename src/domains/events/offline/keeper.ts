/**
 * Keeps one page on the phone with the styles and scripts it names, and nothing else: the page of its scope, as long as the site says, and says how old it is
 * when it is shown. What the site refuses is not kept any longer: a link that no longer works, somebody who has signed out.
 */
type Later = Event & { waitUntil(work: Promise<unknown>): void }
type Asked = Later & { readonly request: Request; respondWith(answer: Promise<Response>): void }
type Told = Later & { readonly data: { readonly keep?: string } }
type Worker = {
  readonly registration: { readonly scope: string; unregister(): Promise<boolean> }
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(name: 'install' | 'activate', hear: (event: Later) => void): void
  addEventListener(name: 'fetch', hear: (event: Asked) => void): void
  addEventListener(name: 'message', hear: (event: Told) => void): void
}
const worker = self as unknown as Worker

const SCOPE = new URL(worker.registration.scope).pathname
/** `signed-in` goes when somebody signs out (`ui/islands/leave.ts`), `own` when the holder of the link says so. Imports nothing: old browsers take no modules here. */
const NAME = `${/\/events\/\d+\//.test(SCOPE) ? 'signed-in' : 'own'} ${SCOPE}`
/** With a copy at hand, nobody waits longer for a network that hardly is one. */
const PATIENCE_MS = 4000
const UNTIL = 'X-Keep-Until'
const KEPT = 'X-Kept-At'

worker.addEventListener('install', event => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', event => event.waitUntil(Promise.all([worker.clients.claim(), tidy()])))
worker.addEventListener('message', event => {
  const { keep } = event.data
  if (keep && isPage(new URL(keep))) event.waitUntil(fresh(keep, undefined).catch(() => undefined))
})
worker.addEventListener('fetch', event => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (request.mode === 'navigate' && isPage(url)) event.respondWith(pageOf(request.url))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(assetOf(request))
})

const isPage = (url: URL) => url.origin === location.origin && url.pathname === SCOPE

/** A page by its path and its link alone: what was searched or saved on it is not another page. */
function keyOf(address: string): string {
  const { pathname, searchParams } = new URL(address)
  const token = searchParams.get('token')
  return token ? `${pathname}?token=${encodeURIComponent(token)}` : pathname
}

async function pageOf(address: string): Promise<Response> {
  await tidy()
  const copy = await (await caches.open(NAME)).match(keyOf(address))
  if (!copy) return fresh(address, undefined)
  const waited = new Promise<undefined>(resolve => setTimeout(resolve, PATIENCE_MS, undefined))
  const answer = await Promise.race([fresh(address, copy).catch(() => undefined), waited])
  return answer && answer.status < 500 ? answer : asCopy(copy)
}

/** Asks the site, and keeps what it answers where it may be kept. */
async function fresh(address: string, copy: Response | undefined): Promise<Response> {
  const known = copy?.headers.get('ETag')
  const headers = { Accept: 'text/html', ...(known ? { 'If-None-Match': known } : {}) }
  const answer = await fetch(address, { headers, credentials: 'same-origin', redirect: 'manual' })
  const store = await caches.open(NAME)
  const key = keyOf(address)
  if (answer.status === 304 && copy) {
    await store.put(key, await stamped(copy))
    return copy
  }
  // Gone, refused, or sent elsewhere to sign in.
  if (answer.type === 'opaqueredirect' || [401, 403, 404].includes(answer.status)) await store.delete(key)
  else if (answer.ok && answer.headers.has(UNTIL) && !isSearch(address)) {
    await store.put(key, await stamped(answer))
    await keepAssets(store, await answer.clone().text())
  }
  return answer
}

const isSearch = (address: string) => ['q', 'code', 'done'].some(name => new URL(address).searchParams.has(name))

/** The same with the moment at which it was true. */
async function stamped(answer: Response): Promise<Response> {
  const headers = new Headers(answer.headers)
  headers.set(KEPT, new Date().toISOString())
  headers.delete('Content-Encoding')
  return new Response(await answer.clone().text(), { headers })
}

/** A copy that says so: the page shows how old it is. */
async function asCopy(copy: Response): Promise<Response> {
  const at = copy.headers.get(KEPT) ?? ''
  const html = (await copy.text()).replace('<html ', `<html data-kept-at="${at}" `)
  return new Response(html, { headers: copy.headers })
}

/** What a page names, and what those scripts name; what it no longer does goes. */
async function keepAssets(store: Cache, html: string): Promise<void> {
  const seen = new Set<string>()
  const waiting = namedIn(html)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    const known = await store.match(next)
    const file = known ?? (await fetch(next))
    if (!known && file.ok) await store.put(next, file.clone())
    if (next.endsWith('.js')) waiting.push(...namedIn(await file.text()))
  }
  for (const { url } of await store.keys()) {
    const { pathname } = new URL(url)
    if (pathname.startsWith('/assets/') && !seen.has(pathname)) await store.delete(url)
  }
}
const namedIn = (text: string): string[] => [...new Set(text.match(/\/assets\/[\w.-]+/g) ?? [])]

async function assetOf(request: Request): Promise<Response> {
  return (await (await caches.open(NAME)).match(request)) ?? fetch(request)
}

/** Takes away pages whose time is over, and with the last of them everything. */
async function tidy(): Promise<void> {
  const store = await caches.open(NAME)
  const pages = (await store.keys()).filter(({ url }) => isPage(new URL(url)))
  const over = []
  for (const page of pages) {
    const until = Date.parse((await store.match(page))?.headers.get(UNTIL) ?? '')
    if (!(until > Date.now())) over.push(page)
  }
  await Promise.all(over.map(page => store.delete(page)))
  if (over.length > 0 && over.length === pages.length) await caches.delete(NAME)
}

export {}
