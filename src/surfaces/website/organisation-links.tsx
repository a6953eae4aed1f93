import type { Profile } from '#domains/network/actions.ts'
import { words as duplicateWords } from '#domains/network/duplicates/messages.ts'
import { readableName } from '#domains/network/naming/model.ts'
import type { Language } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { words } from './organisation-words.ts'

/** Other identifiers of the same organisation; staff join and part them. */
export function Links({
  language,
  own,
  linked,
  mayLink,
}: {
  language: Language
  own: string
  linked: Profile['linked']
  mayLink: boolean
}) {
  const t = words[language]
  if (linked.length === 0 && !mayLink) return null
  return (
    <div id="links">
      {linked.length > 0 && <h2>{t.linked}</h2>}
      <ul>
        {linked.map(record => (
          <li key={record.key}>
            {readableName(record)} ({record.pic ?? record.key}), {record.linked_by === 'vat' ? t.byVat : t.byHand}
            {mayLink && (
              <form method="post" action={`/${language}/organisations/${own}/unlink`}>
                <input type="hidden" name="other" value={record.key} />
                <button type="submit" className="link" aria-label={`${t.unlink}: ${readableName(record)}`}>
                  {t.unlink}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {mayLink && (
        <p>
          <a href={`/${language}/duplicates`}>{duplicateWords[language].toQueue}</a>
        </p>
      )}
      {mayLink && (
        <details>
          <summary>{t.link}</summary>
          <form method="post" action={`/${language}/organisations/${own}/links`}>
            <TextField name="other" label={t.linkField} hint={t.linkHint} required maxLength={81} />
            <button type="submit" className="quiet">
              {t.link}
            </button>
          </form>
        </details>
      )}
    </div>
  )
}
