import { ITALIAN } from '../stopwords.ts'
import { fold, stem } from '../tokens.ts'

/** One line of a source: an Italian word or phrase in any form, and its English, best first; no English at all means "says nothing". */
export interface Entry {
  readonly italian: string
  readonly english: readonly string[]
}

interface Compiled {
  /** Folded content words: entries with the same stems are told apart by them. */
  readonly forms: readonly string[]
  readonly english: readonly string[]
  /** Place of the source: 0 is trusted most. */
  readonly source: number
}

/** Entries by the stems of their content words; those that begin with a stop word (`su misura`) by that word as well. */
export interface Dictionary {
  readonly entries: ReadonlyMap<string, readonly Compiled[]>
  /** Content words of the longest entry. */
  readonly longest: number
}

/** A content word of a text, folded, and the stop word that stands before it, if any. */
export interface ContentWord {
  readonly word: string
  readonly after: string
  /** Written like a name: only an entry of the same form is taken. */
  readonly name: boolean
}

export interface Found {
  readonly english: readonly string[]
  readonly source: number
  /** Content words covered. */
  readonly words: number
  /** Written just as the entry is. */
  readonly exact: boolean
}

/** A source further down the list must fit the written form this much better, each step, to be preferred. */
const STEP = 0.02
/** Likeness of forms that differ in the last vowels only: `biologiche` and `biologico`. */
const ENDING_ONLY = 0.98

/** Stop words that phrases need: "stato dell'arte". */
const NEEDED = new Set(['stato', 'stati'])

/** Whether a folded Italian word carries meaning of its own. */
export const isContent = (word: string): boolean =>
  (word.length > 1 && (!ITALIAN.has(word) || NEEDED.has(word))) || /^\p{N}$/u.test(word)

/** Compiles sources, the most trusted first. Entries without a content word are left out. */
export function compile(sources: readonly (readonly Entry[])[]): Dictionary {
  const entries = new Map<string, Compiled[]>()
  let longest = 0
  sources.forEach((list, source) => {
    for (const { italian, english } of list) {
      const all = fold(italian).match(/[\p{L}\p{N}]+/gu) ?? []
      const content = all.filter(isContent)
      if (content.length === 0) continue
      const key = (isContent(all[0]!) ? '' : `${all[0]}+`) + keyOf(content)
      const same = entries.get(key)
      const compiled = { forms: content, english, source }
      if (same) same.push(compiled)
      else entries.set(key, [compiled])
      longest = Math.max(longest, content.length)
    }
  })
  return { entries, longest }
}

/** The longest entry that starts at `content[at]`; among entries with the same stems, the one written most alike. */
export function lookUp(dictionary: Dictionary, content: readonly ContentWord[], at: number): Found | undefined {
  for (let n = Math.min(dictionary.longest, content.length - at); n > 0; n--) {
    const written = content.slice(at, at + n)
    const forms = written.map(({ word }) => word)
    const key = keyOf(forms)
    const exact = n === 1 && written[0]!.name
    const { after } = written[0]!
    const found =
      (after && best(dictionary.entries.get(`${after}+${key}`), forms, exact)) ||
      best(dictionary.entries.get(key), forms, exact)
    if (found) {
      const { english, source } = found
      return { english, source, words: n, exact: forms.every((form, i) => form === found.forms[i]) }
    }
  }
  return undefined
}

function best(same: readonly Compiled[] | undefined, forms: readonly string[], exact: boolean): Compiled | undefined {
  let found: Compiled | undefined
  let bestFit = Number.NEGATIVE_INFINITY
  for (const one of same ?? []) {
    const alike = likeness(forms, one.forms)
    const fit = alike - STEP * one.source
    if ((exact && alike < ENDING_ONLY) || fit <= bestFit) continue
    found = one
    bestFit = fit
  }
  return found
}

const keyOf = (content: readonly string[]): string => content.map(word => stem(word, 'it')).join(' ')

/** Without the ending that says gender and number only. */
const bare = (word: string): string => word.replace(/[aeiouh]+$/, '')

/** Mean share of letters that agree from the start, endings aside; 1 for the same forms. */
function likeness(a: readonly string[], b: readonly string[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) {
    const x = bare(a[i]!)
    const y = bare(b[i]!)
    let common = 0
    while (common < x.length && common < y.length && x[common] === y[common]) common++
    sum += a[i] === b[i] ? 1 : (ENDING_ONLY * 2 * common) / Math.max(1, x.length + y.length)
  }
  return sum / a.length
}
