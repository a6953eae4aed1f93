import { AsyncLocalStorage } from 'node:async_hooks'
import { betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import type { Env } from '#platform/env.ts'
import { COOKIE_PREFIX } from '#platform/http.tsx'
import type { Language } from '#platform/i18n.ts'
import { optionsOf } from './library.ts'
import { LINK_SECONDS, type Refusal, type SignedIn, type Way } from './model.ts'
import { type Passkeys, withPasskeys } from './passkeys.ts'
import { type Departure, withProvider } from './provider.ts'
import { representationsOf, stateOfSession } from './queries.ts'

/** Somebody back from the provider: in, or refused. The language they left in, where it is still known. */
export type Return = {
  readonly cookies: string[]
  readonly refused?: Refusal
  readonly language?: Language | undefined
}

/** What the rest of the program may ask of sign-in. */
export type Sessions = Passkeys & {
  /** Makes a one-time link token for somebody who has an account; undefined when nobody has this address. */
  issueLink(email: string): Promise<string | undefined>
  /** Uses a token up. Answers the cookies of the new session, or undefined when the token is unknown, used or expired. */
  redeem(token: string, headers: Headers, way?: Way): Promise<string[] | undefined>
  /** Begins a sign-in with the outside provider: where to send the browser, and what it must bring back. Throws Unavailable when the provider is away. */
  leave(language: Language): Promise<Departure>
  /** Ends it: the cookies of the new session, or why there is none. */
  comeBack(request: Request): Promise<Return>
  /** Who is acting, and by which session. Somebody who still owes the second factor acts as a visitor. */
  whoIs(headers: Headers): Promise<{ actor: Actor; signedIn: SignedIn | undefined }>
  /** Ends the session of these headers; answers the cookies that clear it. */
  end(headers: Headers): Promise<string[]>
}

const NOBODY = { actor: VISITOR, signedIn: undefined }

export function makeSessions(db: Db, env: Env, baseUrl: string): Sessions {
  // The token of the call that is under way: two people who ask at the same time must not get each other's.
  const issued = new AsyncLocalStorage<{ token?: string }>()
  const link = (way: Way) =>
    betterAuth({
      ...optionsOf(db, env, baseUrl, way),
      plugins: [
        magicLink({
          expiresIn: LINK_SECONDS,
          disableSignUp: true,
          storeToken: 'hashed',
          async sendMagicLink({ token }) {
            const store = issued.getStore()
            if (store) store.token = token
          },
        }),
      ],
    })
  const byWay = { link: link('link'), invitation: link('invitation') }
  const auth = byWay.link
  return {
    async issueLink(email) {
      const user = await db.selectFrom('account_user').where('email', '=', email).select('id').executeTakeFirst()
      if (!user) return undefined
      const store: { token?: string } = {}
      await issued.run(store, () => auth.api.signInMagicLink({ body: { email }, headers: new Headers() }))
      return store.token
    },
    async redeem(token, headers, way = 'link') {
      const { api } = way === 'invitation' ? byWay.invitation : byWay.link
      const response = await api.magicLinkVerify({ query: { token }, headers, asResponse: true })
      const cookies = response.headers.getSetCookie()
      return response.ok && cookies.length > 0 ? cookies : undefined
    },
    ...withProvider(db, optionsOf(db, env, baseUrl, 'provider'), env.provider),
    ...withPasskeys(optionsOf(db, env, baseUrl, 'passkey'), baseUrl),
    async whoIs(headers) {
      if (!headers.get('cookie')?.includes(`${COOKIE_PREFIX}.session_token`)) return NOBODY
      const found = await auth.api.getSession({ headers })
      if (!found) return NOBODY
      const { id, name, role } = found.user as { id: string; name: string; role?: string }
      const [actsFor, state] = await Promise.all([representationsOf(db, id), stateOfSession(db, found.session.id)])
      const waiting = state?.waiting ?? true
      const signedIn = { session: found.session.id, account: id, waiting }
      return { actor: waiting ? VISITOR : { id, name, role: role ?? VISITOR.role, actsFor }, signedIn }
    },
    async end(headers) {
      const response = await auth.api.signOut({ headers, asResponse: true })
      return response.headers.getSetCookie()
    },
  }
}
