import { type Cents, euro, isCents, parseEuro } from '#kernel/money.ts'
import type { Problem } from '#platform/imports/csv.ts'
import type { Action, STAGES, STATUSES } from '../model.ts'

/** A call as one source tells it. Null means that the source does not say; amounts are euro cents, deadlines instants in ISO 8601. */
export type CallRecord = {
  readonly id: string
  readonly title: string
  readonly programme: string
  readonly call_identifier: string | null
  readonly call_title: string | null
  readonly destination: string | null
  readonly action_label: string | null
  readonly action: Action | null
  readonly lump_sum: boolean | null
  readonly status: (typeof STATUSES)[number] | null
  readonly opens_on: string | null
  readonly stages: (typeof STAGES)[number] | null
  readonly budget_cents: Cents | null
  readonly grant_min_cents: Cents | null
  readonly grant_max_cents: Cents | null
  readonly expected_grants: number | null
  readonly description: string | null
  readonly conditions: string | null
  readonly keywords: readonly string[]
  readonly portal_url: string | null
  readonly deadlines: readonly string[]
  /** The source names only one deadline of a call that has several. */
  readonly deadlines_partial: boolean
}

/** Takes note of a value that could not be used; the rest of its call is. */
export type Complain = (reason: string) => void

/** Something wrong in a source; `lost` when a whole call could not be read because of it. */
export type CallProblem = Problem & { readonly lost: boolean }
export type Item = CallRecord | CallProblem

/** Reads one entry of a source: what is wrong with it first, then the call, unless it is lost. */
export function* itemsOf(
  file: string,
  line: number,
  read: (complain: Complain) => CallRecord | undefined,
): Generator<Item> {
  const reasons: string[] = []
  const record = read(reason => reasons.push(reason))
  for (const reason of reasons) yield { file, line, reason, lost: record === undefined }
  if (record) yield record
}

export const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.replace(/\s+/g, ' ').trim() : null

/** Euro, as a number or as people write it, in cents. Zero and nothing at all mean that no amount is given. */
export function amount(value: unknown, name: string, complain: Complain): Cents | null {
  if (value === null || value === undefined || value === '' || value === 0) return null
  const cents =
    typeof value === 'number' ? euro(value) : typeof value === 'string' ? parseEuro(value.trim()) : undefined
  if (cents === 0) return null
  if (cents !== undefined && isCents(cents) && cents > 0) return cents
  complain(`${name} is no amount: ${JSON.stringify(value)?.slice(0, 40)}`)
  return null
}

/** The smallest and largest contribution for one project; two that stand the wrong way round are turned. */
export function amountRange(min: unknown, max: unknown, complain: Complain): [Cents | null, Cents | null] {
  const low = amount(min, 'smallest contribution', complain)
  const high = amount(max, 'largest contribution', complain)
  if (low === null || high === null || low <= high) return [low, high]
  complain(`smallest contribution ${low / 100} is above the largest, ${high / 100}: turned round`)
  return [high, low]
}

/** A whole number above zero. */
export function count(value: unknown, name: string, complain: Complain): number | null {
  if (value === null || value === undefined || value === '' || value === 0 || value === '0') return null
  const number = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN
  if (Number.isSafeInteger(number) && number > 0 && number < 1_000_000) return number
  complain(`${name} is no count: ${JSON.stringify(value)?.slice(0, 40)}`)
  return null
}

export function statusOf(value: unknown, complain: Complain): CallRecord['status'] {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : ''
  if (word === 'open' || word === 'forthcoming' || word === 'closed') return word
  if (word !== '') complain(`unknown status "${word.slice(0, 40)}"`)
  return null
}

/** "single-stage", "two-stage", "multiple cut-off" as the portal writes them. */
export function stagesOf(model: unknown, deadlines: number): CallRecord['stages'] {
  const word = typeof model === 'string' ? model.toLowerCase() : ''
  if (word.includes('two')) return 'two'
  if (word.includes('cut-off') || word.includes('multiple')) return 'cutoffs'
  if (deadlines > 1) return 'cutoffs'
  return word.includes('single') ? 'single' : null
}

const TOPICS = 'https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/opportunities/topic-details/'

/** The page of a call on the official portal, which names topics in small letters; an address of any other kind is not taken over. */
export function portalUrl(given: unknown, id: string): string {
  if (typeof given === 'string' && /^https:\/\/ec\.europa\.eu\/\S+$/.test(given) && !given.startsWith(TOPICS))
    return given
  return TOPICS + encodeURI(id.toLowerCase())
}
