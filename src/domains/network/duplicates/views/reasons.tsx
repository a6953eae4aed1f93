import { readableName } from '#domains/network/naming/model.ts'
import type { Language } from '#platform/i18n.ts'
import { reasonWords, words } from '../messages.ts'
import type { Reason } from '../model.ts'

/** A reason in words, with what it rests on. */
export function reasonIn(language: Language, { about, verdict, evidence }: Reason): string | undefined {
  const said = reasonWords[language]
  const text = said[`${about} ${verdict}` as keyof typeof said]
  if (!text) return undefined
  const [a, b] = (evidence ?? []).map(name => readableName({ name }))
  if (about !== 'name' || !a || !b) return text
  return language === 'it' ? `${text}: «${a}» e «${b}»` : `${text}: “${a}” and “${b}”`
}

/** What speaks for one organisation and what against, heaviest first. */
export function Reasons({ language, reasons }: { language: Language; reasons: readonly Reason[] }) {
  const t = words[language]
  const side = (title: string, chosen: readonly Reason[]) => {
    const lines = [...new Set(chosen.map(reason => reasonIn(language, reason)).filter(Boolean))]
    if (lines.length === 0) return null
    return (
      <div>
        <h3>{title}</h3>
        <ul className="reasons">
          {lines.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
    )
  }
  return (
    <div className="lane">
      {side(
        t.speaksFor,
        reasons.filter(reason => reason.weight > 0),
      )}
      {side(
        t.speaksAgainst,
        reasons.filter(reason => reason.weight < 0),
      )}
    </div>
  )
}
