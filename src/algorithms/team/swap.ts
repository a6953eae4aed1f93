import { Coverage, teamValue } from './coverage.ts'
import { instance } from './instance.ts'
import type { Problem } from './problem.ts'
import { allowed, violation } from './rules.ts'

export interface Swap {
  readonly candidate: number
  /** Points the team gains (or loses, when negative) against the team as it is. */
  readonly change: number
  /** Competences whose strongest evidence becomes stronger, and weaker; largest change first. */
  readonly gains: readonly number[]
  readonly losses: readonly number[]
  /** The new team meets all rules, size, fixed and excluded. */
  readonly allowed: boolean
}

/**
 * The best replacements for one member, allowed ones first, then by change, then by index. When the member is fixed, the wish to keep it is
 * set aside: who asks for a replacement has changed their mind. A member that is not in the team has none.
 */
export function swaps(problem: Problem, members: readonly number[], leaves: number, limit = 5): Swap[] {
  if (!members.includes(leaves)) return []
  const of = instance({ ...problem, fixed: (problem.fixed ?? []).filter(i => i !== leaves) })
  const rest = members.filter(member => member !== leaves)
  const before = new Coverage(of, members)
  const without = new Coverage(of, rest)
  const inside = new Set(members)
  const found: { candidate: number; change: number; allowed: boolean }[] = []
  for (let candidate = 0; candidate < of.n; candidate++) {
    if (inside.has(candidate) || of.excluded[candidate]) continue
    found.push({
      candidate,
      change: without.value + without.gain(candidate) - before.value,
      allowed: allowed(of, [...rest, candidate]),
    })
  }
  found.sort((a, b) => Number(b.allowed) - Number(a.allowed) || b.change - a.change || a.candidate - b.candidate)
  return found.slice(0, limit).map(swap => {
    const after = new Coverage(of, [...rest, swap.candidate])
    const shift = Array.from({ length: of.competences }, (_, c) => of.first[c]! * (after.best[c]! - before.best[c]!))
    const moved = (sign: number) =>
      shift.flatMap((by, c) => (by * sign > 1e-9 ? [c] : [])).sort((a, b) => sign * (shift[b]! - shift[a]!))
    return { ...swap, gains: moved(1), losses: moved(-1) }
  })
}

export interface Judgement {
  readonly value: number
  readonly allowed: boolean
  /** Rules a hand-made team breaks. */
  readonly broken: readonly string[]
}

/** Value and rules of a team somebody put together by hand. */
export function judge(problem: Problem, members: readonly number[]): Judgement {
  const of = instance(problem)
  const broken = of.rules.filter(rule => violation({ ...of, rules: [rule] }, members) > 0).map(rule => rule.id)
  return { value: teamValue(of, members), allowed: allowed(of, members), broken: [...new Set(broken)] }
}
