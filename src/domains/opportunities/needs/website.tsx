import { type Context, Hono } from 'hono'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { mayActFor, maySeeMembersOnly } from '#domains/accounts/policy.ts'
import { field } from '#kernel/fields.ts'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, idOf, page, parseForm, rawForm, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { choicesOf, closeNeed, editNeed, needsFor, ownNeed, publishNeed, requireNeed } from './actions.ts'
import { words } from './messages.ts'
import { needForm, needsQuery } from './model.ts'
import type { Need } from './queries.ts'
import { NeedFormPage, type NeedFormProps, NeedPage, NeedsPage } from './views/need.tsx'

type Deps = {
  db: Db
  clock: Clock
  /** What other slices show beside a need. */
  beside: (c: Context<AppEnv>, need: Need) => Promise<ReactNode>
}

const closeForm = z.object({ close: field.flag() })
const newQuery = z.object({ for: field.text(80) })
const doneQuery = z.object({ done: z.enum(['saved', 'published']).optional().catch(undefined) })
const section = { section: 'needs' } as const

/** What members look for: to read for everybody it is meant for, to publish for members. */
export function website(deps: Deps): Hono<AppEnv> {
  const { db, clock, beside } = deps
  const app = new Hono<AppEnv>()
  const today = () => dateInRome(clock())

  app.get('/needs', async c => {
    const query = readQuery(c, needsQuery)
    const language = c.get('language')
    const actor = c.get('actor')
    const list = await needsFor(db, actor, query, clock())
    const t = words[language]
    return page(
      c,
      { title: t.title, description: t.lead, ...section },
      <NeedsPage {...{ language, query, ...list }} today={today()} mayPublish={maySeeMembersOnly(actor).allowed} />,
    )
  })

  app.get('/needs/new', async c => formPage(c, deps, { typed: { for: readQuery(c, newQuery).for ?? '' } }))

  app.post('/needs', async c => {
    const typed = parseForm(await rawForm(c), needForm)
    return orAgain(c, deps, { typed }, async () => {
      const id = await publishNeed(db, c.get('actor'), typed, clock())
      return seeOther(c, `/needs/${id}?done=published`)
    })
  })

  app.get('/needs/:id{[0-9]+}', async c => {
    const language = c.get('language')
    const actor = c.get('actor')
    const need = await requireNeed(db, actor, idOf(c))
    const { done } = readQuery(c, doneQuery)
    return page(
      c,
      { title: need.title, noIndex: need.visibility === 'members', ...section },
      <NeedPage
        {...{ language, need }}
        today={today()}
        done={done && words[language][done]}
        mayChange={mayActFor(actor, need.organisation_id).allowed}
        beside={await beside(c, need)}
      />,
    )
  })

  app.get('/needs/:id{[0-9]+}/edit', async c => {
    const need = await ownNeed(db, c.get('actor'), idOf(c))
    return formPage(c, deps, { id: need.id, typed: needForm.parse({ ...need, for: need.key }) })
  })

  app.post('/needs/:id{[0-9]+}', async c => {
    const id = idOf(c)
    const typed = parseForm(await rawForm(c), needForm)
    return orAgain(c, deps, { typed, id }, async () => {
      await editNeed(db, c.get('actor'), id, typed, clock())
      return seeOther(c, `/needs/${id}?done=saved`)
    })
  })

  app.post('/needs/:id{[0-9]+}/close', async c => {
    const id = idOf(c)
    await closeNeed(db, c.get('actor'), id, (await readForm(c, closeForm)).close, clock())
    return seeOther(c, `/needs/${id}?done=saved`)
  })

  return app
}

type Form = Pick<NeedFormProps, 'typed' | 'alert' | 'wrong'> & { id?: number }

async function orAgain(c: Context<AppEnv>, deps: Deps, form: Form, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'Invalid') throw error
    const language = c.get('language')
    return formPage(c, deps, { ...form, alert: error.in(language), wrong: error.fieldsIn(language) })
  }
}

async function formPage(c: Context<AppEnv>, { db, clock }: Deps, form: Form): Promise<Response> {
  const language = c.get('language')
  const choices = await choicesOf(db, c.get('actor'))
  return page(
    c,
    { title: words[language].publish, noIndex: true, ...section },
    <NeedFormPage {...{ language, choices, ...form }} today={dateInRome(clock())} />,
    form.alert === undefined ? 200 : 422,
  )
}
