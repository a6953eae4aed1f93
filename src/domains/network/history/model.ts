import { MEMBER_FIELDS, type MemberField, sameValue } from '../members/model.ts'

export type PeriodRecord = Readonly<Record<string, unknown>>

export type HistoryLine = {
  readonly at: Date
  /** The first line: recording began. */
  readonly first: boolean
  readonly changes: readonly { readonly field: MemberField; readonly before: unknown; readonly after: unknown }[]
}

const KEPT = MEMBER_FIELDS.filter(field => field !== 'contacts' && field !== 'key')

/** The levels of readiness are two columns in the record and one field of a member. */
const valueIn = (record: PeriodRecord, field: MemberField): unknown =>
  field === 'trl' ? (record.trl_from ? { from: record.trl_from, to: record.trl_to } : null) : record[field]

/** What changed from one period to the next, newest first; `periods` are newest first. */
export function historyOf(periods: readonly { readonly since: Date; readonly record: PeriodRecord }[]): HistoryLine[] {
  return periods.map(({ since, record }, at) => {
    const before = periods[at + 1]?.record
    const changes = before
      ? KEPT.flatMap(field => {
          const [was, is] = [valueIn(before, field), valueIn(record, field)]
          return sameValue(field, was, is) ? [] : [{ field, before: was, after: is }]
        })
      : []
    return { at: since, first: before === undefined, changes }
  })
}
