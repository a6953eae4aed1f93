import type { ReactNode } from 'react'
import { formats, type Language } from '#platform/i18n.ts'
import { Tag } from '#ui/parts.tsx'
import { dayOf, hourOf } from '../../../times.ts'
import { OwnOutcome } from '../../outcomes/views/own.tsx'
import { words } from '../messages.ts'
import { type MyMeeting, minutesUntil, whyOf } from '../model.ts'

type Shown = { language: Language; meeting: MyMeeting; zone: string }

const HOUR = 60

/** How long until something begins, while it is near enough to say. */
function soon(language: Language, minutes: number): string {
  const t = words[language]
  const f = formats(language)
  if (minutes >= 24 * HOUR) return ''
  if (minutes < HOUR) return t.inMinutes(f.number(minutes))
  return t.inHours(f.number(Math.floor(minutes / HOUR)), f.number(minutes % HOUR))
}

const when = ({ meeting, zone }: Pick<Shown, 'meeting' | 'zone'>): ReactNode => (
  <>
    <time dateTime={meeting.starts}>{hourOf(new Date(meeting.starts), zone)}</time>–
    <time dateTime={meeting.ends}>{hourOf(new Date(meeting.ends), zone)}</time>
  </>
)
const where = ({ language, meeting }: Shown) => words[language].table(meeting.table, meeting.room)

function Who({ language, meeting }: Shown) {
  return (
    <>
      <strong>{meeting.name || words[language].erased}</strong>
      {meeting.organisation && <span>, {meeting.organisation}</span>}
    </>
  )
}

function About({ language, meeting }: Shown) {
  const t = words[language]
  const items: [string, string][] = [
    [t.offers, meeting.offers],
    [t.seeks, meeting.seeks],
    [t.languages, meeting.languages.join(', ')],
    [t.whyHead, t.why[whyOf(meeting)]],
  ]
  return (
    <dl>
      {items
        .filter(([, text]) => text !== '')
        .flatMap(([name, text]) => [
          <dt key={`${name}-t`}>{name}</dt>,
          <dd key={name} className="lines">
            {text}
          </dd>,
        ])}
    </dl>
  )
}

type Card = { language: Language; zone: string; on: MyMeeting | undefined; next: MyMeeting | undefined; now: Date }

/** What is on, or next, so large that it is read while walking; and where to go after it. A script keeps it true while the page is open. */
export function MeetingCard({ language, zone, on, next, now }: Card) {
  const t = words[language]
  const main = on ?? next
  const then = on ? next : undefined
  const shown = main && { language, meeting: main, zone }
  return (
    <section
      className="panel next"
      data-card
      data-now={t.now}
      data-next={t.next}
      data-over={t.over}
      data-over-next={t.overNext}
      data-in-one={t.inMinutes('1')}
      data-in-many={t.inMinutes('{n}')}
      data-in-hours={t.inHours('{h}', '{n}')}
      data-left-one={t.left('1')}
      data-left-many={t.left('{n}')}
    >
      <h2 data-slot="head">{on ? t.now : main ? t.next : t.over}</h2>
      <p className="hour">
        <span data-slot="when">{shown && when(shown)}</span>{' '}
        <span data-slot="in">
          {on
            ? t.left(formats(language).number(minutesUntil(on.ends, now)))
            : main && soon(language, minutesUntil(main.starts, now))}
        </span>
      </p>
      <p className="place" data-slot="where">
        {shown && where(shown)}
      </p>
      <p data-slot="who">{shown && <Who {...shown} />}</p>
      <div data-slot="about">{shown ? <About {...shown} /> : <p>{t.overNext}</p>}</div>
      <p className="then" data-then hidden={!then}>
        {t.after}: <span data-slot="then-when">{then && when({ meeting: then, zone })}</span>,{' '}
        <strong data-slot="then-where">{then && where({ language, meeting: then, zone })}</strong> {t.with}{' '}
        <span data-slot="then-who">{then && <Who {...{ language, zone }} meeting={then} />}</span>
      </p>
    </section>
  )
}

/** A meeting in the list. How it went is asked once it has begun; on the phone also when the page is an old copy. */
export function MeetingItem({ language, meeting, zone, now, action }: Shown & { now: Date; action: string }) {
  const t = words[language]
  const shown = { language, meeting, zone }
  const gone = meeting.state === 'cancelled'
  const begun = now.getTime() >= Date.parse(meeting.starts)
  const changed = meeting.changed === null ? undefined : new Date(meeting.changed)
  const f = formats(language)
  return (
    <li
      id={`m${meeting.id}`}
      className={gone ? 'gone' : undefined}
      data-meeting={meeting.id}
      data-uid={meeting.uid}
      data-version={meeting.sequence}
      data-state={meeting.state}
      data-starts={meeting.starts}
      data-ends={meeting.ends}
    >
      <span className="when" data-part="when">
        {when(shown)}
      </span>
      <div>
        <h3 data-part="who">
          <Who {...shown} />
        </h3>
        <p>
          <span className="place" data-part="where">
            {where(shown)}
          </span>{' '}
          {gone && <Tag tone="weft">{t.cancelled}</Tag>}
          {changed && (
            <span className="small soft">
              {t.changed(`${f.dateShort(dayOf(changed, zone))}, ${hourOf(changed, zone)}`)}
            </span>
          )}
        </p>
        {!gone && (
          <details>
            <summary>{t.more}</summary>
            <div data-part="about">
              <About {...shown} />
            </div>
          </details>
        )}
        {!gone && begun && <OwnOutcome {...{ language, meeting, action }} />}
      </div>
    </li>
  )
}
