import { z } from 'zod'
import { blank, field } from '#kernel/fields.ts'

export const SIZES = [15, 30, 60] as const

/** What of the network is shown. */
export const tiesQuery = z.object({
  size: z.preprocess(
    blank,
    z.coerce
      .number()
      .pipe(z.literal([...SIZES]))
      .default(30),
  ),
  /** Projects that began in this year or later. */
  since: field.whole(2014, 2100),
  country: field.text(2),
  /** Projects two organisations must share to be joined by a line. */
  ties: z.preprocess(blank, z.coerce.number().int().min(1).max(50).default(1)),
})
export type TiesQuery = z.infer<typeof tiesQuery>

export type Node = {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly short_name: string | null
  readonly country: string | null
  readonly member: boolean
  /** Projects shared with the middle, or projects at all where there is none. */
  readonly projects: number
  readonly first: string | null
  readonly last: string | null
}
export type Tie = { readonly a: number; readonly b: number; readonly projects: number }
