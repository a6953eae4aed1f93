import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import { Failure, STATUS } from '#platform/errors.ts'
import { type AppEnv, attachment, idOf, orShow, page, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { CSV_TYPE, toCsv } from '#platform/sheets.ts'
import { questionsOf } from '../call/queries.ts'
import type { Deps } from '../call/website.tsx'
import { openScoring, unopenScoring } from '../judging/actions.ts'
import { errors as pitchErrors } from '../messages.ts'
import { boardOf, closeSelection, decide, tellDecisions } from './actions.ts'
import { words } from './messages.ts'
import { decisionForm, lettersForm, stepForm } from './model.ts'
import { columnsOf } from './sheet.ts'
import { BoardPage } from './views/board.tsx'
import { PitchPage } from './views/pitch.tsx'

const here = { section: 'events', noIndex: true } as const
const doneQuery = z.object({
  done: z.enum(['saved']).optional().catch(undefined),
  told: field.whole(0, 100_000).catch(undefined),
})

/** Where staff decide who pitches. */
export function workspace(deps: Deps): Hono<AppEnv> {
  const { db, clock, secret, baseUrl } = deps
  const app = new Hono<AppEnv>()
  const at = '/events/:id{[0-9]{1,15}}/pitches'
  const saved = (c: Context<AppEnv>) => seeOther(c, `/events/${idOf(c)}/pitches/selection?done=saved`)

  const decided = (c: Context<AppEnv>, work: () => Promise<Response>) =>
    orShow(work, error => show(c, deps, error), ['Conflict'])

  app.get(`${at}/selection`, c => show(c, deps, undefined))

  app.get(`${at}/selection.csv`, async c => {
    const board = await boardOf(db, c.get('actor'), idOf(c))
    const columns = columnsOf(c.get('language'), board)
    return c.body(toCsv(columns, board.tally.lines), 200, attachment(`${board.event.slug}-pitches.csv`, CSV_TYPE))
  })

  app.post(`${at}/selection`, c =>
    decided(c, async () => {
      await decide(db, c.get('actor'), idOf(c), await readForm(c, decisionForm), clock())
      return saved(c)
    }),
  )

  app.post(`${at}/selection/scoring`, c =>
    decided(c, async () => {
      const { do: what } = await readForm(c, stepForm)
      if (what === 'open') await openScoring(db, c.get('actor'), idOf(c), 'selection')
      else if (what === 'unopen') await unopenScoring(db, c.get('actor'), idOf(c), 'selection')
      else await closeSelection(db, c.get('actor'), idOf(c))
      return saved(c)
    }),
  )

  app.post(`${at}/selection/letters`, async c => {
    const form = await readForm(c, lettersForm)
    const means = { secret, baseUrl, now: clock() }
    const told = await tellDecisions(db, means, c.get('actor'), idOf(c), form.words)
    return seeOther(c, `/events/${idOf(c)}/pitches/selection?told=${told}`)
  })

  app.get(`${at}/pitch/:pitch{[0-9]{1,15}}`, async c => {
    const { event, pitches, criteria, judges, reviews, scores } = await boardOf(db, c.get('actor'), idOf(c))
    const pitch = pitches.find(one => one.id === Number(c.req.param('pitch')))
    if (!pitch) throw new Failure('NotFound', pitchErrors.unknownPitch)
    const language = c.get('language')
    const questions = await questionsOf(db, event.id)
    return page(
      c,
      { title: pitch.title, ...here },
      <PitchPage {...{ language, event, pitch, questions, criteria, judges, reviews, scores }} />,
    )
  })

  return app
}

async function show(c: Context<AppEnv>, { db }: Deps, error: Failure | undefined): Promise<Response> {
  const board = await boardOf(db, c.get('actor'), idOf(c))
  const language = c.get('language')
  const t = words[language]
  const { done, told } = readQuery(c, doneQuery)
  const said = told === undefined ? done && t[done] : t.sent(String(told))
  return page(
    c,
    { title: t.title, ...here, wide: true },
    <BoardPage {...{ language, board }} alert={error?.in(language)} done={error ? undefined : said} />,
    error ? STATUS[error.kind] : 200,
  )
}
