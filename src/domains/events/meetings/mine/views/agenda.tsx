import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Empty, Notice } from '#ui/parts.tsx'
import { words as ofEvents } from '../../../messages.ts'
import { inLanguage, keepUntil } from '../../../model.ts'
import { dayOf, hourOf, spanOf } from '../../../times.ts'
import { words as ofOutcomes } from '../../outcomes/messages.ts'
import { OwnOutcome } from '../../outcomes/views/own.tsx'
import { words } from '../messages.ts'
import { byDay, type Line, linesOf, nextOf } from '../model.ts'
import type { MyDay } from '../queries.ts'
import { MeetingCard, MeetingItem } from './meeting.tsx'

type Props = {
  language: Language
  day: MyDay
  token: string
  now: Date
  /** Address of the feed, complete. */
  feed: string
  saved?: boolean
  alert?: string | undefined
}

/** One's own day: what is next, large; then everything by day; then how to have it in a calendar and on the phone. Plain without a script. */
export function AgendaPage({ language, day, token, now, feed, saved, alert }: Props) {
  const t = words[language]
  const f = formats(language)
  const to = (path: string) => `/${language}/registration${path}?token=${encodeURIComponent(token)}`
  const calledOff = day.event_state === 'cancelled'
  const shown = day.published === true && !calledOff
  const { on, next } = nextOf(day.meetings, now)
  const lines = shown ? linesOf(day.meetings, day.sessions, day.slots) : []
  const days = byDay(lines, at => dayOf(at, day.zone))
  const placed = day.meetings.filter(one => one.state === 'placed')
  return (
    <div
      data-agenda={to('/agenda/said')}
      data-keeper={`/${language}/registration/keep.js`}
      data-scope={`/${language}/registration/agenda`}
      data-event={day.event}
      data-me={day.id}
      data-zone={day.zone}
      data-until={keepUntil(day).toISOString()}
    >
      <Crumbs
        label={ofEvents[language].title}
        trail={[
          { href: `/${language}/events/${day.slug}`, text: inLanguage(day, 'title', language) },
          { href: to(''), text: t.back },
        ]}
      />
      <h1>{t.title}</h1>
      <p className="lead">
        {day.name}, {spanOf(f, language, day)}
        {day.place && `, ${day.place}`}
      </p>
      {saved && (
        <Notice tone="good" role="status">
          <p>{ofOutcomes[language].saved}</p>
        </Notice>
      )}
      {alert && (
        <Notice tone="wrong" role="alert">
          <p>{alert}</p>
        </Notice>
      )}
      <p className="notice warn" role="status" data-copy={t.copy('{when}')} hidden />
      <p
        className="small"
        role="status"
        data-sync
        data-saved={ofOutcomes[language].saved}
        data-waiting={ofOutcomes[language].waiting}
        data-refused={ofOutcomes[language].refused}
      />
      {calledOff && (
        <Notice tone="warn">
          <p>{t.cancelledEvent}</p>
        </Notice>
      )}
      {!calledOff && day.state !== 'confirmed' && (
        <Notice tone="warn">
          <p>{t.notConfirmed}</p>
        </Notice>
      )}
      {!calledOff && day.state === 'confirmed' && !shown && (
        <Empty>
          <p>{t.notYet}</p>
          <p>{t.notYetNext}</p>
        </Empty>
      )}
      {shown && placed.length > 0 && <MeetingCard {...{ language, on, next, now }} zone={day.zone} />}
      {shown && placed.length === 0 && day.state === 'confirmed' && (
        <Empty>
          <p>{t.noMeetings}</p>
          <p>{t.noMeetingsNext}</p>
        </Empty>
      )}
      {shown && (
        <section data-changes data-is-new={t.isNew} data-is-changed={t.isChanged} hidden>
          <h2>{t.changesTitle}</h2>
          <ul />
        </section>
      )}
      {shown && (
        <p className="small soft" data-zone-note={t.zoneDiffers(day.zone)}>
          {t.zone(day.zone)}
        </p>
      )}
      {days.map(([date, list]) => (
        <section key={date}>
          <h2>{f.date(date)}</h2>
          <ol className="agenda">
            {list.map(line => (
              <LineItem key={`${line.what} ${line.at}`} {...{ language, line, day, now }} action={to('/agenda')} />
            ))}
          </ol>
        </section>
      ))}
      {shown && (
        <template data-later>
          <OwnOutcome
            {...{ language }}
            action={to('/agenda')}
            meeting={{ id: '0', name: '', outcome: null, note: '', follows: [] }}
          />
        </template>
      )}
      <div className="two no-print">
        <section className="panel">
          <h2>{t.calendarTitle}</h2>
          <p>{t.calendarLead}</p>
          <p className="row">
            <a className="button" href={feed.replace(/^https?:/, 'webcal:')}>
              {t.subscribe}
            </a>
            <a className="button quiet" href={to('/agenda.ics')} download={`${day.slug}.ics`}>
              {t.download}
            </a>
          </p>
          <p className="small">{t.calendarAddress}</p>
          <p>
            <code className="address">{feed}</code>
          </p>
          <p className="small">{t.calendarSecret}</p>
        </section>
        <section className="panel" data-phone hidden>
          <h2>{t.phoneTitle}</h2>
          <p>{t.kept}</p>
          <p className="small">{t.forgetLead}</p>
          <p className="row">
            <button type="button" className="quiet" data-forget={t.forgotten}>
              {t.forget}
            </button>
            <button type="button" className="quiet" data-print>
              {t.print}
            </button>
          </p>
          <p role="status" data-forgotten />
        </section>
      </div>
    </div>
  )
}

type LineProps = { language: Language; line: Line; day: MyDay; now: Date; action: string }

function LineItem({ language, line, day, now, action }: LineProps) {
  const t = words[language]
  if (line.what === 'meeting')
    return <MeetingItem {...{ language, now, action }} meeting={line.meeting} zone={day.zone} />
  const [starts, ends] = line.what === 'free' ? [line.at, line.until] : [line.session.starts, line.session.ends]
  return (
    <li className="soft">
      <span className="when">
        {hourOf(new Date(starts), day.zone)}–{hourOf(new Date(ends), day.zone)}
      </span>
      <span>
        {line.what === 'free' ? t.free : inLanguage(line.session, 'title', language)}
        {line.what === 'session' && line.session.room && `, ${line.session.room}`}
      </span>
    </li>
  )
}
