import type { Language } from '#platform/i18n.ts'
import { formats } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Crumbs, Empty, Notice, Tag } from '#ui/parts.tsx'
import { words as ofEvents } from '../../messages.ts'
import { inLanguage } from '../../model.ts'
import type { EventRow } from '../../queries.ts'
import { hasCome } from '../../registrations/model.ts'
import type { Guest } from '../actions.ts'
import { words } from '../messages.ts'

type Props = {
  language: Language
  event: EventRow
  guests: readonly Guest[]
  q: string | undefined
  begun: boolean
  /** Whose badge was scanned. */
  scanned?: Guest | undefined
  alert?: string | undefined
}

/** What is searched, here and on the phone: not what else stands beside a name. */
const findable = (guest: Guest) => `${guest.name} ${guest.organisation}`.toLocaleLowerCase()

/** The list at the door. Without a script each button is a form; with one, marks are kept on the phone until the network takes them. */
export function DoorPage({ language, event, guests, q, begun, scanned, alert }: Props) {
  const t = words[language]
  const f = formats(language)
  const wanted = q?.toLocaleLowerCase()
  const isShown = (guest: Guest) => (scanned ? guest.id === scanned.id : !wanted || findable(guest).includes(wanted))
  const expected = guests.filter(guest => guest.state === 'confirmed').length
  const path = `/${language}/events/${event.id}/check-in`
  return (
    <div
      data-door={`${path}/marks`}
      data-event={event.id}
      data-keeper={`/${language}/events/${event.id}/keep.js`}
      data-scope={path}
    >
      <Crumbs
        label={ofEvents[language].title}
        trail={[
          { href: `/${language}/events`, text: ofEvents[language].title },
          { href: `/${language}/events/${event.id}/manage`, text: inLanguage(event, 'title', language) },
        ]}
      />
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <p className="notice warn" role="status" data-copy={t.copy('{when}')} hidden />
      {alert && (
        <Notice tone="wrong" role="alert">
          <p>{alert}</p>
        </Notice>
      )}
      <p className="row" role="status">
        <strong>
          {t.count}: <span data-came>{f.number(guests.filter(hasCome).length)}</span> / {f.number(expected)}
        </strong>
        <span data-sync={t.online} data-pending={t.pending} data-signed-out={t.signedOut} data-failed={t.failed} />
      </p>
      <div hidden data-refused role="alert" className="notice wrong">
        <p>{t.refused}</p>
        <ul data-refused-names data-number={t.refusedNumber} />
        <button type="button" className="quiet small">
          {t.refusedSeen}
        </button>
      </div>
      <div hidden data-scanner data-forged={t.forged} data-no-camera={t.noCamera}>
        <p className="row">
          <button type="button" className="quiet" data-scan data-stop={t.stop}>
            {t.scan}
          </button>
        </p>
        <video hidden muted playsInline width="320" height="240" />
        <p role="alert" data-scan-said />
      </div>
      <div className="two">
        <form action={path} className="row end">
          <TextField name="q" label={t.search} value={q} type="search" autoComplete="off" />
          <button type="submit" className="quiet" data-search>
            {t.find}
          </button>
        </form>
        <form action={path} className="row end">
          <TextField name="code" label={t.code} hint={t.codeHint} autoComplete="off" />
          <button type="submit" className="quiet">
            {t.find}
          </button>
        </form>
      </div>
      {scanned && <h2>{t.read(scanned.name)}</h2>}
      <div data-none hidden={guests.some(isShown)}>
        <Empty>
          <p>{t.none}</p>
        </Empty>
      </div>
      {/* All of them, whatever was searched: the phone counts, searches and knows badges by this list. */}
      <ul className="results door">
        {guests.map(guest => (
          <GuestItem key={guest.id} {...{ language, guest, path }} shown={isShown(guest)} />
        ))}
      </ul>
      {begun && (
        <form method="post" action={`${path}/absent`}>
          <p className="small">{t.absentLead}</p>
          <button type="submit" className="quiet small">
            {t.absentAll}
          </button>
        </form>
      )}
    </div>
  )
}

type ItemProps = { language: Language; guest: Guest; path: string; shown: boolean }

function GuestItem({ language, guest, path, shown }: ItemProps) {
  const t = words[language]
  const said = { present: t.isHere, 'stand-in': t.isStandIn, absent: t.isAbsent }
  const at = guest.attendance as keyof typeof said | 'unknown'
  const button = (attendance: string, text: string, show: boolean, quiet = false) => (
    <button
      type="submit"
      name="attendance"
      value={attendance}
      className={quiet ? 'quiet small' : undefined}
      hidden={!show}
    >
      {text}
      <span className="visually-hidden"> {guest.name}</span>
    </button>
  )
  return (
    <li
      hidden={!shown}
      data-guest={guest.id}
      data-find={findable(guest)}
      data-code={guest.code}
      data-attendance={guest.attendance}
      data-expected={guest.state === 'confirmed' ? 1 : undefined}
    >
      <form method="post" action={path} className="row">
        <input type="hidden" name="registration" value={guest.id} />
        <span className="grow">
          <strong>{guest.name}</strong> <span className="soft">{guest.organisation}</span>
          {guest.state === 'waiting' && <Tag tone="knot">{t.waiting}</Tag>}
          {guest.needs && (
            <span className="small">
              {' '}
              {t.needs} {guest.needs}
            </span>
          )}
          {Object.entries(said).map(([state, text]) => (
            <span key={state} data-when={state} hidden={at !== state}>
              {' '}
              <Tag tone={state === 'absent' ? undefined : 'good'}>{text}</Tag>
            </span>
          ))}
        </span>
        {button('present', t.present, !hasCome(guest))}
        {button('stand-in', t.standIn, !hasCome(guest), true)}
        {button('unknown', t.undo, at !== 'unknown', true)}
      </form>
    </li>
  )
}
