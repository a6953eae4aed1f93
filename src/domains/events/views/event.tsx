import type { ReactNode } from 'react'
import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Facts, Notice, Table } from '#ui/parts.tsx'
import { words as ofMeetings } from '../meetings/setup/messages.ts'
import { words } from '../messages.ts'
import { inLanguage, placesLeft } from '../model.ts'
import type { Session } from '../programme/queries.ts'
import type { EventRow } from '../queries.ts'
import { dayOf, hoursOf, spanOf } from '../times.ts'
import { kindText, modeText, StateTag } from './parts.tsx'

type Props = {
  language: Language
  event: EventRow
  sessions: readonly Session[]
  staff: boolean
  now: Date
  /** Whether there are meetings of two. */
  meetings: boolean
  /** The form to register, or what was said after it. */
  form: ReactNode
  /** What leads to its pitches, where it has any. */
  pitches?: ReactNode
}

/** An event as everybody reads it. */
export function EventPage({ language, event, sessions, staff, now, meetings, pitches, form }: Props) {
  const t = words[language]
  const path = `/${language}/events/${event.slug}`
  const note =
    event.state === 'draft'
      ? t.isDraft
      : event.state === 'cancelled'
        ? t.isCancelled
        : now >= event.ends_at
          ? t.isPast
          : event.state === 'closed'
            ? t.isClosed
            : undefined
  return (
    <>
      <Crumbs label={t.title} trail={[{ href: `/${language}/events`, text: t.title }]} />
      <h1>{inLanguage(event, 'title', language)}</h1>
      <p className="row">
        <StateTag language={language} state={event.state} />
        {staff && (
          <a className="button quiet small" href={`/${language}/events/${event.id}/manage`}>
            {t.manage}
          </a>
        )}
      </p>
      {note && (
        <Notice tone="warn">
          <p>{note}</p>
        </Notice>
      )}
      {inLanguage(event, 'summary', language) && <p className="lead">{inLanguage(event, 'summary', language)}</p>}
      {meetings && event.state !== 'cancelled' && now < event.ends_at && (
        <Notice>
          <p>{ofMeetings[language].willBe}</p>
        </Notice>
      )}
      <div className="two">
        <div className="prose">
          {inLanguage(event, 'description', language) && (
            <p className="lines">{inLanguage(event, 'description', language)}</p>
          )}
          {sessions.length > 0 && (
            <>
              <h2 id="programme">{t.programme}</h2>
              <Programme {...{ language, event, sessions }} />
            </>
          )}
          {pitches}
          {form}
        </div>
        <aside className="stack">
          <section className="panel">
            <EventFacts {...{ language, event }} />
            <p className="row">
              <a href={`${path}/calendar.ics`}>{t.calendar}</a>
              <a href={`${path}/poster.pdf`}>{t.poster}</a>
            </p>
          </section>
        </aside>
      </div>
    </>
  )
}

export function EventFacts({ language, event }: { language: Language; event: EventRow }) {
  const t = words[language]
  const f = formats(language)
  const left = placesLeft(event)
  return (
    <>
      <Facts
        items={[
          [t.when, spanOf(f, language, event)],
          [
            t.where,
            [event.place, event.province && !event.place.includes(event.province) ? event.province : '']
              .filter(Boolean)
              .join(', '),
          ],
          [t.mode, modeText(language, event.mode)],
          [t.kind, kindText(language, event.kind)],
          [
            t.places,
            event.capacity === null
              ? t.noLimit
              : `${f.number(event.capacity)}${event.state === 'open' ? `, ${left === 0 ? t.full : t.placesLeft(f.number(left ?? 0))}` : ''}`,
          ],
        ]}
      />
      {event.zone !== 'Europe/Rome' && <p className="small">{t.zoneNote(event.zone)}</p>}
      {event.mode !== 'presence' && <p className="small">{t.onlineLater}</p>}
    </>
  )
}

/** The programme as a table; over several days each has its own. */
export function Programme({ language, event, sessions }: Pick<Props, 'language' | 'event' | 'sessions'>) {
  const t = words[language]
  const f = formats(language)
  const days = [...new Set(sessions.map(one => dayOf(one.starts_at, event.zone)))]
  const rooms = sessions.some(one => one.room)
  const speakers = sessions.some(one => one.speakers.length)
  return days.map(day => (
    <Table
      key={day}
      caption={days.length > 1 ? f.date(day) : t.programme}
      heads={[
        { text: t.hour },
        { text: t.session },
        ...(rooms ? [{ text: t.room }] : []),
        ...(speakers ? [{ text: t.speakers }] : []),
      ]}
      rows={sessions
        .filter(one => dayOf(one.starts_at, event.zone) === day)
        .map(one => [
          hoursOf(one, event.zone),
          inLanguage(one, 'title', language),
          ...(rooms ? [one.room ?? ''] : []),
          ...(speakers ? [one.speakers.join('; ')] : []),
        ])}
    />
  ))
}
