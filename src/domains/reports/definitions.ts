import { readDefinitions } from '#algorithms/indicators/definitions.ts'
import type { Definitions, Group, Measure } from '#algorithms/indicators/problem.ts'
import { type Period, periodBefore } from '#kernel/period.ts'
import { Failure } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import data from './definitions.json' with { type: 'json' }
import { errors } from './messages.ts'
import { faultText } from './trial/faults.ts'

/** The most faults that are told at once. */
const MOST_TOLD = 20

/** Definitions as somebody wrote them. Throws Invalid with every line that is wrong. */
export function definitionsFrom(written: unknown): Definitions {
  const read = readDefinitions(written)
  if ('definitions' in read) return read.definitions
  const told = (language: Language) =>
    `${errors.wrongDefinitions[language]}\n${read.faults
      .slice(0, MOST_TOLD)
      .map(fault => faultText(language, fault))
      .join('\n')}`
  throw new Failure('Invalid', { it: told('it'), en: told('en') })
}

let included: Definitions | undefined

/** The indicators that come with Telaio. */
export function theDefinitions(): Definitions {
  included ??= definitionsFrom(data)
  return included
}

/**
 * The kinds of facts that definitions look at: `always` since the beginning, because who is in a group may have come long ago, and what happened again,
 * for the first time, or makes a network, is asked of all that came before. Of `whole` also what they say is asked then, not only who and when.
 */
export function kindsOf({ groups, indicators }: Definitions): { kinds: string[]; always: string[]; whole: string[] } {
  const moves = Object.values(groups).flatMap(movesOf)
  const counted = indicators.flatMap(({ measure }) => partsOf(measure))
  const networks = counted.filter(one => ['pairs', 'density', 'bridges'].includes(one.what))
  const before = counted.flatMap(one => ('earlier' in one ? one.earlier.kinds : []))
  const asked = networks.filter(({ details, lists }) => details !== undefined || lists !== undefined)
  return {
    kinds: sortedKinds(counted.flatMap(one => one.kinds)),
    always: sortedKinds([...moves, ...before, ...networks.flatMap(one => one.kinds)]),
    whole: sortedKinds([...moves, ...asked.flatMap(one => one.kinds)]),
  }
}

/** The facts that definitions look at for a period and the one before it. */
export const wantedBy = (definitions: Definitions, period: Period) => ({
  ...kindsOf(definitions),
  from: periodBefore(period).from,
  until: period.until,
})

const sortedKinds = (kinds: readonly string[]): string[] => [...new Set(kinds)].sort()

/** The kinds by which somebody comes into a group, is told of anew, and leaves. */
export const movesOf = ({ enters, updates, leaves }: Group): string[] =>
  [enters, updates, leaves].flatMap(kind => kind ?? [])

/** What a measure counts: itself, or the two sides of a ratio. */
export function partsOf(measure: Measure): Extract<Measure, { kinds: readonly string[] }>[] {
  if (measure.what === 'ratio')
    return typeof measure.whole === 'number' ? [measure.part] : [measure.part, measure.whole]
  return 'kinds' in measure ? [measure] : []
}
