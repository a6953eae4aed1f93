import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type AppEnv, idOf, orShow, page, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { dropRun, runOf } from '../optimise/actions.ts'
import { decideForm } from '../optimise/model.ts'
import { pictureOf } from '../picture.ts'
import { cardsOf, proposed } from '../shown.ts'
import type { BoardDeps } from '../workspace.tsx'
import { applyRepair, proposeRepair } from './actions.ts'
import { words } from './messages.ts'
import { happenedForm } from './model.ts'
import { RepairPage } from './views/repair.tsx'

const doneQuery = z.object({ done: z.enum(['dropped']).optional().catch(undefined) })

/** Something unforeseen: what would mend it, seen before it holds. */
export function workspace(deps: BoardDeps): Hono<AppEnv> {
  const { db, clock, secret, baseUrl } = deps
  const app = new Hono<AppEnv>()
  const at = '/events/:id{[0-9]{1,15}}/board/repair'

  app.get(at, c => show(c, deps))

  app.post(at, c =>
    orRepair(c, deps, async () => {
      const happened = await readForm(c, happenedForm)
      await proposeRepair(db, c.get('actor'), idOf(c), happened, clock())
      return seeOther(c, `/events/${idOf(c)}/board/repair`)
    }),
  )

  app.post(`${at}/decide`, c =>
    orRepair(c, deps, async () => {
      const { run, do: what } = await readForm(c, decideForm)
      if (what === 'drop') {
        await dropRun(db, c.get('actor'), idOf(c), run)
        return seeOther(c, `/events/${idOf(c)}/board/repair?done=dropped`)
      }
      const done = await applyRepair(db, { secret, baseUrl, now: clock() }, c.get('actor'), idOf(c), run)
      return seeOther(c, `/events/${idOf(c)}/board?done=${done ?? 'nothing'}`)
    }),
  )

  return app
}

async function orRepair(c: Context<AppEnv>, deps: BoardDeps, work: () => Promise<Response>): Promise<Response> {
  return orShow(work, error => show(c, deps, error.in(c.get('language')), error.kind === 'Conflict' ? 409 : 422))
}

async function show(c: Context<AppEnv>, { db, clock }: BoardDeps, alert?: string, status: 200 | 409 | 422 = 200) {
  const language = c.get('language')
  const now = clock()
  const { event, rows, run } = await runOf(db, c.get('actor'), idOf(c), 'repair', now)
  const picture = pictureOf(rows, now)
  const { done } = readQuery(c, doneQuery)
  const places = run?.state === 'ready' ? (run.found?.places ?? []) : []
  return page(
    c,
    { title: words[language].title, section: 'events', noIndex: true, wide: true },
    <RepairPage
      {...{ language, event, picture, run, alert }}
      cards={places.length > 0 ? cardsOf(proposed(picture, places), event) : []}
      done={done && words[language][done]}
    />,
    status,
  )
}
