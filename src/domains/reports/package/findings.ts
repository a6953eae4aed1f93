import type { Json } from '#algorithms/chain/chain.ts'
import type { Fault as ChainFault } from '#algorithms/chain/check.ts'
import type { Words } from '#algorithms/indicators/problem.ts'
import type { Language } from '#platform/i18n.ts'
import type { Manifest } from './model.ts'

/** Something that does not hold, with its place. */
export type Fault = { readonly file: string } & (
  | { readonly what: 'missing' | 'unlisted' | 'altered' | 'too-large' | 'malformed' | 'newer' | 'head' }
  /** It cannot be read on after this fact; before the first when there is none. */
  | { readonly what: 'unreadable'; readonly after: number | undefined }
  /** A line that no package has, by its number in the file; `seq`: the fact that should stand there. */
  | { readonly what: 'line'; readonly line: number; readonly seq: number | undefined }
  | { readonly what: 'chain'; readonly fault: ChainFault }
  /** The fact is given, but the chain says that it is withheld; or it stands between others than its neighbours. */
  | { readonly what: 'withheld' | 'moved'; readonly seq: number }
  | {
      readonly what: 'figure'
      readonly code: string
      readonly field: string
      readonly stated: Json | undefined
      readonly counted: Json | undefined
    }
  | {
      readonly what: 'field'
      readonly field: string
      readonly stated: Json | undefined
      readonly counted: Json | undefined
    }
  | { readonly what: 'reference'; readonly section: string; readonly language: Language; readonly reference: string }
  | { readonly what: 'hash'; readonly expected: string; readonly found: string }
)

export type CheckedFigure = {
  readonly code: string
  readonly name: Words
  readonly unit: string
  /** As counted again. */
  readonly value: number | null
  readonly holds: boolean
}

export type Verified = {
  readonly holds: boolean
  /** The hash of the report: SHA-256 of the manifest. Undefined when there is none. */
  readonly hash: string | undefined
  /** Whether it was compared with a hash from elsewhere. */
  readonly compared: boolean
  readonly manifest: Manifest | undefined
  readonly publishedAt: string | null
  /** How many places the chain has, whose content was read, and how many are withheld. */
  readonly facts: { readonly chain: number; readonly read: number; readonly withheld: number }
  readonly figures: readonly CheckedFigure[]
  /** The first of them, and how many more there are. */
  readonly faults: readonly Fault[]
  readonly more: number
}

const MOST = 200

/** Keeps the first faults and counts the others. */
export function collector() {
  const faults: Fault[] = []
  let more = 0
  return {
    faults,
    note(fault: Fault): void {
      if (faults.length < MOST) faults.push(fault)
      else more++
    },
    /** So many that reading on would tell nothing new. */
    full: () => more > MOST,
    more: () => more,
  }
}
export type Collector = ReturnType<typeof collector>
