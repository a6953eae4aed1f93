import type { Hono } from 'hono'
import type pg from 'pg'
import { makeSessions, type Sessions } from '#domains/accounts/sessions.ts'
import { makeSolver } from '#domains/consortia/teams/actions.ts'
import { makeRanker, refreshIndex } from '#domains/matching/actions.ts'
import type { Db } from '#platform/db.ts'
import { type Env, readEnv } from '#platform/env.ts'
import type { AppEnv } from '#platform/http.tsx'
import { makeSite } from '#surfaces/website/app.tsx'
import { testDatabase } from './test-database.ts'

export type TestSite = {
  readonly site: Hono<AppEnv>
  readonly db: Db
  readonly pool: pg.Pool
  readonly env: Env
  readonly sessions: Sessions
  /** Signs somebody in: the cookie their browser would send, and the cookies as they were set. */
  enter(email: string): Promise<{ cookie: string; set: string[] }>
  /** The same site under another public address. */
  at(baseUrl: string): Promise<{ site: Hono<AppEnv>; sessions: Sessions }>
}

/** A whole site on a database of its own with some data in it (statements of SQL), asked in process. Every request may name its client: `X-Forwarded-For` is trusted. */
export async function testSite(
  baseUrl: string,
  data: string,
  settings: Record<string, string> = {},
): Promise<TestSite> {
  const database = await testDatabase()
  await database.pool.query(data)
  const env = readEnv({
    TELAIO_SECRET: 'a secret of the tests, long enough for its purpose',
    TRUST_PROXY: '1',
    ...settings,
  })
  await refreshIndex(database.db)
  const at = async (address: string) => {
    const sessions = makeSessions(database.db, env, address)
    const site = await makeSite({
      database: { ...database, announce: () => undefined, close: async () => undefined },
      env,
      sessions,
      ranker: makeRanker(database.db, false),
      solver: makeSolver(false),
      clock: () => new Date(),
      baseUrl: address,
      version: 'test',
    })
    return { site, sessions }
  }
  const { site, sessions } = await at(baseUrl)
  return {
    ...{ site, sessions, env, at },
    db: database.db,
    pool: database.pool,
    async enter(email) {
      const set = (await sessions.redeem((await sessions.issueLink(email)) ?? '', new Headers())) ?? []
      return { cookie: cookieOf(set), set }
    },
  }
}

/** What a browser sends of the cookies it was given. */
export const cookieOf = (set: readonly string[]): string =>
  set
    .filter(cookie => !/max-age=0/i.test(cookie))
    .map(cookie => cookie.split(';')[0])
    .join('; ')
