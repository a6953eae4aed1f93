import type { Context, MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { AppEnv } from '#platform/http.tsx'

/** What browsers are told about every answer. Nothing inline, nothing from elsewhere, in nobody's frame. */
export function browserRules(baseUrl: string): MiddlewareHandler {
  const [ordinary, door] = [rules(baseUrl, []), rules(baseUrl, ['self'])]
  // The door of an event reads badges.
  return (c, next) => (DOOR.test(c.req.path) ? door : ordinary)(c, next)
}

const DOOR = /^\/(it|en)\/events\/\d+\/check-in$/

function rules(baseUrl: string, camera: string[]): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      objectSrc: ["'none'"],
      styleSrc: ["'self'"],
      scriptSrc: ["'self'"],
      fontSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    // Not no-referrer: with it, browsers say of our own forms that they come from nowhere.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    strictTransportSecurity: baseUrl.startsWith('https:') ? 'max-age=31536000; includeSubDomains' : false,
    permissionsPolicy: {
      ...{ camera, microphone: [], geolocation: [], payment: [], usb: [], displayCapture: [] },
      publickeyCredentialsGet: ['self'],
    },
  })
}

/** Addresses that hold a secret sent by mail, or belong to signing in. */
const PRIVATE = /^\/(auth\/|(it|en)\/(sign-in|sign-out|invitation|goodbye|registration|pitch|judge)(\/|$))/

/** What somebody who has signed in gets is kept by no cache, nor what holds the secret of a link. */
export function keepPrivate(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next()
    if (c.res.headers.has('cache-control')) return
    if (PRIVATE.test(c.req.path) || belongsToSomebody(c)) c.header('Cache-Control', 'no-store')
  }
}

const belongsToSomebody = (c: Context<AppEnv>) => c.get('signedIn') !== undefined || c.res.headers.has('set-cookie')
