import type { OAuth2Tokens } from '@better-auth/core/oauth2'
import { betterAuth } from 'better-auth'
import { type GenericOAuthConfig, type GenericOAuthUserInfo, genericOAuth } from 'better-auth/plugins'
import { z } from 'zod'
import type { Db } from '#platform/db.ts'
import type { Provider } from '#platform/env.ts'
import { Failure } from '#platform/errors.ts'
import { isLanguage } from '#platform/i18n.ts'
import { errorDetails, log } from '#platform/log.ts'
import type { optionsOf } from './library.ts'
import { errors } from './messages.ts'
import { emailSchema, PROVIDER, type Refusal } from './model.ts'
import { markVerified } from './queries.ts'
import type { Sessions } from './sessions.ts'

const PATIENCE_MS = 8000

/** What of a discovery document (OpenID Connect Discovery 1.0, section 3) must be there before anybody is sent to the provider. */
const discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
})

/** Some providers write the answer as a word. */
const yes = z.union([z.literal(true), z.literal('true')])
const claims = z.object({
  sub: z.string().min(1),
  email: z.string().optional(),
  email_verified: z.unknown().optional(),
})

/** Where to send the browser, and what it must bring back. */
export type Departure = { readonly to: string; readonly cookies: string[] }

/** Signing in with the provider of the settings. It is asked where its doors are at the first use: a provider that is away delays nobody else. */
export function withProvider(
  db: Db,
  options: ReturnType<typeof optionsOf>,
  provider: Provider | undefined,
): Pick<Sessions, 'leave' | 'comeBack'> {
  const make = async () => {
    if (!provider) throw new Failure('NotFound', errors.noProvider)
    const config = await discover(db, provider)
    const auth = betterAuth({ ...options, plugins: [genericOAuth({ config: [config] })] })
    // The library asks the provider once more, and without an answer goes on without it.
    if ((await auth.$context).socialProviders.length === 0)
      throw new Failure('Unavailable', errors.providerAway, { name: provider.name })
    return auth
  }
  let made: ReturnType<typeof make> | undefined
  const ready = () => {
    made ??= make().catch(error => {
      made = undefined
      throw error
    })
    return made
  }
  return {
    async leave(language) {
      const response = await (await ready()).api.signInSocial({
        body: {
          provider: PROVIDER,
          callbackURL: `/${language}`,
          errorCallbackURL: `/${language}`,
          disableRedirect: true,
        },
        asResponse: true,
      })
      const { url } = (await response.json()) as { url: string }
      return { to: url, cookies: response.headers.getSetCookie() }
    },
    async comeBack(request) {
      try {
        const response = await (await ready()).handler(request)
        const cookies = response.headers.getSetCookie()
        const to = new URL(response.headers.get('location') ?? '/?error=nowhere', request.url)
        const begun = to.pathname.slice(1)
        const language = isLanguage(begun) ? begun : undefined
        const error = to.searchParams.get('error')
        if (error === null) return { cookies, language }
        log('info', 'sign-in with the provider refused', { error: error.slice(0, 60) })
        return { cookies, language, refused: refusalOf(error) }
      } catch (error) {
        log('warn', 'sign-in with the provider failed', errorDetails(error))
        return { cookies: [], refused: 'failed' }
      }
    },
  }
}

/** The library's codes, and those of the provider itself (RFC 6749, section 4.1.2.1). */
function refusalOf(error: string): Refusal {
  if (error === 'signup_disabled') return 'unknown'
  if (error === 'email_not_found') return 'unverified'
  if (error === 'access_denied') return 'cancelled'
  return error.startsWith('state_') ? 'late' : 'failed'
}

/** Asks the provider where its doors are. Throws Unavailable when it does not answer, or answers for another issuer. */
async function discover(db: Db, provider: Provider): Promise<GenericOAuthConfig> {
  const discoveryUrl = `${provider.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  try {
    const found = discovery.parse(await json(discoveryUrl))
    // Section 4.3: another issuer's document would let that one speak for ours.
    if (found.issuer !== provider.issuer) throw new Error(`the provider calls itself ${found.issuer}`)
    return {
      providerId: PROVIDER,
      name: provider.name,
      discoveryUrl,
      clientId: provider.clientId,
      clientSecret: provider.clientSecret,
      authentication: found.token_endpoint_auth_methods_supported.includes('client_secret_basic') ? 'basic' : 'post',
      scopes: ['openid', 'email'],
      pkce: true,
      requireIdTokenVerification: true,
      disableSignUp: true,
      // With the issuer: after a change of provider, its number 7 must not be the old one's number 7.
      accountSubject: ({ profile }) => `${provider.issuer} ${profile.sub}`,
      async getUserInfo(tokens) {
        const person = await personOf(tokens, found.userinfo_endpoint)
        // Whoever was invited by this address has now shown that it is theirs, as a sign-in link would have.
        if (person?.email) await markVerified(db, person.email)
        return person
      },
    }
  } catch (error) {
    log('warn', 'sign-in provider does not answer as it should', errorDetails(error))
    throw new Failure('Unavailable', errors.providerAway, { name: provider.name })
  }
}

/**
 * Whom the provider vouches for. The identity token was verified before (signature, issuer, audience, nonce); without one nobody is known.
 * An address the provider has not verified counts as none: whoever typed it there could be anybody.
 */
async function personOf(tokens: OAuth2Tokens, userinfo: string | undefined): Promise<GenericOAuthUserInfo | null> {
  const told = claims.safeParse(payloadOf(tokens.idToken))
  if (!told.success) return null
  let person = told.data
  if (person.email === undefined && userinfo && tokens.accessToken) {
    const more = claims.parse(await json(userinfo, { Authorization: `Bearer ${tokens.accessToken}` }))
    // OpenID Connect Core 1.0, section 5.3.2: the answer may be about somebody else.
    if (more.sub !== person.sub) return null
    person = more
  }
  const email = emailSchema.safeParse(person.email)
  const verified = yes.safeParse(person.email_verified).success
  return {
    sub: person.sub,
    name: '',
    emailVerified: verified,
    ...(verified && email.success ? { email: email.data } : {}),
  }
}

function payloadOf(token: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

async function json(address: string, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(address, { headers, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) })
  if (!response.ok) throw new Error(`${new URL(address).pathname} answered ${response.status}`)
  return response.json()
}
