import fc from 'fast-check'
import { expect, test } from 'vitest'
import { everyTeam, smallProblem } from './fixtures.ts'
import type { Candidate, Demand, Infeasible, Problem } from './problem.ts'
import { solve } from './solve.ts'

const at = (place: string, more: Partial<Candidate> = {}): Candidate => ({
  evidence: [{ competence: 0, strength: 0.5 }],
  base: 0,
  groups: { place },
  ...more,
})
const problem = (more: Partial<Problem>): Problem => ({
  candidates: ['A', 'A', 'B', 'B', 'C'].map(place => at(place)),
  competences: [{ weight: 1 }],
  size: { min: 1, max: 4 },
  ...more,
})
const threePlaces = {
  kind: 'distinct',
  id: 'three places',
  partition: 'place',
  among: { all: true },
  count: 3,
} as const

test.each([
  [
    { fixed: [1], excluded: [1] },
    { kind: 'fixedAndExcluded', candidates: [1] },
  ],
  [
    { fixed: [0, 1, 2], size: { min: 1, max: 2 } },
    { kind: 'sizeBelowFixed', size: 2, fixed: 3 },
  ],
  [{ size: { min: 4, max: 2 } }, { kind: 'sizeRange', min: 4, max: 2 }],
  [{ size: { min: 9, max: 12 } }, { kind: 'tooFewCandidates', available: 5, needed: 9 }],
  [{ fixed: [99] }, { kind: 'unknownCandidate', candidates: [99] }],
  [{ candidates: [] }, { kind: 'tooFewCandidates', available: 0, needed: 1 }],
])('contradictory wishes have a reason of their own: %j', async (more, reason) => {
  expect(await solve(problem(more))).toMatchObject({ status: 'infeasible', reason })
})

test('a rule nobody can meet says how many more it takes', async () => {
  const outcome = await solve(problem({ candidates: [at('A'), at('A'), at('B')], rules: [threePlaces] }))
  expect(outcome).toEqual({
    status: 'infeasible',
    reason: { kind: 'conflict', demands: [{ kind: 'rule', id: 'three places' }] },
    remedies: [
      { kind: 'addCandidates', rule: 'three places', count: 1 },
      { kind: 'dropRule', rule: 'three places' },
    ],
  })
})

test('size, fixed members and a rule in conflict: each way out is offered', async () => {
  const outcome = await solve(problem({ fixed: [0, 1], size: { min: 2, max: 3 }, rules: [threePlaces] }))
  expect(outcome).toMatchObject({
    reason: {
      kind: 'conflict',
      demands: [
        { kind: 'sizeMax', size: 3 },
        { kind: 'fixed', candidate: 0 },
        { kind: 'fixed', candidate: 1 },
        { kind: 'rule', id: 'three places' },
      ],
    },
  })
  const kinds = (outcome as Infeasible).remedies
  expect(kinds).toContainEqual({ kind: 'raiseSize', to: 4 })
  expect(kinds).toContainEqual({ kind: 'unfix', candidate: 0 })
  expect(kinds).toContainEqual({ kind: 'unfix', candidate: 1 })
})

const without = (one: Problem, demand: Demand): Problem => {
  switch (demand.kind) {
    case 'rule':
      return { ...one, rules: (one.rules ?? []).filter(rule => rule.id !== demand.id) }
    case 'sizeMin':
      return { ...one, size: { ...one.size, min: 0 } }
    case 'sizeMax':
      return { ...one, size: { ...one.size, max: one.candidates.length } }
    case 'fixed':
      return { ...one, fixed: (one.fixed ?? []).filter(i => i !== demand.candidate) }
    case 'excluded':
      return { ...one, excluded: (one.excluded ?? []).filter(i => i !== demand.candidate) }
  }
}
const ALL: Demand['kind'][] = ['rule', 'sizeMin', 'sizeMax', 'fixed', 'excluded']
const every = (one: Problem): Demand[] =>
  ALL.flatMap((kind): Demand[] =>
    kind === 'rule'
      ? (one.rules ?? []).map(rule => ({ kind, id: rule.id }))
      : kind === 'fixed' || kind === 'excluded'
        ? (one[kind] ?? []).map(candidate => ({ kind, candidate }))
        : [{ kind, size: one.size[kind === 'sizeMin' ? 'min' : 'max'] }],
  )
const key = (demand: Demand) => JSON.stringify(demand)

test('a conflict is one, cannot be made smaller, and its remedies work', async () => {
  let conflicts = 0
  await fc.assert(
    fc.asyncProperty(smallProblem, async one => {
      const outcome = await solve(one)
      if (outcome.status === 'solved' || outcome.reason.kind !== 'conflict') return
      conflicts++
      const { demands } = outcome.reason
      const named = new Set(demands.map(key))
      const only = every(one).reduce((left, demand) => (named.has(key(demand)) ? left : without(left, demand)), one)
      expect(everyTeam(only)).toEqual([])
      for (const demand of demands) expect(everyTeam(without(only, demand)).length).toBeGreaterThan(0)
      for (const remedy of outcome.remedies) {
        if (remedy.kind === 'addCandidates' || remedy.kind === 'addAnyCandidates') continue
        const mended: Problem =
          remedy.kind === 'raiseSize'
            ? { ...one, size: { ...one.size, max: remedy.to } }
            : remedy.kind === 'lowerSize'
              ? { ...one, size: { ...one.size, min: remedy.to } }
              : without(
                  one,
                  remedy.kind === 'dropRule'
                    ? { kind: 'rule', id: remedy.rule }
                    : { kind: remedy.kind === 'unfix' ? 'fixed' : 'excluded', candidate: remedy.candidate },
                )
        expect(everyTeam(mended).length).toBeGreaterThan(0)
      }
    }),
    { numRuns: 250, seed: 21 },
  )
  expect(conflicts).toBeGreaterThan(20)
}, 120_000)
