import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type AppEnv, idOf, orShow, page, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { formats } from '#platform/i18n.ts'
import { inThread } from '../../thread.ts'
import { boardOf } from '../change.ts'
import { namesOf, pictureOf } from '../picture.ts'
import { lastMaker } from '../queries.ts'
import type { BoardDeps } from '../workspace.tsx'
import { applyRun, beginRun, dropRun, runOf } from './actions.ts'
import { words } from './messages.ts'
import { askForm, decideForm, type Sort, type UnmetPlaced, unmetPlaced, unmetQuery } from './model.ts'
import { UnmetPage } from './views/list.tsx'
import { OptimisePage } from './views/optimise.tsx'

const head = { section: 'events', noIndex: true, wide: true } as const
const doneQuery = z.object({ done: z.enum(['dropped']).optional().catch(undefined) })

/** Agendas computed beside the site, shown before they hold; and the wishes that are not met. */
export function workspace(deps: BoardDeps): Hono<AppEnv> {
  const { db, clock } = deps
  const app = new Hono<AppEnv>()
  const at = '/events/:id{[0-9]{1,15}}/board'

  app.get(`${at}/optimise`, c => show(c, deps))

  app.post(`${at}/optimise`, c =>
    orOptimise(c, deps, async () => {
      const { seconds } = await readForm(c, askForm)
      await beginRun(db, clock, c.get('actor'), idOf(c), seconds)
      return seeOther(c, `/events/${idOf(c)}/board/optimise`)
    }),
  )

  app.post(`${at}/optimise/decide`, c =>
    orOptimise(c, deps, async () => {
      const { run, do: what } = await readForm(c, decideForm)
      if (what === 'drop') {
        await dropRun(db, c.get('actor'), idOf(c), run)
        return seeOther(c, `/events/${idOf(c)}/board/optimise?done=dropped`)
      }
      const done = await applyRun(db, c.get('actor'), idOf(c), run, clock())
      return seeOther(c, `/events/${idOf(c)}/board?done=${done ?? 'nothing'}`)
    }),
  )

  app.get(`${at}/unmet`, async c => {
    const { sort } = readQuery(c, unmetQuery)
    const language = c.get('language')
    const { event, rows } = await boardOf(db, c.get('actor'), idOf(c))
    const picture = pictureOf(rows, clock())
    const { problem, meetings, code } = picture
    const found = await inThread<'explain'>({ do: 'explain', problem, meetings })
    const unmet = sorted(unmetPlaced(found, problem, code), sort, namesOf(rows), formats(language).compare)
    return page(
      c,
      { ...head, title: words[language].unmet },
      <UnmetPage {...{ language, event, picture, unmet, sort }} />,
    )
  })

  return app
}

const ORDER = ['must', 'like']

function sorted(
  unmet: readonly UnmetPlaced[],
  sort: Sort,
  names: ReturnType<typeof namesOf>,
  compare: (a: string, b: string) => number,
): UnmetPlaced[] {
  const by = {
    strength: (x: UnmetPlaced, y: UnmetPlaced) => ORDER.indexOf(x.strength) - ORDER.indexOf(y.strength),
    from: (x: UnmetPlaced, y: UnmetPlaced) => compare(names.person(x.from_id), names.person(y.from_id)),
    to: (x: UnmetPlaced, y: UnmetPlaced) => compare(names.person(x.to_id), names.person(y.to_id)),
    why: (x: UnmetPlaced, y: UnmetPlaced) => x.reason.localeCompare(y.reason),
  }
  return unmet.toSorted((x, y) => by[sort](x, y) || by.from(x, y))
}

async function orOptimise(c: Context<AppEnv>, deps: BoardDeps, work: () => Promise<Response>): Promise<Response> {
  return orShow(work, error => show(c, deps, error.in(c.get('language'))), ['Conflict'])
}

async function show(c: Context<AppEnv>, { db, clock }: BoardDeps, alert?: string): Promise<Response> {
  const language = c.get('language')
  const now = clock()
  const { event, rows, run } = await runOf(db, c.get('actor'), idOf(c), 'optimise', now)
  const { done } = readQuery(c, doneQuery)
  // Without a script too, the page looks again by itself while there is something to wait for.
  if (run?.state === 'running') c.header('Refresh', `4; url=/${language}/events/${event.id}/board/optimise`)
  return page(
    c,
    { ...head, title: words[language].title },
    <OptimisePage
      {...{ language, event, run, alert }}
      picture={pictureOf(rows, now)}
      elapsed={run ? (now.getTime() - run.asked_at.getTime()) / 1000 : 0}
      limit={Number(run?.asked.seconds ?? 0)}
      changedBy={(await lastMaker(db, event.id)) ?? ''}
      done={done && words[language][done]}
    />,
    alert === undefined ? 200 : 409,
  )
}
