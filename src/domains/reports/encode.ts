import type { Definitions, Fact, Figure } from '#algorithms/indicators/problem.ts'
import { count } from '#algorithms/indicators/solve.ts'
import type { ReadFact } from '#domains/ledger/counting/actions.ts'
import { type Period, periodBefore } from '#kernel/period.ts'
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

/** Counts a period and the one before it, in one passing of the facts known at an instant. `trace`: the code of a figure whose facts are noted. */
export function counting(definitions: Definitions, period: Period, knownOn: string, trace?: string) {
  const [now, then] = [count(definitions, period, knownOn, trace), count(definitions, periodBefore(period), knownOn)]
  return {
    add(fact: Fact): void {
      now.add(fact)
      then.add(fact)
    },
    told: (): Told[] => toldOf(definitions, period, now.figures(), then.figures()),
    traced: (): number[] => now.traced(),
  }
}

/** Each figure with its definition, what it was in the period before, and what was aimed at. */
function toldOf(
  definitions: Definitions,
  { name }: Period,
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
