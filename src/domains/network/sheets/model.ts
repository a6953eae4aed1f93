import { fold } from '#algorithms/retrieval/tokens.ts'
import type { Params } from '#platform/errors.ts'
import { MEMBER_FIELDS, type MemberField } from '../members/model.ts'
import type { Lookups } from '../members/queries.ts'
import { provinceReader } from '../territory/siglas.ts'
import type { Reason } from './messages.ts'

/** What a column of a spreadsheet can fill: a field of a member, or a part of one. */
export const SHEET_FIELDS = [
  ...MEMBER_FIELDS,
  'contact_name',
  'contact_role',
  'contact_email',
  'contact_phone',
  'trl_from',
  'trl_to',
] as const
export type SheetField = (typeof SHEET_FIELDS)[number]
export const isSheetField = (text: string): text is SheetField => (SHEET_FIELDS as readonly string[]).includes(text)

/** Why something was refused; the sentence is in `messages.ts`. */
export type Wrong = { readonly reason: Reason; readonly params: Params }

/** Thrown inside the reading of one row, never seen outside it. */
export class Refused extends Error {
  readonly wrong: Wrong
  constructor(reason: Reason, params: Params = {}) {
    super(reason)
    this.wrong = { reason, params }
  }
}

/** Names that stand for codes, both ways. */
export type Dictionary = {
  readonly province: (text: string) => string | undefined
  readonly provinceName: (code: string) => string
  /** The provinces of a town, by its folded name. */
  readonly towns: ReadonlyMap<string, readonly string[]>
  readonly chain: (text: string) => number | undefined
  readonly chainName: (id: number, language: 'it' | 'en') => string
  readonly concept: (text: string) => string | undefined
  readonly conceptName: (code: string, language: 'it' | 'en') => string
}

export const foldName = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

export function dictionaryOf({ provinces, towns, chains, concepts }: Lookups): Dictionary {
  const provinceNames = new Map(provinces.map(({ code, name }) => [code, name]))
  const inTowns = new Map<string, string[]>()
  for (const { name, nuts3 } of towns) inTowns.set(foldName(name), [...(inTowns.get(foldName(name)) ?? []), nuts3])
  const chainIds = new Map(
    chains.flatMap(
      ({ id, name_it, name_en }) =>
        [
          [foldName(name_en), id],
          [foldName(name_it), id],
        ] as const,
    ),
  )
  const chainNames = new Map(chains.map(chain => [chain.id, chain]))
  const codes = new Map<string, Set<string>>()
  for (const { code, label_it, label_en } of concepts)
    for (const label of [label_it, label_en])
      if (label) codes.set(foldName(label), (codes.get(foldName(label)) ?? new Set()).add(code))
  const labels = new Map(concepts.map(concept => [concept.code, concept]))
  return {
    province: provinceReader(provinces),
    provinceName: code => provinceNames.get(code) ?? code,
    towns: inTowns,
    chain: text => chainIds.get(foldName(text)),
    chainName: (id, language) => chainNames.get(id)?.[`name_${language}`] ?? String(id),
    concept: text => {
      const written = /\[((?:\/\d+)+)\]$/.exec(text)?.[1]
      if (written && labels.has(written)) return written
      const found = codes.get(foldName(text))
      return found?.size === 1 ? [...found][0] : undefined
    },
    conceptName: (code, language) => {
      const concept = labels.get(code)
      const label = (language === 'it' ? concept?.label_it : null) ?? concept?.label_en ?? code
      // A name that two fields share is told apart by its code.
      return codes.get(foldName(label))?.size === 1 ? label : `${label} [${code}]`
    },
  }
}

/** One row of a spreadsheet as it was understood: only what it says. */
export type Said = { readonly [K in MemberField]?: unknown }

export type FieldChange = { readonly field: MemberField; readonly before: unknown; readonly after: unknown }

/** What would become of a row. */
export type RowPlan = {
  /** Its number in the file, as the spreadsheet program shows it. */
  readonly row: number
  readonly name: string
} & (
  | { readonly kind: 'skipped'; readonly why: 'total' | 'title' }
  | { readonly kind: 'refused'; readonly wrong: readonly Wrong[] }
  /** Nobody is called just so, but somebody nearly: staff say who it is. */
  | {
      readonly kind: 'ask'
      readonly choices: readonly { readonly key: string; readonly name: string; readonly city: string | null }[]
    }
  | { readonly kind: 'same'; readonly organisation: number; readonly key: string }
  | {
      /** add: an organisation nobody knew; join: known, and from now on a member; change: a member. */
      readonly kind: 'add' | 'join' | 'change'
      readonly organisation: number | undefined
      readonly key: string | undefined
      readonly changes: readonly FieldChange[]
      /** Somebody said who it is. */
      readonly chosen: boolean
    }
)

export type Counts = { readonly [K in RowPlan['kind']]: number }

export const countsOf = (rows: readonly RowPlan[]): Counts => {
  const counts = { add: 0, join: 0, change: 0, same: 0, ask: 0, refused: 0, skipped: 0 }
  for (const { kind } of rows) counts[kind] += 1
  return counts
}
