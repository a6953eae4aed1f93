import { mayActFor, mayWork } from '#domains/accounts/policy.ts'
import { words as profileWords } from '#domains/network/profile/messages.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Language } from '#platform/i18n.ts'
import type { words } from './organisation-words.ts'

type TogetherProps = {
  language: Language
  t: (typeof words)['it']
  code: string
  asks: boolean
  own: boolean
  staff: boolean
}

/** What people of the cluster can do with this organisation; nothing for visitors. */
export function Together({ language, t, code, asks, own, staff }: TogetherProps) {
  const at = `/${language}/organisations/${code}`
  const links: (readonly [boolean, string, string])[] = [
    [asks && !own, `/${language}/introductions/new?to=${code}`, t.askIntroduction],
    [own || staff, `${at}/introductions`, t.introductions],
    [staff, `${at}/notes`, t.notes],
  ]
  const shown = links.filter(([there]) => there)
  if (shown.length === 0) return null
  return (
    <p className="row no-print">
      {shown.map(([, href, text]) => (
        <a key={href} className="button quiet small" href={href}>
          {text}
        </a>
      ))}
    </p>
  )
}

/** For those who keep it: the way to its profile, and for staff to its record. */
export function KeepProfile({
  language,
  own,
  member,
  actor,
  id,
}: {
  language: Language
  own: string
  member: boolean
  actor: Actor
  id: number
}) {
  const t = profileWords[language]
  if (!member || !mayActFor(actor, id).allowed) return null
  return (
    <p className="row">
      <a className="button small" href={`/${language}/organisations/${own}/profile`}>
        {t.seeProfile}
      </a>
      {mayWork(actor).allowed && (
        <a className="button quiet small" href={`/${language}/registry/${own}`}>
          {t.seeRecord}
        </a>
      )}
    </p>
  )
}
