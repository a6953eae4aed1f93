import fc from 'fast-check'
import { DEFAULTS, type Problem, type Rule, type Selection } from './problem.ts'

const selection: fc.Arbitrary<Selection> = fc.oneof(
  fc.constant<Selection>({ all: true }),
  fc.constant<Selection>({ flag: 'small' }),
  fc.subarray(['A', 'B', 'C', 'D'], { minLength: 1 }).map(groups => ({ partition: 'place', groups })),
  fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 5 }).map(candidates => ({ candidates })),
)

const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('atLeast', 'atMost'),
    id: fc.constant('count'),
    among: selection,
    count: fc.nat(3),
  }),
  fc.record({
    kind: fc.constant('atMostShare'),
    id: fc.constant('share'),
    among: selection,
    share: fc.constantFrom(0.25, 0.5, 0.6),
  }),
  fc.record({
    kind: fc.constant('atMostPerGroup'),
    id: fc.constant('per group'),
    partition: fc.constant('place'),
    among: selection,
    count: fc.integer({ min: 1, max: 2 }),
  }),
  fc
    .record({
      among: selection,
      count: fc.integer({ min: 1, max: 3 }),
      special: selection,
      specials: fc.nat(2),
      also: fc.boolean(),
    })
    .map(one => ({
      kind: 'distinct' as const,
      id: 'distinct',
      partition: 'place',
      among: one.among,
      count: one.count,
      ...(one.also ? { alsoDiffer: ['owner'] } : {}),
      ...(one.specials > 0 ? { including: { among: one.special, count: one.specials } } : {}),
    })),
)

/** Small problems of 8 candidates, most of them with some allowed team; few distinct strengths, so that ties are common. */
export const smallProblem: fc.Arbitrary<Problem> = fc.record({
  candidates: fc.array(
    fc.record({
      evidence: fc.uniqueArray(fc.record({ competence: fc.nat(3), strength: fc.constantFrom(0.2, 0.5, 0.8, 1) }), {
        selector: one => one.competence,
        maxLength: 4,
      }),
      base: fc.constantFrom(0, 0.3, 1),
      groups: fc
        .tuple(fc.constantFrom('A', 'B', 'C', 'D'), fc.constantFrom('', '', 'x', 'y'))
        .map(([place, owner]): Record<string, string> => (owner ? { place, owner } : { place })),
      flags: fc.constantFrom([], ['small']),
      counts: fc.constantFrom(true, true, true, false),
    }),
    { minLength: 8, maxLength: 8 },
  ),
  competences: fc.constant([{ weight: 3 }, { weight: 2 }, { weight: 1 }, { weight: 1 }]),
  size: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat(2)).map(([min, more]) => ({ min, max: min + more })),
  fixed: fc.uniqueArray(fc.nat(7), { maxLength: 1 }),
  excluded: fc.uniqueArray(fc.nat(7), { maxLength: 1 }),
  rules: fc.array(rule, { maxLength: 3 }).map(rules => rules.map((one, k) => ({ ...one, id: `${one.id} ${k}` }))),
  memberCost: fc.constantFrom(1, 5),
})

/** Every team, by looking at each subset: written apart from the solver on purpose. */
export function everyTeam(problem: Problem): { members: number[]; value: number }[] {
  const n = problem.candidates.length
  const teams: { members: number[]; value: number }[] = []
  for (let bits = 0; bits < 1 << n; bits++) {
    const members = Array.from({ length: n }, (_, i) => i).filter(i => bits & (1 << i))
    if (isAllowed(problem, members)) teams.push({ members, value: worth(problem, members) })
  }
  return teams
}

/** The formula of the README, read off directly. */
export function worth(problem: Problem, members: readonly number[]): number {
  const backup = problem.backup ?? DEFAULTS.backup
  const total = problem.competences.reduce((sum, one) => sum + one.weight, 0)
  let points = 0
  problem.competences.forEach(({ weight }, c) => {
    const strengths = members
      .map(i => problem.candidates[i]!.evidence.find(one => one.competence === c)?.strength ?? 0)
      .sort((a, b) => b - a)
    points += ((100 * weight) / total) * (((strengths[0] ?? 0) + backup * (strengths[1] ?? 0)) / (1 + backup))
  })
  for (const i of members)
    points +=
      (problem.baseWeight ?? DEFAULTS.baseWeight) * problem.candidates[i]!.base -
      (problem.memberCost ?? DEFAULTS.memberCost)
  return points
}

export function isAllowed(problem: Problem, members: readonly number[]): boolean {
  if (members.length < problem.size.min || members.length > problem.size.max) return false
  if (problem.fixed?.some(i => !members.includes(i)) || problem.excluded?.some(i => members.includes(i))) return false
  return (problem.rules ?? []).every(one => keeps(problem, one, members))
}

function keeps(problem: Problem, one: Rule, members: readonly number[]): boolean {
  const counting = members.filter(i => problem.candidates[i]!.counts !== false)
  const picks = (i: number, which: Selection): boolean =>
    'all' in which ||
    ('flag' in which
      ? (problem.candidates[i]!.flags ?? []).includes(which.flag)
      : 'partition' in which
        ? which.groups.includes(problem.candidates[i]!.groups?.[which.partition] ?? '')
        : which.candidates.includes(i))
  const among = counting.filter(i => picks(i, one.among))
  const group = (i: number, partition: string) => problem.candidates[i]!.groups?.[partition]
  switch (one.kind) {
    case 'atLeast':
      return among.length >= one.count
    case 'atMost':
      return among.length <= one.count
    case 'atMostShare':
      return among.length <= one.share * counting.length + 1e-9
    case 'atMostPerGroup':
      return among.every(
        i => among.filter(j => group(j, one.partition) === group(i, one.partition)).length <= one.count,
      )
    case 'distinct': {
      const { including } = one
      for (let bits = 0; bits < 1 << among.length; bits++) {
        const named = among.filter((_, k) => bits & (1 << k))
        const differ = [one.partition, ...(one.alsoDiffer ?? [])].every(partition => {
          const groups = named.map(i => group(i, partition)).filter(one => one !== undefined)
          return new Set(groups).size === groups.length
        })
        const special = including ? named.filter(i => picks(i, including.among)).length : 0
        if (differ && named.length >= one.count && special >= (including?.count ?? 0)) return true
      }
      return false
    }
  }
}
