import fc from 'fast-check'
import { expect, test } from 'vitest'
import { euro, isCents, shareOf } from './money.ts'

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
