import { type Context, Hono } from 'hono'
import { toDataURL } from 'qrcode'
import { z } from 'zod'
import { Failure } from '#platform/errors.ts'
import {
  type AppEnv,
  attachment,
  orShow,
  page,
  parseForm,
  rawForm,
  readForm,
  readQuery,
  seeOther,
} from '#platform/http.tsx'
import { Notice } from '#ui/parts.tsx'
import { giveFeedback } from '../afterwards/actions.ts'
import { feedbackForm, mayBeCertified } from '../afterwards/model.ts'
import { Afterwards } from '../afterwards/views/afterwards.tsx'
import { CALENDAR_TYPE, eventCalendar } from '../calendar.ts'
import { waitingFor } from '../meetings/wishes/actions.ts'
import { WishesLink } from '../meetings/wishes/views/link.tsx'
import { certificatePdf } from '../papers/certificate.ts'
import { pitchingOf } from '../pitches/queries.ts'
import { PitchLinks } from '../pitches/views/links.tsx'
import { questionsOf } from '../programme/queries.ts'
import type { Deps } from '../website.tsx'
import { cancelMine, changeMine, eraseMine, placeOf, registrationOf } from './actions.ts'
import { errors, words } from './messages.ts'
import { codeOf, registrationForm } from './model.ts'
import type { Typed } from './views/form.tsx'
import { MinePage } from './views/mine.tsx'

const tokenQuery = z.object({
  token: z.string().max(200).default(''),
  done: z.enum(['saved', 'cancelled']).optional().catch(undefined),
})

/** A registration by the link in its mail: whoever has it needs no account. Opening it changes nothing, as scanners of mail open links too. */
export function website(deps: Deps): Hono<AppEnv> {
  const { db, clock, secret, baseUrl, cluster } = deps
  const app = new Hono<AppEnv>()
  const means = () => ({ secret, baseUrl, now: clock() })
  const tokenOf = (c: Context<AppEnv>) => readQuery(c, tokenQuery).token
  const back = (c: Context<AppEnv>, done: string) =>
    seeOther(c, `/registration?token=${encodeURIComponent(tokenOf(c))}&done=${done}`)

  app.get('/registration', c => show(c, deps, {}))

  app.post('/registration', async c => {
    const raw = await rawForm(c)
    return orShow(
      async () => {
        await changeMine(db, means(), tokenOf(c), parseForm(raw, registrationForm), raw)
        return back(c, 'saved')
      },
      error => {
        const language = c.get('language')
        return show(c, deps, { typed: raw as Typed, alert: error.in(language), wrong: error.fieldsIn(language) })
      },
      ['Invalid'],
    )
  })

  app.post('/registration/cancel', async c => {
    await cancelMine(db, means(), tokenOf(c))
    return back(c, 'cancelled')
  })

  app.post('/registration/erase', async c => {
    await eraseMine(db, means(), tokenOf(c))
    const t = words[c.get('language')]
    return page(
      c,
      { title: t.mine, noIndex: true, section: 'events' },
      <>
        <h1>{t.mine}</h1>
        <Notice tone="good" role="status">
          <p>{t.erased}</p>
        </Notice>
      </>,
    )
  })

  app.post('/registration/feedback', async c => {
    await giveFeedback(db, means(), tokenOf(c), await readForm(c, feedbackForm))
    return back(c, 'saved')
  })

  app.get('/registration/calendar.ics', async c => {
    const { event, registration } = await registrationOf(db, secret, tokenOf(c))
    const online = registration.state === 'confirmed' ? event.online_address : ''
    return c.body(
      eventCalendar(event, c.get('language'), baseUrl, online),
      200,
      attachment(`${event.slug}.ics`, CALENDAR_TYPE),
    )
  })

  app.get('/registration/certificate.pdf', async c => {
    const { event, registration } = await registrationOf(db, secret, tokenOf(c))
    if (!mayBeCertified(event, registration, clock())) throw new Failure('Conflict', errors.noCertificate)
    const pdf = await certificatePdf({
      event,
      registration,
      language: c.get('language'),
      cluster: cluster.name,
      now: clock(),
    })
    return c.body(new Uint8Array(pdf), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${event.slug}.pdf"`,
    })
  })

  return app
}

type Shown = { typed?: Typed; alert?: string; wrong?: Readonly<Record<string, string>> }

async function show(c: Context<AppEnv>, { db, secret, clock, baseUrl }: Deps, shown: Shown): Promise<Response> {
  const { token, done } = readQuery(c, tokenQuery)
  const { event, registration } = await registrationOf(db, secret, token)
  const language = c.get('language')
  const now = clock()
  const over = now >= event.ends_at
  const code = codeOf(secret, event.id, registration.id)
  const expected = registration.state === 'confirmed' && !over && event.state !== 'cancelled'
  const address = `${baseUrl}/${language}/events/${event.id}/check-in?code=${code}`
  const [questions, place, qr, waiting, pitching] = await Promise.all([
    questionsOf(db, event.id),
    placeOf(db, registration),
    expected ? toDataURL(address, { margin: 1, width: 480 }) : undefined,
    expected ? waitingFor(db, registration, now) : undefined,
    expected ? pitchingOf(db, event.id) : undefined,
  ])
  const answers = Object.entries(registration.answers as Record<string, string>).map(([id, text]) => [`q_${id}`, text])
  const typed = shown.typed ?? {
    name: registration.name,
    organisation: registration.organisation,
    needs: registration.needs,
    ...Object.fromEntries(answers),
  }
  return page(
    c,
    { title: words[language].mine, noIndex: true, section: 'events' },
    <MinePage
      {...{ language, event, registration, questions, token, place, qr, code, over, typed }}
      wrong={shown.wrong ?? {}}
      alert={shown.alert}
      done={done && words[language][done]}
      ways={
        <>
          {waiting !== undefined && <WishesLink {...{ language, token, waiting }} />}
          {pitching && <PitchLinks {...{ language, event, pitching, now, token }} />}
        </>
      }
      afterwards={<Afterwards {...{ language, event, registration, token, now }} />}
    />,
    shown.alert === undefined ? 200 : 422,
  )
}
