import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import { STRENGTHS } from '../model.ts'

/** Longest texts, in characters. */
export const LONGEST = { offers: 1000, seeks: 1000, phone: 30, group: 60 }
export const MOST_MUSTS = 5
export const PER_PAGE = 20

/** Languages people meet in; others are understood by asking. */
export const LANGUAGES = ['it', 'en', 'fr', 'de', 'es', 'pt', 'ro', 'pl', 'uk', 'zh', 'ar'] as const

const list = <T extends z.ZodType>(item: T, most: number) =>
  z.preprocess(value => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(item).max(most))

/** What somebody says of themselves, as it is typed. */
export const personForm = z.object({
  takes_part: z.enum(['1', '0']).catch('1'),
  offers: z.string().max(20_000).default(''),
  seeks: z.string().max(20_000).default(''),
  languages: list(z.enum(LANGUAGES), 20),
  people: z.string().max(10).default(''),
  most_meetings: z.string().max(10).default(''),
  accessible: field.flag(),
  phone: z.string().max(200).default(''),
  away: list(z.coerce.number().int().positive(), 300),
  /** When what the form shows was said, so that a second tab does not overwrite unseen. */
  seen: z.string().max(40).default(''),
})
export type PersonForm = z.infer<typeof personForm>

export const SHOWN = ['all', 'suggested', 'wanted', 'mine', 'open'] as const
export const peopleQuery = z.object({
  q: field.text(120),
  show: z.enum(SHOWN).catch('all'),
  lang: field.one(LANGUAGES),
  page: field.page(),
})

/** The list, with where in it one was: whoever was just chosen stays in it whatever the filter. */
export const placeQuery = peopleQuery.extend({
  at: field.whole(1, 2 ** 52).catch(undefined),
  done: z.enum(['saved', 'wish']).optional().catch(undefined),
})
export type PlaceQuery = z.infer<typeof placeQuery>

export const wishForm = z.object({
  to: z.coerce.number().int().positive(),
  strength: z.enum([...STRENGTHS, 'none']),
  /** The list it was chosen in: all, suggestions, or those who want to meet. */
  back: z.enum(['p', 's', 'w']).catch('p'),
})
export type WishForm = z.infer<typeof wishForm>

/** A phone as people write one: digits, and what stands between them. */
export const isPhone = (text: string): boolean =>
  /^\+?[\d\s()./-]{5,30}$/.test(text) && text.replace(/\D/g, '').length >= 5
