import type { Demand, Infeasible, Remedy } from '#algorithms/team/problem.ts'
import { readableName } from '#domains/network/naming/model.ts'
import { fill } from '#platform/errors.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Notice } from '#ui/parts.tsx'
import { ruleOf } from '../../eligibility/team-rules.ts'
import { words } from '../../messages.ts'
import type { TeamView } from '../actions.ts'
import type { CandidateRow } from '../queries.ts'

const nameOf = (row: CandidateRow | undefined) => row && readableName(row)

/** Why no team is possible, in one sentence. */
export function whyImpossible({ reason }: Infeasible, rows: TeamView['rows'], language: Language): string {
  const params = Object.fromEntries(Object.entries(reason).filter(([, value]) => typeof value === 'number')) as Record<
    string,
    number
  >
  const names =
    'candidates' in reason ? formats(language).list(reason.candidates.flatMap(index => nameOf(rows[index]) ?? [])) : ''
  return fill(words[language].reasons[reason.kind], { ...params, names })
}

/** Why no team is possible, and what would mend it. Nothing of what was asked is lost. */
export function Impossible({ language, view, outcome }: { language: Language; view: TeamView; outcome: Infeasible }) {
  const t = words[language]
  const { rows } = view
  const name = (index: number) => nameOf(rows[index]) ?? ''
  const demand = (one: Demand) =>
    fill(t.demand[one.kind], {
      ...('id' in one ? { id: ruleOf(one.id) } : {}),
      ...('size' in one ? { size: one.size } : {}),
      ...('candidate' in one ? { name: name(one.candidate) } : {}),
    })
  const remedy = (one: Remedy) =>
    fill(t.remedy[one.kind], {
      ...('to' in one ? { to: one.to } : {}),
      ...('count' in one ? { count: one.count } : {}),
      ...('rule' in one ? { rule: ruleOf(one.rule) } : {}),
      ...('candidate' in one ? { name: name(one.candidate) } : {}),
    })
  return (
    <Notice tone="wrong" role="alert">
      <h2>{t.impossible}</h2>
      <p>{whyImpossible(outcome, rows, language)}</p>
      {outcome.reason.kind === 'conflict' && (
        <>
          <p>{t.because}</p>
          <ul>
            {outcome.reason.demands.map(one => (
              <li key={JSON.stringify(one)}>{demand(one)}</li>
            ))}
          </ul>
        </>
      )}
      {outcome.remedies.length > 0 && (
        <>
          <p>{t.mend}</p>
          <ul>
            {outcome.remedies.map(one => (
              <li key={JSON.stringify(one)}>{remedy(one)}</li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  )
}
