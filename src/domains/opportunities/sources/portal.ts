import { BadHeader } from '#platform/imports/csv.ts'
import { callId } from '../model.ts'
import { actionOf, lumpSumOf, programmeOf } from './action.ts'
import { deadlineOf, openingOf } from './deadline.ts'
import { keywordsOf, readable } from './lines.ts'
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
  statusOf,
  textOrNull,
} from './record.ts'
import { listOf, objectOf, type Raw, valuesAt } from './stream.ts'

/** Kind of entry of the portal's list that is a call for proposals; the others are tenders. */
const GRANT = '1'
const NEEDED = ['identifier', 'title', 'status'] as const

/**
 * Calls of the portal's own list, {"fundingData": {"GrantTenderObj": [...]}}: grants only. The line of a problem is the place in the list.
 * @throws BadHeader when the first grant lacks its identifier, title or status.
 */
export async function* readPortal(stream: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Item> {
  let at = 0
  let known = false
  try {
    for await (const value of valuesAt(stream, '$.fundingData.GrantTenderObj.*')) {
      at += 1
      const raw = objectOf(value)
      if (String(raw.type) !== GRANT) continue
      if (!known) {
        const missing = NEEDED.filter(name => !(name in raw))
        if (missing.length) throw new BadHeader(file, missing)
        known = true
      }
      yield* itemsOf(file, at, complain => callOf(raw, complain))
    }
  } catch (error) {
    if (error instanceof BadHeader) throw error
    yield {
      file,
      line: at + 1,
      reason: `the file breaks off here: ${error instanceof Error ? error.message : error}`,
      lost: true,
    }
  }
}

function callOf(raw: Raw, complain: Complain): CallRecord | undefined {
  const id = callId.safeParse(raw.identifier)
  const title = textOrNull(raw.title)
  if (!id.success || title === null) {
    complain(`no call: identifier ${JSON.stringify(raw.identifier)?.slice(0, 60)}`)
    return undefined
  }
  const about: Complain = reason => complain(`${id.data}: ${reason}`)
  const deadlines = listOf(raw.deadlineDatesLong).flatMap(value => {
    const deadline = deadlineOf(value)
    if (deadline === undefined) about(`bad deadline ${JSON.stringify(value)?.slice(0, 40)}`)
    return deadline ?? []
  })
  const actions = listOf(raw.actions).map(objectOf)
  const label = labelOf(raw, actions)
  const programme = objectOf(raw.frameworkProgramme)
  const conditions = readable(raw.conditions)
  const identifier = textOrNull(raw.callIdentifier)
  return {
    id: id.data,
    title,
    programme: programmeOf(textOrNull(programme.abbreviation), textOrNull(programme.description)),
    call_identifier: identifier,
    call_title: textOrNull(raw.callTitle),
    destination: null,
    action_label: label,
    action: actionOf(label),
    lump_sum: lumpSumOf(label, conditions),
    status: statusOf(objectOf(raw.status).abbreviation, about),
    opens_on: openingOf(raw.plannedOpeningDateLong ?? raw.plannedOpeningDate) ?? null,
    stages: stagesOf(modelOf(raw, actions), deadlines.length),
    ...budgetOf(raw, id.data, about),
    description: readable(raw.description),
    conditions,
    keywords: keywordsOf([...listOf(raw.tags), ...listOf(raw.keywords)], id.data, identifier),
    portal_url: portalUrl(undefined, id.data),
    deadlines: [...new Set(deadlines)].sort(),
    deadlines_partial: false,
  }
}

/** The type of action: of the first action, or where the list names them apart. */
function labelOf(raw: Raw, actions: readonly Raw[]): string | null {
  const types = actions.flatMap(action => listOf(action.types))
  const named = [...types, ...listOf(raw.topicActions)].map(type =>
    typeof type === 'string'
      ? type
      : (objectOf(type).typeOfAction ?? objectOf(type).description ?? objectOf(type).abbreviation),
  )
  return textOrNull(named.find(name => textOrNull(name) !== null))
}

function modelOf(raw: Raw, actions: readonly Raw[]): unknown {
  const procedure = actions.map(action => objectOf(action.submissionProcedure).abbreviation).find(Boolean)
  return (
    raw.deadlineModel ??
    procedure ??
    objectOf(raw.submissionProcedure).abbreviation ??
    budgetLines(raw)[0]?.deadlineModel
  )
}

/** Lines of the overview of budgets; it tells of every topic of the call, each in a line that begins with its identifier. */
const budgetLines = (raw: Raw): Raw[] =>
  Object.values(objectOf(objectOf(raw.budgetOverviewJSONItem).budgetTopicActionMap)).flatMap(lines =>
    listOf(lines).map(objectOf),
  )

function budgetOf(raw: Raw, id: string, about: Complain) {
  const own = budgetLines(raw).filter(line => `${textOrNull(line.action) ?? ''} `.startsWith(`${id} `))
  const [first] = own
  const years = own.flatMap(line => Object.values(objectOf(line.budgetYearMap)))
  const sums = years.map(value => amount(value, 'budget', about) ?? 0)
  const [grant_min_cents, grant_max_cents] = amountRange(first?.minContribution, first?.maxContribution, about)
  return {
    budget_cents: sums.reduce((sum, cents) => sum + cents, 0) || null,
    grant_min_cents,
    grant_max_cents,
    expected_grants: count(first?.expectedGrants, 'expected grants', about),
  }
}
