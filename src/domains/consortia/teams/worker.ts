import { alternatives } from '#algorithms/team/alternatives.ts'
import { type Explanation, explain } from '#algorithms/team/explain.ts'
import type { Infeasible, Problem, Solution } from '#algorithms/team/problem.ts'

export type Task = { readonly problem: Problem; readonly timeLimitMs: number }
export type Team = Solution & { readonly relative: number; readonly fresh: readonly number[] }
export type Built =
  | { readonly status: 'solved'; readonly teams: readonly Team[]; readonly explanation: Explanation }
  | Infeasible

/** The best team and three others. */
const TEAMS = 4

/** Runs in a thread of its own: the solver blocks while it thinks. */
export default async function buildTask({ problem, timeLimitMs }: Task): Promise<Built> {
  const found = await alternatives(problem, TEAMS, undefined, { timeLimitMs, seed: 1 })
  if (found.status === 'infeasible') return found
  const best = found.teams[0]
  if (!best) return { status: 'infeasible', reason: { kind: 'timeLimit' }, remedies: [] }
  return { status: 'solved', teams: found.teams, explanation: explain(problem, best.members) }
}
