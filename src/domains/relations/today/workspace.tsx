import { Hono } from 'hono'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, page } from '#platform/http.tsx'
import { todayOf } from './actions.ts'
import { words } from './messages.ts'
import { TodayPage } from './views/today.tsx'

type Deps = { db: Db; clock: Clock; has: (route: string) => boolean }

/** Where whoever has signed in begins. */
export function workspace({ db, clock, has }: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.get('/today', async c => {
    const language = c.get('language')
    const actor = c.get('actor')
    const now = clock()
    const today = await todayOf(db, actor, now)
    return page(
      c,
      { title: words[language].title, noIndex: true, section: 'today' },
      <TodayPage {...{ language, today, now, has }} name={actor.name} />,
    )
  })
  return app
}
