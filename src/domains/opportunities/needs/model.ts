import { z } from 'zod'
import { field } from '#kernel/fields.ts'

export const VISIBILITIES = ['members', 'public'] as const

/** Longest title and text, in characters. */
export const LONGEST = { title: 160, words: 4000 }
/** A need can stay open so many days. */
export const LONGEST_DAYS = 366

/** The form of a need as it is typed: what is wrong with it is said field by field by the action. */
export const needForm = z.object({
  for: z.string().max(300).default(''),
  title: z.string().max(1000).default(''),
  words: z.string().max(20_000).default(''),
  until: z.string().max(20).default(''),
  visibility: z.enum(VISIBILITIES).catch('members'),
})
export type NeedForm = z.infer<typeof needForm>

export const needsQuery = z.object({ past: field.flag(), page: field.page() })
export type NeedsQuery = z.infer<typeof needsQuery>
export const NEEDS_PER_PAGE = 20

export type NeedState = 'open' | 'closed' | 'expired'

/** Open through its last day, in Rome; closed by whoever published it; expired after. */
export function needState(need: { closed_at: Date | null; until: string }, today: string): NeedState {
  if (need.closed_at) return 'closed'
  return need.until < today ? 'expired' : 'open'
}
