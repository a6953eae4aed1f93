import type { Language } from '#platform/i18n.ts'
import type { EventRow } from '../../../queries.ts'
import { words } from '../messages.ts'
import { SetupCrumbs } from './parts.tsx'

type Props = {
  language: Language
  event: EventRow
  title: string
  names: readonly string[]
  action: string
  fields: readonly (readonly [string, string])[]
  yes: string
}

/** A question before something is lost. */
export function AskPage({ language, event, title, names, action, fields, yes }: Props) {
  const at = `/${language}/events/${event.id}/meetings`
  return (
    <>
      <SetupCrumbs language={language} event={event} setup />
      <h1>{title}</h1>
      <ul>
        {names.map(name => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <form method="post" action={action} className="row">
        {fields.map(([name, value]) => (
          <input key={value} type="hidden" name={name} value={value} />
        ))}
        <button type="submit" name="sure" value="1">
          {yes}
        </button>
        <a className="button quiet" href={at}>
          {words[language].back}
        </a>
      </form>
    </>
  )
}
