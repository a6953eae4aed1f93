import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { Env } from '#platform/env.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, page, rawForm, readJson, readQuery, seeOther } from '#platform/http.tsx'
import type { Language } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Notice } from '#ui/parts.tsx'
import { requestLink } from './actions.ts'
import { words } from './messages.ts'
import { PROVIDER, REFUSALS } from './model.ts'
import { answer } from './own/workspace.tsx'
import { passkeyAnswer } from './passkeys.ts'
import { passSecondFactor } from './second-factor/actions.ts'
import type { Sessions } from './sessions.ts'

const refusedQuery = z.object({ why: z.enum(REFUSALS) })
const linkQuery = z.object({ token: z.string().max(200).default('') })

export function website(deps: { db: Db; sessions: Sessions; env: Env; baseUrl: string; clock: Clock }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const provider = deps.env.provider?.name

  app.get('/sign-in', c =>
    page(
      c,
      { title: words[c.get('language')].title, noIndex: true, islands: ['passkey'] },
      <SignIn language={c.get('language')} provider={provider} />,
    ),
  )

  app.post('/sign-in', async c => {
    const language = c.get('language')
    const t = words[language]
    const typed = String((await rawForm(c)).email ?? '')
    try {
      await requestLink(deps, typed, language)
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'Invalid') throw error
      return page(
        c,
        { title: t.title, noIndex: true },
        <SignIn language={language} provider={provider} typed={typed} wrong={error.in(language)} />,
        422,
      )
    }
    return page(
      c,
      { title: t.sentTitle, noIndex: true },
      <>
        <h1>{t.sentTitle}</h1>
        <p className="lead">{t.sent}</p>
      </>,
    )
  })

  // Opening the link changes nothing: mail scanners open links too. The button does.
  app.get('/sign-in/link', c => {
    const { token } = readQuery(c, linkQuery)
    const t = words[c.get('language')]
    return page(
      c,
      { title: t.enterTitle, noIndex: true },
      <>
        <h1>{t.enterTitle}</h1>
        <p className="lead">{t.enterLead}</p>
        <form method="post">
          <input type="hidden" name="token" value={token} />
          <button type="submit">{t.enter}</button>
        </form>
      </>,
    )
  })

  app.post('/sign-in/link', async c => {
    const language = c.get('language')
    const t = words[language]
    const cookies = await deps.sessions.redeem(String((await rawForm(c)).token ?? ''), c.req.raw.headers)
    if (!cookies) {
      return page(
        c,
        { title: t.expiredTitle, noIndex: true },
        <>
          <h1>{t.expiredTitle}</h1>
          <Notice tone="wrong">
            <p>{t.expired}</p>
          </Notice>
          <a className="button" href={`/${language}/sign-in`}>
            {t.title}
          </a>
        </>,
        403,
      )
    }
    for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
    return seeOther(c, '/sign-in/next')
  })

  // Only the next request shows whose the new session is, and whether it still owes something.
  app.get('/sign-in/next', c => seeOther(c, signedInTo(c)))

  app.get('/sign-in/code', c => (c.get('signedIn')?.waiting ? codePage(c) : seeOther(c, '/sign-in')))

  app.post('/sign-in/code', async c => {
    const signedIn = c.get('signedIn')
    if (!signedIn?.waiting) return seeOther(c, '/sign-in')
    try {
      await passSecondFactor(deps.db, deps.env, signedIn, String((await rawForm(c)).code ?? ''), deps.clock())
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'Invalid') throw error
      return codePage(c, error.in(c.get('language')))
    }
    for (const cookie of await deps.sessions.renew(signedIn.session)) c.header('Set-Cookie', cookie, { append: true })
    return seeOther(c, '/sign-in/next')
  })

  app.post('/sign-in/passkey/options', async c => answer(c, await deps.sessions.askPasskey(c.req.raw.headers)))

  app.post('/sign-in/passkey', async c => {
    const { response } = await readJson(c, passkeyAnswer)
    const entered = await deps.sessions.enterByPasskey(c.req.raw.headers, response)
    return answer(c, { ...entered, body: { to: `/${c.get('language')}/sign-in/next` } })
  })

  // A link and not a form: browsers hold a form to its own site, also where its answer leads on to the provider.
  app.get('/sign-in/provider', async c => {
    const { to, cookies } = await deps.sessions.leave(c.get('language'))
    for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
    return c.redirect(to, 303)
  })

  app.get('/sign-in/refused', c => {
    const { why } = readQuery(c, refusedQuery)
    const language = c.get('language')
    const t = words[language]
    return page(
      c,
      { title: t.refusedTitle, noIndex: true },
      <>
        <h1>{t.refusedTitle}</h1>
        <Notice tone="wrong">
          <p>{t.refused[why]}</p>
        </Notice>
        <a className="button" href={`/${language}/sign-in`}>
          {t.title}
        </a>
      </>,
      403,
    )
  })

  app.post('/sign-out', async c => {
    // Also what the browser keeps to go back by.
    c.header('Clear-Site-Data', '"cache"')
    for (const cookie of await deps.sessions.end(c.req.raw.headers)) c.header('Set-Cookie', cookie, { append: true })
    return seeOther(c, '')
  })

  return app
}

/** Where the provider sends people back to: one address for both languages, as it is registered there. */
export function returns(deps: { sessions: Sessions }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.get(`/auth/callback/${PROVIDER}`, async c => {
    const { cookies, refused, language } = await deps.sessions.comeBack(c.req.raw)
    c.set('language', language ?? c.get('language'))
    for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
    return seeOther(c, refused ? `/sign-in/refused?why=${refused}` : '/sign-in/next')
  })
  return app
}

/** To the second step, to the page of the day, or for whoever is not in after all to the home page. */
function signedInTo(c: Context<AppEnv>): string {
  const signedIn = c.get('signedIn')
  return signedIn?.waiting ? '/sign-in/code' : signedIn ? '/today' : ''
}

function codePage(c: Context<AppEnv>, wrong?: string): Response {
  const t = words[c.get('language')]
  return page(
    c,
    { title: t.codeTitle, noIndex: true },
    <>
      <h1>{t.codeTitle}</h1>
      <p className="lead">{t.codeLead}</p>
      <form method="post" className="prose" noValidate>
        <TextField name="code" label={t.code} autoComplete="one-time-code" maxLength={20} wrong={wrong} />
        <button type="submit">{t.codeEnter}</button>
      </form>
    </>,
    wrong ? 422 : 200,
  )
}

type SignInProps = {
  language: Language
  /** The name of the outside provider, where there is one. */
  provider: string | undefined
  typed?: string
  wrong?: string
}

function SignIn({ language, provider, typed, wrong }: SignInProps) {
  const t = words[language]
  return (
    <>
      <h1>{t.title}</h1>
      {provider && (
        <>
          <p>
            <a className="button" href={`/${language}/sign-in/provider`} rel="nofollow">
              {t.enterWith(provider)}
            </a>
          </p>
          <h2>{t.byMail}</h2>
        </>
      )}
      <p className={provider ? undefined : 'lead'}>{t.lead}</p>
      <form method="post" className="prose" noValidate>
        <TextField name="email" type="email" label={t.email} autoComplete="email" value={typed} wrong={wrong} />
        <button type="submit" className={provider && 'quiet'}>
          {t.send}
        </button>
      </form>
      <p id="passkey-failed" className="wrong" role="alert" hidden>
        {t.passkeyFailed}
      </p>
      <button
        type="button"
        hidden
        className="quiet"
        data-passkey="enter"
        data-at={`/${language}/sign-in/passkey`}
        aria-describedby="passkey-failed"
      >
        {t.passkey}
      </button>
    </>
  )
}
