import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { mayAdminister } from '#domains/accounts/policy.ts'
import { namedOrganisations, wholeOf } from '#domains/network/actions.ts'
import { readableName } from '#domains/network/naming/model.ts'
import { requireCall } from '#domains/opportunities/actions.ts'
import { choicesOf, requireNeed } from '#domains/opportunities/needs/actions.ts'
import { field } from '#kernel/fields.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, idOf, page, parseForm, rawForm, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { Crumbs, Notice } from '#ui/parts.tsx'
import { conversation, type Mailbox, writeMessage } from '../cases/actions.ts'
import { Conversation } from '../cases/views/conversation.tsx'
import {
  askIntroduction,
  candidates,
  decideReachability,
  decideWaiting,
  introductionsAt,
  introductionsSeen,
  type Means,
  viewIntroduction,
} from './actions.ts'
import { words } from './messages.ts'
import { type AskForm, askForm, MOVES, type MoveName, mayWrite, moveForm } from './model.ts'
import { moveIntroduction } from './moves.ts'
import { AskPage } from './views/ask.tsx'
import { fromName, Requests, toName } from './views/list.tsx'
import { IntroductionsPage } from './views/overview.tsx'
import { RequestPage, type RequestProps } from './views/request.tsx'

export type Deps = { db: Db; clock: Clock; baseUrl: string; mailbox: Mailbox }

const here = { section: 'introductions', noIndex: true } as const
const bodyForm = z.object({ body: z.string().max(100_000).default('') })
const refusesForm = z.object({ refuses: field.flag() })
const waitForm = z.object({ wait: field.flag() })
const settingQuery = z.object({ done: z.enum(['refuses', 'accepts']).optional().catch(undefined) })
const newQuery = z.object({
  to: field.text(80),
  for: field.text(80),
  call: field.text(120),
  need: field.whole(1, Number.MAX_SAFE_INTEGER),
})
const doneQuery = z.object({
  done: z
    .enum(['sent', 'waits', 'written', ...(Object.keys(MOVES) as MoveName[])])
    .optional()
    .catch(undefined),
})

/** Asking to be introduced, answering, and what follows. */
export function workspace(deps: Deps): Hono<AppEnv> {
  const { db, clock, baseUrl, mailbox } = deps
  const app = new Hono<AppEnv>()
  const means = (): Means => ({ db, baseUrl, now: clock() })

  app.get('/introductions', async c => {
    const language = c.get('language')
    const actor = c.get('actor')
    const seen = await introductionsSeen(db, actor)
    return page(
      c,
      { title: words[language].title, ...here, wide: true },
      <IntroductionsPage {...{ language, ...seen }} ours={actor.actsFor} mayDecide={mayAdminister(actor).allowed} />,
    )
  })

  app.get('/introductions/new', async c => {
    const { to = '', for: for_ = '', call = '', need } = readQuery(c, newQuery)
    return askPage(c, deps, { to, for: for_, call, need })
  })

  app.post('/introductions', async c => {
    const typed = parseForm(await rawForm(c), askForm)
    try {
      const { id, waits } = await askIntroduction(means(), c.get('actor'), typed)
      return seeOther(c, `/introductions/${id}?done=${waits ? 'waits' : 'sent'}`)
    } catch (error) {
      return askPage(c, deps, typed, mendable(error))
    }
  })

  app.post('/introductions/setting', async c => {
    await decideWaiting(db, c.get('actor'), (await readForm(c, waitForm)).wait)
    return seeOther(c, '/introductions')
  })

  app.get('/introductions/:id{[0-9]+}', c => requestPage(c, deps))

  app.post('/introductions/:id{[0-9]+}/moves', async c => {
    const id = idOf(c)
    const form = parseForm(await rawForm(c), moveForm)
    try {
      await moveIntroduction(means(), c.get('actor'), id, form)
    } catch (error) {
      return requestPage(c, deps, { error: mendable(error) })
    }
    return seeOther(c, `/introductions/${id}?done=${form.move}`)
  })

  app.post('/introductions/:id{[0-9]+}/messages', async c => {
    const id = idOf(c)
    const { body } = await readForm(c, bodyForm)
    try {
      await writeMessage(means(), mailbox, c.get('actor'), id, body)
    } catch (error) {
      return requestPage(c, deps, { error: mendable(error), typed: body })
    }
    return seeOther(c, `/introductions/${id}?done=written#messages`)
  })

  app.get('/organisations/:key/introductions', async c => {
    const language = c.get('language')
    const t = words[language]
    const { organisation, rows, refuses, mayDecide } = await introductionsAt(db, c.get('actor'), c.req.param('key'))
    const { done } = readQuery(c, settingQuery)
    const name = readableName(organisation)
    const at = `/${language}/organisations/${organisation.key}`
    return page(
      c,
      { title: `${t.title}: ${name}`, ...here },
      <>
        <Crumbs label={t.title} trail={[{ href: at, text: name }]} />
        <h1>{t.title}</h1>
        {done && (
          <Notice tone="good" role="status">
            <p>{done === 'refuses' ? t.nowRefuses : t.nowAccepts}</p>
          </Notice>
        )}
        <section className="panel prose">
          <h2>{t.settings}</h2>
          <p>{t.settingsLead(name)}</p>
          <p>
            <strong>{refuses ? t.nowRefuses : t.nowAccepts}</strong>
          </p>
          {mayDecide && (
            <form method="post" action={`${at}/introductions`}>
              <button type="submit" name="refuses" value={refuses ? '' : '1'} className="quiet">
                {refuses ? t.accepts : t.refuses}
              </button>
            </form>
          )}
        </section>
        {rows.length === 0 ? <p>{t.none}</p> : <Requests language={language} caption={t.title} rows={rows} />}
      </>,
    )
  })

  app.post('/organisations/:key/introductions', async c => {
    const { refuses } = await readForm(c, refusesForm)
    await decideReachability(means(), c.get('actor'), c.req.param('key'), refuses)
    return seeOther(c, `/organisations/${c.req.param('key')}/introductions?done=${refuses ? 'refuses' : 'accepts'}`)
  })

  return app
}

/** What a person can mend is shown beside what they typed; anything else goes on. */
function mendable(error: unknown): Failure {
  if (error instanceof Failure && (error.kind === 'Invalid' || error.kind === 'Conflict')) return error
  throw error
}

async function askPage(c: Context<AppEnv>, { db }: Deps, typed: Partial<AskForm>, error?: Failure): Promise<Response> {
  const language = c.get('language')
  const actor = c.get('actor')
  const to = typed.to ? await wholeOf(db, typed.to).catch(() => undefined) : undefined
  const choices = await choicesOf(db, actor)
  const from = typed.for
    ? await wholeOf(db, typed.for).catch(() => undefined)
    : (await namedOrganisations(db, actor.actsFor.keys()))[0]
  // With several organisations to ask for it is not known yet whose people these would be.
  const people = from && actor.actsFor.has(from.id) && choices.length === 1 ? await candidates(db, actor, from.id) : []
  const about = typed.call
    ? (await requireCall(db, typed.call)).title
    : typed.need
      ? (await requireNeed(db, actor, typed.need)).title
      : undefined
  return page(
    c,
    { title: words[language].ask, ...here },
    <AskPage
      {...{ language, to, people, about }}
      choices={choices.filter(one => one.id !== to?.id)}
      typed={{ ...typed, who: typed.who || `account:${actor.id}` }}
      alert={error?.in(language)}
      wrong={error?.fieldsIn(language) ?? {}}
    />,
    error ? (error.kind === 'Conflict' ? 409 : 422) : 200,
  )
}

async function requestPage(
  c: Context<AppEnv>,
  { db, clock, mailbox }: Deps,
  sent: { error?: Failure; typed?: string } = {},
): Promise<Response> {
  const language = c.get('language')
  const actor = c.get('actor')
  const view = await viewIntroduction(db, actor, idOf(c))
  const { one, people, own } = view
  const messages = people.met ? await conversation(db, actor, one.id) : []
  const { done } = sent.error ? { done: undefined } : readQuery(c, doneQuery)
  const t = words[language]
  const wrong = sent.error?.fieldsIn(language)
  const props: RequestProps = {
    language,
    view,
    done:
      done === 'sent'
        ? t.sent
        : done === 'waits'
          ? t.sentWaits
          : done === 'written'
            ? t.messageSent
            : done && t.done[done],
    alert: sent.error?.in(language),
    wrong,
    conversation: people.met && (
      <Conversation
        {...{ language, messages }}
        introduction={one.id}
        names={{ from: fromName(one), to: toName(one) }}
        mayWrite={(own.from || own.to) && mayWrite(one, clock())}
        answersComeBack={mailbox !== undefined}
        typed={sent.typed}
        wrong={wrong?.body}
      />
    ),
  }
  return page(
    c,
    { title: t.pageTitle(fromName(one), toName(one)), ...here },
    <RequestPage {...props} />,
    sent.error ? (sent.error.kind === 'Conflict' ? 409 : 422) : 200,
  )
}
