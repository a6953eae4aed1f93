import { contradiction } from './contradiction.ts'
import { Coverage, teamValue } from './coverage.ts'
import { type Highs, loadHighs, type Run, run } from './highs.ts'
import { infeasible } from './infeasible.ts'
import { type Instance, instance } from './instance.ts'
import { teamProgram } from './model.ts'
import { OPTIONS, type Options, type Outcome, type Problem, type Solution } from './problem.ts'
import { dominated } from './reduce.ts'
import { allowed } from './rules.ts'
import { Search } from './search.ts'

/** Relative gap under which a value counts as proven. */
const PROVEN = 1e-6
const ROUNDS = 12

/**
 * The most valuable allowed team, proven or with a bound; or why there is none. Never throws on a bad wish. Deterministic in
 * problem and seed unless the time limit strikes.
 */
export async function solve(problem: Problem, options: Options = {}): Promise<Outcome> {
  const wrong = contradiction(problem)
  if (wrong) return wrong
  const highs = await loadHighs()
  const solution = solveInstance(highs, instance(problem), options)
  return solution ?? infeasible(highs, problem, options)
}

/** As `solve` for a compiled problem without contradictions; undefined when no team was found. */
export function solveInstance(highs: Highs, of: Instance, options: Options): Solution | undefined {
  const { seed, timeLimitMs, gap } = { ...OPTIONS, ...options }
  const out = dominated(of)
  let candidates = Array.from({ length: of.n }, (_, i) => i).filter(i => !of.excluded[i] && !out[i])
  const search = new Search(of, candidates)
  const greedy = search.greedy()
  let best = search.run(ROUNDS, seed, greedy)
  let ms = 0
  const left = () => timeLimitMs - ms
  const relaxation = run(highs, teamProgram(of, candidates).program, {
    seed,
    timeLimitMs: left(),
    gap: 0,
    relaxed: true,
  })
  ms += relaxation.ms
  if (relaxation.status === 'infeasible') return undefined
  let bound = Math.min(relaxation.bound, everythingBound(of))
  let narrowed = of
  if (best && relaxation.status === 'optimal')
    ({ of: narrowed, candidates } = fixByReducedCost(of, candidates, relaxation, teamValue(of, best)))
  const program = teamProgram(narrowed, candidates)
  const exact = run(highs, program.program, {
    seed,
    timeLimitMs: left(),
    gap,
    ...(best?.every(i => candidates.includes(i)) ? { start: program.encode(best) } : {}),
  })
  ms += exact.ms
  const found = candidates.filter((_, column) => (exact.values[column] ?? 0) > 0.5)
  if (exact.values.length > 0 && allowed(of, found) && (!best || teamValue(of, found) > teamValue(of, best) + 1e-9))
    best = found
  if (!best) return undefined
  best = settle(of, best)
  const value = teamValue(of, best)
  // What was fixed away is worth at most the start's value, so the bound of the rest is a bound of all.
  bound = exact.status === 'infeasible' ? value : Math.max(value, Math.min(bound, exact.bound))
  const relative = (bound - value) / Math.max(1e-9, Math.abs(value))
  return {
    status: 'solved',
    members: best,
    value,
    bound,
    gap: relative,
    proven: relative <= PROVEN,
    ms,
    ...(allowed(of, greedy) ? { greedy: teamValue(of, greedy) } : {}),
  }
}

/** Worth no team can pass, known without the solver: everybody's evidence together, and the best own worths that fit. */
function everythingBound(of: Instance): number {
  const all = new Coverage(of)
  const free: number[] = []
  let bound = 0
  let places = of.max
  for (let i = 0; i < of.n; i++) {
    if (of.excluded[i]) continue
    bound += all.gain(i) - of.own[i]!
    all.add(i)
    if (of.fixed[i]) {
      bound += of.own[i]!
      places--
    } else free.push(of.own[i]!)
  }
  free.sort((a, b) => b - a)
  return free.slice(0, places).reduce((sum, own) => sum + Math.max(0, own), bound)
}

/**
 * With the relaxation's value z, the reduced cost d of a candidate left out, and a team worth v: any team with that candidate is worth at
 * most z - |d|. Where that is not above v, the candidate can go; likewise a candidate wholly in must stay.
 */
function fixByReducedCost(of: Instance, candidates: readonly number[], relaxation: Run, value: number) {
  const fixed = Uint8Array.from(of.fixed)
  const kept = candidates.filter((i, column) => {
    const lost = Math.abs(relaxation.reducedCosts[column]!)
    if (relaxation.objective - lost > value - 1e-7) return true
    if (relaxation.values[column]! < 1e-7 && !of.fixed[i]) return false
    if (relaxation.values[column]! > 1 - 1e-7) fixed[i] = 1
    return true
  })
  return { of: { ...of, fixed }, candidates: kept }
}

/** Among teams of the same worth, the one with the lowest indices that single exchanges reach. */
function settle(of: Instance, team: readonly number[]): number[] {
  let members = [...team].sort((a, b) => a - b)
  for (let at = members.length - 1; at >= 0; at--) {
    const value = teamValue(of, members)
    if (of.fixed[members[at]!]) continue
    for (let i = 0; i < members[at]!; i++) {
      if (of.excluded[i] || members.includes(i)) continue
      const other = members.with(at, i)
      if (Math.abs(teamValue(of, other) - value) < 1e-9 && allowed(of, other)) {
        members = other.sort((a, b) => a - b)
        break
      }
    }
  }
  return members
}
