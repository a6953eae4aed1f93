import type { Language } from '#platform/i18n.ts'
import { Crumbs, Notice } from '#ui/parts.tsx'
import { words as ofEvents } from '../../../messages.ts'
import { inLanguage } from '../../../model.ts'
import type { EventRow } from '../../../queries.ts'
import { words } from '../messages.ts'

/** The way back from a page about the meetings of an event; `setup`: over the page of their set-up. */
export function SetupCrumbs({ language, event, setup }: { language: Language; event: EventRow; setup?: boolean }) {
  return (
    <Crumbs
      label={ofEvents[language].title}
      trail={[
        { href: `/${language}/events`, text: ofEvents[language].title },
        { href: `/${language}/events/${event.id}/manage`, text: inLanguage(event, 'title', language) },
        ...(setup ? [{ href: `/${language}/events/${event.id}/meetings`, text: words[language].title }] : []),
      ]}
    />
  )
}

/** What was done, and what was not. */
export function Said({ done, alert }: { done?: string | undefined; alert?: string | undefined }) {
  return (
    <div data-said>
      {done && !alert && (
        <Notice tone="good" role="status">
          <p>{done}</p>
        </Notice>
      )}
      {alert && (
        <Notice tone="wrong" role="alert">
          <p>{alert}</p>
        </Notice>
      )}
    </div>
  )
}
