import type { Context, MiddlewareHandler } from 'hono'
import { Failure } from '#platform/errors.ts'
import type { AppEnv } from '#platform/http.tsx'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Lets through only what a page of this site sent, whatever its content type: browsers say where a request comes from by Sec-Fetch-Site, older
 * ones by Origin, and a page cannot forge either. A request that says nothing of it is refused too.
 */
export function sameOrigin(baseUrl: string): MiddlewareHandler<AppEnv> {
  const { host } = new URL(baseUrl)
  return async (c, next) => {
    if (!READS.has(c.req.method) && !isOurs(c, host)) throw new Failure('Forbidden', ELSEWHERE)
    await next()
  }
}

/**
 * Sends an address that ends in a slash to the one that does not, once nothing was found there. By path alone: what the Host header says must not
 * become an address, and neither must a path that begins with two slashes.
 */
export function oneAddress(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next()
    const { pathname, search } = new URL(c.req.url)
    if (c.res.status !== 404 || !READS.has(c.req.method) || pathname === '/' || !pathname.endsWith('/')) return
    c.res = c.redirect(`/${pathname.replace(/^\/+|\/+$/g, '')}${search}`, 301)
  }
}

/** Hosts and not whole origins: a proxy in front speaks https where we hear http. */
function isOurs(c: Context, host: string): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = c.req.header('origin')
  if (origin === undefined || !URL.canParse(origin)) return false
  return [host, new URL(c.req.url).host].includes(new URL(origin).host)
}

const ELSEWHERE = {
  it: 'Questa richiesta non arriva da una pagina di questo sito, e non l’abbiamo eseguita. Nulla è cambiato: apri la pagina qui e riprova.',
  en: 'This request did not come from a page of this site, and was not carried out. Nothing changed: open the page here and try again.',
}
