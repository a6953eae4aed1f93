import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import type { Env } from '#platform/env.ts'
import { COOKIE_PREFIX } from '#platform/http.tsx'
import { LINK_SECONDS } from './model.ts'

/** What the rest of the program may ask of sign-in. */
export type Sessions = {
  /** Makes a one-time link token for somebody who has an account; undefined when nobody has this address. */
  issueLink(email: string): Promise<string | undefined>
  /** Uses a token up. Answers the cookies of the new session, or undefined when the token is unknown, used or expired. */
  redeem(token: string, headers: Headers): Promise<string[] | undefined>
  actorOf(headers: Headers): Promise<Actor>
  /** Ends the session of these headers; answers the cookies that clear it. */
  end(headers: Headers): Promise<string[]>
}

export function makeSessions(db: Db, env: Env, baseUrl: string): Sessions {
  const issued = new Map<string, string>()
  const auth = betterAuth({
    database: { db, type: 'postgres' },
    secret: env.secret ?? secretOf(env.data),
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
      expiresIn: 7 * 24 * 60 * 60,
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
    },
    verification: {
      modelName: 'account_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    // The library's own address checks see only our calls; requests are limited where they arrive.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: baseUrl.startsWith('https:'),
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      magicLink({
        expiresIn: LINK_SECONDS,
        disableSignUp: true,
        storeToken: 'hashed',
        async sendMagicLink({ email, token }) {
          issued.set(email, token)
        },
      }),
    ],
  })
  return {
    async issueLink(email) {
      const user = await db.selectFrom('account_user').where('email', '=', email).select('id').executeTakeFirst()
      if (!user) return undefined
      await auth.api.signInMagicLink({ body: { email }, headers: new Headers() })
      const token = issued.get(email)
      issued.delete(email)
      return token
    },
    async redeem(token, headers) {
      const response = await auth.api.magicLinkVerify({ query: { token }, headers, asResponse: true })
      const cookies = response.headers.getSetCookie()
      return response.ok && cookies.length > 0 ? cookies : undefined
    },
    async actorOf(headers) {
      if (!headers.get('cookie')?.includes(`${COOKIE_PREFIX}.session_token`)) return VISITOR
      const session = await auth.api.getSession({ headers })
      if (!session) return VISITOR
      const { id, name, role } = session.user as { id: string; name: string; role?: string }
      return { id, name, role: role ?? VISITOR.role }
    },
    async end(headers) {
      const response = await auth.api.signOut({ headers, asResponse: true })
      return response.headers.getSetCookie()
    },
  }
}

/** The key sessions are signed with: made once, kept beside the data, readable by us alone. */
function secretOf(data: string): string {
  const file = path.join(data, 'secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8')
}
