import type { Fact } from '#algorithms/indicators/problem.ts'
import type { ReadFact } from '#domains/ledger/counting/actions.ts'

/** A fact of the ledger as indicators count it; its number stands for it. */
export const factOf = (read: ReadFact): Fact => ({
  id: read.seq,
  kind: read.kind,
  on: read.happened_on,
  recordedAt: read.recorded_at,
  replacedAt: read.replaced_at ?? undefined,
  withdrawal: read.amendment === 'withdrawal',
  amount: read.amount_cents ?? undefined,
  place: read.place ?? undefined,
  details: read.details,
  parties: read.parties,
})
