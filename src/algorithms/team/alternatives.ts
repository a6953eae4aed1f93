import { contradiction } from './contradiction.ts'
import { type Highs, loadHighs } from './highs.ts'
import { infeasible } from './infeasible.ts'
import { type CompiledRule, type Instance, instance } from './instance.ts'
import { type Infeasible, OPTIONS, type Options, type Problem, type Solution } from './problem.ts'
import { solveInstance } from './solve.ts'

export interface Alternative extends Solution {
  /** Value as a share of the first team's. */
  readonly relative: number
  /** Members that none of the earlier teams has. */
  readonly fresh: readonly number[]
}

export interface Alternatives {
  readonly status: 'solved'
  /** Best first as found; fewer than asked when no further team differs enough. */
  readonly teams: readonly Alternative[]
  /** Members each team has that each earlier one has not. */
  readonly minDifference: number
}

/** A third of the places that are free, at least two: what a reader sees as another team. */
export function defaultDifference(problem: Problem): number {
  return Math.max(2, Math.ceil((problem.size.max - new Set(problem.fixed).size) / 3))
}

/**
 * `k` teams of which each has at least `minDifference` members that each earlier one has not: the best, then the best of those that
 * differ (a cut per earlier team: at least so many members from outside it). The time limit is shared evenly.
 */
export async function alternatives(
  problem: Problem,
  k = 3,
  minDifference = defaultDifference(problem),
  options: Options = {},
): Promise<Alternatives | Infeasible> {
  const wrong = contradiction(problem)
  if (wrong) return wrong
  const highs = await loadHighs()
  const each = { ...options, timeLimitMs: (options.timeLimitMs ?? OPTIONS.timeLimitMs) / Math.max(1, k) }
  const teams = different(highs, instance(problem), k, minDifference, each)
  return teams.length > 0 ? { status: 'solved', teams, minDifference } : infeasible(highs, problem, options)
}

function different(highs: Highs, of: Instance, k: number, minDifference: number, options: Options): Alternative[] {
  const teams: Alternative[] = []
  const cuts: CompiledRule[] = []
  while (teams.length < k) {
    const team = solveInstance(highs, { ...of, rules: [...of.rules, ...cuts] }, options)
    if (!team) break
    const earlier = new Set(teams.flatMap(one => one.members))
    const best = teams[0]?.value ?? team.value
    teams.push({
      ...team,
      relative: best === 0 ? 1 : team.value / best,
      fresh: team.members.filter(member => !earlier.has(member)),
    })
    const row = new Float64Array(of.n).fill(1)
    for (const member of team.members) row[member] = 0
    cuts.push({ kind: 'row', id: `unlike team ${teams.length}`, row, lower: minDifference, upper: Infinity })
  }
  return teams
}
