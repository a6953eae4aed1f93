import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gulpease, PLAIN_FROM } from './readability.ts'

test('counts as the formula says', () => {
  // 8 words with 71 letters in 1 sentence.
  expect(gulpease('La collaborazione internazionale rafforza notevolmente l’innovazione regionale.')).toBe(38)
  // Short text goes beyond the scale.
  expect(gulpease('Il cluster aiuta le imprese.')).toBe(100)
  expect(gulpease('')).toBeUndefined()
  expect(gulpease(' … ')).toBeUndefined()
})

test('a number with a point is one word and ends no sentence', () => {
  expect(gulpease('Valgono 55.000.000 euro.')).toBe(gulpease('Valgono 55000000 euro.'))
})

test('short words in short sentences read better than long ones', () => {
  const plain = 'Il cluster aiuta chi fa ricerca. Trova i soci. Li fa incontrare.'
  const hard =
    'L’implementazione di progettualità interistituzionali finalizzate all’incentivazione dell’innovazione rappresenta la caratterizzazione preminente dell’associazione'
  expect(gulpease(plain)).toBeGreaterThan(PLAIN_FROM)
  expect(gulpease(hard)).toBeLessThan(PLAIN_FROM)
})

test('stays between 0 and 100, and a text twice reads like once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      const index = gulpease(text)
      if (index === undefined) return
      expect(index).toBeGreaterThanOrEqual(0)
      expect(index).toBeLessThanOrEqual(100)
      expect(gulpease(`${text}\n${text}`)).toBe(index)
    }),
  )
})
