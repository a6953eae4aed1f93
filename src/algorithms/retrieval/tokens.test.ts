import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, stem, tokenise, words } from './tokens.ts'

describe('tokens', () => {
  it('folds accents and case, and cuts at apostrophes', () => {
    expect(words("L'Università di Forlì – CO₂")).toEqual(['l', 'universita', 'di', 'forli', 'co2'])
  })

  it('drops stop words and bare numbers, keeps words with digits', () => {
    expect(tokenise('The 12 hospitals and 5G of 2030')).toEqual(['hospit', '5g'])
  })

  it('brings inflections of both languages together', () => {
    expect(stem('hospitals')).toBe(stem('hospital'))
    expect(stem('ospedali', 'it')).toBe(stem('ospedale', 'it'))
  })

  it('folding is idempotent', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => fold(fold(text)) === fold(text)))
  })

  it('never fails and never returns a stop word, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => tokenise(text, 'it').every(term => term.length > 0)))
    expect(tokenise('il lo la gli e di che', 'it')).toEqual([])
  })
})
