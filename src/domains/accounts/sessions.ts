import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins'
import { serializeSignedCookie } from 'better-call'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import type { Env } from '#platform/env.ts'
import { COOKIE_PREFIX } from '#platform/http.tsx'
import type { Language } from '#platform/i18n.ts'
import { log } from '#platform/log.ts'
import { optionsOf } from './library.ts'
import { LINK_SECONDS, type Refusal, type SignedIn, type Way } from './model.ts'
import { type Passkeys, withPasskeys } from './passkeys.ts'
import { sessionLimits } from './policy.ts'
import { type Departure, withProvider } from './provider.ts'
import { prolongSession, replaceToken, representationsOf, stateOfSession } from './queries.ts'

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
  /** Gives a session another token, once it opens more than before. Answers its cookies. */
  renew(session: string): Promise<string[]>
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
  const provider = withProvider(db, optionsOf(db, env, baseUrl, 'provider'), env.provider)
  const passkeys = withPasskeys(optionsOf(db, env, baseUrl, 'passkey'), baseUrl)
  const end: Sessions['end'] = async headers => {
    const response = await auth.api.signOut({ headers, asResponse: true })
    return response.headers.getSetCookie()
  }
  /** A browser has one session: whoever signs in anew ends the one before. What went wrong is written without saying who tried. */
  const entered = async (way: Way, headers: Headers, isIn: boolean) => {
    if (!isIn) log('info', 'sign-in refused', { with: way })
    else if (hasCookie(headers)) await end(headers)
  }
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
      const isIn = response.ok && cookies.length > 0
      await entered(way, headers, isIn)
      return isIn ? cookies : undefined
    },
    ...provider,
    ...passkeys,
    async comeBack(request) {
      const back = await provider.comeBack(request)
      if (!back.refused) await entered('provider', request.headers, true)
      return back
    },
    async enterByPasskey(headers, response) {
      const answer = await passkeys.enterByPasskey(headers, response)
      await entered('passkey', headers, answer.ok)
      return answer
    },
    async whoIs(headers) {
      if (!hasCookie(headers)) return NOBODY
      const found = await auth.api.getSession({ headers })
      if (!found) return NOBODY
      const { id, name, role = VISITOR.role } = found.user as { id: string; name: string; role?: string }
      const { id: session, createdAt: since, updatedAt } = found.session
      const now = new Date()
      if (now.getTime() - updatedAt.getTime() > NOTICED_EVERY_MS)
        await prolongSession(db, session, now, sessionLimits(role))
      const [actsFor, state] = await Promise.all([representationsOf(db, id), stateOfSession(db, session)])
      const waiting = state?.waiting ?? true
      const signedIn = { session, account: id, since, waiting }
      return { actor: waiting ? VISITOR : { id, name, role, actsFor }, signedIn }
    },
    async renew(session) {
      const token = randomBytes(32).toString('base64url')
      await replaceToken(db, session, token)
      const { authCookies, secret } = await auth.$context
      const { name, attributes } = authCookies.sessionToken
      return [await serializeSignedCookie(name, token, secret, attributes)]
    },
    end,
  }
}

/** That a session is in use is written down this often, not with each request. */
const NOTICED_EVERY_MS = 10 * 60_000

const hasCookie = (headers: Headers): boolean =>
  headers.get('cookie')?.includes(`${COOKIE_PREFIX}.session_token`) ?? false
