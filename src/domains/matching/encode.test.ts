import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ActorRow, encode, freshness } from './encode.ts'

const TODAY = '2026-11-24'
const daysAgo = (days: number) => new Date(Date.parse(TODAY) - days * 86_400_000).toISOString().slice(0, 10)

test('own words weigh wholly for a year after they were confirmed, then less, never less than half; never confirmed is neutral', () => {
  expect(freshness(null, TODAY)).toBe(1)
  expect(freshness(daysAgo(364), TODAY)).toBe(1)
  expect(freshness(daysAgo(365 + 365), TODAY)).toBeCloseTo(0.5 ** 0.5)
  expect(freshness(daysAgo(3000), TODAY)).toBe(0.5)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 }), (a, b) => {
      const [older, newer] = [freshness(daysAgo(Math.max(a, b)), TODAY), freshness(daysAgo(Math.min(a, b)), TODAY)]
      expect(older).toBeLessThanOrEqual(newer)
      expect(older).toBeGreaterThanOrEqual(0.5)
      expect(newer).toBeLessThanOrEqual(1)
    }),
  )
})

test('an actor carries its freshness into the corpus', () => {
  const actor = (confirmed_on: string | null): ActorRow => ({
    id: 1,
    key: 'a',
    pic: null,
    whole: 1,
    name: 'A',
    country: 'IT',
    nuts: null,
    city: null,
    kind: 'PRC',
    sme: null,
    says: 'words',
    labels: null,
    declared: [],
    confirmed_on,
  })
  const fresh = (row: ActorRow) => encode([], [row], [], [], undefined, TODAY).corpus.actors[0]?.freshness
  expect([fresh(actor(null)), fresh(actor(TODAY)), fresh(actor('2010-01-01'))]).toEqual([1, 1, 0.5])
})
