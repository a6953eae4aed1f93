import { Hono } from 'hono'
import { z } from 'zod'
import { addressOf } from '#kernel/address.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { Env } from '#platform/env.ts'
import { type AppEnv, idOf, page, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextField } from '#ui/forms.tsx'
import { Empty, Notice, Pager, Table, Tag, type Tone } from '#ui/parts.tsx'
import { leaveMail, mailSeen, retryMail } from './actions.ts'
import { words } from './messages.ts'
import { MAIL_STATES, type MailState, mailQuery } from './model.ts'
import { MAILS_PER_PAGE, type MailRow } from './queries.ts'

type Deps = { db: Db; clock: Clock; env: Pick<Env, 'smtpUrl' | 'mailReplyTo'> }

const actForm = z.object({ act: z.enum(['retry', 'leave']) })
const doneQuery = z.object({ done: z.enum(['retried', 'left']).optional().catch(undefined) })
const TONE: Partial<Record<MailState, Tone>> = { sent: 'good', uncertain: 'knot', failed: 'weft', bounced: 'weft' }

/** What mail has gone and what has not, for staff. What it says is shown to nobody. */
export function workspace({ db, clock, env }: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get('/mail', async c => {
    const language = c.get('language')
    const t = words[language]
    const f = formats(language)
    const query = readQuery(c, mailQuery)
    const { done } = readQuery(c, doneQuery)
    const { rows, total, counts } = await mailSeen(db, c.get('actor'), query, clock())
    const pages = Math.ceil(total / MAILS_PER_PAGE)
    return page(
      c,
      { title: t.title, noIndex: true, section: 'mail', wide: true },
      <>
        <h1>{t.title}</h1>
        <p className="lead">{t.lead}</p>
        {done && (
          <Notice tone="good" role="status">
            <p>{t[done]}</p>
          </Notice>
        )}
        {!env.smtpUrl && (
          <Notice tone="warn">
            <p>{t.noServer}</p>
          </Notice>
        )}
        {env.smtpUrl && !env.mailReplyTo && <p className="small soft">{t.noAnswers}</p>}
        <p className="row">
          <Tag>{t.waiting(f.number(counts.waiting))}</Tag>
          {counts.late > 0 && <Tag tone="knot">{t.late(f.number(counts.late))}</Tag>}
          {counts.trouble > 0 && (
            <a href={`/${language}/mail?state=trouble`}>
              <Tag tone="weft">{t.trouble(f.number(counts.trouble))}</Tag>
            </a>
          )}
        </p>
        <form className="row end" action={`/${language}/mail`}>
          <Select
            name="state"
            label={t.state}
            any={t.any}
            value={query.state}
            choices={[
              { value: 'trouble', text: t.lookAt },
              ...MAIL_STATES.map(value => ({ value, text: t.states[value] })),
            ]}
          />
          <div className="grow">
            <TextField name="to" label={t.to} value={query.to} />
          </div>
          <div className="field">
            <button type="submit">{t.filter}</button>
          </div>
        </form>
        {rows.some(row => row.state === 'uncertain') && <p className="small">{t.uncertainHint}</p>}
        {rows.length === 0 ? (
          <Empty>
            <p>{t.none}</p>
          </Empty>
        ) : (
          <Table
            caption={t.found(f.number(total))}
            heads={[
              { text: t.to },
              { text: t.subject },
              { text: t.state },
              { text: t.when },
              { text: t.problem },
              { text: t.act },
            ]}
            rows={rows.map(row => cells(row, language))}
          />
        )}
        <Pager
          page={query.page}
          pages={pages}
          href={next => `/${language}/mail${addressOf({ ...query, page: next })}`}
          words={{
            label: t.pages,
            previous: t.previous,
            next: t.next,
            position: t.position(f.number(query.page), f.number(pages)),
          }}
        />
      </>,
    )
  })

  app.post('/mail/:id{[0-9]+}', async c => {
    const { act } = await readForm(c, actForm)
    const decide = act === 'retry' ? retryMail : leaveMail
    await decide(db, c.get('actor'), idOf(c), clock())
    return seeOther(c, `/mail?state=trouble&done=${act === 'retry' ? 'retried' : 'left'}`)
  })

  return app
}

function cells(row: MailRow, language: Language) {
  const t = words[language]
  const f = formats(language)
  const state = row.state as MailState
  const press = (act: 'retry' | 'leave', text: string) => (
    <button
      type="submit"
      name="act"
      value={act}
      className="quiet small"
      aria-label={`${text}: ${row.recipient}, ${row.subject}`}
    >
      {text}
    </button>
  )
  return [
    row.recipient,
    row.subject,
    <span key="s">
      <Tag tone={row.settled_at ? undefined : TONE[state]}>{t.states[state]}</Tag>
      {row.settled_at && <span className="small soft"> {t.settled}</span>}
    </span>,
    f.instant(row.sent_at ?? row.queued_at, 'Europe/Rome'),
    <span key="p" className="small">
      {row.problem}
    </span>,
    !row.settled_at && (state === 'uncertain' || state === 'failed' || state === 'bounced') && (
      <form key="a" method="post" action={`/${language}/mail/${row.id}`} className="row">
        {row.kept && state !== 'bounced' && press('retry', t.retry)}
        {press('leave', t.leave)}
      </form>
    ),
  ]
}
