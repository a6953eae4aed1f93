import type { Language } from '#platform/i18n.ts'
import type { KindCode } from '../../kinds/catalogue.ts'
import type { Named } from '../../naming.ts'
import type { Raw } from '../model.ts'
import type { Earlier, Similar } from '../queries.ts'

export type FormProps = {
  language: Language
  kind: KindCode
  action: string
  raw: Raw
  /** Form fields that are wrong, and what is wrong with each. */
  wrong: Readonly<Record<string, string>>
  kept: readonly { readonly sha256: string; readonly name: string }[]
  several: ReadonlyMap<string, readonly Named[]>
  similar: readonly Similar[]
  earlier: readonly Earlier[]
  members: readonly string[]
  places: readonly { readonly code: string; readonly name: string }[]
  readable: (named: { name: string; short_name?: string | null }) => string
  /** Given when a fact is corrected: asks for the reason. */
  correcting?: boolean
}

export const optional = (label: string, is: boolean, word: string): string => (is ? `${label} (${word})` : label)
