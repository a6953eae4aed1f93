import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestCalls } from './model.ts'

const fit = fc.record({
  id: fc.string(),
  title: fc.constant(''),
  action: fc.constant(null),
  deadline: fc.constant(null),
  covered: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  concepts: fc.constant([]),
  family: fc.nat(50),
  projects: fc.constant([]),
  words: fc.double({ min: 0, max: 1, noNaN: true }),
  place: fc.option(fc.integer({ min: 1, max: 100 })),
  member_place: fc.option(fc.integer({ min: 1, max: 100 })),
})

test('more of anything never lowers a call; nothing speaks for a call that is left out', () => {
  fc.assert(
    fc.property(fc.array(fit, { maxLength: 20 }), fits => {
      const best = bestCalls(fits, 10)
      expect(best.length).toBeLessThanOrEqual(10)
      for (const [index, one] of best.entries()) {
        expect(one.score).toBeLessThanOrEqual(1)
        expect(one.covered || one.family || one.words || one.place || one.member_place).toBeTruthy()
        if (index > 0) expect(one.score).toBeLessThanOrEqual(best[index - 1]?.score ?? 0)
      }
    }),
  )
  const base = {
    id: 'a',
    title: '',
    action: null,
    deadline: null,
    concepts: [],
    projects: [],
    covered: 0.2,
    family: 1,
    words: 0.5,
    place: 50 as number | null,
    member_place: null,
  }
  const score = (changes: Partial<typeof base>) =>
    bestCalls(
      [
        { ...base, ...changes },
        { ...base, id: 'b', words: 1 },
      ],
      5,
    ).find(one => one.id === 'a')?.score ?? 0
  expect(score({ covered: 0.3 })).toBeGreaterThan(score({}))
  expect(score({ family: 2 })).toBeGreaterThan(score({}))
  expect(score({ place: 3 })).toBeGreaterThan(score({}))
  expect(score({ words: 0.6 })).toBeGreaterThan(score({}))
})
