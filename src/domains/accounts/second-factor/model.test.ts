import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  codeAt,
  freshSalt,
  freshSecret,
  freshSpares,
  hashOfSpare,
  isLocked,
  saltOf,
  shownSecret,
  stepAt,
  stepOf,
} from './model.ts'

/** The secret of RFC 6238, appendix B. */
const RFC = '12345678901234567890'

test('codes are the last six digits of those of RFC 6238, and apps get the same key', async () => {
  expect(shownSecret(RFC)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  for (const [seconds, code] of [
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
  ] as const)
    expect(await codeAt(RFC, stepAt(new Date(seconds * 1000)))).toBe(code)
})

test('a code is good one step early or late, once, and never again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1_600_000_000, max: 4_000_000_000 }),
      fc.integer({ min: -3, max: 3 }),
      async (at, off) => {
        const now = new Date(at * 1000)
        const secret = freshSecret()
        const step = stepAt(now) + off
        const typed = (await codeAt(secret, step)).replace(/^(...)/, '$1 ')
        const found = await stepOf(secret, typed, now, null)
        // Two steps of the same secret have the same code once in a million.
        if (Math.abs(off) <= 1) expect(found).toBeDefined()
        else expect([undefined, stepAt(now) - 1, stepAt(now), stepAt(now) + 1]).toContain(found)
        if (found !== undefined && found === step) expect(await stepOf(secret, typed, now, found)).toBeUndefined()
      },
    ),
    { numRuns: 50 },
  )
})

test('spare codes are all different, and are found however they are written', async () => {
  const spares = freshSpares()
  const salt = freshSalt()
  expect(new Set(spares).size).toBe(8)
  for (const spare of spares) {
    expect(spare).toMatch(/^[a-z2-7]{5}-[a-z2-7]{5}$/)
    const kept = await hashOfSpare(spare, salt)
    expect(saltOf([kept])).toBe(salt)
    expect(await hashOfSpare(` ${spare.toUpperCase().replace('-', ' ')} `, saltOf([kept]))).toBe(kept)
    expect(await hashOfSpare(spare, freshSalt())).not.toBe(kept)
  }
})

test('five wrong codes close the door for a quarter of an hour', () => {
  const at = new Date('2026-11-24T10:00:00Z')
  expect(isLocked(4, at, at)).toBe(false)
  expect(isLocked(5, at, at)).toBe(true)
  expect(isLocked(9, at, new Date('2026-11-24T10:14:59Z'))).toBe(true)
  expect(isLocked(9, at, new Date('2026-11-24T10:15:00Z'))).toBe(false)
})
