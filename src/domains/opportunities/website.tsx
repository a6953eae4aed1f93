import { Hono } from 'hono'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, page, readQuery } from '#platform/http.tsx'
import { deadlineCalendar } from './calendar.ts'
import { words } from './messages.ts'
import { callQuery } from './model.ts'
import { calendarOf, listCalls } from './queries.ts'
import { CallsPage } from './views/calls.tsx'

export function website({ db, clock }: { db: Db; clock: Clock }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get('/calls', async c => {
    const query = readQuery(c, callQuery)
    const language = c.get('language')
    const now = clock()
    const t = words[language]
    return page(
      c,
      { title: query.q ? `${t.title}: ${query.q}` : t.title, description: t.lead, section: 'calls' },
      <CallsPage language={language} query={query} result={await listCalls(db, query, now)} now={now} />,
    )
  })

  app.get('/calls.ics', async c => {
    const entries = await calendarOf(db, readQuery(c, callQuery), clock())
    return c.body(deadlineCalendar(entries, c.get('language'), c.get('origin')), 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="telaio.ics"',
    })
  })

  return app
}
