import { readFileSync } from 'node:fs'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import type { Index } from '#algorithms/ranking/build.ts'
import { type Vocabulary, vocabularyOf } from '#algorithms/retrieval/translation/cognates.ts'
import { compile, type Dictionary, type Entry } from '#algorithms/retrieval/translation/dictionary.ts'
import { readEntries } from '#algorithms/retrieval/translation/sources.ts'
import { type Translation, toEnglish } from '#algorithms/retrieval/translation/translate.ts'
import { foreignLanguage } from './language.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../../starter')

export type Sources = {
  /** Written by hand for this project. */
  readonly glossary: readonly Entry[]
  /** Labels of EuroSciVoc. */
  readonly taxonomy: readonly Entry[]
  /** Terms of EuroVoc, and single words learnt from how they translate each other. */
  readonly terms: readonly Entry[]
  readonly learnt: readonly Entry[]
}

/** Reads what the program ships about Italian and English. */
export function readSources(folder = FOLDER): Sources {
  const text = (name: string) => readFileSync(path.join(folder, name), 'utf8')
  const eurovoc = brotliDecompressSync(readFileSync(path.join(folder, 'eurovoc-it-en.tsv.br'))).toString()
  const [terms = '', learnt = ''] = eurovoc.split('\n# learnt')
  return {
    glossary: readEntries(text('glossary-it-en.tsv')),
    taxonomy: readEntries(text('euroscivoc-it.tsv'), 2, 1),
    terms: readEntries(terms),
    learnt: readEntries(learnt),
  }
}

let dictionary: Dictionary | undefined

/** The whole dictionary, read once per process; the hand-written source is trusted most. */
export function italianDictionary(): Dictionary {
  if (!dictionary) {
    const { glossary, taxonomy, terms, learnt } = readSources()
    dictionary = compile([glossary, taxonomy, terms, learnt])
  }
  return dictionary
}

const vocabularies = new WeakMap<Index, Vocabulary>()

/** The words of an index, for words of the same root; made once per index. */
export function vocabularyOfIndex(index: Index): Vocabulary {
  const known = vocabularies.get(index)
  if (known) return known
  const { offsets } = index.text
  const frequency = (stem: string) => {
    const id = index.numbers.get(stem)
    return id === undefined ? 0 : offsets[id + 1]! - offsets[id]!
  }
  const made = vocabularyOf(index.numbers.keys(), frequency)
  vocabularies.set(index, made)
  return made
}

/**
 * A text with its Italian sentences as English words; undefined when none is Italian. With an index, words of the same root as its
 * own are found as well.
 */
export function inEnglish(text: string, index?: Index): Translation | undefined {
  if (text.trim() === '' || foreignLanguage(text, 'en') !== undefined) return undefined
  return toEnglish(text, italianDictionary(), index && vocabularyOfIndex(index))
}
