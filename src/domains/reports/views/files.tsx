import { formats, type Language } from '#platform/i18n.ts'
import type { Outgoing } from '../opendata/files.ts'
import { fileWords } from '../opendata/messages.ts'
import { words } from '../publication/messages.ts'

type Props = {
  language: Language
  /** Path that the files stand below, without the language. */
  path: string
  files: readonly Pick<Outgoing, 'name' | 'language' | 'bytes'>[]
}

/** What a report can be taken away as, in words; what is in the reader’s language first. */
export function Files({ language, path, files }: Props) {
  const t = words[language]
  const f = formats(language)
  const rank = (of: Language | undefined) => (of === language ? 0 : of === undefined ? 1 : 2)
  return (
    <section>
      <h2>{t.files}</h2>
      <ul>
        {files
          .toSorted((a, b) => rank(a.language) - rank(b.language))
          .map(({ name, language: of, bytes }) => (
            <li key={`${of}${name}`}>
              <a href={`${of ? `/${of}` : ''}${path}/${name}`} hrefLang={of}>
                {fileWords(language, name)}
                {of && of !== language && `, ${t.inOther}`}
              </a>
              {bytes !== undefined && (
                <span className="soft"> ({t.size(f.number(Math.max(1, Math.round(bytes / 1000))))})</span>
              )}
            </li>
          ))}
      </ul>
    </section>
  )
}
