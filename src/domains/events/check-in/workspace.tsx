import { Hono } from 'hono'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, idOf, page, readForm, readJson, readQuery, seeOther } from '#platform/http.tsx'
import { keepUntil } from '../model.ts'
import { doorOf, guestOf, markAbsent, markOne, takeMarks } from './actions.ts'
import { words } from './messages.ts'
import { doorQuery, markForm, marksBody } from './model.ts'
import { DoorPage } from './views/door.tsx'

type Deps = { readonly db: Db; readonly clock: Clock; readonly secret: string }

/** The door: who came. A badge's square leads here with its code; only staff get in, and a code that we did not make is refused. */
export function workspace({ db, clock, secret }: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const at = '/events/:id{[0-9]{1,15}}/check-in'

  app.get(at, async c => {
    const { q, code } = readQuery(c, doorQuery)
    const { event, guests } = await doorOf(db, secret, c.get('actor'), idOf(c))
    const language = c.get('language')
    // The phone at the door may keep it, so that it opens without a network.
    c.header('X-Keep-Until', keepUntil(event).toISOString())
    const show = (more: object, status: 200 | 422 = 200) =>
      page(
        c,
        { title: words[language].title, section: 'events', noIndex: true, islands: ['check-in'] },
        <DoorPage {...{ language, event, guests, q }} begun={clock() >= event.starts_at} {...more} />,
        status,
      )
    if (code === undefined) return show({})
    try {
      return show({ scanned: guestOf(secret, event.id, guests, code) })
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'Invalid') throw error
      return show({ alert: error.in(language) }, 422)
    }
  })

  app.post(at, async c => {
    const { back, ...mark } = await readForm(c, markForm)
    await markOne(db, c.get('actor'), idOf(c), mark, clock())
    return seeOther(c, `/events/${idOf(c)}/${back}`)
  })

  app.post(`${at}/absent`, async c => {
    await markAbsent(db, c.get('actor'), idOf(c), clock())
    return seeOther(c, `/events/${idOf(c)}/registrations?attendance=absent`)
  })

  app.post(`${at}/marks`, async c => {
    const { marks } = await readJson(c, marksBody)
    return c.json(await takeMarks(db, c.get('actor'), idOf(c), marks, clock()))
  })

  return app
}
