import { BadHeader } from '#platform/imports/csv.ts'
import { callId } from '../model.ts'
import { actionOf, lumpSumOf, programmeOf } from './action.ts'
import { deadlineOf } from './deadline.ts'
import {
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
import type { Raw } from './stream.ts'
import { readableText } from './text.ts'

/** What a line must have for the file to be of this kind. */
const NEEDED = ['topicId', 'title', 'programme', 'deadline'] as const

/**
 * Calls, one JSON object a line, as written by public extracts of the portal: topicId, title, programme, callIdentifier, deadline, deadlineModel,
 * callStatus, budgetMin, budgetMax (euro for one project), expectedGrants, typesOfAction, description, topicConditions, ...
 * @throws BadHeader when the first line that can be read lacks the fields of a call.
 */
export async function* readLines(lines: AsyncIterable<string>, file: string): AsyncGenerator<Item> {
  let at = 0
  let known = false
  try {
    for await (const line of lines) {
      at += 1
      if (line.trim() === '') continue
      if (line.includes('\uFFFD')) {
        yield { file, line: at, reason: 'bytes that are not UTF-8', lost: true }
        continue
      }
      const raw = objectOf(line)
      if (raw === undefined) {
        yield { file, line: at, reason: 'not a JSON object', lost: true }
        continue
      }
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
  if (!known) throw new BadHeader(file, NEEDED)
}

function objectOf(line: string): Raw | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Raw) : undefined
  } catch {
    return undefined
  }
}

function callOf(raw: Raw, complain: Complain): CallRecord | undefined {
  const id = callId.safeParse(raw.topicId)
  const title = textOrNull(raw.title)
  if (!id.success || title === null) {
    complain(
      `no call: topicId ${JSON.stringify(raw.topicId)?.slice(0, 60)}, title ${title === null ? 'empty' : 'there'}`,
    )
    return undefined
  }
  const about: Complain = reason => complain(`${id.data}: ${reason}`)
  const deadline = deadlineOf(raw.deadline)
  if (deadline === undefined && raw.deadline) about(`bad deadline ${JSON.stringify(raw.deadline).slice(0, 40)}`)
  const label = textOrNull(raw.typesOfAction)
  const conditions = textOrNull(raw.topicConditions)
  const stages = stagesOf(raw.deadlineModel, 1)
  const [grant_min_cents, grant_max_cents] = amountRange(raw.budgetMin, raw.budgetMax, about)
  return {
    id: id.data,
    title,
    programme: programmeOf(null, textOrNull(raw.programme)),
    call_identifier: textOrNull(raw.callIdentifier),
    call_title: textOrNull(raw.callTitle),
    destination: null,
    action_label: label,
    action: actionOf(label),
    lump_sum: lumpSumOf(label, conditions),
    status: statusOf(raw.callStatus, about),
    opens_on: null,
    stages,
    budget_cents: null,
    grant_min_cents,
    grant_max_cents,
    expected_grants: count(raw.expectedGrants, 'expected grants', about),
    description: readable(raw.description),
    conditions: conditions && readable(conditions.replace(/^">\s*/, '')),
    keywords: keywordsOf(raw.keywords, id.data, textOrNull(raw.callIdentifier)),
    portal_url: portalUrl(raw.portalUrl, id.data),
    deadlines: deadline ? [deadline] : [],
    deadlines_partial: stages !== 'single',
  }
}

/** A text of a source in the stored form; null when there is none. */
export const readable = (value: unknown): string | null => (typeof value === 'string' && readableText(value)) || null

/** Keywords parted by commas; the codes of the call, which the portal repeats among them, are left out. */
export function keywordsOf(value: unknown, ...codes: (string | null)[]): string[] {
  const words = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : []
  const clean = words.flatMap(word => textOrNull(word) ?? [])
  return [...new Set(clean)].filter(word => !codes.includes(word) && !/^[A-Z0-9]+(-[A-Z0-9]+){2,}/.test(word))
}
