import type { Change } from '#algorithms/agenda/change.ts'
import { unmetOf } from '#algorithms/agenda/explain.ts'
import type { Infeasible, Meeting, Options, Outcome, Problem, UnmetWish } from '#algorithms/agenda/problem.ts'
import { type Repair, type RepairOptions, repair } from '#algorithms/agenda/repair.ts'
import { solve } from '#algorithms/agenda/solve.ts'

export type Task =
  | { readonly do: 'solve'; readonly problem: Problem; readonly options: Options }
  | {
      readonly do: 'repair'
      readonly problem: Problem
      readonly meetings: readonly Meeting[]
      readonly changes: readonly Change[]
      readonly options: RepairOptions
    }
  | { readonly do: 'explain'; readonly problem: Problem; readonly meetings: readonly Meeting[] }

export type Answer = {
  readonly solve: Outcome
  readonly repair: Repair | Infeasible
  readonly explain: readonly UnmetWish[]
}

/** Thread for agendas: solving blocks, a site must not. */
export default async function agenda(task: Task): Promise<Answer[Task['do']]> {
  switch (task.do) {
    case 'solve':
      return solve(task.problem, task.options)
    case 'repair':
      return repair(task.problem, { meetings: task.meetings }, task.changes, task.options)
    case 'explain':
      return unmetOf(task.problem, task.meetings)
  }
}
