import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import { ATTENDANCES } from '../registrations/model.ts'

/** What a phone sends: each mark with an id made there, by registration or by the code of a badge. */
export const marksBody = z.object({
  marks: z
    .array(
      z.object({
        id: z.uuid(),
        registration: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
        attendance: z.enum(ATTENDANCES),
        at: z.iso.datetime(),
      }),
    )
    .max(500),
})
export type Mark = z.infer<typeof marksBody>['marks'][number]

export const markForm = z.object({
  registration: z.coerce.number().int().min(1),
  attendance: z.enum(ATTENDANCES),
  back: z.enum(['check-in', 'registrations']).catch('check-in'),
})
export const doorQuery = z.object({ q: field.text(120), code: field.text(60) })
