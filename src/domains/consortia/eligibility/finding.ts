import type { Member, MissingFact, State } from './model.ts'

export type ReasonCode =
  | 'countries'
  | 'includingCountries'
  | 'assumedIndependent'
  | 'countAtLeast'
  | 'countAtMost'
  | 'everyKeeps'
  | 'someBreak'
  | 'shareAtLeast'
  | 'shareAtMost'
  | 'countryShareAtMost'
  | 'proposalYes'
  | 'proposalNo'
  | 'numberAtLeast'
  | 'numberAtMost'
  | 'rateKept'
  | 'rateExceeded'
  | 'asCallSays'
  | 'notAsked'
  | 'readsMembers'
  | 'eitherWay'

/** One number or observation that led to a state, as data; `messages.ts` turns it into a sentence. */
export interface Reason {
  readonly code: ReasonCode
  readonly state: State
  readonly numbers: Readonly<Record<string, number>>
  /** Indices of the members it speaks of. */
  readonly members: readonly number[]
  /** Facts of the proposal it speaks of, country codes. */
  readonly terms: readonly string[]
}

export interface Finding {
  readonly state: State
  readonly reasons: readonly Reason[]
  /** Only when unknown: the facts that would settle it. */
  readonly missing: readonly MissingFact[]
}

export function finding(
  state: State,
  code: ReasonCode,
  about: { numbers?: Record<string, number>; members?: readonly number[]; terms?: readonly string[] } = {},
  missing: readonly MissingFact[] = [],
): Finding {
  const reason: Reason = {
    code,
    state,
    numbers: about.numbers ?? {},
    members: about.members ?? [],
    terms: about.terms ?? [],
  }
  return { state, reasons: [reason], missing: state === 'unknown' ? missing : [] }
}

export const ofMember = (member: number, facts: readonly (keyof Member)[]): MissingFact[] =>
  facts.map(fact => ({ of: 'member', member, fact }))

/** Met when the least possible is enough, not met when the most possible is not. */
export const between = (enough: boolean, impossible: boolean): State =>
  enough ? 'met' : impossible ? 'notMet' : 'unknown'

const unique = (facts: readonly MissingFact[]): MissingFact[] => [
  ...new Map(facts.map(fact => [JSON.stringify(fact), fact])).values(),
]

/** `all`: one that fails decides; `any`: one that holds decides. The reasons kept are those of the parts that decide. */
export function combine(parts: readonly Finding[], how: 'all' | 'any'): Finding {
  const decisive: State = how === 'all' ? 'notMet' : 'met'
  const state: State = parts.some(part => part.state === decisive)
    ? decisive
    : parts.some(part => part.state === 'unknown')
      ? 'unknown'
      : how === 'all'
        ? 'met'
        : 'notMet'
  const telling = parts.filter(part => part.state === state)
  return {
    state,
    reasons: telling.flatMap(part => part.reasons),
    missing: state === 'unknown' ? unique(telling.flatMap(part => part.missing)) : [],
  }
}
