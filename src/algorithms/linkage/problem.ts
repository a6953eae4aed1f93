/** What is known of one thing that has a name and a place. Empty or absent means that nobody has said. */
export interface Entry {
  /** Full names, the preferred one first; short names and names in other languages come after it. */
  readonly names: readonly string[]
  readonly country?: string | null | undefined
  readonly city?: string | null | undefined
  readonly postcode?: string | null | undefined
  readonly street?: string | null | undefined
  /** Code of a region whose prefixes are the larger regions around it. */
  readonly region?: string | null | undefined
  readonly site?: string | null | undefined
  /** Values of registers by the name of the register; each register gives an entity one value. */
  readonly identifiers?: Readonly<Record<string, string | null | undefined>> | undefined
}

export interface Options {
  /** Whether identifiers are compared; without, only names, places and sites count. */
  readonly identifiers?: boolean
  /** Pairs that score less (log-odds) are left out. */
  readonly least?: number
  /** In how many entries of a larger list each word occurs, and how long that list is, where the list at hand is an extract of it. */
  readonly world?: { readonly words: ReadonlyMap<string, number>; readonly entries: number } | undefined
  /** A blocking key shared by more entries than this tells nothing and is not followed. */
  readonly largestBlock?: number
}

export const DEFAULTS = { identifiers: true, least: 0, largestBlock: 60, world: undefined } as const satisfies Options

export type Agreement = 'equal' | 'near' | 'different' | 'unknown'

/** What two entries have in common and what sets them apart. */
export interface Comparison {
  /** The two names that are nearest to each other, as they were given. */
  readonly names: readonly [string, string]
  /** Share of the weight of both names' words that they have in common: 1 the same words. */
  readonly alike: number
  /** Bits of information in the words both have: a rare word says more. */
  readonly shared: number
  /** Bits in words that only the first, only the second has. */
  readonly onlyFirst: number
  readonly onlySecond: number
  /** Bits of the shared ones that rest on a likeness of spelling: a typing error, an abbreviation, or another word after all. */
  readonly spelling: number
  /** The same shares and bits of the two preferred names, which need not be the nearest two. */
  readonly preferred: { readonly alike: number; readonly onlyFirst: number; readonly onlySecond: number }
  /** What the nearest names have in common is one short word: an acronym, or a brand that sister companies share. */
  readonly sign: boolean
  /** One name is the initials of the other. */
  readonly initials: boolean
  /** Whether a further name (short, translated) agrees too or contradicts. */
  readonly otherName: Agreement
  readonly legalForm: Agreement
  /** Only one of the names speaks of a part: a department, a laboratory. */
  readonly part: boolean
  /** Numbers in the names that differ. */
  readonly numbers: boolean
  /** How many entries bear such a name: the larger of the two. */
  readonly namesakes: number
  readonly country: Agreement
  readonly city: Agreement
  readonly postcode: Agreement
  readonly street: Agreement
  readonly region: Agreement
  readonly site: Agreement
  readonly identifiers: Readonly<Record<string, Exclude<Agreement, 'near'>>>
}

export interface Pair {
  /** Places of the two in the list that was given, the smaller first. */
  readonly first: number
  readonly second: number
  /** Log-odds that both are the same. */
  readonly score: number
}
