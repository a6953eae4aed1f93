import { Hono } from 'hono'
import { z } from 'zod'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, page, readQuery } from '#platform/http.tsx'
import { Notice } from '#ui/parts.tsx'
import { requireToken, unsubscribe } from './actions.ts'
import { words } from './messages.ts'

const tokenQuery = z.object({ token: z.string().max(200).default('') })

/**
 * Where a letter's link to receive no more leads. Opening it asks, as scanners open links too; pressing, or a mail program's own button
 * (RFC 8058), does it. Nobody has to sign in for it: the token proves whose letter it was.
 */
export function website({ db, clock, secret }: { db: Db; clock: Clock; secret: string }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.get('/digest/unsubscribe', c => {
    const { token } = readQuery(c, tokenQuery)
    requireToken(secret, token)
    const language = c.get('language')
    const t = words[language]
    return page(
      c,
      { title: t.title, noIndex: true },
      <>
        <h1>{t.title}</h1>
        <p className="lead">{t.ask}</p>
        <form method="post" action={`/${language}/digest/unsubscribe?token=${encodeURIComponent(token)}`}>
          <button type="submit">{t.press}</button>
        </form>
      </>,
    )
  })
  app.post('/digest/unsubscribe', async c => {
    await unsubscribe({ db, secret, now: clock() }, readQuery(c, tokenQuery).token)
    const language = c.get('language')
    const t = words[language]
    return page(
      c,
      { title: t.title, noIndex: true },
      <>
        <h1>{t.title}</h1>
        <Notice tone="good" role="status">
          <p>{t.done}</p>
        </Notice>
        <p>
          <a href={`/${language}/account/data`}>{t.data}</a>
        </p>
      </>,
    )
  })
  return app
}
