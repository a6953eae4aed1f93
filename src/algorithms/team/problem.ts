/** Choosing a team: candidates bring competences, rules say which teams are allowed. Candidates and competences are named by their index. */

export interface Evidence {
  /** Index into `Problem.competences`. */
  readonly competence: number
  /** How well it is shown, 0 to 1; zero and missing are the same. */
  readonly strength: number
}

export interface Candidate {
  /** At most one entry per competence; of two, the stronger counts. */
  readonly evidence: readonly Evidence[]
  /** How much the caller likes this candidate for other reasons, 0 to 1. */
  readonly base: number
  /** Its group in each named partition; a missing partition means that it belongs to none. */
  readonly groups?: Readonly<Record<string, string>>
  readonly flags?: readonly string[]
  /** False: a member like any other for coverage and size, but no rule sees it. */
  readonly counts?: boolean
}

/** Which candidates a rule looks at, among those that count. */
export type Selection =
  | { readonly all: true }
  | { readonly flag: string }
  | { readonly partition: string; readonly groups: readonly string[] }
  | { readonly candidates: readonly number[] }

export type Rule =
  | { readonly kind: 'atLeast' | 'atMost'; readonly id: string; readonly among: Selection; readonly count: number }
  /** Members of `among` are at most `share` (0 to 1) of the members that count. */
  | { readonly kind: 'atMostShare'; readonly id: string; readonly among: Selection; readonly share: number }
  /** No group of the partition has more than `count` members of `among`. */
  | {
      readonly kind: 'atMostPerGroup'
      readonly id: string
      readonly partition: string
      readonly among: Selection
      readonly count: number
    }
  /**
   * Among the members, `count` representatives of `among` can be named that differ pairwise in `partition`, and in each
   * of `alsoDiffer` as far as they have a group there; at least `including.count` of them are in `including.among`.
   * A candidate without a group in `partition` represents nobody.
   */
  | {
      readonly kind: 'distinct'
      readonly id: string
      readonly partition: string
      readonly alsoDiffer?: readonly string[]
      readonly among: Selection
      readonly count: number
      readonly including?: { readonly among: Selection; readonly count: number }
    }

export interface Problem {
  readonly candidates: readonly Candidate[]
  /** Weights are relative: they are divided by their sum. */
  readonly competences: readonly { readonly weight: number }[]
  readonly size: { readonly min: number; readonly max: number }
  readonly fixed?: readonly number[]
  readonly excluded?: readonly number[]
  readonly rules?: readonly Rule[]
  /** Worth of the second strongest evidence of a competence, as a share of the first's; 0 to 1. */
  readonly backup?: number
  /** Points a candidate of base 1 adds; full coverage of everything is 100 points. */
  readonly baseWeight?: number
  /** Points each member costs: below this a further member is not worth its place. */
  readonly memberCost?: number
}

export const DEFAULTS = { backup: 0.3, baseWeight: 1, memberCost: 1 } as const

export interface Options {
  readonly seed?: number
  /** Milliseconds for the solver; the start heuristic is bounded by work, not by time. */
  readonly timeLimitMs?: number
  /** Relative gap at which to stop; 0 asks for the proven optimum. */
  readonly gap?: number
}

export const OPTIONS = { seed: 1, timeLimitMs: 5_000, gap: 0 } as const

export interface Solution {
  readonly status: 'solved'
  /** Ascending. */
  readonly members: readonly number[]
  /** Points, see README. */
  readonly value: number
  /** No allowed team is worth more than this. */
  readonly bound: number
  /** (bound - value) / |value|. */
  readonly gap: number
  /** True when the gap is at most 1e-6. */
  readonly proven: boolean
  /** Milliseconds inside the solver. */
  readonly ms: number
  /** Value of the plain greedy team, when it met the rules. */
  readonly greedy?: number
}

/** One wish or rule that takes part in a conflict. */
export type Demand =
  | { readonly kind: 'rule'; readonly id: string }
  | { readonly kind: 'sizeMin'; readonly size: number }
  | { readonly kind: 'sizeMax'; readonly size: number }
  | { readonly kind: 'fixed'; readonly candidate: number }
  | { readonly kind: 'excluded'; readonly candidate: number }

/** One change that alone makes a team possible. */
export type Remedy =
  | { readonly kind: 'raiseSize'; readonly to: number }
  | { readonly kind: 'lowerSize'; readonly to: number }
  | { readonly kind: 'unfix'; readonly candidate: number }
  | { readonly kind: 'unexclude'; readonly candidate: number }
  /** Find `count` more candidates that the rule counts (for `distinct`: of groups not yet there) and no other rule minds. */
  | { readonly kind: 'addCandidates'; readonly rule: string; readonly count: number; readonly including?: boolean }
  | { readonly kind: 'addAnyCandidates'; readonly count: number }
  | { readonly kind: 'dropRule'; readonly rule: string }

export type Reason =
  | { readonly kind: 'fixedAndExcluded'; readonly candidates: readonly number[] }
  | { readonly kind: 'sizeBelowFixed'; readonly size: number; readonly fixed: number }
  | { readonly kind: 'sizeRange'; readonly min: number; readonly max: number }
  | { readonly kind: 'unknownCandidate'; readonly candidates: readonly number[] }
  | { readonly kind: 'tooFewCandidates'; readonly available: number; readonly needed: number }
  /** None of these can be left out of the conflict: any one of them dropped, the others can be met. */
  | { readonly kind: 'conflict'; readonly demands: readonly Demand[] }
  /** The time ended before a team was found or shown to be impossible. */
  | { readonly kind: 'timeLimit' }

export interface Infeasible {
  readonly status: 'infeasible'
  readonly reason: Reason
  readonly remedies: readonly Remedy[]
}

export type Outcome = Solution | Infeasible
