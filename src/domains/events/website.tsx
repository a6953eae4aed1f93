import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { mayWork } from '#domains/accounts/policy.ts'
import { field } from '#kernel/fields.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, orShow, page, parseForm, rawForm, readQuery, seeOther } from '#platform/http.tsx'
import { eventNamed } from './actions.ts'
import { CALENDAR_TYPE, eventCalendar } from './calendar.ts'
import { agendaOf } from './meetings/queries.ts'
import { words } from './messages.ts'
import { eventsQuery, inLanguage, placesLeft, takesRegistrations } from './model.ts'
import { posterPdf } from './papers/poster.ts'
import { pitchingOf } from './pitches/queries.ts'
import { PitchLinks } from './pitches/views/links.tsx'
import { questionsOf, sessionsOf } from './programme/queries.ts'
import { listEvents } from './queries.ts'
import { register } from './registrations/actions.ts'
import { registrationForm } from './registrations/model.ts'
import { RegistrationDone, RegistrationForm, type Typed } from './registrations/views/form.tsx'
import { schemaOf } from './schema.ts'
import { EventPage } from './views/event.tsx'
import { EventsPage } from './views/list.tsx'

export type Deps = {
  readonly db: Db
  readonly clock: Clock
  readonly secret: string
  readonly baseUrl: string
  readonly cluster: { readonly name: string }
}

const section = { section: 'events' } as const
const doneQuery = z.object({ registered: field.flag() })

/** Events as everybody sees them: the list, each one's page with its form, its calendar file and its poster. */
export function website(deps: Deps): Hono<AppEnv> {
  const { db, clock, secret, baseUrl, cluster } = deps
  const app = new Hono<AppEnv>()

  app.get('/events', async c => {
    const query = readQuery(c, eventsQuery)
    const language = c.get('language')
    const staff = mayWork(c.get('actor')).allowed
    const now = clock()
    const t = words[language]
    const list = await listEvents(db, query, staff, now)
    return page(
      c,
      { title: t.title, description: t.lead, ...section },
      <EventsPage {...{ language, query, staff, now }} {...list} />,
    )
  })

  app.get('/events/:slug', c => show(c, deps, {}))

  app.post('/events/:slug/register', async c => {
    const raw = await rawForm(c)
    const slug = c.req.param('slug')
    const language = c.get('language')
    return orShow(
      async () => {
        await register(db, { secret, baseUrl, now: clock() }, slug, parseForm(raw, registrationForm), raw, language)
        return seeOther(c, `/events/${slug}?registered=1#registration`)
      },
      error => show(c, deps, { typed: raw as Typed, alert: error.in(language), wrong: error.fieldsIn(language) }),
      ['Invalid'],
    )
  })

  app.get('/events/:slug/calendar.ics', async c => {
    const event = await eventNamed(db, c.get('actor'), c.req.param('slug'))
    return c.body(eventCalendar(event, c.get('language'), baseUrl), 200, {
      'Content-Type': CALENDAR_TYPE,
      'Content-Disposition': `inline; filename="${event.slug}.ics"`,
    })
  })

  app.get('/events/:slug/poster.pdf', async c => {
    const event = await eventNamed(db, c.get('actor'), c.req.param('slug'))
    const language = c.get('language')
    const sessions = await sessionsOf(db, event.id)
    const address = `${baseUrl}/${language}/events/${event.slug}`
    const pdf = await posterPdf({ event, sessions, language, cluster: cluster.name, address })
    return c.body(new Uint8Array(pdf), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${event.slug}.pdf"`,
    })
  })

  return app
}

type Shown = { typed?: Typed; alert?: string; wrong?: Readonly<Record<string, string>> }

async function show(c: Context<AppEnv>, { db, clock, baseUrl, cluster }: Deps, shown: Shown): Promise<Response> {
  const event = await eventNamed(db, c.get('actor'), c.req.param('slug') ?? '')
  const language = c.get('language')
  const now = clock()
  const [sessions, questions, agenda, pitching] = await Promise.all([
    sessionsOf(db, event.id),
    questionsOf(db, event.id),
    agendaOf(db, event.id),
    pitchingOf(db, event.id),
  ])
  const { registered } = readQuery(c, doneQuery)
  const form = registered ? (
    <RegistrationDone language={language} />
  ) : takesRegistrations(event, now) ? (
    <RegistrationForm
      {...{ language, questions }}
      slug={event.slug}
      consent={{ version: event.consent_version, text: event[`consent_${language}`] }}
      full={placesLeft(event) === 0}
      typed={shown.typed ?? {}}
      wrong={shown.wrong ?? {}}
      alert={shown.alert}
    />
  ) : null
  return page(
    c,
    {
      title: inLanguage(event, 'title', language),
      description: inLanguage(event, 'summary', language),
      noIndex: event.state === 'draft',
      jsonLd: schemaOf(event, language, baseUrl, cluster.name),
      ...section,
    },
    <EventPage
      {...{ language, event, sessions, now, form }}
      meetings={agenda !== undefined}
      staff={mayWork(c.get('actor')).allowed}
      pitches={pitching && <PitchLinks {...{ language, event, pitching, now }} />}
    />,
    shown.alert === undefined ? 200 : 422,
  )
}
