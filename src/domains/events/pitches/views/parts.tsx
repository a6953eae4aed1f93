import type { ReactNode } from 'react'
import type { Language } from '#platform/i18n.ts'
import { Crumbs, Notice, Tag, type Tone } from '#ui/parts.tsx'
import { words as ofEvents } from '../../messages.ts'
import { inLanguage } from '../../model.ts'
import type { EventRow } from '../../queries.ts'
import { words } from '../messages.ts'
import type { PitchState } from '../model.ts'

const TONE: Record<PitchState, Tone | undefined> = {
  draft: undefined,
  sent: 'warp',
  accepted: 'good',
  reserve: 'knot',
  declined: undefined,
  withdrawn: 'weft',
}
export const PitchTag = ({ language, state }: { language: Language; state: string }) => (
  <Tag tone={TONE[state as PitchState]}>{words[language].states[state as PitchState]}</Tag>
)

export type Said = { done?: string | undefined; alert?: string | undefined }
export const Told = ({ done, alert }: Said) => (
  <>
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
  </>
)

/** The way back to the event, for everybody. */
export const EventCrumbs = ({ language, event }: { language: Language; event: EventRow }) => (
  <Crumbs
    label={ofEvents[language].title}
    trail={[
      { href: `/${language}/events`, text: ofEvents[language].title },
      { href: `/${language}/events/${event.slug}`, text: inLanguage(event, 'title', language) },
    ]}
  />
)

export const STAFF_PARTS = ['start', 'call', 'selection', 'stage', 'jury', 'results'] as const
export type StaffPart = (typeof STAFF_PARTS)[number]

/** The frame of a page of staff: the way back, the parts of the pitches, what was just done. */
export function StaffFrame({
  language,
  event,
  part,
  title,
  children,
  done,
  alert,
}: Said & { language: Language; event: EventRow; part: StaffPart; title: string; children: ReactNode }) {
  const t = words[language]
  const at = `/${language}/events/${event.id}/pitches`
  return (
    <>
      <Crumbs
        label={ofEvents[language].title}
        trail={[
          { href: `/${language}/events`, text: ofEvents[language].title },
          { href: `/${language}/events/${event.id}/manage`, text: inLanguage(event, 'title', language) },
        ]}
      />
      <h1>{title}</h1>
      <nav aria-label={t.parts}>
        <ul className="tabs">
          {STAFF_PARTS.map(one => (
            <li key={one}>
              <a href={one === 'start' ? at : `${at}/${one}`} aria-current={one === part ? 'page' : undefined}>
                {t[one]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Told {...{ done, alert }} />
      {children}
    </>
  )
}
