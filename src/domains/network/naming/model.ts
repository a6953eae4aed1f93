import { ELIDED, SMALL, SPELLINGS } from './spellings.ts'

type Named = { readonly name: string; readonly short_name?: string | null | undefined }

/** An acronym is rarely longer: what a short name writes in capitals is kept so up to here. */
const LONGEST_ACRONYM = 5

/**
 * The name of an organisation as a person writes it. CORDIS has nine names in ten IN CAPITALS, which nobody can skim; those become ordinary
 * words, while acronyms, legal forms and the spelling of the short name are kept. Only for reading: the legal name stays what it is in the
 * database, in exports, in the API and in documents. A name with any small letter is answered as it is; only the case of letters ever changes.
 */
export function readableName({ name, short_name }: Named): string {
  if (!inCapitals(name) || /^\p{L}{1,5}$/u.test(name)) return name
  return recased(name, spellingsOf(short_name ?? ''))
}

/** What an organisation is called for short: its short name (a single word stays as it is: it is a sign), else its name. */
export function readableShortName({ name, short_name }: Named): string {
  if (!short_name) return readableName({ name })
  return /\s/.test(short_name) ? readableName({ name: short_name, short_name }) : short_name
}

/** A city as a person writes it: no acronyms there. */
export const readablePlace = (city: string): string => (inCapitals(city) ? recased(city, undefined) : city)

const inCapitals = (text: string) => !/\p{Ll}/u.test(text) && /\p{Lu}{2}/u.test(text)

/** How the short name writes words that the name may have too: AstraZeneca, KU. */
function spellingsOf(shortName: string): ReadonlyMap<string, string> {
  const words = shortName.match(/\p{L}+/gu) ?? []
  const longest = words.length === 1 ? LONGEST_ACRONYM : LONGEST_ACRONYM - 2
  const telling = (word: string) => (inCapitals(word) ? word.length <= longest : /^\p{Lu}.*\p{Ll}/u.test(word))
  return new Map(words.filter(telling).map(word => [word.toUpperCase(), word]))
}

/** `own`: spellings of this name's words; undefined for a place, where every word is a word. */
function recased(text: string, own: ReadonlyMap<string, string> | undefined): string {
  return text.replace(/[\p{L}\p{M}\p{N}]+/gu, (word, at: number) => {
    const before = text.slice(0, at)
    const after = text.slice(at + word.length)
    const written = spelling(word, before, after, own)
    // Letters that do not come back from small ones (the dotted İ) stay as they were.
    return written.toUpperCase() === word ? written : word
  })
}

function spelling(word: string, before: string, after: string, own: ReadonlyMap<string, string> | undefined): string {
  const small = word.toLowerCase()
  if (/\p{N}/u.test(word)) return word
  // The S of QUEEN'S, not the M of L'M.
  if (/\p{L}['’]$/u.test(before) && small === 's') return small
  const first = !/[\p{L}\p{N}]/u.test(before) || /\s[-–]\s*$/u.test(before)
  const joined = /\S$/u.test(before) || /^[^\s'’]/u.test(after)
  const single = word.length === 1 && (joined || /&\s*$/u.test(before) || /^\s*&/u.test(after) || after === '')
  if (ELIDED.has(small) && /^['’]/u.test(after)) return first ? capitalised(word) : small
  if (single) return word
  if (!first && after !== '' && SMALL.has(small)) return small
  if (own) {
    const known = own.get(word) ?? SPELLINGS.get(word)
    if (known) return known
    if (isAcronym(word, before, after)) return word
  }
  return capitalised(word)
}

/** Two letters, no vowel, a Roman number, or a short word alone in brackets. */
function isAcronym(word: string, before: string, after: string): boolean {
  if (SMALL.has(word.toLowerCase())) return false
  if (word.length <= 2 || /^[IVX]+$/.test(word)) return true
  if (/\($/.test(before) && /^\)/.test(after)) return word.length <= LONGEST_ACRONYM
  return /^[A-Z]+$/.test(word) && !/[AEIOUY]/.test(word)
}

const capitalised = (word: string): string => {
  const [head = '', ...tail] = word
  return head + tail.join('').toLowerCase()
}
