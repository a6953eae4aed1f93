import type { Definitions, Fact, Figure, Period } from '#algorithms/indicators/problem.ts'
import type { ReadFact } from '#domains/ledger/counting/actions.ts'
import type { Told } from './model.ts'

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

/** Each figure with its definition, what it was in the period before, and what was aimed at. */
export function toldOf(
  definitions: Definitions,
  { name }: Period & { readonly name: string },
  figures: readonly Figure[],
  earlier: readonly Figure[],
): Told[] {
  const before = new Map(earlier.map(figure => [figure.code, figure]))
  const byCode = new Map(definitions.indicators.map(one => [one.code, one]))
  return figures.flatMap((figure): Told[] => {
    const [definition, last] = [byCode.get(figure.code), before.get(figure.code)]
    return definition && last ? [{ definition, figure, before: last, target: definition.targets?.[name] }] : []
  })
}
