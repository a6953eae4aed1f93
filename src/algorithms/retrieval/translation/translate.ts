import { ENGLISH, ITALIAN } from '../stopwords.ts'
import { fold, stem } from '../tokens.ts'
import { cognateOf, type Vocabulary } from './cognates.ts'
import { type ContentWord, type Dictionary, isContent, lookUp } from './dictionary.ts'

export interface TranslateOptions {
  /** English renderings of one entry that are used, best first. */
  readonly alternatives: number
}

export const TRANSLATE_DEFAULTS: TranslateOptions = { alternatives: 1 }

export interface Translation {
  /** English words in the order of the text; words that nothing knows, and sentences in English, stand as they were written. */
  readonly text: string
  /** What was put in the place of Italian words, each once, in order. */
  readonly english: readonly string[]
}

/** Phrases and sentences do not cross these. */
const CLAUSES = /[,:()[\]{}"«»“”/–—]+/u
const SENTENCES = /[.;!?]+(?=\s|$)|\n+/u
const WORD = /[\p{L}\p{M}\p{N}]+/gu

/**
 * Turns the Italian sentences of a text into English words for a search; undefined when there are none. Longest entries of the
 * dictionary first, then words of the same root that `vocabulary` knows. Order and grammar are not kept. Never throws.
 * Cost: words x longest entry, and for words not in the dictionary a few dozen look-ups.
 */
export function toEnglish(
  text: string,
  dictionary: Dictionary,
  vocabulary: Vocabulary | undefined,
  options: TranslateOptions = TRANSLATE_DEFAULTS,
): Translation | undefined {
  const sentences = text.split(SENTENCES).filter(sentence => /[\p{L}\p{N}]/u.test(sentence))
  const marks = sentences.map(sentence => italianMarks(sentence, dictionary, vocabulary))
  const whole = marks.reduce((sum, mark) => sum + mark, 0)
  if (whole <= 0 && !marks.some(mark => mark >= CLEAR)) return undefined
  const parts = sentences.map((sentence, i) =>
    marks[i]! >= CLEAR || (marks[i]! >= 0 && whole > 0)
      ? translate(sentence, dictionary, vocabulary, options)
      : { text: sentence.trim(), english: [] },
  )
  const english = [...new Set(parts.flatMap(part => part.english))]
  return english.length === 0 ? undefined : { text: parts.map(part => part.text).join('\n'), english }
}

/** Translates a text known to be Italian; empty gives empty. */
export function translate(
  text: string,
  dictionary: Dictionary,
  vocabulary: Vocabulary | undefined,
  options: TranslateOptions = TRANSLATE_DEFAULTS,
): Translation {
  const out: string[] = []
  const english = new Set<string>()
  for (const sentence of text.split(SENTENCES)) {
    let begins = true
    for (const clause of sentence.split(CLAUSES)) {
      const { content, written } = contentOf(clause, begins)
      if (written.length > 0) begins = false
      for (let at = 0; at < content.length; ) {
        const found = lookUp(dictionary, content, at)
        const known = found?.english.slice(0, options.alternatives) ?? cognates(vocabulary, content[at]!)
        // A word that is the same in both languages stays as it is written.
        const chosen = known.map(one => (fold(one) === content[at]!.word ? written[at]! : one))
        for (const one of chosen) if (one !== written[at]) english.add(one)
        out.push(...(found || chosen.length > 0 ? chosen : [written[at]!]))
        // What looks like a name may be one: organisations are found by theirs.
        if (content[at]!.name && found?.words === 1 && !chosen.includes(written[at]!)) out.push(written[at]!)
        at += found?.words ?? 1
      }
    }
  }
  return { text: out.join(' '), english: [...english] }
}

/**
 * Words that speak for Italian less those that speak for English: function words of one language only, words of the dictionary
 * that the index does not know, and words that the index knows well. In the middle of a text a sentence without marks goes with the rest.
 */
function italianMarks(sentence: string, dictionary: Dictionary, vocabulary: Vocabulary | undefined): number {
  let marks = 0
  for (const { word, after } of contentOf(sentence, true, true).content) {
    if (ITALIAN.has(word) !== ENGLISH.has(word)) {
      marks += ITALIAN.has(word) ? 1 : -1
      continue
    }
    if (ITALIAN.has(word) || word.length < 3) continue
    const common = vocabulary ? vocabulary.frequency(stem(word)) >= COMMON : false
    const known = lookUp(dictionary, [{ word, after, name: true }], 0)
    if (common && known) marks += known.source === 0 && known.exact && VOWEL.test(word) ? SLIGHT : 0
    else if (common) marks -= 1
    else if (known && VOWEL.test(word)) marks += 1
    else if (!known && vocabulary && cognates(vocabulary, { word, after, name: false }).length > 0) marks += 0.5
  }
  return marks
}

/** Marks from which a sentence is Italian whatever the rest of the text is. */
const CLEAR = 3
/** Documents from which a word is surely one of the index's language. */
const COMMON = 8
/** For a word of both languages that the most trusted source lists just so: decides where nothing else does. */
const SLIGHT = 0.25
/** Nearly every Italian word ends so; others are taken to be English or acronyms. */
const VOWEL = /[aeiou]$/

/** Content words of a clause, folded and as written; with `all`, stop words as well. */
function contentOf(clause: string, begins: boolean, all = false): { content: ContentWord[]; written: string[] } {
  const content: ContentWord[] = []
  const written: string[] = []
  const loud = clause === clause.toUpperCase()
  let after = ''
  for (const [i, token] of (clause.match(WORD) ?? []).entries()) {
    const word = fold(token)
    if (all || isContent(word)) {
      content.push({ word, after, name: !loud && !(begins && i === 0) && /\p{Lu}/u.test(token) })
      written.push(token)
      after = ''
    } else after = word
  }
  return { content, written }
}

/** English words, acronyms and names have none. */
function cognates(vocabulary: Vocabulary | undefined, { word, name }: ContentWord): string[] {
  if (!vocabulary || name || !VOWEL.test(word) || vocabulary.frequency(stem(word)) >= COMMON) return []
  const found = cognateOf(vocabulary, word)
  return found === undefined ? [] : [found]
}
