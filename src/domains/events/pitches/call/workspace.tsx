import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import { type Failure, STATUS } from '#platform/errors.ts'
import { type AppEnv, idOf, orShow, page, parseForm, rawForm, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { maybePitching } from '../actions.ts'
import { words as ofPitches } from '../messages.ts'
import { countPitches } from '../queries.ts'
import { StartPage } from '../views/start.tsx'
import { words } from './messages.ts'
import { callForm, questionForm } from './model.ts'
import { questionsOf } from './queries.ts'
import { keepCall, keepQuestion, showCall, typedOf } from './setup.ts'
import { SetupPage } from './views/setup.tsx'
import type { Deps } from './website.tsx'

const here = { section: 'events', noIndex: true } as const
const doneQuery = z.object({ done: z.enum(['saved']).optional().catch(undefined) })
const showForm = z.object({ shown: field.flag() })

/** Where staff see how far the pitches are, and make their call. */
export function workspace(deps: Deps): Hono<AppEnv> {
  const { db, clock } = deps
  const app = new Hono<AppEnv>()
  const at = '/events/:id{[0-9]{1,15}}/pitches'

  const kept = (c: Context<AppEnv>, typed: Shown, work: () => Promise<Response>) =>
    orShow(work, error => show(c, deps, { ...typed, error }))

  app.get(at, async c => {
    const { event, pitching } = await maybePitching(db, c.get('actor'), idOf(c))
    const language = c.get('language')
    const counts = await countPitches(db, event.id)
    return page(c, { title: ofPitches[language].of, ...here }, <StartPage {...{ language, event, pitching, counts }} />)
  })

  app.get(`${at}/call`, c => show(c, deps, {}))

  app.post(`${at}/call`, async c => {
    const raw = await rawForm(c)
    return kept(c, { typed: raw }, async () => {
      await keepCall(db, c.get('actor'), idOf(c), parseForm(raw, callForm), clock())
      return seeOther(c, `/events/${idOf(c)}/pitches/call?done=saved`)
    })
  })

  app.post(`${at}/call/show`, async c => {
    const { shown } = await readForm(c, showForm)
    return kept(c, {}, async () => {
      await showCall(db, c.get('actor'), idOf(c), shown, clock())
      return seeOther(c, `/events/${idOf(c)}/pitches/call?done=saved`)
    })
  })

  app.post(`${at}/call/questions`, async c => {
    const raw = await rawForm(c)
    return kept(c, { question: raw }, async () => {
      await keepQuestion(db, c.get('actor'), idOf(c), parseForm(raw, questionForm))
      return seeOther(c, `/events/${idOf(c)}/pitches/call?done=saved#questions`)
    })
  })

  return app
}

type Raw = Record<string, string | string[]>
type Shown = { typed?: Raw; question?: Raw; error?: Failure }

async function show(c: Context<AppEnv>, { db }: Deps, { typed, question, error }: Shown): Promise<Response> {
  const { event, pitching } = await maybePitching(db, c.get('actor'), idOf(c))
  const language = c.get('language')
  const questions = pitching ? await questionsOf(db, event.id) : []
  const { done } = readQuery(c, doneQuery)
  const wrong = error?.fieldsIn(language) ?? {}
  const { blind, version, ...there } = typedOf(event, pitching)
  const filled = { ...there, blind: blind ? '1' : '', version: String(version) }
  return page(
    c,
    { title: words[language].setup, ...here },
    <SetupPage
      {...{ language, event, pitching, questions }}
      // What somebody else saved meanwhile is taken note of: the next saving is over it.
      typed={typed ? { ...(typed as Record<string, string>), version: filled.version } : filled}
      wrong={question ? {} : wrong}
      question={question && { typed: question as Record<string, string>, wrong }}
      alert={error?.in(language)}
      done={error ? undefined : done && words[language][done]}
    />,
    error ? STATUS[error.kind] : 200,
  )
}
