import type { Tx } from '#platform/db.ts'
import type { Sentence } from '#platform/errors.ts'

/** How long one kind of personal data is kept. The privacy page and the nightly job read the same list. */
export type Retention = {
  readonly name: string
  readonly what: Sentence
  readonly until: Sentence
  /** Deletes what is too old at `now`; answers how much. Safe to repeat. */
  readonly apply: (tx: Tx, now: Date) => Promise<number>
}

/** The same day `months` before; at the end of a shorter month its last day. */
export function monthsBefore(now: Date, months: number): Date {
  const then = new Date(now)
  then.setUTCMonth(then.getUTCMonth() - months)
  if (then.getUTCDate() !== now.getUTCDate()) then.setUTCDate(0)
  return then
}
