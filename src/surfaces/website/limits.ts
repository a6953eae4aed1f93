import { isIPv6 } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Env } from '#platform/env.ts'
import { Failure } from '#platform/errors.ts'

/** From one client: 10 sign-in requests, 30 registrations for events and 30 pitches in ten minutes, and 600 other requests a minute. */
const SIGN_IN_LIMIT = { points: 10, duration: 600 }
/** A whole office behind one address may register for the same event. */
const REGISTRATION_LIMIT = { points: 30, duration: 600 }
const PITCH_LIMIT = { points: 30, duration: 600 }
/** A room full of phones behind one address asks who is on stage, scores and votes. Its seals are far too long to be guessed at this rate. */
const ROOM_LIMIT = { points: 6000, duration: 60 }
const ROOM = /^\/(it|en)\/(events\/[^/]+\/(pitches\/now|vote)|judge(\/marks)?)$/
const PAGE_LIMIT = { points: 600, duration: 60 }

/** Counts a request; answers the headers that say how many are left (draft-ietf-httpapi-ratelimit-headers-06). Throws TooMany. */
export type Counter = (c: Context) => Promise<Record<string, string>>

/** Counters of one process: what must hold across processes and restarts is counted in the database, by the act itself. */
export function requestCounter(env: Pick<Env, 'trustProxy'>): Counter {
  const signIn = new RateLimiterMemory(SIGN_IN_LIMIT)
  const registrations = new RateLimiterMemory(REGISTRATION_LIMIT)
  const pitches = new RateLimiterMemory(PITCH_LIMIT)
  const room = new RateLimiterMemory(ROOM_LIMIT)
  const pages = new RateLimiterMemory(PAGE_LIMIT)
  const byForm: readonly (readonly [RegExp, RateLimiterMemory])[] = [
    [/\/sign-in$/, signIn],
    [/\/events\/[^/]+\/register$/, registrations],
    [/\/events\/[^/]+\/pitch$/, pitches],
  ]
  return c => {
    const form = c.req.method === 'POST' ? byForm.find(([end]) => end.test(c.req.path))?.[1] : undefined
    return limit(form ?? (ROOM.test(c.req.path) ? room : pages), clientOf(addressOf(c, env)))
  }
}

async function limit(limiter: RateLimiterMemory, client: string): Promise<Record<string, string>> {
  try {
    const { remainingPoints, msBeforeNext } = await limiter.consume(client)
    return {
      'RateLimit-Limit': String(limiter.points),
      'RateLimit-Remaining': String(Math.max(0, remainingPoints)),
      'RateLimit-Reset': String(Math.ceil(msBeforeNext / 1000)),
    }
  } catch (reason) {
    if (!(reason instanceof RateLimiterRes)) throw reason
    throw new Failure('TooMany', TOO_MANY, { seconds: Math.ceil(reason.msBeforeNext / 1000) })
  }
}

/** The last entry is the one our own proxy wrote; those before it are whatever the client said. */
function addressOf(c: Context, env: Pick<Env, 'trustProxy'>): string {
  const forwarded = env.trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  if (forwarded) return forwarded
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    // Requests made in process, as by a test, have no connection.
    return 'in-process'
  }
}

/** Whose an address is: an IPv6 customer has a whole /64 and could use a new address for each request. */
export function clientOf(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1]) return mapped[1]
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const groups = (text: string | undefined) => (text ? text.split(':') : [])
  const [before, after] = [groups(head), groups(tail)]
  const between = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  const network = [...before, ...between, ...after].slice(0, 4)
  return `${network.map(group => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

const TOO_MANY = {
  it: 'Troppe richieste in poco tempo. Nulla è andato perso: riprova fra {seconds} secondi.',
  en: 'Too many requests in a short time. Nothing was lost: try again in {seconds} seconds.',
}
