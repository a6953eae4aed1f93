import { ENGLISH } from '../stopwords.ts'
import { stem, words } from '../tokens.ts'
import { alignWords } from './align.ts'
import { type Entry, isContent } from './dictionary.ts'

/** Reads lines `italian <tab> english; english`; the first line names the columns, lines that begin with # are headings. */
export function readEntries(tsv: string, italian = 0, english = 1): Entry[] {
  return tsv
    .split('\n')
    .slice(1)
    .flatMap(line => {
      const cells = line.split('\t')
      const from = cells[italian]?.trim()
      if (!from || from.startsWith('#')) return []
      const to = (cells[english] ?? '').split(';').map(one => one.trim())
      return [{ italian: from, english: to.filter(Boolean) }]
    })
}

/**
 * Single words learnt from pairs of terms: words of the same stem are one, and each stands as its most frequent form.
 * `least` is the weight under which an alignment is not believed.
 */
export function learnWords(pairs: readonly Entry[], least = 0.3): Entry[] {
  const forms = { it: new Map<string, Map<string, number>>(), en: new Map<string, Map<string, number>>() }
  const stems = (text: string, language: 'it' | 'en'): string[] =>
    words(text)
      .filter(
        word => /^\p{L}+$/u.test(word) && (language === 'it' ? isContent(word) : word.length > 1 && !ENGLISH.has(word)),
      )
      .map(word => {
        const root = stem(word, language)
        const seen = forms[language].get(root) ?? new Map<string, number>()
        forms[language].set(root, seen.set(word, (seen.get(word) ?? 0) + 1))
        return root
      })
  const usual = (root: string, language: 'it' | 'en'): string =>
    [...(forms[language].get(root) ?? [])].sort((a, b) => b[1] - a[1])[0]?.[0] ?? root
  const known = pairs.map(({ italian, english }) => [stems(italian, 'it'), stems(english[0] ?? '', 'en')] as const)
  return alignWords(
    known.filter(([italian, english]) => italian.length > 0 && english.length > 0),
    least,
  ).map(({ italian, english }) => ({
    italian: usual(italian, 'it'),
    english: english.slice(0, 2).map(({ word }) => usual(word, 'en')),
  }))
}
