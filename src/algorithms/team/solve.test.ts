import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alternatives } from './alternatives.ts'
import { everyTeam, isAllowed, smallProblem, worth } from './fixtures.ts'
import { solve } from './solve.ts'
import { judge, swaps } from './swap.ts'

test('finds what looking at every team finds, and says so', async () => {
  let solved = 0
  let none = 0
  await fc.assert(
    fc.asyncProperty(smallProblem, async problem => {
      const teams = everyTeam(problem)
      const outcome = await solve(problem)
      if (teams.length === 0) {
        none++
        expect(outcome.status).toBe('infeasible')
        return
      }
      solved++
      if (outcome.status !== 'solved') throw new Error(`a team exists: ${JSON.stringify(outcome)}`)
      expect(outcome.value).toBeCloseTo(Math.max(...teams.map(team => team.value)), 6)
      expect(worth(problem, outcome.members)).toBeCloseTo(outcome.value, 6)
      expect(isAllowed(problem, outcome.members)).toBe(true)
      expect(outcome.proven).toBe(true)
      expect(outcome.bound).toBeGreaterThanOrEqual(outcome.value)
    }),
    { numRuns: 250, seed: 11 },
  )
  expect(Math.min(solved, none)).toBeGreaterThan(20)
}, 120_000)

test('the same seed gives the same answer', async () => {
  await fc.assert(
    fc.asyncProperty(smallProblem, fc.nat(5), async (problem, seed) => {
      const { ms: _, ...first } = { ms: 0, ...(await solve(problem, { seed })) }
      const { ms: __, ...again } = { ms: 0, ...(await solve(problem, { seed })) }
      expect(again).toEqual(first)
    }),
    { numRuns: 40, seed: 5 },
  )
}, 60_000)

test('alternatives differ as much as asked, and each is the best that does', async () => {
  await fc.assert(
    fc.asyncProperty(smallProblem, fc.integer({ min: 1, max: 2 }), async (problem, difference) => {
      const teams = everyTeam(problem)
      const outcome = await alternatives(problem, 3, difference)
      if (outcome.status === 'infeasible') {
        expect(teams).toEqual([])
        return
      }
      outcome.teams.forEach((team, k) => {
        expect(isAllowed(problem, team.members)).toBe(true)
        const differs = (members: readonly number[]) =>
          outcome.teams
            .slice(0, k)
            .every(earlier => members.filter(i => !earlier.members.includes(i)).length >= difference)
        expect(differs(team.members)).toBe(true)
        expect(team.value).toBeCloseTo(Math.max(...teams.filter(one => differs(one.members)).map(one => one.value)), 6)
      })
      if (outcome.teams.length < 3)
        expect(
          teams.filter(one =>
            outcome.teams.every(earlier => one.members.filter(i => !earlier.members.includes(i)).length >= difference),
          ),
        ).toEqual([])
    }),
    { numRuns: 60, seed: 3 },
  )
}, 120_000)

test('a swap is worth what the new team is worth', async () => {
  await fc.assert(
    fc.asyncProperty(smallProblem, async problem => {
      const outcome = await solve(problem)
      if (outcome.status !== 'solved') return
      for (const leaves of outcome.members) {
        for (const swap of swaps(problem, outcome.members, leaves)) {
          const team = [...outcome.members.filter(i => i !== leaves), swap.candidate]
          expect(worth(problem, team)).toBeCloseTo(outcome.value + swap.change, 6)
          const unfixed = { ...problem, fixed: (problem.fixed ?? []).filter(i => i !== leaves) }
          expect(swap.allowed).toBe(isAllowed(unfixed, team))
          // The team is optimal: no allowed exchange of a member who is not fixed can be better.
          if (swap.allowed && !problem.fixed?.includes(leaves)) expect(swap.change).toBeLessThan(1e-6)
        }
      }
      expect(judge(problem, outcome.members)).toMatchObject({ allowed: true, broken: [] })
    }),
    { numRuns: 60, seed: 9 },
  )
}, 60_000)

test('no time at all still gives an allowed team and a bound, or says that time ran out', async () => {
  await fc.assert(
    fc.asyncProperty(smallProblem, async problem => {
      const teams = everyTeam(problem)
      const outcome = await solve(problem, { timeLimitMs: 0 })
      if (outcome.status === 'infeasible') return
      expect(isAllowed(problem, outcome.members)).toBe(true)
      expect(Number.isFinite(outcome.bound)).toBe(true)
      expect(outcome.bound).toBeGreaterThanOrEqual(Math.max(...teams.map(team => team.value)) - 1e-6)
    }),
    { numRuns: 60, seed: 4 },
  )
}, 60_000)

test('of equal candidates the first is chosen', async () => {
  const same = { evidence: [{ competence: 0, strength: 0.7 }], base: 0.5 }
  const outcome = await solve({
    candidates: Array(6).fill(same),
    competences: [{ weight: 1 }],
    size: { min: 1, max: 1 },
  })
  expect(outcome).toMatchObject({ status: 'solved', members: [0], proven: true })
})
