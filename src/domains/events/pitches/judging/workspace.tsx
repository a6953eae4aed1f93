import { type Context, Hono } from 'hono'
import { toDataURL } from 'qrcode'
import { z } from 'zod'
import { Failure, STATUS } from '#platform/errors.ts'
import { type AppEnv, idOf, orShow, page, parseForm, rawForm, readQuery, seeOther } from '#platform/http.tsx'
import type { Deps } from '../call/website.tsx'
import { errors as pitchErrors } from '../messages.ts'
import { RUBRICS, type Rubric } from '../model.ts'
import { judgingOf, keepCriterion, keepJudge } from './actions.ts'
import { judgeAddress } from './letters.ts'
import { criterionForm, judgeForm } from './model.ts'
import { words } from './staff-words.ts'
import { JudgesPage, RubricPage, SquaresPage } from './views/staff.tsx'

const here = { section: 'events', noIndex: true } as const
const doneQuery = z.object({ done: z.enum(['saved', 'invited', 'removed']).optional().catch(undefined) })

/** Where staff write rubrics and invite judges. */
export function workspace(deps: Deps): Hono<AppEnv> {
  const { db, clock, secret, baseUrl } = deps
  const app = new Hono<AppEnv>()
  const at = '/events/:id{[0-9]{1,15}}/pitches'
  const means = () => ({ secret, baseUrl, now: clock() })

  app.get(`${at}/rubric/:rubric`, c => show(c, deps, 'rubric', {}))
  app.post(`${at}/rubric/:rubric`, async c => {
    const raw = await rawForm(c)
    const typed = parseForm(raw, criterionForm)
    return orShow(
      async () => {
        await keepCriterion(db, c.get('actor'), idOf(c), rubricOf(c), typed)
        return seeOther(c, `/events/${idOf(c)}/pitches/rubric/${rubricOf(c)}?done=saved`)
      },
      error => show(c, deps, 'rubric', { typed: typed.do === 'add' ? raw : {}, error }),
    )
  })

  app.get(`${at}/judges/:rubric`, c => show(c, deps, 'judges', {}))
  app.post(`${at}/judges/:rubric`, async c => {
    const raw = await rawForm(c)
    const typed = parseForm(raw, judgeForm)
    return orShow(
      async () => {
        const judge = await keepJudge(db, means(), c.get('actor'), idOf(c), rubricOf(c), typed)
        if (typed.do === 'myself') return c.redirect(judgeAddress(means(), judge), 303)
        const done = typed.do === 'remove' ? 'removed' : 'invited'
        return seeOther(c, `/events/${idOf(c)}/pitches/judges/${rubricOf(c)}?done=${done}`)
      },
      error => show(c, deps, 'judges', { typed: raw, error }),
    )
  })

  app.get(`${at}/judges/:rubric/squares`, async c => {
    const { event, judges } = await judgingOf(db, c.get('actor'), idOf(c), rubricOf(c))
    const language = c.get('language')
    const cards = await Promise.all(
      judges.map(async judge => ({
        judge,
        square: await toDataURL(judgeAddress(means(), judge), { margin: 1, width: 400 }),
      })),
    )
    return page(
      c,
      { title: words[language].squares, ...here },
      <SquaresPage {...{ language, event, cards }} rubric={rubricOf(c)} />,
    )
  })

  return app
}

function rubricOf(c: Context<AppEnv>): Rubric {
  const rubric = RUBRICS.find(one => one === c.req.param('rubric'))
  if (!rubric) throw new Failure('NotFound', pitchErrors.unknownRubric)
  return rubric
}

type Typed = Record<string, string | string[]>
type Shown = { typed?: Typed; error?: Failure }

async function show(
  c: Context<AppEnv>,
  { db }: Deps,
  which: 'rubric' | 'judges',
  { typed = {}, error }: Shown,
): Promise<Response> {
  const rubric = rubricOf(c)
  const { event, pitching, criteria, judges } = await judgingOf(db, c.get('actor'), idOf(c), rubric)
  const language = c.get('language')
  const t = words[language]
  const { done } = readQuery(c, doneQuery)
  const shared = {
    ...{ language, event, pitching, rubric },
    typed: typed as Record<string, string>,
    wrong: error?.fieldsIn(language) ?? {},
    alert: error?.in(language),
    done: error ? undefined : done && t[done],
  }
  return page(
    c,
    { title: t[which][rubric], ...here },
    which === 'rubric' ? <RubricPage {...shared} criteria={criteria} /> : <JudgesPage {...shared} judges={judges} />,
    error ? STATUS[error.kind] : 200,
  )
}
