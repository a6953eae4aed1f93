import { formats, type Language } from '#platform/i18n.ts'
import { words } from '../messages.ts'

/** On the page of a registration: the way to its wishes, and how many wait for an answer. */
export function WishesLink({ language, token, waiting }: { language: Language; token: string; waiting: number }) {
  const t = words[language]
  return (
    <section className="panel">
      <p>
        {t.linkLead} {waiting > 0 && <strong>{t.linkWaiting(formats(language).number(waiting))}</strong>}
      </p>
      <p>
        <a className="button" href={`/${language}/registration/wishes?token=${encodeURIComponent(token)}`}>
          {t.link}
        </a>
      </p>
    </section>
  )
}
