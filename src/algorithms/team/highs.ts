import * as highsPackage from 'highs'

// The package's declarations are read as CommonJS, one `default` deeper than what Node gives an ES module.
type Loader = (typeof highsPackage)['default']['default']
export type Highs = Awaited<ReturnType<Loader>>

let loading: Promise<Highs> | undefined

/** The solver, loaded once per thread. Its calls block: run them in a worker where somebody waits. */
export function loadHighs(): Promise<Highs> {
  loading ??= (highsPackage.default as unknown as Loader)()
  return loading
}

/** A mixed-integer linear program to maximise, built row by row. */
export class Program {
  readonly cost: number[] = []
  readonly lower: number[] = []
  readonly upper: number[] = []
  readonly integer: boolean[] = []
  readonly rowLower: number[] = []
  readonly rowUpper: number[] = []
  readonly starts: number[] = [0]
  readonly indices: number[] = []
  readonly values: number[] = []

  column(cost: number, lower: number, upper: number, integer = false): number {
    this.cost.push(cost)
    this.lower.push(lower)
    this.upper.push(upper)
    this.integer.push(integer)
    return this.cost.length - 1
  }

  /** Coefficients by column; each column at most once. */
  row(lower: number, upper: number, entries: Iterable<readonly [column: number, value: number]>): void {
    for (const [column, value] of entries) {
      this.indices.push(column)
      this.values.push(value)
    }
    this.rowLower.push(lower)
    this.rowUpper.push(upper)
    this.starts.push(this.indices.length)
  }
}

export interface RunOptions {
  readonly seed: number
  readonly timeLimitMs: number
  readonly gap: number
  /** Ignore that columns are whole numbers. */
  readonly relaxed?: boolean
  /** A solution to start from, one value per column. */
  readonly start?: readonly number[]
  /** Most nodes of the tree: unlike time, the same on every machine. */
  readonly nodes?: number
}

export interface Run {
  readonly status: 'optimal' | 'infeasible' | 'stopped'
  /** Empty when none was found. */
  readonly values: Float64Array
  readonly reducedCosts: Float64Array
  /** One multiplier per row; only of a relaxation. */
  readonly rowDuals: Float64Array
  readonly objective: number
  readonly bound: number
  readonly ms: number
}

/** Solves the program; never throws: a failure of the solver is `stopped` without values. */
export function run(highs: Highs, program: Program, options: RunOptions): Run {
  const { modelStatus, solutionStatus } = highs.constants
  const nothing = {
    values: new Float64Array(),
    reducedCosts: new Float64Array(),
    rowDuals: new Float64Array(),
    objective: -Infinity,
  }
  try {
    return highs.withModel(
      {
        numCols: program.cost.length,
        numRows: program.rowLower.length,
        sense: highs.constants.objectiveSense.maximize,
        colCost: program.cost,
        colLower: program.lower,
        colUpper: program.upper,
        rowLower: program.rowLower,
        rowUpper: program.rowUpper,
        matrix: {
          format: 'csr',
          numRows: program.rowLower.length,
          numCols: program.cost.length,
          starts: program.starts,
          indices: program.indices,
          values: program.values,
        },
        ...(options.relaxed ? {} : { integrality: program.integer.map(one => (one ? 1 : 0)) }),
      },
      model => {
        model.options.set({
          output_flag: false,
          random_seed: Math.abs(Math.trunc(options.seed)) % 2_147_483_647,
          time_limit: Math.max(0.001, options.timeLimitMs / 1000),
          mip_rel_gap: options.gap,
          mip_abs_gap: 1e-7,
          // Good starts and columns fixed beforehand leave a restart little to gain: measured, see README.
          mip_allow_restart: false,
          ...(options.nodes === undefined ? {} : { mip_max_nodes: options.nodes }),
        })
        if (options.start) model.setSolution({ colValue: options.start })
        model.run()
        const ms = model.getRunTime() * 1000
        const status = model.getModelStatus()
        if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible)
          return { ...nothing, status: 'infeasible' as const, bound: -Infinity, ms }
        const optimal = status === modelStatus.optimal
        const found = model.info.get('primal_solution_status') === solutionStatus.feasible
        const solution = found ? model.getSolution() : undefined
        const objective = found ? model.getObjectiveValue() : -Infinity
        const bound = options.relaxed ? (optimal ? objective : Infinity) : Number(model.info.get('mip_dual_bound'))
        return {
          status: optimal ? ('optimal' as const) : ('stopped' as const),
          values: solution?.colValue ?? nothing.values,
          reducedCosts: solution?.colDual ?? nothing.reducedCosts,
          rowDuals: solution?.rowDual ?? nothing.rowDuals,
          objective,
          bound: Number.isFinite(bound) ? bound : Infinity,
          ms,
        }
      },
    )
  } catch {
    // A solver that ran out of memory is not asked again; the next call loads a fresh one.
    loading = undefined
    return { ...nothing, status: 'stopped', bound: Infinity, ms: 0 }
  }
}
