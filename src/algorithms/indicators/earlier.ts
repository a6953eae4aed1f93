import { partiesOf } from './parties.ts'
import type { Earlier, Fact } from './problem.ts'

const DAY_MS = 86_400_000

/** The number of a day. */
const dayOf = (on: string): number => Math.round(Date.parse(on) / DAY_MS)

/** Two parties as one number, whichever comes first. Numbers of parties are below 2^26. */
export const pairOf = (a: number, b: number): number => (a < b ? a * 2 ** 26 + b : b * 2 ** 26 + a)

/** Keys of parties as small numbers. */
export function numbering(): (key: string) => number {
  const known = new Map<string, number>()
  return key => {
    const found = known.get(key)
    if (found !== undefined) return found
    known.set(key, known.size)
    return known.size - 1
  }
}

/** Calls `each` with every pair; stops when it answers true, and answers that. */
export function somePair(numbers: readonly number[], each: (pair: number) => boolean): boolean {
  for (let i = 0; i < numbers.length; i++)
    for (let j = i + 1; j < numbers.length; j++)
      if (each(pairOf(numbers[i] as number, numbers[j] as number))) return true
  return false
}

/** What remembers earlier records. What it once has answered with yes stays yes. */
export type Memory = { readonly kinds: readonly string[]; add(fact: Fact): void }

/** Of each pair the first day, and where it matters how long ago, all its days. */
export type PairMemory = Memory & { had(parties: readonly string[], on: string): boolean }

export function pairMemory({ kinds, roles, within }: Earlier, numberOf: (key: string) => number): PairMemory {
  const first = new Map<number, string>()
  const days = new Map<number, Set<string>>()
  const numbers = (keys: readonly string[]) => keys.map(numberOf)
  return {
    kinds,
    add(fact) {
      somePair(numbers(partiesOf(fact, roles)), pair => {
        if (within !== undefined) {
          const known = days.get(pair)
          if (known) known.add(fact.on)
          else days.set(pair, new Set([fact.on]))
        } else if (fact.on < (first.get(pair) ?? '~')) first.set(pair, fact.on)
        return false
      })
    },
    had: (parties, on) =>
      somePair(numbers(parties), pair =>
        within === undefined
          ? (first.get(pair) ?? '~') < on
          : [...(days.get(pair) ?? [])].some(day => day < on && dayOf(on) - dayOf(day) <= within),
      ),
  }
}

/** Of each party the last day before the period. */
export type PartyMemory = Memory & { had(party: string): boolean }

export function partyMemory({ kinds, roles, within }: Earlier, from: string): PartyMemory {
  const last = new Map<string, string>()
  return {
    kinds,
    add(fact) {
      if (fact.on >= from) return
      for (const key of partiesOf(fact, roles)) if (fact.on > (last.get(key) ?? '')) last.set(key, fact.on)
    },
    had(party) {
      const day = last.get(party)
      return day !== undefined && (within === undefined || dayOf(from) - dayOf(day) <= within)
    },
  }
}
