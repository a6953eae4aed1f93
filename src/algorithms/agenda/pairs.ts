import type { Barrier, Pair, Problem } from './problem.ts'

/** One number for two people, whichever is named first. */
export const pairKey = (people: number, x: number, y: number): number => (x < y ? x * people + y : y * people + x)

const crosses = (one: readonly number[] | undefined, other: readonly number[] | undefined): boolean =>
  (one ?? []).some(each => (other ?? []).includes(each))

/** Answers for two people why they may not meet, time and tables aside; undefined when they may. */
export function barrier(problem: Problem): (x: number, y: number) => Barrier | undefined {
  const n = problem.participants.length
  const keys = (pairs: readonly Pair[] | undefined) => new Set((pairs ?? []).map(([x, y]) => pairKey(n, x, y)))
  const metBefore = keys(problem.metBefore)
  const forbidden = keys(problem.forbidden)
  const refused = keys(problem.wishes.filter(one => one.strength === 'no').map(one => [one.from, one.to] as const))
  const apart = problem.apart ?? []
  return (x, y) => {
    const key = pairKey(n, x, y)
    const one = problem.participants[x]!
    const other = problem.participants[y]!
    if (refused.has(key)) return 'saidNo'
    if (metBefore.has(key)) return 'metBefore'
    if (forbidden.has(key)) return 'forbidden'
    if (one.organisation !== undefined && one.organisation === other.organisation) return 'sameOrganisation'
    const here = one.groups ?? []
    const there = other.groups ?? []
    if (apart.some(([g, h]) => (here.includes(g) && there.includes(h)) || (here.includes(h) && there.includes(g))))
      return 'groupsApart'
    if (one.languages?.length && other.languages?.length && !crosses(one.languages, other.languages))
      return 'noCommonLanguage'
    if (one.cap === 0 || other.cap === 0) return 'noMeetingsAllowed'
    return undefined
  }
}
