import { z } from 'zod'
import type { Sentence } from '#platform/errors.ts'

/** One thing a kind asks for beside date, parties, amount and place. Counts, titles and categories: never names of people. */
export type Detail = {
  readonly name: Sentence
  readonly required?: true
} & (
  | { readonly type: 'text'; readonly most: number }
  | { readonly type: 'count'; readonly most: number }
  | { readonly type: 'day' }
  /** Codes, kept sorted, each once, with a space between them. */
  | { readonly type: 'list'; readonly most: number }
  | { readonly type: 'choice'; readonly choices: Readonly<Record<string, Sentence>> }
)

export type RoleRule = { readonly name: Sentence; readonly least: number; readonly most: number }

export type Wanted = 'required' | 'optional' | 'none'

export type KindRule = {
  readonly name: Sentence
  readonly group: Group
  readonly roles: Readonly<Record<string, RoleRule>>
  readonly amount: Wanted
  readonly place: Exclude<Wanted, 'required'>
  /** Whether somebody who checks the figures will ask for a paper or an address. */
  readonly evidence: 'expected' | 'optional'
  readonly details: Readonly<Record<string, Detail>>
  /** The page where an act records it by itself: typed here as well, it would be counted twice. */
  readonly act?: Sentence
}

export const GROUPS = [
  'members',
  'proposals',
  'relations',
  'events',
  'startups',
  'growth',
  'knowledge',
  'desk',
] as const
export type Group = (typeof GROUPS)[number]

export type Details = Readonly<Record<string, string | number>>

/** The longest list of organisations of one fact. */
export const MOST_PARTIES = 300

/** Markup, mail addresses and Italian tax codes have no place in a fact that will be published. */
const MARKUP = /<\s*[a-z!/?]/i
const PERSONAL = /[^\s@]+@[^\s@]+\.[a-z]{2,}|\b[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]\b/i
const UNPRINTABLE = /[\p{Cc}\p{Co}\p{Cs}\p{Cn}]/u

/** A line of plain words: `markup`, `personal` and `unprintable` are the messages of what it must not hold. */
export const plainText = (most: number) =>
  z
    .string()
    .transform(text => text.normalize('NFC').replace(/\s+/gu, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, 'empty')
        .max(most, 'long')
        .refine(text => !MARKUP.test(text), 'markup')
        .refine(text => !PERSONAL.test(text), 'personal')
        .refine(text => !UNPRINTABLE.test(text), 'unprintable'),
    )

const CODE = /^[a-z0-9][a-z0-9-]{0,69}$/
/** The codes of a list as they are written. */
export const codesOf = (text: string): string[] =>
  [...new Set(text.split(/[\s,;]+/).filter(code => code !== ''))].sort()

const codeList = (most: number) =>
  z
    .string()
    .transform(codesOf)
    .refine(codes => codes.every(code => CODE.test(code)), 'codes')
    .refine(codes => codes.length <= most, 'long')
    .transform(codes => codes.join(' '))

const schemaOf = (detail: Detail) =>
  detail.type === 'text'
    ? plainText(detail.most)
    : detail.type === 'count'
      ? z.coerce.number('number').int('number').min(0, 'number').max(detail.most, 'number')
      : detail.type === 'day'
        ? z.iso.date('day')
        : detail.type === 'list'
          ? codeList(detail.most)
          : z.enum(Object.keys(detail.choices), 'choice')

/** The schema of a kind's details: what is left empty is left out, what is not asked for is refused. */
export function detailsSchema(rule: KindRule) {
  const shape = Object.entries(rule.details).map(([name, detail]) => {
    const schema = schemaOf(detail)
    const filled = z.preprocess(value => (value === '' || value === null ? undefined : value), schema.optional())
    return [name, detail.required ? filled.refine(value => value !== undefined, 'empty') : filled] as const
  })
  return z
    .strictObject(Object.fromEntries(shape))
    .transform(found => Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Details)
}
