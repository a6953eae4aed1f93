import { words as network } from '#domains/network/messages.ts'
import { readableName, readablePlace, readableShortName } from '#domains/network/naming/model.ts'
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
  /** The lane of newcomers: close together, and without saying of each that it is one. */
  lane?: boolean
  /** For people of the cluster: members can be asked to be introduced, about what this part of an address says. */
  ask?: string | undefined
}

/** An organisation named as evidence: for short, its whole name where one points. */
function Cited({ language, organisation, row }: { language: Language; organisation: string; row: Shown | undefined }) {
  return (
    <a href={`/${language}/organisations/${organisation}`} title={row && readableName(row)}>
      {row ? readableShortName(row) : organisation}
    </a>
  )
}

/** Ranked organisations, each with its reasons in words and the evidence that opens. */
export function MatchList({ language, matches, shown, labels, start = 1, reasons = 4, lane = false, ask }: Props) {
  const t = words[language]
  const n = network[language]
  const f = formats(language)
  return (
    <ol className={lane ? 'results lane' : 'results'} start={start}>
      {matches.map(match => {
        const row = shown.get(match.key)
        if (!row) return null
        const sentences = sentencesOf(match.reasons, language, reasons, row.declared)
        return (
          <li key={match.key}>
            <h3>
              <a href={`/${language}/organisations/${row.key}`}>{readableName(row)}</a>
            </h3>
            <p className="small row">
              {row.member && <Tag tone="weft">{t.member}</Tag>}
              {row.invented && <Tag>{t.invented}</Tag>}
              {match.newcomer && !lane && <Tag tone="good">{t.newcomer}</Tag>}
              <span>{n.kinds[row.kind as keyof typeof n.kinds]}</span>
              <span className="soft">
                {[row.city && readablePlace(row.city), row.country && f.country(row.country)]
                  .filter(Boolean)
                  .join(', ')}
              </span>
              {ask !== undefined && row.member && (
                <a className="no-print" href={`/${language}/introductions/new?to=${row.key}&${ask}`}>
                  {t.introduce}
                </a>
              )}
            </p>
            {sentences.length > 0 && (
              <ul className="small reasons">
                {sentences.map(sentence => (
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
                        <Cited language={language} organisation={key} row={shown.get(key)} />
                      </span>
                    ))}
                  </li>
                ))}
              </ul>
            )}
          </li>
        )
      })}
    </ol>
  )
}
