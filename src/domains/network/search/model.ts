import { z } from 'zod'
import { addressOf } from '#kernel/address.ts'
import { blank, field } from '#kernel/fields.ts'
import { CATEGORIES, KINDS } from '../model.ts'

export const SORTS = ['best', 'projects', 'money', 'name'] as const

const nuts = z.string().regex(/^[A-Z]{2}[A-Z0-9]{0,3}$/)

/** The filters of the organisation search: every one of them is in the address, so that a search can be shared. */
export const searchQuery = z.object({
  q: field.text(300),
  kind: field.list(z.enum(KINDS)),
  category: field.list(z.enum(CATEGORIES)),
  country: field.list(z.string().regex(/^[A-Z]{2}$/)),
  region: z.preprocess(blank, nuts.optional()),
  province: z.preprocess(blank, nuts.optional()),
  member: field.one(['yes', 'no']),
  sme: field.one(['yes', 'no']),
  programme: field.text(40),
  concept: z.preprocess(
    blank,
    z
      .string()
      .regex(/^(\/[0-9]+)+$/)
      .optional(),
  ),
  /** Code of a call topic, or how it begins. */
  topic: z.preprocess(
    blank,
    z
      .string()
      .trim()
      .max(80)
      .regex(/^[\w.-]+$/)
      .optional(),
  ),
  sort: field.one(SORTS),
  page: field.page(),
})

export type SearchQuery = z.infer<typeof searchQuery>

export const PAGE_SIZE = 20

/** The address of a search, without what is empty. */
export const searchAddress = (query: Partial<SearchQuery>, changes: Partial<SearchQuery> = {}): string =>
  addressOf({ ...query, ...changes })
