import { Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/env.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, page, rawForm, readQuery, seeOther } from '#platform/http.tsx'
import { TextField } from '#ui/forms.tsx'
import { Notice } from '#ui/parts.tsx'
import { requestLink } from './actions.ts'
import { words } from './messages.ts'
import type { Sessions } from './sessions.ts'

const linkQuery = z.object({ token: z.string().max(200).default('') })

export function website(deps: { sessions: Sessions; env: Env; baseUrl: string }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get('/sign-in', c =>
    page(c, { title: words[c.get('language')].title, noIndex: true }, <SignIn language={c.get('language')} />),
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
        <SignIn language={language} typed={typed} wrong={error.in(language)} />,
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
    return seeOther(c, '')
  })

  app.post('/sign-out', async c => {
    for (const cookie of await deps.sessions.end(c.req.raw.headers)) c.header('Set-Cookie', cookie, { append: true })
    return seeOther(c, '')
  })

  return app
}

function SignIn({ language, typed, wrong }: { language: 'it' | 'en'; typed?: string; wrong?: string }) {
  const t = words[language]
  return (
    <>
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <form method="post" className="prose" noValidate>
        <TextField name="email" type="email" label={t.email} autoComplete="email" value={typed} wrong={wrong} />
        <button type="submit">{t.send}</button>
      </form>
    </>
  )
}
