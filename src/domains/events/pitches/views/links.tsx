import { formats, type Language } from '#platform/i18n.ts'
import type { EventRow } from '../../queries.ts'
import { words } from '../messages.ts'
import { callIsOpen, callIsShown } from '../model.ts'
import type { Pitching } from '../queries.ts'

type Props = {
  language: Language
  event: EventRow
  pitching: Pitching
  now: Date
  /** The link of a registration: who follows it votes without a code. */
  token?: string
}

/** What leads from the page of an event, or of a registration, to its call for pitches, the vote of the room and the results, each while it is there. */
export function PitchLinks({ language, event, pitching, now, token }: Props) {
  const t = words[language]
  const at = `/${language}/events/${event.slug}`
  const links = [
    ...(callIsOpen(pitching, event, now)
      ? [
          {
            href: `${at}/pitch`,
            text: t.propose,
            note: t.until(formats(language).instant(pitching.deadline, event.zone)),
          },
        ]
      : []),
    ...(pitching.audience === 'open'
      ? [
          {
            href: token === undefined ? `${at}/vote` : `${at}/vote?token=${encodeURIComponent(token)}`,
            text: t.vote,
            note: '',
          },
        ]
      : []),
    ...(pitching.published_at !== null && callIsShown(pitching, event)
      ? [{ href: `${at}/results`, text: t.readResults, note: '' }]
      : []),
  ]
  if (links.length === 0) return null
  return (
    <section>
      <h2>{t.title}</h2>
      {links.map(({ href, text, note }) => (
        <p className="row" key={href}>
          <a className="button" href={href}>
            {text}
          </a>
          {note && <span>{note}</span>}
        </p>
      ))}
    </section>
  )
}
