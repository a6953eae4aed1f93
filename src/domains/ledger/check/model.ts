import type { Head } from '#algorithms/chain/chain.ts'
import type { Fault } from '#algorithms/chain/check.ts'

/** What a check of the whole chain found. */
export type Verified = {
  readonly ok: boolean
  /** Facts that hold, from the first on. */
  readonly facts: number
  readonly head: Head
  readonly fault: Fault | { readonly what: 'unnumbered'; readonly count: number } | undefined
}
