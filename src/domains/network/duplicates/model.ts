import { z } from 'zod'
import type { Reason } from '#algorithms/linkage/explain.ts'
import { LIKELY } from '#algorithms/linkage/score.ts'
import { field } from '#kernel/fields.ts'

/** What somebody can say of two records. `unsure` puts a pair aside; the other two settle it until they are taken back. */
export const DECISIONS = ['same', 'different', 'unsure'] as const
export type Decision = (typeof DECISIONS)[number]

export const SHOWN = ['queue', 'aside', 'decided'] as const
export const WHO = ['members', 'all'] as const

/** Two ids, the smaller first. */
const pairOfIds = z
  .string()
  .regex(/^[0-9]{1,15}-[0-9]{1,15}$/)
  .transform(text => text.split('-').map(Number) as [number, number])
  .refine(([first, second]) => first < second)

export const queueQuery = z.object({
  show: field.one(SHOWN),
  who: field.one(WHO),
  /** Begins after this pair: it was left for later. */
  after: pairOfIds.optional().catch(undefined),
  done: field.whole(1, 2_000_000_000),
  page: field.page(),
})
export type QueueQuery = z.infer<typeof queueQuery>

export const decideForm = z.object({
  pair: pairOfIds,
  decision: z.enum(DECISIONS),
  keep: field.one(['first', 'second']),
  who: field.one(WHO),
  show: field.one(SHOWN),
})
export type DecideForm = z.infer<typeof decideForm>

export const undoForm = z.object({
  decision: z.coerce.number().int().min(1),
  who: field.one(WHO),
  show: field.one(SHOWN),
})

/** How sure the comparison is, in three words for people. The borders are measured: bench/RESULTS.md. */
export type Likelihood = 'very' | 'likely' | 'possible'
export const likelihoodOf = (score: number): Likelihood =>
  score >= LIKELY + 1 ? 'very' : score >= LIKELY ? 'likely' : 'possible'

/** What is told of somebody who may be in the database already. */
export const asked = z.object({
  name: z.string().trim().min(1).max(400),
  otherNames: z.array(z.string().max(400)).max(20).optional(),
  country: z.string().nullish(),
  city: z.string().nullish(),
  postcode: z.string().nullish(),
  street: z.string().nullish(),
  nuts: z.string().nullish(),
  website: z.string().nullish(),
  vat: z.string().nullish(),
  rorId: z.string().nullish(),
})
export type Asked = z.input<typeof asked>

export type Pointing = {
  readonly id: number
  readonly same_as: number | null
  readonly linked_by: string | null
}

/** What taking a link back restores, and what must still be so for it. */
export type Undoing = {
  readonly before: readonly Pointing[]
  readonly after: readonly Pointing[]
  readonly linkDecision: number
}

/** Whether the records point as they did then. */
export const pointSo = (then: readonly Pointing[], now: readonly Pointing[]): boolean =>
  now.length === then.length &&
  then.every(({ id, same_as, linked_by }) =>
    now.some(each => each.id === id && each.same_as === same_as && each.linked_by === linked_by),
  )

export type { Reason }
