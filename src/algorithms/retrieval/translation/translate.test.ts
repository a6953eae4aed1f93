import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alignWords } from './align.ts'
import { cognateOf, vocabularyOf } from './cognates.ts'
import { compile } from './dictionary.ts'
import { learnWords, readEntries } from './sources.ts'
import { toEnglish, translate } from './translate.ts'

const dictionary = compile([
  readEntries(`it\ten
# a heading
biostampa\tbioprinting
tessuto\ttissue
cellula\tcell
cellule staminali\tstem cells
misura\tmeasure
su misura\ttailored
vorremmo\t
caso\tcase
casa\thome
sanitario\thealth; healthcare`),
  readEntries('it\ten\ncellula staminale adulta\tadult stem cell\ncellule\tprison cell'),
])
const frequencies = new Map(
  ['regen', 'hypertens', 'organoid', 'nanocryst', 'machin', 'bacteriophag', 'psycholog'].map(stem => [stem, 50]),
)
const vocabulary = vocabularyOf(frequencies.keys(), stem => frequencies.get(stem) ?? 0)
const english = (text: string) => translate(text, dictionary, vocabulary).text

test('words are found in any form, the longest entry first and the most trusted source first', () => {
  expect(english('biostampa di tessuti')).toBe('bioprinting tissue')
  expect(english('le cellule staminali')).toBe('stem cells')
  expect(english('cellule staminali adulte')).toBe('adult stem cell')
  expect(english('la cellula')).toBe('cell')
  expect(english('sanitaria')).toBe('health')
})

test('a phrase does not cross a comma, and a stop word may be part of it', () => {
  expect(english('cellule, staminali')).toBe('cell staminali')
  expect(english('protesi su misura')).toBe('protesi tailored')
  expect(english('la misura')).toBe('measure')
})

test('the entry written most alike is taken, and what says nothing is dropped', () => {
  expect(english('vorremmo una casa')).toBe('home')
  expect(english('un caso')).toBe('case')
})

test('words of the same root are found in the vocabulary', () => {
  expect(english('rigenerativa')).toBe('regenerative')
  expect(english('ipertensione')).toBe('hypertension')
  expect(english('organoidi')).toBe('organoid')
  expect(english('psicologico')).toMatch(/^psycholog/)
  expect(english('nanocristalli')).toMatch(/^nanocryst/)
  expect(english('batteriofagi')).toMatch(/^bacteriophag/)
  expect(cognateOf(vocabulary, 'sedia')).toBeUndefined()
})

test('names, acronyms and English words stay', () => {
  expect(english('con Rizzoli e CRISPR')).toBe('Rizzoli CRISPR')
  expect(english('biostampa con machine learning')).toBe('bioprinting machine learning')
})

test('only Italian sentences are translated', () => {
  expect(toEnglish('We print tissues with stem cells.', dictionary, vocabulary)).toBeUndefined()
  expect(toEnglish('Cerchiamo la biostampa di tessuti. We work with cells.', dictionary, vocabulary)?.text).toBe(
    'Cerchiamo bioprinting tissue\nWe work with cells',
  )
  expect(toEnglish('', dictionary, vocabulary)).toBeUndefined()
  expect(translate('', dictionary, vocabulary)).toEqual({ text: '', english: [] })
})

test('never throws, is deterministic, and says only what it was given or knows', () => {
  const words = fc.constantFrom(
    'biostampa',
    'di',
    'Cellule',
    'staminali',
    'xyzzk',
    'BRCA1',
    'rigenerativa',
    'the',
    '.',
    ',',
    '\n',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(words).map(list => list.join(' ')),
  )
  fc.assert(
    fc.property(texts, text => {
      const once = translate(text, dictionary, vocabulary)
      expect(translate(text, dictionary, vocabulary)).toEqual(once)
      expect(toEnglish(text, dictionary, vocabulary)).toEqual(toEnglish(text, dictionary, vocabulary))
      const known = new Set([
        ...once.english.flatMap(one => one.split(' ')),
        ...(text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []),
      ])
      for (const word of once.text.split(' ').filter(Boolean)) expect(known).toContain(word)
    }),
  )
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[bcdfgk]{4,8}$/), { minLength: 1 }), unknown => {
      expect(english(unknown.join(' '))).toBe(unknown.join(' '))
    }),
  )
})

test('pairs of terms teach which words translate each other', () => {
  const pairs = readEntries(`it\ten
politica agricola\tagricultural policy
politica sociale\tsocial policy
prodotto agricolo\tagricultural product
sicurezza sociale\tsocial security`)
  const learnt = new Map(learnWords(pairs).map(({ italian, english: [first] }) => [italian, first]))
  expect(learnt.get('politica')).toBe('policy')
  expect(learnt.get('sociale')).toBe('social')
  expect(learnt.get('prodotto')).toBe('product')
})

test('weights of aligned words are shares, best first, whatever the pairs are', () => {
  const list = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(fc.tuple(list, list), { maxLength: 8 }), pairs => {
      for (const { italian, english: found } of alignWords(pairs)) {
        expect(pairs.flatMap(([from]): string[] => from)).toContain(italian)
        const weights = found.map(one => one.weight)
        expect(weights).toEqual([...weights].sort((a, b) => b - a))
        for (const weight of weights) expect(weight > 0 && weight <= 1 + 1e-9).toBe(true)
      }
    }),
  )
})
