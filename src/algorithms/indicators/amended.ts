import type { Fact } from './problem.ts'

/** A record as a file tells it: with the id of the one it takes the place of, or withdraws. */
export type Told = Omit<Fact, 'replacedAt' | 'withdrawal'> & {
  readonly amends?: number | undefined
  readonly amendment?: string | undefined
}

/** Tells each record when another took its place. For lists at hand; a database knows it by itself. */
export function withAmendments(told: readonly Told[]): Fact[] {
  const replaced = new Map(
    told.flatMap(({ amends, recordedAt }) => (amends === undefined ? [] : [[amends, recordedAt]])),
  )
  return told.map(({ amends: _, amendment, ...fact }) => ({
    ...fact,
    replacedAt: replaced.get(fact.id),
    withdrawal: amendment === 'withdrawal',
  }))
}
