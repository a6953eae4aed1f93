import { formats, type Language } from '#platform/i18n.ts'
import { Select } from '#ui/forms.tsx'
import { words } from '../messages.ts'
import { DOCUMENT_KINDS } from '../model.ts'
import type { DocumentRow } from '../queries.ts'

type Props = {
  language: Language
  organisation: string
  documents: readonly DocumentRow[]
  mayEdit: boolean
  back: 'registry' | 'profile'
}

export function Documents({ language, organisation, documents, mayEdit, back }: Props) {
  const t = words[language]
  const f = formats(language)
  const at = `/${language}/organisations/${organisation}/documents`
  return (
    <section id="documents">
      <h2>{t.title}</h2>
      {documents.length === 0 && <p className="soft">{t.none}</p>}
      <ul className="plain">
        {documents.map(one => (
          <li key={one.id} className="row">
            <a href={`${at}/${one.id}`}>{one.name}</a>
            <span className="small soft">
              {t.kinds[one.kind]} · {f.number(Math.max(1, Math.round(one.size / 1024)))} kB ·{' '}
              {f.dateShort(one.added_at.toISOString().slice(0, 10))} · {t.visibilities[one.visibility]}
            </span>
            {mayEdit && (
              <form method="post" action={`${at}/${one.id}/remove`}>
                <input type="hidden" name="back" value={back} />
                <button type="submit" className="link" aria-label={`${t.remove}: ${one.name}`}>
                  {t.remove}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <details>
          <summary>{t.add}</summary>
          <form method="post" action={at} encType="multipart/form-data">
            <input type="hidden" name="back" value={back} />
            <div className="field">
              <label htmlFor="file">{t.file}</label>
              <span className="hint" id="file-hint">
                {t.fileHint}
              </span>
              <input
                id="file"
                name="file"
                type="file"
                required
                aria-describedby="file-hint"
                accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.odt"
              />
            </div>
            <Select
              name="kind"
              label={t.kind}
              choices={DOCUMENT_KINDS.map(value => ({ value, text: t.kinds[value] }))}
            />
            <Select
              name="visibility"
              label={t.visibility}
              choices={(['staff', 'members'] as const).map(value => ({ value, text: t.visibilities[value] }))}
            />
            <button type="submit" className="small">
              {t.add}
            </button>
          </form>
        </details>
      )}
    </section>
  )
}
