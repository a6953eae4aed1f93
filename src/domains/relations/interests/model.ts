import { z } from 'zod'
import { field } from '#kernel/fields.ts'

/** What a member would like to be in it. */
export const WISHES = ['coordinate', 'partner', 'listen'] as const
export type Wish = (typeof WISHES)[number]

/** What one is interested in. */
export type Subject = { readonly kind: 'call'; readonly id: string } | { readonly kind: 'need'; readonly id: number }

export const LONGEST_LINE = 300

export const interestForm = z.object({
  for: z.string().max(300).default(''),
  wish: z.enum(WISHES).catch('partner'),
  words: z.string().trim().max(LONGEST_LINE).default(''),
  seen: field.flag(),
})
export type InterestForm = z.infer<typeof interestForm>

export const thingOf = (subject: Subject): `call ${string}` | `need ${string}` =>
  subject.kind === 'call' ? `call ${subject.id}` : `need ${subject.id}`

export const pathOf = (subject: Subject): string =>
  subject.kind === 'call' ? `/calls/${encodeURIComponent(subject.id)}` : `/needs/${subject.id}`
