import type { Language } from '#platform/i18n.ts'
import { Empty, Tag, type Tone } from '#ui/parts.tsx'
import type { Verdict } from '../../eligibility/evaluate.ts'
import { words } from '../../messages.ts'

const TONE: Record<Verdict['answer'], Tone> = { met: 'good', notMet: 'weft', unknown: 'knot', topicMayOverride: 'knot' }
/** What asks for attention first. */
const ORDER: Record<Verdict['answer'], number> = { notMet: 0, unknown: 1, topicMayOverride: 2, met: 3 }

/** Each rule with its answer, the numbers behind it, and where it stands written. */
export function Rules({ language, verdicts }: { language: Language; verdicts: readonly Verdict[] }) {
  const t = words[language]
  const ordered = [...verdicts].sort((a, b) => ORDER[a.answer] - ORDER[b.answer])
  return (
    <section id="rules">
      <h2>{t.rules}</h2>
      <p className="small soft">{t.rulesLead}</p>
      {verdicts.length === 0 ? (
        <Empty>
          <p>{t.noRules}</p>
        </Empty>
      ) : (
        <ul className="results">
          {ordered.map(verdict => (
            <li key={verdict.rule.id}>
              <p className="row">
                <Tag tone={TONE[verdict.answer]}>{t.answers[verdict.answer]}</Tag>
                {verdict.answer === 'topicMayOverride' && (
                  <Tag tone={TONE[verdict.state]}>{t.byDefault(t.answers[verdict.state])}</Tag>
                )}
                <strong>{verdict.rule.id}</strong>
              </p>
              <p>{verdict.rule.statement[language]}</p>
              {verdict.sentences.length > 0 && (
                <ul className="small">
                  {verdict.sentences.map(sentence => (
                    <li key={sentence.en}>{sentence[language]}</li>
                  ))}
                </ul>
              )}
              <p className="small soft">
                {t.source}: {verdict.rule.source.document}, {verdict.rule.source.version}
                {verdict.rule.source.page && `, ${t.page(verdict.rule.source.page)}`} (
                {t.confidences[verdict.rule.confidence]})
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
