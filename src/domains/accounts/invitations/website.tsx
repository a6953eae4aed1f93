import { Hono } from 'hono'
import { z } from 'zod'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, page, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { Facts } from '#ui/parts.tsx'
import { words as own } from '../own/messages.ts'
import type { Sessions } from '../sessions.ts'
import { acceptInvitation, readInvitation } from './actions.ts'
import { words } from './messages.ts'

const tokenSchema = z.object({ token: z.string().max(100).default('') })

/** What somebody sees who follows the link of an invitation. Opening it changes nothing: mail scanners open links too. */
export function website({ db, sessions, clock }: { db: Db; sessions: Sessions; clock: Clock }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get('/invitation', async c => {
    const { token } = readQuery(c, tokenSchema)
    const language = c.get('language')
    const t = words[language]
    const { name, role, may, place } = await readInvitation(db, token, clock())
    const roles = own[language].roles
    return page(
      c,
      { title: t.title, noIndex: true },
      <>
        <h1>{t.title}</h1>
        <p className="lead">{t.lead(name)}</p>
        <div className="prose">
          <Facts items={[place ? [t.toActFor, place] : [t.toRole, roles[role as keyof typeof roles]]]} />
          {may && <p>{t.what[may]}</p>}
          <p>{t.kept}</p>
          <form method="post">
            <input type="hidden" name="token" value={token} />
            <button type="submit">{t.accept}</button>
          </form>
          <p className="soft">{t.ignore}</p>
        </div>
      </>,
    )
  })

  app.post('/invitation', async c => {
    const { token } = await readForm(c, tokenSchema)
    const email = await acceptInvitation(db, token, clock())
    const link = await sessions.issueLink(email)
    const cookies = link && (await sessions.redeem(link, c.req.raw.headers, 'invitation'))
    for (const cookie of cookies || []) c.header('Set-Cookie', cookie, { append: true })
    return seeOther(c, '/sign-in/next')
  })

  return app
}
