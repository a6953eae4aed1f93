import fc from 'fast-check'
import { expect, test } from 'vitest'
import { explain } from './explain.ts'
import { smallProblem, worth } from './fixtures.ts'
import { instance } from './instance.ts'
import { dominated } from './reduce.ts'
import { solve } from './solve.ts'

test('contributions, coverage and missing agree with the value of the team', () => {
  fc.assert(
    fc.property(smallProblem, fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 5 }), (problem, members) => {
      const { contributions, coverage, missing } = explain(problem, members)
      for (const { member, points, bestAt, onlyOneFor } of contributions) {
        expect(points).toBeCloseTo(
          worth(problem, members) -
            worth(
              problem,
              members.filter(i => i !== member),
            ),
          6,
        )
        for (const c of onlyOneFor) expect(bestAt).toContain(c)
      }
      const own = { ...problem, memberCost: 0, baseWeight: 0 }
      expect(coverage.reduce((sum, one) => sum + one.points, 0)).toBeCloseTo(worth(own, members), 6)
      expect(coverage.reduce((sum, one) => sum + one.possible, 0)).toBeCloseTo(100, 6)
      for (const one of missing)
        for (const bringer of one.bringers) {
          expect(members).not.toContain(bringer.candidate)
          expect(bringer.strength).toBeGreaterThan(one.best)
          expect(worth(problem, [...members, bringer.candidate])).toBeCloseTo(worth(problem, members) + bringer.gain, 6)
        }
    }),
  )
})

test('leaving dominated candidates out does not change the value', async () => {
  let reduced = 0
  await fc.assert(
    fc.asyncProperty(smallProblem, async small => {
      // Twins of twins make dominance common.
      const problem = { ...small, candidates: [...small.candidates, ...small.candidates], size: { min: 1, max: 2 } }
      const out = dominated(instance(problem))
      reduced += out.reduce((sum, one) => sum + one, 0)
      const whole = await solve(problem)
      const part = await solve({
        ...problem,
        excluded: [...(problem.excluded ?? []), ...[...out.keys()].filter(i => out[i])],
      })
      expect(part.status).toBe(whole.status)
      if (whole.status === 'solved' && part.status === 'solved') expect(part.value).toBeCloseTo(whole.value, 6)
    }),
    { numRuns: 40, seed: 2 },
  )
  expect(reduced).toBeGreaterThan(20)
}, 60_000)
