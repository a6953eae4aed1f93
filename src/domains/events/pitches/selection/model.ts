import { z } from 'zod'
import { field } from '#kernel/fields.ts'

export const decisionForm = z.object({
  pitch: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  to: z.enum(['sent', 'accepted', 'reserve', 'declined']),
})
export type DecisionForm = z.infer<typeof decisionForm>
export const stepForm = z.object({ do: z.enum(['open', 'unopen', 'close']) })
export const lettersForm = z.object({ words: field.flag() })
