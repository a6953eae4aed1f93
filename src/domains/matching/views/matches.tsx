import { words as network } from '#domains/network/messages.ts'
import { readableName, readablePlace } from '#domains/network/naming/model.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Tag } from '#ui/parts.tsx'
import { words } from '../messages.ts'
import type { Match } from '../model.ts'
import type { Shown } from '../queries.ts'
import { sentencesOf } from '../sentences.ts'

export type Labels = { readonly projects: ReadonlyMap<string, string>; readonly concepts: ReadonlyMap<string, string> }
type Props = {
  language: Language
  matches: readonly Match[]
  shown: ReadonlyMap<string, Shown>
  labels: Labels
  start?: number
  /** Reasons shown of each, at most. */
  reasons?: number
}

const nameOf = (row: Shown | undefined) => row && readableName(row)

/** Ranked organisations, each with its reasons in words and the evidence that opens. */
export function MatchList({ language, matches, shown, labels, start = 1, reasons = 4 }: Props) {
  const t = words[language]
  const n = network[language]
  const f = formats(language)
  return (
    <ol className="results" start={start}>
      {matches.map(match => {
        const row = shown.get(match.key)
        if (!row) return null
        return (
          <li key={match.key}>
            <h3>
              <a href={`/${language}/organisations/${row.key}`}>{readableName(row)}</a>
            </h3>
            <p className="small row">
              {row.member && <Tag tone="weft">{t.member}</Tag>}
              {row.invented && <Tag tone="knot">{t.invented}</Tag>}
              {match.newcomer && <Tag tone="good">{t.newcomer}</Tag>}
              <span>{n.kinds[row.kind as keyof typeof n.kinds]}</span>
              <span className="soft">
                {[row.city && readablePlace(row.city), row.country && f.country(row.country)]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </p>
            <ul className="small">
              {sentencesOf(match.reasons, language, reasons, row.declared).map(sentence => (
                <li key={sentence.code}>
                  {sentence.text}{' '}
                  {sentence.projects.map((id, index) => (
                    <span key={id}>
                      {index > 0 && ', '}
                      <a href={`/${language}/projects/${id}`}>{labels.projects.get(id) ?? id}</a>
                    </span>
                  ))}
                  {f.list(sentence.concepts.map(code => labels.concepts.get(code) ?? code))}
                  {sentence.organisations.map((key, index) => (
                    <span key={key}>
                      {index > 0 && ', '}
                      <a href={`/${language}/organisations/${key}`}>{nameOf(shown.get(key)) ?? key}</a>
                    </span>
                  ))}
                </li>
              ))}
            </ul>
          </li>
        )
      })}
    </ol>
  )
}
