import { createHash, randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, orShow, page, parseForm, rawForm, readJson, readQuery, seeOther } from '#platform/http.tsx'
import { CALENDAR_TYPE } from '../../calendar.ts'
import { keepUntil } from '../../model.ts'
import { eventById } from '../../queries.ts'
import { errors as ofRegistrations } from '../../registrations/messages.ts'
import { say, sayAll } from '../outcomes/actions.ts'
import { saidBody, saidForm } from '../outcomes/model.ts'
import { myDay } from './actions.ts'
import { agendaFeed } from './feed.ts'
import { words } from './messages.ts'
import type { MyDay } from './queries.ts'
import { AgendaPage } from './views/agenda.tsx'

export type Deps = {
  readonly db: Db
  readonly clock: Clock
  readonly secret: string
  readonly baseUrl: string
  /** What changes when the pages of the site do: their copies are then no longer the same. */
  readonly release: string
  /** The script that keeps a page on the phone, as it is served. */
  readonly keeper: () => Response | Promise<Response>
}

const tokenQuery = z.object({
  token: z.string().max(200).default(''),
  done: z.literal('saved').optional().catch(undefined),
})

/** One's own agenda by the link of the registration: a page for the phone, a calendar to subscribe to, and what came of each meeting. */
export function website(deps: Deps): Hono<AppEnv> {
  const { db, clock, secret, baseUrl } = deps
  const app = new Hono<AppEnv>()
  const tokenOf = (c: Context<AppEnv>) => readQuery(c, tokenQuery).token
  const means = () => ({ secret, baseUrl, now: clock() })
  const sideOf = async (c: Context<AppEnv>) => {
    const { id, event } = await myDay(db, secret, tokenOf(c))
    return { registration: id, event }
  }

  app.get('/registration/agenda', c => show(c, deps, undefined))

  app.post('/registration/agenda', async c => {
    const raw = await rawForm(c)
    return orShow(
      async () => {
        const side = await sideOf(c)
        const one = parseForm(raw, saidForm(randomUUID(), clock()))
        await say(db, means(), side, one)
        return seeOther(c, `/registration/agenda?token=${encodeURIComponent(tokenOf(c))}&done=saved#m${one.meeting}`)
      },
      error => show(c, deps, error.in(c.get('language'))),
      ['Invalid'],
    )
  })

  app.post('/registration/agenda/said', async c => {
    const side = await sideOf(c)
    const { said } = await readJson(c, saidBody)
    return c.json(await sayAll(db, means(), side, said))
  })

  app.get('/registration/agenda.ics', async c => {
    const day = await myDay(db, secret, tokenOf(c))
    return unlessSame(c, deps, day, async () => {
      const event = await eventById(db, day.event)
      if (!event) throw new Failure('NotFound', ofRegistrations.notOurLink)
      return c.body(agendaFeed(day, event, c.get('language'), baseUrl), 200, {
        'Content-Type': CALENDAR_TYPE,
        'Content-Disposition': `inline; filename="${day.slug}.ics"`,
      })
    })
  })

  // From the folder of each page that may be kept: a worker reaches no further than where it comes from.
  for (const at of ['/registration/keep.js', '/events/:id{[0-9]{1,15}}/keep.js'])
    app.get(at, async c => {
      const script = await deps.keeper()
      return c.body(await script.text(), 200, {
        'Content-Type': 'text/javascript; charset=utf-8',
        'Cache-Control': 'no-cache',
      })
    })

  return app
}

/** 304 for whoever has it as it is; otherwise with what it is known again by, and until when a phone may keep it. */
async function unlessSame(
  c: Context<AppEnv>,
  { release }: Pick<Deps, 'release'>,
  day: MyDay,
  make: () => Response | Promise<Response>,
): Promise<Response> {
  const { token, done } = readQuery(c, tokenQuery)
  const what = JSON.stringify([release, c.get('language'), c.get('actor').id, token, day])
  const etag = `W/"${createHash('sha256').update(what).digest('base64url').slice(0, 22)}"`
  const known = c.req.header('if-none-match')?.split(/,\s*/) ?? []
  const same = done === undefined && known.includes(etag)
  const answer = same ? c.body(null, 304) : await make()
  answer.headers.set('ETag', etag)
  answer.headers.set('X-Keep-Until', keepUntil(day).toISOString())
  return answer
}

async function show(c: Context<AppEnv>, deps: Deps, alert: string | undefined): Promise<Response> {
  const { db, clock, secret, baseUrl } = deps
  const { token, done } = readQuery(c, tokenQuery)
  const day = await myDay(db, secret, token)
  const language = c.get('language')
  const feed = `${baseUrl}/${language}/registration/agenda.ics?token=${encodeURIComponent(token)}`
  const make = () =>
    page(
      c,
      { title: words[language].title, noIndex: true, section: 'events', islands: ['agenda'] },
      <AgendaPage {...{ language, day, token, feed, alert }} now={clock()} saved={done === 'saved'} />,
      alert === undefined ? 200 : 422,
    )
  return alert === undefined ? unlessSame(c, deps, day, make) : make()
}
