import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Context, MiddlewareHandler, Next } from 'hono'
import { LRUCache } from 'lru-cache'
import type { DataVersion } from '#platform/data-version.ts'
import { type AppEnv, COOKIE_PREFIX } from '#platform/http.tsx'
import { shared } from '#platform/shared.ts'

/** Pages hold "in 3 days" and the like: they may be this old, whatever the database says. */
const LIFE_MS = 30_000
const MOST_BYTES = 32 * 1024 * 1024
const LARGEST_PAGE = 512 * 1024
const LONGEST_ADDRESS = 1024

type Kept = { readonly version: number; readonly etag: string; readonly plain: Buffer; readonly gzip: Buffer }
/** A page that was made, if it may be kept, and the request it was made for. */
type Made = { readonly kept: Kept | undefined; readonly by: Context<AppEnv> }

/**
 * Keeps complete public pages, for visitors who are not signed in. Mount it on pages that depend on nothing but their address (language included) and
 * the database, after the actor is set.
 *
 * - A request with a cookie of ours neither reads nor fills it, and neither does an answer that is not a plain public page (see `mayKeep`).
 * - A page is given out only while the data are in the state they were in before it was made: who changes something sees it at once, in every process.
 * - Visitors who ask for the same address at the same time share one page in the making.
 */
export function pageCache(version: DataVersion): MiddlewareHandler<AppEnv> {
  const pages = new LRUCache<string, Kept>({
    maxSize: MOST_BYTES,
    maxEntrySize: LARGEST_PAGE,
    sizeCalculation: (page, address) => page.plain.byteLength + page.gzip.byteLength + 2 * address.length,
    ttl: LIFE_MS,
  })
  const make = shared(
    async (_key: string, address: string, state: number, c: Context<AppEnv>, next: Next): Promise<Made> => {
      await next()
      if (!mayKeep(c)) return { kept: undefined, by: c }
      const { headers } = c.res
      const html = await c.res.text()
      if (html.includes(' nonce="')) {
        // A page with a token of one visitor is nobody else's. Its body has been read, so it gets it back.
        c.res = undefined
        c.res = new Response(html, { headers })
        return { kept: undefined, by: c }
      }
      const plain = Buffer.from(html)
      const etag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
      // Not in a thread: handing over a page of this size takes longer than compressing it.
      const kept = { version: state, etag, plain, gzip: gzipSync(plain) }
      pages.set(address, kept)
      return { kept, by: c }
    },
  )

  return async (c, next) => {
    const address = addressOf(c)
    if (c.req.method !== 'GET' || address.length > LONGEST_ADDRESS || !isVisitor(c)) return next()
    let state: number
    try {
      state = await version.read()
    } catch {
      // Whatever ails the database, the page says it better.
      return next()
    }
    const known = pages.get(address)
    if (known?.version === state) return give(c, known)
    const { kept, by } = await make(`${state} ${address}`, address, state, c, next)
    if (kept) {
      // Without this, Hono would mix the headers of both answers.
      c.res = undefined
      c.res = give(c, kept)
    } else if (by !== c) await next()
  }
}

/** Path and query as they came: pages repeat them, so that another order of filters is another page. */
function addressOf(c: Context): string {
  const { url } = c.req
  return url.slice(url.indexOf('/', 8))
}

/** Any cookie of ours counts, also one whose session has ended, and one that somebody adds next year. */
function isVisitor(c: Context<AppEnv>): boolean {
  return !c.req.header('cookie')?.includes(`${COOKIE_PREFIX}.`) && c.get('actor').id === undefined
}

function mayKeep(c: Context<AppEnv>): boolean {
  const { status, headers } = c.res
  return (
    status === 200 &&
    c.error === undefined &&
    c.get('actor').id === undefined &&
    (headers.get('content-type') ?? '').startsWith('text/html') &&
    !headers.has('set-cookie') &&
    !headers.has('cache-control') &&
    !headers.has('vary')
  )
}

/** Browsers keep the page and ask each time whether it is still so; caches between us and them do not keep it. */
const HEADERS = { 'Cache-Control': 'private, no-cache', Vary: 'Accept-Encoding, Cookie' }

function give(c: Context<AppEnv>, page: Kept): Response {
  const headers = { ...HEADERS, ETag: page.etag }
  const known = c.req.header('if-none-match')
  if (known && (known.trim() === '*' || known.includes(page.etag.slice(2)))) return c.body(null, 304, headers)
  const zipped = GZIP.test(c.req.header('accept-encoding') ?? '')
  const bytes = zipped ? page.gzip : page.plain
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    ...headers,
    'Content-Type': 'text/html; charset=UTF-8',
    'Content-Length': String(bytes.byteLength),
    ...(zipped ? { 'Content-Encoding': 'gzip' } : {}),
  })
}

const GZIP = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i
