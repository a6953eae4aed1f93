import { type Context, Hono } from 'hono'
import { toDataURL } from 'qrcode'
import { z } from 'zod'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { Env } from '#platform/env.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, page, rawForm, readForm, readJson, readQuery, seeOther } from '#platform/http.tsx'
import { errors } from '../messages.ts'
import type { SignedIn } from '../model.ts'
import { type Dialogue, passkeyAnswer } from '../passkeys.ts'
import { hasJustSignedIn } from '../policy.ts'
import { beginSecondFactor, confirmSecondFactor, endSecondFactor, secondFactor } from '../second-factor/actions.ts'
import type { Sessions } from '../sessions.ts'
import {
  endOwnOtherSessions,
  endOwnSession,
  noteNewPasskey,
  ownAccount,
  removeOwnPasskey,
  renameOwn,
} from './actions.ts'
import { words } from './messages.ts'
import { Account, type AccountProps } from './views/account.tsx'

type Deps = { db: Db; env: Env; sessions: Sessions; clock: Clock }

const idForm = z.object({ id: z.string().min(1).max(100) })
const sessionForm = z.object({ session: z.string().min(1).max(100) })
const doneQuery = z.object({ done: z.enum(['saved', 'ended']).optional().catch(undefined) })
const passkeyBody = passkeyAnswer.extend({ name: z.string().max(60).default('') })

/** The pages of one's own account: how one signs in, and from where. */
export function workspace(deps: Deps): Hono<AppEnv> {
  const { db, env, sessions, clock } = deps
  const app = new Hono<AppEnv>()

  app.get('/account', c => {
    const { done } = readQuery(c, doneQuery)
    return accountPage(c, deps, done && { done: words[c.get('language')][done] })
  })

  app.post('/account/name', async c => {
    const name = String((await rawForm(c)).name ?? '').trim()
    if (name === '' || name.length > 120)
      return accountPage(c, deps, { wrongName: errors.noName[c.get('language')] }, 422)
    await renameOwn(db, me(c), name)
    return seeOther(c, '/account?done=saved')
  })

  app.post('/account/sessions/end', async c => {
    const { session } = await readForm(c, sessionForm)
    await endOwnSession(db, me(c), session)
    return seeOther(c, session === me(c).session ? '' : '/account?done=ended#sessions')
  })

  app.post('/account/sessions/end-others', async c => {
    await endOwnOtherSessions(db, me(c))
    return seeOther(c, '/account?done=ended#sessions')
  })

  app.post('/account/second-factor/begin', async c => {
    await beginSecondFactor(db, env, me(c).account)
    return seeOther(c, '/account#second-factor')
  })

  app.post('/account/second-factor/confirm', c =>
    withCode(c, deps, async code => {
      const spares = await confirmSecondFactor(db, env, me(c), code, clock())
      for (const cookie of await sessions.renew(me(c).session)) c.header('Set-Cookie', cookie, { append: true })
      return accountPage(c, deps, { spares })
    }),
  )

  app.post('/account/second-factor/end', c =>
    withCode(c, deps, async code => {
      await endSecondFactor(db, env, me(c).account, code, clock())
      return seeOther(c, '/account?done=saved')
    }),
  )

  app.post('/account/passkeys/remove', async c => {
    await removeOwnPasskey(db, me(c), (await readForm(c, idForm)).id)
    return seeOther(c, '/account?done=saved#passkeys')
  })

  app.post('/account/passkeys/options', async c => answer(c, await sessions.offerPasskey(c.req.raw.headers)))

  app.post('/account/passkeys', async c => {
    const { response, name } = await readJson(c, passkeyBody)
    const kept = await sessions.keepPasskey(c.req.raw.headers, response, name)
    if (kept.ok) await noteNewPasskey(db, me(c))
    return answer(c, { ...kept, body: { to: `/${c.get('language')}/account?done=saved#passkeys` } })
  })

  return app
}

/** What the page's script gets: the library's words are for programmers, so a refusal has none. */
export function answer(c: Context<AppEnv>, { ok, body, cookies }: Dialogue): Response {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
  return ok ? c.json(body as object) : c.json({}, 403)
}

/** Whoever is signed in; the outer door lets nobody else come here. */
function me(c: Context<AppEnv>): SignedIn {
  const signedIn = c.get('signedIn')
  if (!signedIn) throw new Failure('Forbidden', errors.accountGone)
  return signedIn
}

async function withCode(c: Context<AppEnv>, deps: Deps, work: (code: string) => Promise<Response>): Promise<Response> {
  try {
    return await work(String((await rawForm(c)).code ?? ''))
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'Invalid') throw error
    return accountPage(c, deps, { wrong: error.in(c.get('language')) }, 422)
  }
}

async function accountPage(
  c: Context<AppEnv>,
  { db, env, clock }: Deps,
  more: Partial<AccountProps> = {},
  status: 200 | 422 = 200,
): Promise<Response> {
  const { account: id, session } = me(c)
  const language = c.get('language')
  const account = await ownAccount(db, id, clock())
  const factor = await secondFactor(db, env, id, account.email)
  const recent = hasJustSignedIn(me(c).since, clock()).allowed
  const qr = factor.state === 'offered' ? await toDataURL(factor.uri, { margin: 1, width: 400 }) : undefined
  return page(
    c,
    { title: words[language].title, noIndex: true, section: 'account', islands: ['passkey'] },
    <Account {...{ language, account, factor, qr, session, recent }} {...more} />,
    status,
  )
}
