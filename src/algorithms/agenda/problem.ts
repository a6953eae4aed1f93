/** Placing meetings of two at an event. Participants, slots, rooms, tables, organisations, groups and languages are named by their index. */

/** At most `most` meetings in these slots: a lunch (most 1 of 2), or a rest (most 3 of any 4 in a row). */
export interface Break {
  readonly slots: readonly number[]
  readonly most: number
}

export interface Participant {
  /** People of one organisation do not meet each other here. */
  readonly organisation?: number
  /** See `Problem.apart`. */
  readonly groups?: readonly number[]
  /** Two people need a language in common; none named means any. */
  readonly languages?: readonly number[]
  /** Only tables that are accessible. */
  readonly accessible?: boolean
  /** Chairs this participant takes, 1 when missing: a delegation, an interpreter. */
  readonly people?: number
  /** Most meetings in the whole event; no limit when missing. */
  readonly cap?: number
  /** Slots in which this participant is not there. */
  readonly away?: readonly number[]
  readonly breaks?: readonly Break[]
}

/** Slots are in order and do not overlap. */
export interface Slot {
  readonly day: number
  /** Minutes from midnight of that day. */
  readonly start: number
  readonly end: number
}

export interface Room {
  /** Most meetings at the same time in it. */
  readonly capacity?: number
}

export interface Table {
  readonly room: number
  readonly accessible: boolean
  readonly seats: number
  /** Slots in which it is there; all when missing. */
  readonly slots?: readonly number[]
}

export interface Wish {
  readonly from: number
  readonly to: number
  /** One `no` of either side and the two do not meet. */
  readonly strength: 'must' | 'like' | 'no'
  /** Above 0; 1 when missing. */
  readonly weight?: number
}

export type Pair = readonly [number, number]

/** `a < b`. */
export interface Meeting {
  readonly a: number
  readonly b: number
  readonly slot: number
  readonly table: number
}

export interface Problem {
  readonly participants: readonly Participant[]
  readonly slots: readonly Slot[]
  readonly rooms: readonly Room[]
  readonly tables: readonly Table[]
  /** At most one from one participant to another. */
  readonly wishes: readonly Wish[]
  readonly metBefore?: readonly Pair[]
  readonly forbidden?: readonly Pair[]
  /** Two groups whose people do not meet; a group may stand beside itself. */
  readonly apart?: readonly Pair[]
  /** Meetings that stay where they are. A decision of people: met before, language and the like do not bind them, room and time do. */
  readonly locked?: readonly Meeting[]
}

export interface Options {
  readonly seed?: number
  /** The work done is counted from this at a fixed rate; the clock only stops it when the machine is slower than that. */
  readonly timeLimitMs?: number
  /** Moves of the search, instead of a number that follows from the limit. */
  readonly moves?: number
  /** False: no bound is sought, all the work goes into the agenda. */
  readonly bound?: boolean
}

export const OPTIONS = { seed: 1, timeLimitMs: 10_000, bound: true } as const

/** Why two people can never meet, whatever the agenda. */
export type Barrier =
  | 'saidNo'
  | 'metBefore'
  | 'forbidden'
  | 'sameOrganisation'
  | 'groupsApart'
  | 'noCommonLanguage'
  | 'noCommonSlot'
  /** No table has the seats or the access they need in a slot they share. */
  | 'noTable'
  /** One of them may have no meeting at all. */
  | 'noMeetingsAllowed'

export type Unmet =
  | { readonly kind: Barrier }
  | {
      /**
       * `full`: `who` have no room left, by cap, breaks or slots. `neverFreeTogether`: each has time left, never at the same moment.
       * `tablesTaken`: both are free, no table that fits is. `inReach`: nothing stands in its way (a repair leaves out what would move others).
       */
      readonly kind: 'full' | 'neverFreeTogether' | 'tablesTaken' | 'inReach'
      readonly who: readonly number[]
      readonly worth: number
      /** The cheapest set of meetings that would have to go for it, as far as single exchanges see. */
      readonly against: readonly { readonly a: number; readonly b: number; readonly worth: number }[]
    }

export interface UnmetWish {
  /** Index into `Problem.wishes`. */
  readonly wish: number
  readonly reason: Unmet
}

export type BoundBy =
  /** The relaxation over pairs, or over pairs and slots. */
  | 'pairs'
  | 'slots'
  /** Branch and cut over pairs and slots. */
  | 'exact'
  /** The sum of what is possible at all, when no bound was asked for. */
  | 'everything'

export interface Solution {
  readonly status: 'solved'
  /** By slot, then table. Locked ones included. */
  readonly meetings: readonly Meeting[]
  /** Sum of the weights of the wishes met; a pair that wants each other counts both. */
  readonly value: number
  /** No agenda that leaves out as few and meets as many musts is worth more than this. */
  readonly bound: number
  readonly boundBy: BoundBy
  /** No agenda at all is worth more, not even one that gives up fairness and musts. */
  readonly boundOfAny: number
  /** People without a meeting though some wish of or for them could be met. */
  readonly leftOut: readonly number[]
  /** `possible`: those that nothing forbids taken alone. */
  readonly musts: { readonly asked: number; readonly possible: number; readonly met: number }
  /** Minutes between one meeting of a person and the next on the same day; 0 when nobody waits. */
  readonly meanWait: number
  readonly unmet: readonly UnmetWish[]
  /** Moves of the search, which decide the answer; not the time. */
  readonly work: number
  readonly stopped: 'work' | 'time' | 'optimal'
  /** The clock had no say: the same problem, seed and limit give the same agenda. */
  readonly repeatable: boolean
  readonly ms: number
}

export type Conflict =
  | { readonly kind: 'personTwice'; readonly person: number; readonly slot: number }
  | { readonly kind: 'tableTwice'; readonly table: number; readonly slot: number }
  | { readonly kind: 'pairTwice'; readonly a: number; readonly b: number }
  | { readonly kind: 'away'; readonly person: number; readonly slot: number }
  | { readonly kind: 'noSuchTable'; readonly table: number; readonly slot: number }
  | { readonly kind: 'notAccessible'; readonly table: number; readonly person: number }
  | { readonly kind: 'tooFewSeats'; readonly table: number; readonly needed: number }
  | { readonly kind: 'overCap'; readonly person: number; readonly count: number; readonly cap: number }
  | { readonly kind: 'noBreak'; readonly person: number; readonly break: number }
  | { readonly kind: 'roomFull'; readonly room: number; readonly slot: number; readonly capacity: number }

export type Remedy =
  | { readonly kind: 'unlock'; readonly locked: readonly number[] }
  | { readonly kind: 'free'; readonly person: number; readonly slot: number }
  | { readonly kind: 'otherTable'; readonly locked: number; readonly table: number }
  | { readonly kind: 'otherSlot'; readonly locked: number; readonly slot: number; readonly table: number }
  | { readonly kind: 'raiseCap'; readonly person: number; readonly to: number }
  | { readonly kind: 'raiseRoom'; readonly room: number; readonly to: number }

export interface Contradiction {
  readonly conflict: Conflict
  /** Indices into `Problem.locked`. */
  readonly locked: readonly number[]
  /** Each alone ends this conflict. */
  readonly remedies: readonly Remedy[]
}

/** Locked meetings that cannot all stand. */
export interface Infeasible {
  readonly status: 'infeasible'
  readonly contradictions: readonly Contradiction[]
}

export type Outcome = Solution | Infeasible
