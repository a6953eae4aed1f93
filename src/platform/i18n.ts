export const LANGUAGES = ['it', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export const isLanguage = (value: unknown): value is Language => value === 'it' || value === 'en'

/**
 * Words of a slice in both languages. English must have exactly the keys and signatures of Italian,
 * so a missing translation does not compile: `export const words = inBoth({ it: {...}, en: {...} })`.
 */
export function inBoth<T extends Record<string, Word>>(both: {
  it: T
  en: { readonly [K in keyof T]: Widened<T[K]> }
}): {
  readonly [L in Language]: { readonly [K in keyof T]: Widened<T[K]> }
} {
  return both as never
}

type Word = string | ((...args: never[]) => string) | readonly string[] | { readonly [key: string]: string }
type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [K in keyof T]: string }

const LOCALE: Record<Language, string> = { it: 'it-IT', en: 'en-GB' }

export type Formats = {
  number(value: number, digits?: number): string
  percent(share: number, digits?: number): string
  /** Integer euro cents, shown without decimals from 1,000 euro up. */
  money(cents: number): string
  /** Short money for dense tables: 1,2 Mln €. */
  moneyShort(cents: number): string
  /** A calendar date, YYYY-MM-DD. */
  date(day: string): string
  dateShort(day: string): string
  /** An instant, in the time zone of the deadline: Brussels unless told. */
  instant(at: Date, zone?: string): string
  country(code: string): string
  list(items: readonly string[]): string
  compare(a: string, b: string): number
}

/** CORDIS writes EL and UK where ISO 3166 has GR and GB. */
const ISO: Record<string, string> = { EL: 'GR', UK: 'GB' }

/** Remembers what `make` answered. For questions of which there are few: digits, time zones, codes of countries. */
function kept<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const answers = new Map<Key, Value>()
  return key => {
    const known = answers.get(key)
    if (known !== undefined) return known
    const made = make(key)
    answers.set(key, made)
    return made
  }
}

function formatsFor(language: Language): Formats {
  const locale = LOCALE[language]
  const euro = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', minimumFractionDigits: 2 })
  const wholeEuro = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 })
  const compactEuro = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'EUR',
    notation: 'compact',
    maximumSignificantDigits: 3,
  })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const tenths = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const short = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const regions = new Intl.DisplayNames([locale], { type: 'region' })
  const lists = new Intl.ListFormat(locale)
  const collator = new Intl.Collator(locale)
  // Making a formatter takes a hundred times as long as using one, and asking for a country's name goes through all of them.
  const numbers = kept(
    (digits: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits, minimumFractionDigits: digits }),
  )
  const instants = kept(
    (zone: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: zone }),
  )
  const countries = kept((code: string) => {
    try {
      return regions.of(ISO[code] ?? code) ?? code
    } catch {
      return code
    }
  })
  return {
    number: (value, digits = 0) => numbers(digits).format(value),
    percent: (share, digits = 0) => (digits === 0 ? percent : tenths).format(share),
    money: cents => (Math.abs(cents) >= 100_000 ? wholeEuro : euro).format(cents / 100),
    moneyShort: cents => compactEuro.format(cents / 100),
    date: day => long.format(new Date(`${day}T00:00:00Z`)),
    dateShort: day => short.format(new Date(`${day}T00:00:00Z`)),
    instant: (at, zone = 'Europe/Brussels') => instants(zone).format(at),
    country: countries,
    list: items => lists.format(items),
    compare: (a, b) => collator.compare(a, b),
  }
}

const FORMATS: Record<Language, Formats> = { it: formatsFor('it'), en: formatsFor('en') }
export const formats = (language: Language): Formats => FORMATS[language]

/** Picks the language of a visitor who has not chosen: the first of ours that the browser prefers, Italian otherwise. */
export function preferred(acceptLanguage: string | undefined): Language {
  for (const part of (acceptLanguage ?? '').toLowerCase().split(',')) {
    const tag = part.trim().split(/[-;]/)[0]
    if (isLanguage(tag)) return tag
  }
  return 'it'
}
