import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { BetterAuthOptions } from 'better-auth'
import { type Db, inTransaction } from '#platform/db.ts'
import type { Env } from '#platform/env.ts'
import { COOKIE_PREFIX } from '#platform/http.tsx'
import { LONGEST_SESSION_HOURS, RECENT_HOURS, type Way } from './model.ts'
import { sessionLimits } from './policy.ts'
import { insertAudit, markByPasskey, prolongSession, roleOf } from './queries.ts'

const NO_KEYS = { accessToken: null, refreshToken: null, idToken: null, scope: null }

/** What all ways of signing in share: our tables, our names for their columns, and a line in the register for each session. */
export function optionsOf(db: Db, env: Env, baseUrl: string, how: Way) {
  const secure = baseUrl.startsWith('https:')
  return {
    database: { db, type: 'postgres' },
    secret: secretOf(env),
    baseURL: baseUrl,
    basePath: '/auth',
    telemetry: { enabled: false },
    logger: { disabled: true },
    user: {
      modelName: 'account_user',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: { role: { type: 'string', input: false, defaultValue: 'visitor' } },
    },
    session: {
      modelName: 'account_session',
      // Only what the cookie says: when a session ends depends on the role, and stands in its row.
      expiresIn: LONGEST_SESSION_HOURS * 60 * 60,
      disableSessionRefresh: true,
      freshAge: RECENT_HOURS * 60 * 60,
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      modelName: 'account_credential',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      updateAccountOnSignIn: false,
      // In a sealed cookie: whoever only looks at the provider's door leaves nothing in the database.
      storeStateStrategy: 'cookie',
    },
    verification: {
      modelName: 'account_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    databaseHooks: {
      session: {
        create: {
          after: session =>
            inTransaction(db, async tx => {
              const limits = sessionLimits((await roleOf(tx, session.userId)) ?? '')
              await prolongSession(tx, session.id, session.createdAt, limits)
              if (how === 'passkey') await markByPasskey(tx, session.id)
              await insertAudit(tx, { actor: session.userId, verb: 'signed in', thing: 'site', details: { with: how } })
            }),
        },
      },
      // Who somebody is there is all we ask of the provider; its keys would open more than that.
      account: { create: { before: async account => ({ data: { ...account, ...NO_KEYS } }) } },
    },
    // What goes wrong in our own part of a sign-in is ours to say.
    onAPIError: { throw: true },
    // The library's own address checks see only our calls; requests are limited where they arrive.
    rateLimit: { enabled: false },
    advanced: {
      // Browsers take a cookie with this prefix from this host alone, over TLS. The library's own prefix allows whole domains.
      cookiePrefix: secure ? `__Host-${COOKIE_PREFIX}` : COOKIE_PREFIX,
      useSecureCookies: false,
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
    },
  } satisfies BetterAuthOptions
}

/** The key sessions are signed with: that of the settings, or one made once, kept beside the data, readable by us alone. */
export function secretOf(env: Pick<Env, 'secret' | 'data'>): string {
  if (env.secret) return env.secret
  const file = path.join(env.data, 'secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8')
}
