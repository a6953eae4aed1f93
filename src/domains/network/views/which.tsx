import type { Language } from '#platform/i18n.ts'
import { words } from '../messages.ts'
import type { Several } from '../naming/actions.ts'
import { Result } from './search.tsx'

/** A name that could be several organisations: each leads back to the page that asked, with the choice made. */
export function WhichPage({ language, several, path }: { language: Language; several: Several; path: string }) {
  const t = words[language]
  const name = several.written.slice(0, 80)
  return (
    <>
      <h1>{t.which}</h1>
      <p className="lead">{several.choices.length > 0 ? t.whichLead(name) : t.whichNone(name)}</p>
      <ul className="results">
        {several.choices.map(({ row, search }) => (
          <Result key={row.key} row={row} language={language} href={`${path}${search}`} />
        ))}
      </ul>
      <p>
        <a href={`${path}${several.without}`}>{t.whichBack}</a>
      </p>
    </>
  )
}
