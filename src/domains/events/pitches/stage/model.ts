import { z } from 'zod'
import { Random } from '#algorithms/agenda/random.ts'
import { field } from '#kernel/fields.ts'
import { CLOCK_ACTS } from './clock.ts'

const MINUTE = 60_000

type Timed = { readonly starts_at: Date; readonly minutes: number; readonly question_minutes: number }
/** When the pitch at a place begins. */
export const startOf = ({ starts_at, minutes, question_minutes }: Timed, place: number): Date =>
  new Date(starts_at.getTime() + (place - 1) * (minutes + question_minutes) * MINUTE)

/** An order drawn by lot. By their numbers first, so that the same pitches and seed always give the same order (Fisher and Yates). */
export function drawn(ids: readonly number[], seed: number): number[] {
  const order = ids.toSorted((a, b) => a - b)
  const random = new Random(seed)
  for (let at = order.length - 1; at > 0; at--) {
    const other = random.below(at + 1)
    ;[order[at], order[other]] = [order[other] as number, order[at] as number]
  }
  return order
}

/** One place up or down; at the end of the list nothing changes. */
export function shifted(ids: readonly number[], id: number, by: -1 | 1): number[] {
  const at = ids.indexOf(id)
  const other = ids[at + by]
  if (at < 0 || other === undefined) return [...ids]
  return ids.map(one => (one === id ? other : one === other ? id : one))
}

export const orderForm = z.object({
  do: z.enum(['up', 'down', 'draw']).catch('draw'),
  pitch: field.whole(1, 2 ** 52),
  seed: field.whole(0, 2 ** 31 - 1),
})
export type OrderForm = z.infer<typeof orderForm>

export const clockForm = z.object({ act: z.enum(CLOCK_ACTS), back: z.enum(['timer', 'stage']).catch('timer') })
export const clockBody = z.object({
  pitch: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).nullable(),
  phase: z.enum(['pitch', 'questions']),
  elapsed: z.number().min(0).max(86_400_000),
  running: z.boolean(),
})
