import fc from 'fast-check'
import { expect, test } from 'vitest'
import { euro, isCents, parseEuro, shareOf } from './money.ts'

test('a share is whole cents and never above the exact share', () => {
  expect(shareOf(euro(1), 0.7)).toBe(70)
  expect(shareOf(10, 0.7)).toBe(7)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e13 }), fc.integer({ min: 0, max: 100 }), (amount, percent) => {
      const part = shareOf(amount, percent / 100)
      expect(isCents(part)).toBe(true)
      expect(BigInt(part) * 100n <= BigInt(amount) * BigInt(percent)).toBe(true)
      expect((BigInt(part) + 2n) * 100n > BigInt(amount) * BigInt(percent)).toBe(true)
    }),
  )
})

test('amounts as people type them', () => {
  for (const [text, cents] of [
    ['1.234.567,89', 123_456_789],
    ['1,234,567.89', 123_456_789],
    ['€ 1 200', 120_000],
    ['250.000', 25_000_000],
    ['12,5', 1250],
    ['0', 0],
    ['', undefined],
    ['1.2.3', undefined],
    ['12,345,6', undefined],
    ['molto', undefined],
  ] as const)
    expect([text, parseEuro(text)]).toEqual([text, cents])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), cents => {
      for (const locale of ['it-IT', 'en-GB'])
        expect(parseEuro((cents / 100).toLocaleString(locale, { style: 'currency', currency: 'EUR' }))).toBe(cents)
    }),
  )
})
