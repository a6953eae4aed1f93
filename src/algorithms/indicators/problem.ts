/** A record that figures are counted from. Amounts are whole hundredths of the currency, days YYYY-MM-DD, instants ISO 8601 in UTC. */
export type Fact = {
  readonly id: number
  readonly kind: string
  /** The day it happened. */
  readonly on: string
  readonly recordedAt: string
  /** When a later record took its place or withdrew it. */
  readonly replacedAt?: string | undefined
  /** It only says that another did not happen. */
  readonly withdrawal?: boolean | undefined
  readonly amount?: number | undefined
  readonly place?: string | undefined
  readonly details: Readonly<Record<string, string | number>>
  readonly parties: readonly { readonly key: string; readonly role: string }[]
}

/** Both days belong to it. */
export type Period = { readonly from: string; readonly until: string }

export type Words = { readonly it: string; readonly en: string }

/**
 * Who is in from one kind of record to another: members of a cluster, students of a course. A record that `updates` says anew what the entry said, from its
 * day on: place and details, all of them.
 */
export type Group = {
  readonly enters: string
  readonly leaves?: string | undefined
  readonly updates?: string | undefined
  readonly role: string
}

/** What details must say, one of the values each; in `lists`, details that hold codes separated by a space, one of them must be among the values. */
export type Saying = {
  readonly details?: Readonly<Record<string, readonly (string | number)[]>> | undefined
  readonly lists?: Readonly<Record<string, readonly string[]>> | undefined
}

/** Those in a group on some day of the period; with more, those of whom the group says it. */
export type Among = string | (Saying & { readonly group: string })

/** Which records are looked at. All that is said must hold; of a list, one. */
export type Selection = Saying & {
  readonly kinds: readonly string[]
  /** Beginnings of place codes. */
  readonly places?: readonly string[] | undefined
  /** The parties that matter: those in these roles, or all. */
  readonly roles?: readonly string[] | undefined
  /** At least one of those parties was in this group; when parties are counted, only these. */
  readonly among?: Among | undefined
}

/** "amount", "place", "details.hours", "list.chains": each of the codes in a detail, or "days.asked": the days from the day in that detail to the day of the record. */
export type Field = string

/** What came before a record: of these kinds, on an earlier day (the same day is not earlier), not longer ago than so many days. */
export type Earlier = {
  readonly kinds: readonly string[]
  readonly roles?: readonly string[] | undefined
  readonly within?: number | undefined
}

/** What is counted of the records of a selection: them, their parties, the different values of a field, its sum, its median. */
export type Simple =
  | (Selection & { readonly what: 'facts' | 'parties' })
  | (Selection & { readonly what: 'values' | 'sum' | 'median'; readonly of: Field })
  /** Records two of whose parties had an earlier one together. */
  | (Selection & { readonly what: 'again'; readonly earlier: Earlier })
  /** Parties that had no earlier one before the period began. */
  | (Selection & { readonly what: 'newcomers'; readonly earlier: Earlier })

/**
 * What the records up to the end of the period, or of the last so many years, make a network of: two parties of one record are tied.
 * `pairs`: the ties. `density`: the ties between those in the group on the last day, of all that could be. `bridges`: those of the group without whom
 * others are no longer connected.
 */
export type Network = Saying & {
  readonly what: 'pairs' | 'density' | 'bridges'
  readonly kinds: readonly string[]
  readonly roles?: readonly string[] | undefined
  /** Both are in it on the last day. */
  readonly group?: string | undefined
  readonly years?: number | undefined
  /** Only pairs whose first record of all lies in the period. */
  readonly fresh?: boolean | undefined
  /** One of each of these two classes. */
  readonly between?: { readonly classes: string; readonly pair: readonly [string, string] } | undefined
}

export type Measure =
  | Simple
  | Network
  /** Who is in a group on the last day of the period. */
  | (Saying & { readonly what: 'stock'; readonly group: string })
  | { readonly what: 'ratio'; readonly part: Simple; readonly whole: Simple | number }
  /** Nothing records it yet. */
  | { readonly what: 'awaited' }

/** What the entry in a group says, in classes: by the value of a detail. */
export type Classes = {
  readonly group: string
  readonly detail: string
  readonly values: Readonly<Record<string, readonly string[]>>
}

/** A field whose values part the figure, "kind", "month", or what somebody's entry in a group says of a party: `{group, detail, role}`; the detail may be "place" or "list.NAME". */
export type Breakdown = Field | { readonly group: string; readonly detail: string; readonly role: string }

export type Definition = {
  readonly code: string
  readonly section: string
  readonly name: Words
  readonly definition: Words
  /** With "eur", amounts come out in whole units, not hundredths; with "percent" a share comes out as 0 to 1. */
  readonly unit: string
  readonly measure: Measure
  readonly by?: readonly Breakdown[] | undefined
  /** What was aimed at, by the name of a period. */
  readonly targets?: Readonly<Record<string, number>> | undefined
  /** Of a breakdown, the list of keys that stand in it also when nothing happened there. */
  readonly expected?: Readonly<Record<string, string>> | undefined
  /** Parts of a breakdown with fewer facts (or parties) are withheld, and with a single one the next smallest too. */
  readonly fewest?: number | undefined
}

export type Definitions = {
  readonly groups: Readonly<Record<string, Group>>
  readonly classes?: Readonly<Record<string, Classes>> | undefined
  /** Keys that are expected in breakdowns: the provinces of a region. */
  readonly lists?: Readonly<Record<string, readonly string[]>> | undefined
  readonly indicators: readonly Definition[]
}

/** Why there is no value. Nothing happened is 0 for what is counted; a median or ratio of nothing has no value. */
export type Missing = 'awaited' | 'no-values' | 'no-denominator'

export type Part = {
  /** Empty: the records do not say. */
  readonly key: string
  /** Null where there is none, or where it is withheld. */
  readonly value: number | null
  readonly facts: number
  readonly withheld: boolean
}

export type Figure = {
  readonly code: string
  readonly value: number | null
  readonly why: Missing | undefined
  /** How many records stand behind it. */
  readonly facts: number
  /** How many of them do not say what is added up. */
  readonly silent: number
  /** Of a ratio. */
  readonly part: number | undefined
  readonly whole: number | undefined
  readonly by: readonly {
    readonly of: string
    /** Whether the parts come to the whole; distinct parties and values, medians and ratios do not. */
    readonly adds: boolean
    readonly parts: readonly Part[]
  }[]
}

/** The name of a breakdown in a figure. */
export const nameOf = (by: Breakdown): string => (typeof by === 'string' ? by : `${by.role}.${by.detail}`)
