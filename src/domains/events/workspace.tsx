import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { demand, mayWork } from '#domains/accounts/policy.ts'
import { numberOf } from '#domains/ledger/actions.ts'
import { field } from '#kernel/fields.ts'
import { type AppEnv, idOf, orShow, page, parseForm, rawForm, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { copyEvent, createEvent, editEvent, staffEvent, typedOf } from './actions.ts'
import { feedbackOf } from './afterwards/queries.ts'
import { FeedbackPanel } from './afterwards/views/afterwards.tsx'
import { errors, words } from './messages.ts'
import { type EventForm, eventForm, inLanguage, STATES } from './model.ts'
import { moveEvent } from './moves.ts'
import { badgesPdf } from './papers/badges.ts'
import {
  addQuestion,
  addRoom,
  keepSession,
  programmeOf,
  removeQuestion,
  removeRoom,
  removeSession,
} from './programme/actions.ts'
import { questionForm, roomForm, sessionForm } from './programme/model.ts'
import { ProgrammeEditor, type Wrong } from './programme/views/programme.tsx'
import { countsOf, pastNoShows, provinces } from './queries.ts'
import { codeOf } from './registrations/model.ts'
import { allRegistrations } from './registrations/queries.ts'
import { EventFormPage } from './views/edit.tsx'
import { ManagePage } from './views/manage.tsx'
import type { Deps } from './website.tsx'

const here = { section: 'events', noIndex: true } as const
const doneQuery = z.object({ done: z.enum(['saved', 'created', 'copied', 'moved']).optional().catch(undefined) })
const moveForm = z.object({ to: z.enum(STATES), sure: field.flag(), why_it: field.text(500), why_en: field.text(500) })
const removeForm = z.object({ remove: field.whole(1, 2 ** 52) })

/** Where staff make an event, its programme and its questions, and move it on. */
export function workspace(deps: Deps): Hono<AppEnv> {
  const { db, clock, secret, baseUrl, cluster } = deps
  const app = new Hono<AppEnv>()
  const at = '/events/:id{[0-9]{1,15}}'
  const means = () => ({ secret, baseUrl, now: clock() })

  app.get('/events/new', c => {
    demand(mayWork(c.get('actor')))
    const it = words.it
    const typed = { zone: 'Europe/Rome', consent_it: it.defaultConsentIt, consent_en: it.defaultConsentEn }
    return formPage(c, deps, { typed })
  })

  app.post('/events/new', async c => {
    const typed = parseForm(await rawForm(c), eventForm)
    return orForm(c, deps, { typed }, async () => {
      const id = await createEvent(db, c.get('actor'), typed, clock())
      return seeOther(c, `/events/${id}/manage?done=created`)
    })
  })

  app.get(`${at}/edit`, async c => {
    const event = await staffEvent(db, c.get('actor'), idOf(c))
    return formPage(c, deps, { id: event.id, typed: typedOf(event) })
  })

  app.post(`${at}/edit`, async c => {
    const typed = parseForm(await rawForm(c), eventForm)
    return orForm(c, deps, { typed, id: idOf(c) }, async () => {
      await editEvent(db, means(), c.get('actor'), idOf(c), typed)
      return seeOther(c, `/events/${idOf(c)}/manage?done=saved`)
    })
  })

  app.get(`${at}/manage`, c => manage(c, deps, {}))

  app.post(`${at}/moves`, async c => {
    const { to, sure, why_it = '', why_en = '' } = await readForm(c, moveForm)
    return orManage(c, deps, async () => {
      await moveEvent(db, means(), c.get('actor'), idOf(c), { to, sure, why: { it: why_it, en: why_en } })
      return seeOther(c, `/events/${idOf(c)}/manage?done=moved`)
    })
  })

  app.post(`${at}/copy`, async c => {
    const copy = await copyEvent(db, c.get('actor'), idOf(c), clock())
    return seeOther(c, `/events/${copy}/manage?done=copied`)
  })

  const changed = (c: Context<AppEnv>, part: string) => seeOther(c, `/events/${idOf(c)}/manage?done=saved#${part}`)

  app.post(`${at}/rooms`, async c => {
    const { name, remove } = await readForm(c, roomForm)
    return orManage(
      c,
      deps,
      async () => {
        await (remove === undefined
          ? addRoom(db, c.get('actor'), idOf(c), name)
          : removeRoom(db, c.get('actor'), idOf(c), remove))
        return changed(c, 'rooms')
      },
      { form: 'room', typed: { name } },
    )
  })

  app.post(`${at}/sessions`, async c => {
    const raw = await rawForm(c)
    const { remove } = parseForm(raw, removeForm)
    const key = raw.id ? `s${raw.id}_` : 's_'
    return orManage(
      c,
      deps,
      async () => {
        if (remove !== undefined) await removeSession(db, c.get('actor'), idOf(c), remove)
        else await keepSession(db, c.get('actor'), idOf(c), parseForm(without(raw, key), sessionForm))
        return changed(c, 'programme')
      },
      { form: raw.id ? `session ${raw.id}` : 'session', typed: raw as Wrong['typed'] },
    )
  })

  app.post(`${at}/questions`, async c => {
    const raw = await rawForm(c)
    const { remove } = parseForm(raw, removeForm)
    return orManage(
      c,
      deps,
      async () => {
        if (remove !== undefined) await removeQuestion(db, c.get('actor'), idOf(c), remove)
        else await addQuestion(db, c.get('actor'), idOf(c), parseForm(raw, questionForm))
        return changed(c, 'questions')
      },
      { form: 'question', typed: raw as Wrong['typed'] },
    )
  })

  app.get(`${at}/badges.pdf`, async c => {
    const event = await staffEvent(db, c.get('actor'), idOf(c))
    const language = c.get('language')
    const people = await allRegistrations(db, event.id, { q: undefined, state: 'confirmed', attendance: undefined })
    const badges = people.map(({ id, name, organisation }) => {
      const code = codeOf(secret, event.id, id)
      return { name, organisation, code, address: `${baseUrl}/${language}/events/${event.id}/check-in?code=${code}` }
    })
    const pdf = await badgesPdf(event, badges, language, cluster.name, clock())
    return c.body(new Uint8Array(pdf), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${event.slug}-badges.pdf"`,
      'Cache-Control': 'private, no-store',
    })
  })

  return app
}

/** Fields without the name space of their form. */
const without = (raw: Record<string, string | string[]>, key: string) =>
  Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name.startsWith(key) ? name.slice(key.length) : name, value]),
  )

type Form = { typed: Partial<EventForm>; id?: number; alert?: string; wrong?: Readonly<Record<string, string>> }

async function orForm(c: Context<AppEnv>, deps: Deps, form: Form, work: () => Promise<Response>): Promise<Response> {
  return orShow(
    work,
    async error => {
      const language = c.get('language')
      // Who has been told that somebody else saved it, and saves again, means it.
      const event =
        form.id !== undefined &&
        error.sentence === errors.changedMeanwhile &&
        (await staffEvent(deps.db, c.get('actor'), form.id))
      const typed = event ? { ...form.typed, version: event.version } : form.typed
      return formPage(c, deps, { ...form, typed, alert: error.in(language), wrong: error.fieldsIn(language) })
    },
    ['Invalid'],
  )
}

async function formPage(c: Context<AppEnv>, { db }: Deps, form: Form): Promise<Response> {
  const language = c.get('language')
  const [places, past] = await Promise.all([
    provinces(db),
    form.id === undefined ? undefined : pastNoShows(db, form.typed.kind ?? 'matchmaking'),
  ])
  return page(
    c,
    { title: form.id === undefined ? words[language].newEvent : words[language].editTitle, ...here },
    <EventFormPage {...{ language, past, ...form }} provinces={places} />,
    form.alert === undefined ? 200 : 422,
  )
}

/** Work whose errors are shown on the page of the event, beside the form they are of. */
async function orManage(
  c: Context<AppEnv>,
  deps: Deps,
  work: () => Promise<Response>,
  form?: Omit<Wrong, 'fields'>,
): Promise<Response> {
  return orShow(
    work,
    error => {
      const language = c.get('language')
      const wrong = form && { ...form, fields: error.fieldsIn(language) }
      return manage(c, deps, { alert: error.in(language), wrong })
    },
    ['Invalid'],
  )
}

async function manage(
  c: Context<AppEnv>,
  { db }: Deps,
  { alert, wrong }: { alert?: string; wrong?: Wrong | undefined },
): Promise<Response> {
  const event = await staffEvent(db, c.get('actor'), idOf(c))
  const language = c.get('language')
  const [counts, programme, feedback] = await Promise.all([
    countsOf(db, event.id),
    programmeOf(db, event.id),
    feedbackOf(db, event.id),
  ])
  const fact = event.fact_id === null ? undefined : await numberOf(db, event.fact_id)
  const { done } = readQuery(c, doneQuery)
  return page(
    c,
    { title: inLanguage(event, 'title', language), ...here, wide: true },
    <ManagePage
      {...{ language, event, counts, alert, fact }}
      done={done && words[language][done]}
      programme={<ProgrammeEditor {...{ language, event, wrong }} {...programme} />}
      feedback={event.state === 'held' || feedback.count > 0 ? <FeedbackPanel {...{ language, feedback }} /> : null}
    />,
    alert === undefined ? 200 : 422,
  )
}
