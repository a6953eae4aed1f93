import snowball from 'snowball-stemmers'
import { ENGLISH, ITALIAN } from './stopwords.ts'

/** Languages the tokeniser can stem; the caller detects which one a text is in. */
export type Language = 'en' | 'it'

const STEMMERS = { en: snowball.newStemmer('english'), it: snowball.newStemmer('italian') }
const STOPS = { en: ENGLISH, it: ITALIAN }

/** Stems are asked for again and again; the cache is dropped when it grows past this many words. */
const CACHE_LIMIT = 400_000
const caches: Record<Language, Map<string, string>> = { en: new Map(), it: new Map() }

/** Lower case without accents: `Università` -> `universita`. Letters that are not Latin are kept. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}

/** Words of a text in order: runs of letters and digits, folded; an apostrophe ends a word. */
export function words(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The stem of one folded word (Snowball; M. F. Porter, 2001). */
export function stem(word: string, language: Language = 'en'): string {
  const cache = caches[language]
  const known = cache.get(word)
  if (known !== undefined) return known
  const found = STEMMERS[language].stem(word)
  if (cache.size >= CACHE_LIMIT) cache.clear()
  cache.set(word, found)
  return found
}

/**
 * Terms of a text for an index: folded, without stop words, single letters and bare numbers, stemmed.
 * Words that mix letters and digits (`co2`, `5g`) are kept.
 */
export function tokenise(text: string, language: Language = 'en'): string[] {
  const stops = STOPS[language]
  const terms: string[] = []
  for (const word of words(text)) {
    if (word.length < 2 || word.length > 40 || stops.has(word) || /^\p{N}+$/u.test(word)) continue
    terms.push(stem(word, language))
  }
  return terms
}
