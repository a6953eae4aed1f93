import { Hono } from 'hono'
import { toDataURL } from 'qrcode'
import { z } from 'zod'
import { type AppEnv, idOf, page, readForm, readJson, readQuery, seeOther } from '#platform/http.tsx'
import { staffPitching } from '../actions.ts'
import type { Deps } from '../call/website.tsx'
import { onStage } from '../queries.ts'
import { clockAt, pressClock, reorder, roomNow, setClock } from './actions.ts'
import { words } from './messages.ts'
import { clockBody, clockForm, orderForm } from './model.ts'
import { OrderPage } from './views/order.tsx'
import { TimerPage } from './views/timer.tsx'

const here = { section: 'events', noIndex: true } as const
const doneQuery = z.object({ done: z.enum(['saved']).optional().catch(undefined) })

/** Order and clock of the room. */
export function website({ db, clock, baseUrl }: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const at = '/events/:id{[0-9]{1,15}}/pitches'

  app.get(`${at}/stage`, async c => {
    const { event, pitching } = await staffPitching(db, c.get('actor'), idOf(c))
    const language = c.get('language')
    const [pitches, now] = await Promise.all([onStage(db, event.id), clockAt(db, event.id, clock())])
    const { done } = readQuery(c, doneQuery)
    return page(
      c,
      { title: words[language].title, ...here },
      <OrderPage {...{ language, event, pitching, pitches }} now={now.pitch} done={done && words[language][done]} />,
    )
  })

  app.post(`${at}/stage`, async c => {
    await reorder(db, c.get('actor'), idOf(c), await readForm(c, orderForm))
    return seeOther(c, `/events/${idOf(c)}/pitches/stage?done=saved`)
  })

  app.get(`${at}/timer`, async c => {
    const { event, pitching } = await staffPitching(db, c.get('actor'), idOf(c))
    const language = c.get('language')
    const [pitches, now] = await Promise.all([onStage(db, event.id), clockAt(db, event.id, clock())])
    const address = `${baseUrl}/${language}/events/${event.slug}/vote`
    const square = pitching.audience === 'closed' ? undefined : await toDataURL(address, { margin: 1, width: 360 })
    return page(
      c,
      { title: words[language].timer, ...here, wide: true, islands: ['pitch-timer'] },
      <TimerPage
        {...{ language, event, pitching, pitches, square }}
        clock={now}
        voting={pitching.audience === 'open'}
      />,
    )
  })

  app.post(`${at}/clock`, async c => {
    const { act, back } = await readForm(c, clockForm)
    await pressClock(db, c.get('actor'), idOf(c), act, clock())
    return seeOther(c, `/events/${idOf(c)}/pitches/${back}`)
  })

  app.post(`${at}/clock/state`, async c => {
    const said = await readJson(c, clockBody)
    return c.json(await setClock(db, c.get('actor'), idOf(c), said, clock()))
  })

  app.get('/events/:slug/pitches/now', async c => {
    const now = await roomNow(db, c.req.param('slug'), clock())
    // What has gone by of the time is no news: who knows this turn counts on.
    const tag = `"${now.turn}-${now.jury}-${now.audience}-${now.published}"`
    c.header('ETag', tag)
    c.header('Cache-Control', 'no-cache')
    if (c.req.header('if-none-match')?.includes(tag)) return c.body(null, 304)
    return c.json(now)
  })

  return app
}
