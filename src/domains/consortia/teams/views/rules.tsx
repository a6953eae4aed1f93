import type { Language } from '#platform/i18n.ts'
import { Empty, Tag, type Tone } from '#ui/parts.tsx'
import type { Verdict } from '../../eligibility/evaluate.ts'
import { words } from '../../messages.ts'

const TONE: Record<Verdict['answer'], Tone> = { met: 'good', notMet: 'weft', unknown: 'knot', topicMayOverride: 'knot' }
/** What asks for attention first. */
const ANSWERS = ['notMet', 'unknown', 'topicMayOverride', 'met'] as const satisfies Verdict['answer'][]

/** Each rule with its answer, the numbers behind it, and where it stands written. */
export function Rules({
  language,
  verdicts,
  unasked = false,
}: {
  language: Language
  verdicts: readonly Verdict[]
  /** There is no team yet: what each rule asks is shown, not what it comes to. */
  unasked?: boolean
}) {
  const t = words[language]
  const ordered = [...verdicts].sort((a, b) => ANSWERS.indexOf(a.answer) - ANSWERS.indexOf(b.answer))
  return (
    <section id="rules">
      <h2>{t.rules}</h2>
      <p className="small soft">{unasked ? t.rulesUnasked : t.rulesLead}</p>
      <ul className="tags">
        {(unasked ? [] : ANSWERS).map(answer => {
          const count = verdicts.filter(one => one.answer === answer).length
          return (
            count > 0 && (
              <li key={answer}>
                <Tag tone={TONE[answer]}>
                  {t.answers[answer]}: {count}
                </Tag>
              </li>
            )
          )
        })}
      </ul>
      {verdicts.length === 0 ? (
        <Empty>
          <p>{t.noRules}</p>
        </Empty>
      ) : (
        <ul className="plain">
          {ordered.map(verdict => (
            <li key={verdict.rule.id}>
              <details className="rule" open={!unasked && verdict.answer === 'notMet'}>
                <summary>
                  {unasked && verdict.answer !== 'topicMayOverride' ? (
                    <Tag>{t.onTheTeam}</Tag>
                  ) : (
                    <Tag tone={TONE[verdict.answer]}>{t.answers[verdict.answer]}</Tag>
                  )}{' '}
                  {!unasked && verdict.answer === 'topicMayOverride' && (
                    <Tag tone={TONE[verdict.state]}>{t.byDefault(t.answers[verdict.state])}</Tag>
                  )}{' '}
                  <span>{verdict.rule.statement[language]}</span>
                </summary>
                {!unasked && verdict.sentences.length > 0 && (
                  <ul className="small">
                    {verdict.sentences.map(sentence => (
                      <li key={sentence.en}>{sentence[language]}</li>
                    ))}
                  </ul>
                )}
                <p className="small soft">
                  {verdict.rule.id} · {t.source}: {verdict.rule.source.document}, {verdict.rule.source.version}
                  {verdict.rule.source.page && `, ${t.page(verdict.rule.source.page)}`} (
                  {t.confidences[verdict.rule.confidence]})
                </p>
              </details>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
