import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { z } from 'zod'
import type { optionsOf } from './library.ts'

/** An answer for the browser's own dialogue: what the page's script gets, and the cookies that go with it. */
export type Dialogue = { readonly ok: boolean; readonly body: unknown; readonly cookies: string[] }

/** What a browser's dialogue answers: looked at for its shape here, for its signature by the library. */
export const passkeyAnswer = z.object({ response: z.looseObject({ id: z.string().max(2000) }) })

/** Keys on phones and computers (WebAuthn level 2). A key is always unlocked by its holder, so it counts as two factors. */
export type Passkeys = {
  /** What a new key is made from, for whoever is signed in by these headers. */
  offerPasskey(headers: Headers): Promise<Dialogue>
  /** Keeps the key that the browser has made. */
  keepPasskey(headers: Headers, response: unknown, name: string): Promise<Dialogue>
  /** What a key must sign to let somebody in. */
  askPasskey(headers: Headers): Promise<Dialogue>
  /** Lets somebody in by what the key has signed. */
  enterByPasskey(headers: Headers, response: unknown): Promise<Dialogue>
}

export function withPasskeys(options: ReturnType<typeof optionsOf>, baseUrl: string): Passkeys {
  const auth = betterAuth({
    ...options,
    plugins: [
      passkey({
        rpID: new URL(baseUrl).hostname,
        rpName: 'Telaio',
        origin: new URL(baseUrl).origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        authentication: {
          afterVerification: async ({ verification }) => {
            if (!verification.authenticationInfo.userVerified) throw new Error('the key was not unlocked')
          },
        },
        schema: {
          passkey: {
            modelName: 'account_passkey',
            fields: {
              publicKey: 'public_key',
              userId: 'user_id',
              credentialID: 'credential_id',
              deviceType: 'device_type',
              backedUp: 'backed_up',
              createdAt: 'created_at',
            },
          },
        },
      }),
    ],
  })
  return {
    offerPasskey: headers => dialogue(auth.api.generatePasskeyRegistrationOptions({ headers, asResponse: true })),
    keepPasskey: (headers, response, name) =>
      dialogue(auth.api.verifyPasskeyRegistration({ headers, body: { response, name }, asResponse: true })),
    askPasskey: headers => dialogue(auth.api.generatePasskeyAuthenticationOptions({ headers, asResponse: true })),
    enterByPasskey: (headers, response) =>
      dialogue(auth.api.verifyPasskeyAuthentication({ headers, body: { response } as never, asResponse: true })),
  }
}

async function dialogue(answer: Promise<Response>): Promise<Dialogue> {
  const response = await answer
  const body: unknown = response.ok ? await response.json() : undefined
  return { ok: response.ok, body, cookies: response.headers.getSetCookie() }
}
