import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { Failure } from '#platform/errors.ts'
import { type AppEnv, orShow, page, parseForm, rawForm, readQuery, seeOther } from '#platform/http.tsx'
import { Notice } from '#ui/parts.tsx'
import { hourOf } from '../../times.ts'
import { pitchingNamed } from '../actions.ts'
import { callIsOpen, type PitchState } from '../model.ts'
import { feedbackFor } from '../results/feedback.ts'
import { Feedback } from '../results/views/feedback.tsx'
import { startOf } from '../stage/model.ts'
import { changeMine, eraseMine, pitchOf, sendPitch, withdrawMine } from './actions.ts'
import { words } from './messages.ts'
import { pitchForm } from './model.ts'
import { questionsOf } from './queries.ts'
import { CallPage } from './views/call.tsx'
import type { Typed } from './views/form.tsx'
import { MinePage } from './views/mine.tsx'

export type Deps = {
  readonly db: Db
  readonly clock: Clock
  readonly secret: string
  readonly baseUrl: string
}

const doneQuery = z.object({ sent: field.flag() })
const tokenQuery = z.object({
  token: z.string().max(200).default(''),
  done: z.enum(['saved', 'sentNow', 'withdrawn']).optional().catch(undefined),
})

/** The call for pitches, and a pitch by the link in its mail. Opening the link changes nothing, as scanners of mail open links too. */
export function website(deps: Deps): Hono<AppEnv> {
  const { db, clock, secret, baseUrl } = deps
  const app = new Hono<AppEnv>()
  const means = () => ({ secret, baseUrl, now: clock() })
  const tokenOf = (c: Context<AppEnv>) => readQuery(c, tokenQuery).token
  const back = (c: Context<AppEnv>, done: string) =>
    seeOther(c, `/pitch?token=${encodeURIComponent(tokenOf(c))}&done=${done}`)

  app.get('/events/:slug/pitch', c => showCall(c, deps, {}))

  app.post('/events/:slug/pitch', async c => {
    const raw = await rawForm(c)
    const slug = c.req.param('slug')
    const language = c.get('language')
    return orShow(
      async () => {
        await sendPitch(db, means(), slug, parseForm(raw, pitchForm), raw, language)
        return seeOther(c, `/events/${slug}/pitch?sent=1`)
      },
      refused => showCall(c, deps, again(c, raw, refused)),
      ['Invalid'],
    )
  })

  app.get('/pitch', c => showMine(c, deps, {}))

  app.post('/pitch', async c => {
    const raw = await rawForm(c)
    return orShow(
      async () => {
        const before = await pitchOf(db, secret, tokenOf(c))
        await changeMine(db, means(), tokenOf(c), parseForm(raw, pitchForm), raw)
        return back(c, before.pitch.state === 'draft' && raw.do !== 'draft' ? 'sentNow' : 'saved')
      },
      refused => showMine(c, deps, again(c, raw, refused)),
      ['Invalid'],
    )
  })

  app.post('/pitch/withdraw', async c => {
    await withdrawMine(db, means(), tokenOf(c))
    return back(c, 'withdrawn')
  })

  app.post('/pitch/erase', async c => {
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

  return app
}

type Raw = Record<string, string | string[]>
type Shown = { typed?: Typed; alert?: string; wrong?: Readonly<Record<string, string>> }

/** What a form that was refused shows: what was written, and why it was not taken. */
const again = (c: Context<AppEnv>, typed: Raw, refused: Failure): Shown => ({
  typed: typed as Typed,
  alert: refused.in(c.get('language')),
  wrong: refused.fieldsIn(c.get('language')),
})

async function showCall(c: Context<AppEnv>, { db, clock }: Deps, shown: Shown): Promise<Response> {
  const { event, pitching } = await pitchingNamed(db, c.get('actor'), c.req.param('slug') ?? '')
  const language = c.get('language')
  const questions = await questionsOf(db, event.id)
  const { sent } = readQuery(c, doneQuery)
  const now = clock()
  return page(
    c,
    { title: words[language].title, section: 'events', noIndex: event.state === 'draft' },
    <CallPage
      {...{ language, event, pitching, questions }}
      open={callIsOpen(pitching, event, now)}
      late={now >= pitching.deadline}
      typed={shown.typed ?? {}}
      wrong={shown.wrong ?? {}}
      alert={shown.alert}
      done={sent && shown.alert === undefined ? words[language].done : undefined}
    />,
    shown.alert === undefined ? 200 : 422,
  )
}

async function showMine(c: Context<AppEnv>, { db, clock, secret }: Deps, shown: Shown): Promise<Response> {
  const { token, done } = readQuery(c, tokenQuery)
  const { pitch, pitching, event } = await pitchOf(db, secret, token)
  const language = c.get('language')
  const [questions, feedback] = await Promise.all([questionsOf(db, event.id), feedbackFor(db, pitching, pitch)])
  const { name, organisation, title, summary, deck } = pitch
  const answers = Object.entries(pitch.answers as Record<string, string>).map(([id, text]) => [`q_${id}`, text])
  const typed = shown.typed ?? { name, organisation, title, summary, deck, ...Object.fromEntries(answers) }
  // A decision is known to those it is of when they are written to, not while staff still try it out.
  const decided = ['accepted', 'reserve', 'declined'].includes(pitch.state)
  const told = (decided ? (pitch.told ?? 'sent') : pitch.state) as PitchState
  return page(
    c,
    { title: words[language].mine, noIndex: true, section: 'events' },
    <MinePage
      {...{ language, event, pitching, pitch, questions, token, typed }}
      open={callIsOpen(pitching, event, clock())}
      shown={told}
      hour={pitch.place === null ? undefined : hourOf(startOf(pitching, pitch.place), event.zone)}
      feedback={feedback && <Feedback {...{ language, feedback }} />}
      mayWithdraw={pitching.jury !== 'closed'}
      wrong={shown.wrong ?? {}}
      alert={shown.alert}
      done={done && words[language][done]}
    />,
    shown.alert === undefined ? 200 : 422,
  )
}
