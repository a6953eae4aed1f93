import { z } from 'zod'
import { field } from '#kernel/fields.ts'

export const GIVERS = ['jury', 'audience', 'cluster'] as const
export type Giver = (typeof GIVERS)[number]
export const LONGEST = { prize: 160 }
export const MOST_PRIZES = 20

const id = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

export const juryForm = z.object({
  do: z.enum(['open', 'unopen', 'close', 'open-vote', 'close-vote']),
  sure: field.flag(),
})
export const resultsForm = z.object({ do: z.enum(['publish', 'hide', 'feedback']), ranking: field.flag() })
export const prizeForm = z.object({
  do: z.enum(['add', 'give', 'remove']).catch('add'),
  prize: field.whole(1, 2 ** 52),
  pitch: field.whole(1, 2 ** 52),
  it: z.string().trim().max(1000).default(''),
  en: z.string().trim().max(1000).default(''),
  given_by: z.enum(GIVERS).catch('jury'),
})
export type PrizeForm = z.infer<typeof prizeForm>

/** A vote of the room: who by the code of the badge, or by the link of a registration. */
export const voteForm = z.object({
  code: z.string().trim().max(100).default(''),
  token: z.string().max(200).default(''),
  pitch: id.optional().catch(undefined),
})
export type VoteForm = z.infer<typeof voteForm>

/** Whether a registration has a vote: a place, and not known to have stayed away. */
export const mayVote = ({ state, attendance }: { state: string; attendance: string }): boolean =>
  state === 'confirmed' && attendance !== 'absent'

/** Those with the most votes: several where they have the same, none without a vote. */
export function mostVoted<P extends { votes: number | null }>(pitches: readonly P[]): P[] {
  const most = Math.max(0, ...pitches.map(one => one.votes ?? 0))
  return most === 0 ? [] : pitches.filter(one => one.votes === most)
}
