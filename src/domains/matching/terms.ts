import { tokenise, words } from '#algorithms/retrieval/tokens.ts'
import { translate } from '#algorithms/retrieval/translation/translate.ts'
import { inEnglish, italianDictionary } from './dictionary.ts'
import type { Term } from './model.ts'

/** What one word stands for, the same word always the same. */
const known = new Map<string, readonly string[]>()
const MOST_KNOWN = 50_000

/**
 * The terms of a text, each with the word it was written as: English stems, so that texts in Italian and in English can be compared. Word by word,
 * so that a word in one text is the same as in another; phrases of the dictionary are not looked for.
 */
export function termsOf(text: string): Term[] {
  const italian = inEnglish(text) !== undefined
  const found = new Map<string, string>()
  for (const word of text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
    for (const stem of stems(word.toLowerCase(), italian)) if (!found.has(stem)) found.set(stem, word)
  return [...found].map(([stem, word]) => ({ stem, word }))
}

function stems(word: string, italian: boolean): readonly string[] {
  const key = `${italian} ${word}`
  const before = known.get(key)
  if (before) return before
  // A stop word of the language it is written in says nothing, whatever it would be in the other one.
  const says = tokenise(word, italian ? 'it' : 'en').length > 0
  const english = italian && says ? translate(word, italianDictionary(), undefined).text : word
  const made = says ? [...new Set(words(english).flatMap(each => tokenise(each, 'en')))] : []
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(key, made)
  return made
}
