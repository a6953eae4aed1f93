import { betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import type { Env } from '#platform/env.ts'
import { COOKIE_PREFIX } from '#platform/http.tsx'
import type { Language } from '#platform/i18n.ts'
import { optionsOf } from './library.ts'
import { LINK_SECONDS, type Refusal } from './model.ts'
import { type Departure, withProvider } from './provider.ts'
import { representationsOf } from './queries.ts'

/** Somebody back from the provider: in, or refused. The language they left in, where it is still known. */
export type Return = {
  readonly cookies: string[]
  readonly refused?: Refusal
  readonly language?: Language | undefined
}

/** What the rest of the program may ask of sign-in. */
export type Sessions = {
  /** Makes a one-time link token for somebody who has an account; undefined when nobody has this address. */
  issueLink(email: string): Promise<string | undefined>
  /** Uses a token up. Answers the cookies of the new session, or undefined when the token is unknown, used or expired. */
  redeem(token: string, headers: Headers): Promise<string[] | undefined>
  /** Begins a sign-in with the outside provider: where to send the browser, and what it must bring back. Throws Unavailable when the provider is away. */
  leave(language: Language): Promise<Departure>
  /** Ends it: the cookies of the new session, or why there is none. */
  comeBack(request: Request): Promise<Return>
  actorOf(headers: Headers): Promise<Actor>
  /** Ends the session of these headers; answers the cookies that clear it. */
  end(headers: Headers): Promise<string[]>
}

export function makeSessions(db: Db, env: Env, baseUrl: string): Sessions {
  const issued = new Map<string, string>()
  const auth = betterAuth({
    ...optionsOf(db, env, baseUrl, 'link'),
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
    ...withProvider(db, optionsOf(db, env, baseUrl, 'provider'), env.provider),
    async actorOf(headers) {
      if (!headers.get('cookie')?.includes(`${COOKIE_PREFIX}.session_token`)) return VISITOR
      const session = await auth.api.getSession({ headers })
      if (!session) return VISITOR
      const { id, name, role } = session.user as { id: string; name: string; role?: string }
      return { id, name, role: role ?? VISITOR.role, actsFor: await representationsOf(db, id) }
    },
    async end(headers) {
      const response = await auth.api.signOut({ headers, asResponse: true })
      return response.headers.getSetCookie()
    },
  }
}
