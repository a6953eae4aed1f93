import type { ReactNode } from 'react'
import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Notice, Tag } from '#ui/parts.tsx'
import { words as ofAgenda } from '../../meetings/mine/messages.ts'
import { words as ofEvents } from '../../messages.ts'
import { inLanguage } from '../../model.ts'
import type { Question } from '../../programme/queries.ts'
import type { EventRow } from '../../queries.ts'
import { EventFacts } from '../../views/event.tsx'
import { words } from '../messages.ts'
import type { Registered } from '../model.ts'
import type { Registration } from '../queries.ts'
import { PersonFields, type Typed } from './form.tsx'

type Props = {
  language: Language
  event: EventRow
  registration: Registration
  questions: readonly Question[]
  token: string
  /** Where somebody who waits stands in the line. */
  place: number | undefined
  qr: string | undefined
  code: string
  over: boolean
  typed: Typed
  wrong: Readonly<Record<string, string>>
  alert?: string | undefined
  done?: string | undefined
  /** What is there after the event: how it was, the certificate. */
  afterwards: ReactNode
  /** The ways to one's meetings, and to the vote of the room. */
  ways: ReactNode
}

export function MinePage(props: Props) {
  const { language, event, registration, token, place, qr, code, over, done, alert, afterwards, ways } = props
  const t = words[language]
  const f = formats(language)
  const state = registration.state as Registered
  const to = (path: string) => `/${language}/registration${path}?token=${encodeURIComponent(token)}`
  return (
    <>
      <Crumbs
        label={ofEvents[language].title}
        trail={[
          { href: `/${language}/events`, text: ofEvents[language].title },
          { href: `/${language}/events/${event.slug}`, text: inLanguage(event, 'title', language) },
        ]}
      />
      <h1>{t.mine}</h1>
      <p className="lead">{inLanguage(event, 'title', language)}</p>
      {done && (
        <Notice tone="good" role="status">
          <p>{done}</p>
        </Notice>
      )}
      {alert && (
        <Notice tone="wrong" role="alert">
          <p>{alert}</p>
        </Notice>
      )}
      {event.state === 'cancelled' && (
        <Notice tone="warn">
          <p>{ofEvents[language].isCancelled}</p>
        </Notice>
      )}
      {afterwards}
      {ways}
      <div className="two">
        <div className="stack">
          <section className="panel">
            <p className="row">
              <Tag tone={state === 'confirmed' ? 'good' : 'knot'}>{t.states[state]}</Tag>
              <strong>{registration.name}</strong>
            </p>
            <p>
              {t.stateLong[state]} {place !== undefined && t.inLine(f.number(place))}
            </p>
            {state === 'confirmed' && event.online_address && !over && (
              <p>
                <a className="button" href={event.online_address} rel="noreferrer">
                  {t.join}
                </a>
              </p>
            )}
            {state === 'cancelled' ? (
              event.state === 'open' &&
              !over && <a href={`/${language}/events/${event.slug}#registration`}>{t.again}</a>
            ) : (
              <>
                {event.kind === 'matchmaking' && (
                  <p>
                    <a href={to('/agenda')}>{ofAgenda[language].title}</a>
                  </p>
                )}
                <p>
                  <a href={to('/calendar.ics')}>{t.calendar}</a>
                </p>
                {!over && (
                  <form method="post" action={to('/cancel')}>
                    <p className="small">{t.cancelLead}</p>
                    <button type="submit" className="quiet">
                      {t.cancel}
                    </button>
                  </form>
                )}
              </>
            )}
          </section>
          {qr && (
            <section className="panel">
              <h2>{t.qr}</h2>
              <p>{t.qrLead}</p>
              <img src={qr} alt={t.qr} width="240" height="240" />
              <p>
                <code>{code}</code>
              </p>
            </section>
          )}
          {state !== 'cancelled' && !over && <ChangeForm {...props} action={to('')} />}
          <section>
            <h2>{t.erase}</h2>
            <p>{t.eraseLead}</p>
            <form method="post" action={to('/erase')}>
              <button type="submit" className="quiet small">
                {t.erase}
              </button>
            </form>
          </section>
        </div>
        <aside className="panel">
          <EventFacts {...{ language, event }} />
        </aside>
      </div>
    </>
  )
}

function ChangeForm({ language, typed, wrong, questions, action }: Props & { action: string }) {
  const t = words[language]
  return (
    <section>
      <h2>{t.change}</h2>
      <form method="post" action={action} noValidate>
        <PersonFields {...{ language, typed, wrong, questions }} />
        <button type="submit">{t.save}</button>
      </form>
    </section>
  )
}
