import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, idOf, orShow, page, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { act } from './actions.ts'
import { boardOf } from './change.ts'
import { addDownloads } from './downloads.ts'
import { groundsOf } from './grounds.ts'
import { doneWords, words } from './messages.ts'
import { actForm, boardQuery } from './model.ts'
import { namesOf, pictureOf } from './picture.ts'
import { publish, tellNow } from './publish.ts'
import { nameOfAccount, stepsOf, toTell } from './queries.ts'
import { cardsOf } from './shown.ts'
import { nextSteps, stepText } from './steps.ts'
import { targetsOf } from './targets.ts'
import { BoardPage } from './views/board.tsx'

export type BoardDeps = {
  readonly db: Db
  readonly clock: Clock
  readonly secret: string
  readonly baseUrl: string
  readonly cluster: { readonly name: string }
}

const STEPS_SHOWN = 20
const versionForm = z.object({ version: z.coerce.number().int().min(0).catch(0) })

/** The board of an organiser: the whole agenda, changed by hand, published. */
export function workspace(deps: BoardDeps): Hono<AppEnv> {
  const { db, clock, secret, baseUrl } = deps
  const app = new Hono<AppEnv>()
  const at = '/events/:id{[0-9]{1,15}}/board'
  const means = () => ({ secret, baseUrl, now: clock() })

  app.get(at, c => show(c, deps))
  addDownloads(app, at, deps)

  app.get(`${at}/grounds.json`, async c => {
    const { rows } = await boardOf(db, c.get('actor'), idOf(c))
    return c.json(groundsOf(pictureOf(rows, clock()), c.get('language')))
  })

  app.post(at, c =>
    orBoard(c, deps, async () => {
      const form = await readForm(c, actForm)
      const done = await act(db, c.get('actor'), idOf(c), form, clock())
      const back = 'meeting' in form && form.do !== 'remove' ? `#m${form.meeting}` : ''
      return seeOther(c, `/events/${idOf(c)}/board?done=${done ?? 'nothing'}${back}`)
    }),
  )

  app.post(`${at}/publish`, c =>
    orBoard(c, deps, async () => {
      const { version } = await readForm(c, versionForm)
      await publish(db, means(), c.get('actor'), idOf(c), version)
      return seeOther(c, `/events/${idOf(c)}/board?done=published`)
    }),
  )

  app.post(`${at}/tell`, async c => {
    await tellNow(db, means(), c.get('actor'), idOf(c))
    return seeOther(c, `/events/${idOf(c)}/board?done=told`)
  })

  return app
}

/** What is refused is said above the board as it is now. */
async function orBoard(c: Context<AppEnv>, deps: BoardDeps, work: () => Promise<Response>): Promise<Response> {
  return orShow(work, error => show(c, deps, error.in(c.get('language'))))
}

async function show(c: Context<AppEnv>, { db, clock }: BoardDeps, alert?: string): Promise<Response> {
  const language = c.get('language')
  const t = words[language]
  const query = readQuery(c, boardQuery)
  const { event, rows } = await boardOf(db, c.get('actor'), idOf(c))
  const picture = pictureOf(rows, clock())
  const published = rows.agenda.state === 'published'
  const [steps, changed, publisher] = await Promise.all([
    stepsOf(db, event.id, STEPS_SHOWN),
    published ? toTell(db, event.id, 'changed') : [],
    nameOfAccount(db, rows.agenda.published_by),
  ])
  const names = namesOf(rows)
  const line = (step: (typeof steps)[number]) => ({
    id: step.id,
    text: stepText(names, language, step),
    maker: step.maker,
    undoer: step.undone_at ? (step.undoer ?? '') : undefined,
  })
  const next = nextSteps(steps)
  const confirmed = new Set(rows.people.map(one => one.id))
  const untold = new Set(changed.flatMap(one => [one.a_id, one.b_id]).filter(id => confirmed.has(id))).size
  const cards = cardsOf(picture, event)
  const chosen = cards.find(({ row }) => row.id === query.meeting)
  return page(
    c,
    { title: t.title, section: 'events', noIndex: true, wide: true, islands: ['board'] },
    <BoardPage
      {...{ language, event, picture, cards, query, untold, publisher, alert }}
      targets={chosen ? targetsOf(picture, names, language, chosen.row) : []}
      steps={steps.map(line)}
      undo={next.undo && line(next.undo)}
      redo={next.redo && line(next.redo)}
      done={query.done && doneWords[language][query.done]}
    />,
    alert === undefined ? 200 : 409,
  )
}
