import { Failure, fill, type Sentence } from '#platform/errors.ts'
import { readField } from '../sheets/cells.ts'
import { reasons } from '../sheets/messages.ts'
import { type Dictionary, Refused } from '../sheets/model.ts'
import { errors, fieldWords } from './messages.ts'
import type { MemberChange, MemberField } from './model.ts'

/** What staff keep of a member, beside its profile and its people, in the order of the form. */
export const RECORD_FIELDS = [
  'name',
  'short_name',
  'category',
  'public_body',
  'vat',
  'fiscal_code',
  'pic',
  'ror',
  'lei',
  'street',
  'postcode',
  'city',
  'province',
  'seats',
  'website',
  'phone',
  'joined_on',
  'joined_because',
  'fee_cents',
] as const satisfies readonly MemberField[]
export type RecordField = (typeof RECORD_FIELDS)[number]

const NEEDED: ReadonlySet<MemberField> = new Set(['name', 'category', 'joined_on'])
const EMPTY: Readonly<Record<string, unknown>> = { seats: [] }

/** Reads a form whose fields are written as the cells of a spreadsheet are; an empty one empties the field, a missing one leaves it. `complete`: what a member cannot be without must be there. Throws Invalid with a sentence for each field. */
export function readRecord(
  raw: Readonly<Record<string, string | string[]>>,
  dictionary: Dictionary,
  fields: readonly MemberField[],
  complete = false,
): MemberChange {
  const change: Record<string, unknown> = {}
  const wrong: Record<string, Sentence> = {}
  for (const field of fields) {
    const value = raw[field]
    if (value === undefined && !(complete && NEEDED.has(field))) continue
    const text = (Array.isArray(value) ? value.join('\n') : (value ?? '')).replaceAll('\r\n', '\n').trim()
    if (text === '') {
      if (NEEDED.has(field))
        wrong[field] = field === 'name' ? reasons.noName : field === 'category' ? reasons.noCategory : reasons.date
      else change[field] = EMPTY[field] ?? null
      continue
    }
    try {
      change[field] = readField(field, text, dictionary, fieldWords.it[field])
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const { reason, params } = error.wrong
      wrong[field] = {
        it: fill(reasons[reason].it, params),
        en: fill(reasons[reason].en, { ...params, column: fieldWords.en[field] }),
      }
    }
  }
  if (Object.keys(wrong).length)
    throw new Failure(
      'Invalid',
      errors.wrongFields,
      {
        names: Object.keys(wrong)
          .map(field => fieldWords.it[field as MemberField])
          .join(', '),
      },
      wrong,
    )
  return change as MemberChange
}
