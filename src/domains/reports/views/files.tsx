import { formats, type Language } from '#platform/i18n.ts'
import { words } from '../publication/messages.ts'

type Props = {
  language: Language
  /** Address that the files stand below. */
  at: string
  names: readonly { readonly name: string; readonly size?: number }[]
}

/** What a report can be taken away as, in words. */
export function Files({ language, at, names }: Props) {
  const t = words[language]
  const f = formats(language)
  const other = language === 'it' ? 'en' : 'it'
  const said = (name: string) => t.fileNames[name] ?? (name.endsWith('.zip') ? t.package : name)
  // What is in the reader's language comes first.
  const sorted = names.toSorted((a, b) => Number(a.name.includes(`-${other}.`)) - Number(b.name.includes(`-${other}.`)))
  return (
    <section>
      <h2>{t.files}</h2>
      <ul>
        {sorted.map(({ name, size }) => (
          <li key={name}>
            <a href={`${at}/${name}`}>{said(name)}</a>
            {size !== undefined && (
              <span className="soft"> ({t.size(f.number(Math.max(1, Math.round(size / 1000))))})</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
