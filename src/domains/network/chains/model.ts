import { z } from 'zod'
import { blank } from '#kernel/fields.ts'

/** No semicolons: they part the value chains of a cell. */
const name = z
  .string()
  .trim()
  .min(2)
  .max(120)
  .regex(/^[^;\n]+$/)
const says = z.preprocess(value => value ?? '', z.string().trim().max(1000))
const person = z.preprocess(value => blank(value) ?? null, z.coerce.number().int().min(1).nullable())

export const chainForm = z.object({
  name_it: name,
  name_en: name,
  says_it: says,
  says_en: says,
  chair_id: person,
  vice_chair_id: person,
})
export type ChainForm = z.infer<typeof chainForm>
