import type { Options, Outcome, Problem } from '#algorithms/agenda/problem.ts'
import { solve } from '#algorithms/agenda/solve.ts'

/** Thread for agendas: solving blocks, a site must not. */
export default function agenda({ problem, options }: { problem: Problem; options?: Options }): Promise<Outcome> {
  return solve(problem, options)
}
