import fc from 'fast-check'
import { expect, test } from 'vitest'
import { madeUpVat } from './fixtures.ts'
import { fiscalCode, leiCode, mailAddress, phoneNumber, picNumber, rorId, vatNumber } from './identifiers.ts'

test('a VAT number: prefix, dots and lost zeros do not matter, its check digit does', () => {
  for (const [text, kept] of [
    ['IT 00743110157', 'IT00743110157'],
    ['743110157', 'IT00743110157'],
    ['00743.11015.7', 'IT00743110157'],
    ['00743110158', undefined],
    ['00000000000', undefined],
    ['FR40303265045', 'FR40303265045'],
    ['no', undefined],
    ['Bologna', undefined],
  ] as const)
    expect([text, vatNumber(text)]).toEqual([text, kept])
  fc.assert(
    fc.property(fc.integer({ min: 1_000_000, max: 9_999_999_999 }), fc.integer({ min: 0, max: 10 }), (seed, at) => {
      const vat = madeUpVat(seed)
      expect(vatNumber(String(Number(vat)))).toBe(`IT${vat}`)
      expect(fiscalCode(vat)).toBe(vat)
      const wrong = [...vat]
      wrong[at] = String((Number(wrong[at]) + 1) % 10)
      expect(vatNumber(`IT${wrong.join('')}`)).toBeUndefined()
    }),
  )
})

test('a personal codice fiscale, with its check letter', () => {
  expect(fiscalCode('rss mra 85t10 a562s')).toBe('RSSMRA85T10A562S')
  expect(fiscalCode('RSSMRA85T10A562T')).toBeUndefined()
  expect(fiscalCode('RSSMRA85')).toBeUndefined()
})

test('other identifiers', () => {
  expect(picNumber('999 895 692')).toBe('999895692')
  expect(picNumber('99989569')).toBeUndefined()
  expect(rorId('https://ror.org/01111rn36')).toBe('https://ror.org/01111rn36')
  expect(rorId('01111rn37')).toBeUndefined()
  expect(leiCode('5493001KJTIIGC8Y1R12')).toBe('5493001KJTIIGC8Y1R12')
  expect(leiCode('5493001KJTIIGC8Y1R13')).toBeUndefined()
  expect(mailAddress('mailto:Anna.Verdi@Example.org')).toBe('anna.verdi@example.org')
  expect(mailAddress('anna.verdi at example.org')).toBeUndefined()
})

test('phone numbers as they are written, and what is kept is kept as it is', () => {
  for (const [text, kept] of [
    ['051/600 12-34', '+39 0516001234'],
    ['0039 051 6001234', '+39 0516001234'],
    ['516001234', '+39 0516001234'],
    ['333 1234567', '+39 3331234567'],
    ['+44 20 7946 0000', '+442079460000'],
  ] as const) {
    expect([text, phoneNumber(text)]).toEqual([text, kept])
    expect(phoneNumber(kept)).toBe(kept)
  }
  expect(phoneNumber('interno')).toBeUndefined()
})
