import { callId } from '../model.ts'
import { actionOf, lumpSumOf, programmeOf } from './action.ts'
import { dayOf, deadlineOf } from './deadline.ts'
import { readable } from './lines.ts'
import {
  amount,
  amountRange,
  type CallRecord,
  type Complain,
  count,
  type Item,
  itemsOf,
  portalUrl,
  stagesOf,
  textOrNull,
} from './record.ts'
import { listOf, objectOf, type Raw, valuesAt } from './stream.ts'

/** Parts of the conditions of a topic, in the order and under the names of the work programme. */
const CONDITIONS: readonly (readonly [string, string])[] = [
  ['admissibility_conditions', 'Admissibility conditions'],
  ['eligible_countries', 'Eligible countries'],
  ['other_eligibility_conditions', 'Other eligibility conditions'],
  ['financial_and_operational_capacity', 'Financial and operational capacity and exclusion'],
  ['award_criteria_scoring_thresholds', 'Award criteria, scoring and thresholds'],
  ['submission_and_evaluation_process', 'Submission and evaluation processes'],
  ['indicative_timeline', 'Indicative timeline'],
  ['legal_and_financial_setup', 'Legal and financial set-up of the grants'],
]

/**
 * Details of topics by destination, {"destinations": [{"destination_title", "calls": [...]}]}: expected outcome and scope apart, budget, opening
 * and every deadline. The line of a problem is the place in the list.
 */
export async function* readDetails(stream: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Item> {
  let at = 0
  try {
    for await (const value of valuesAt(stream, '$.destinations.*')) {
      const destination = objectOf(value)
      for (const topic of listOf(destination.calls)) {
        at += 1
        yield* itemsOf(file, at, complain =>
          callOf(objectOf(topic), textOrNull(destination.destination_title), complain),
        )
      }
    }
  } catch (error) {
    yield {
      file,
      line: at + 1,
      reason: `the file breaks off here: ${error instanceof Error ? error.message : error}`,
      lost: true,
    }
  }
}

function callOf(raw: Raw, destination: string | null, complain: Complain): CallRecord | undefined {
  const id = callId.safeParse(raw.identifier ?? raw.topic_id)
  const title = textOrNull(raw.topic_title)
  if (!id.success || title === null) {
    complain(`no call: identifier ${JSON.stringify(raw.identifier)?.slice(0, 60)}`)
    return undefined
  }
  const about: Complain = reason => complain(`${id.data}: ${reason}`)
  const given = listOf(raw.deadlines).length > 0 ? listOf(raw.deadlines) : listOf([raw.deadline])
  const deadlines = given.flatMap(value => {
    const deadline = deadlineOf(value)
    if (deadline === undefined) about(`bad deadline ${JSON.stringify(value)?.slice(0, 40)}`)
    return deadline ?? []
  })
  const label = textOrNull(raw.type_of_action)?.replace(/^[A-Z]+(-[A-Z]+)+ (?=[A-Z]{2,} )/, '') ?? null
  const conditions = joined(CONDITIONS.map(([field, name]) => [name, raw[field]]))
  const [grant_min_cents, grant_max_cents] = amountRange(raw.min_contribution, raw.max_contribution, about)
  return {
    id: id.data,
    title,
    programme: programmeOf(textOrNull(raw.programme), null),
    call_identifier: textOrNull(raw.call_identifier),
    call_title: textOrNull(raw.call_title),
    destination,
    action_label: label,
    action: actionOf(label),
    lump_sum: lumpSumOf(label, conditions),
    status: null,
    opens_on: dayOf(raw.opening_date) ?? null,
    stages: stagesOf(raw.deadline_model, deadlines.length),
    budget_cents: amount(raw.indicative_budget, 'budget', about),
    grant_min_cents,
    grant_max_cents,
    expected_grants: count(raw.indicative_number_of_projects, 'expected grants', about),
    description: joined([
      ['Expected Outcome', raw.expected_outcome],
      ['Scope', raw.scope],
    ]),
    conditions,
    keywords: [],
    portal_url: portalUrl(undefined, id.data),
    deadlines: [...new Set(deadlines)].sort(),
    deadlines_partial: false,
  }
}

/** Parts with their heading, read as one text: notes at the end of the last belong to all of them. */
function joined(parts: readonly (readonly [string, unknown])[]): string | null {
  const written = parts.flatMap(([name, value]) =>
    typeof value === 'string' && value.trim() ? [`## ${name}\n${value}`] : [],
  )
  return readable(written.join('\n'))
}
