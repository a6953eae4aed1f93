import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantAt, isZone, localTime } from './zoned.ts'

test('what clocks show leads back to the instant, or to the first of two that show the same', () => {
  const zones = fc.constantFrom('Europe/Rome', 'Europe/London', 'America/New_York', 'Asia/Kolkata', 'UTC')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000 }), zones, (quarters, zone) => {
      const at = new Date(Date.UTC(2000) + quarters * 900_000)
      const back = instantAt(localTime(at, zone), zone)
      expect(back).toBeDefined()
      expect([0, 3_600_000]).toContain(at.getTime() - (back?.getTime() ?? 0))
    }),
  )
})

test('the hour that comes twice is the first one, the hour that is skipped is none', () => {
  expect(instantAt('2026-10-25T02:30', 'Europe/Rome')?.toISOString()).toBe('2026-10-25T00:30:00.000Z')
  expect(instantAt('2026-10-25T03:00', 'Europe/Rome')?.toISOString()).toBe('2026-10-25T02:00:00.000Z')
  expect(instantAt('2026-03-29T02:30', 'Europe/Rome')).toBeUndefined()
})

test('what is no time or no zone is said so', () => {
  for (const text of ['', 'domani', '2026-02-30T10:00', '2026-13-01T10:00', '2026-01-01T25:00', '2026-01-01'])
    expect(instantAt(text, 'Europe/Rome'), text).toBeUndefined()
  expect(isZone('Europe/Rome')).toBe(true)
  expect(isZone('Europe/Nowhere')).toBe(false)
})
