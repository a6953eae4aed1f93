import { type Highs, Program, run } from './highs.ts'
import { type CompiledRule, type Instance, instance } from './instance.ts'
import { type Demand, type Infeasible, OPTIONS, type Options, type Problem, type Remedy } from './problem.ts'
import { ruleClasses } from './rules.ts'

/** Which demands are in force, and what is measured while they are. */
interface Question {
  readonly without: ReadonlySet<Demand>
  readonly goal?: 'smallest' | 'largest'
  /** Imagined newcomers that this rule alone counts; their number is made small. */
  readonly newcomersFor?: { readonly rule: string; readonly including: boolean }
}

/**
 * Why no team meets all demands: a smallest set of demands in conflict (deletion filter: a demand is let go when the others still
 * conflict without it; Chinneck and Dravnieks 1991), and the changes that each alone make a team possible (elastic: the least change
 * of one demand while all others hold). Candidates that no rule tells apart are counted together, so each question is a small program.
 */
export function infeasible(highs: Highs, problem: Problem, options: Options): Infeasible {
  const of = instance(problem)
  const limit = { seed: OPTIONS.seed, timeLimitMs: 2_000, gap: 0, ...options }
  const { classOf, examples } = ruleClasses(of)
  const demands: Demand[] = [
    { kind: 'sizeMax', size: problem.size.max },
    { kind: 'sizeMin', size: problem.size.min },
    ...[...new Set(problem.excluded)].map(candidate => ({ kind: 'excluded', candidate }) as const),
    ...[...new Set(problem.fixed)].map(candidate => ({ kind: 'fixed', candidate }) as const),
    ...(problem.rules ?? []).map(({ id }) => ({ kind: 'rule', id }) as const),
  ]
  /** Undefined when impossible; the measure otherwise. */
  const ask = (question: Question): number | undefined | 'stopped' => {
    const result = run(highs, countingProgram(of, problem, classOf, examples, demands, question), limit)
    if (result.status === 'infeasible') return undefined
    return result.status === 'optimal' ? Math.round(Math.abs(result.objective)) : 'stopped'
  }
  const first = ask({ without: new Set() })
  if (first !== undefined) return { status: 'infeasible', reason: { kind: 'timeLimit' }, remedies: [] }

  const dropped = new Set<Demand>()
  // Exclusions are often many: all at once first, then one by one only if they matter.
  const exclusions = demands.filter(demand => demand.kind === 'excluded')
  if (ask({ without: new Set(exclusions) }) === undefined) for (const demand of exclusions) dropped.add(demand)
  for (const demand of demands) {
    if (dropped.has(demand)) continue
    if (ask({ without: new Set([...dropped, demand]) }) === undefined) dropped.add(demand)
  }
  const conflict = demands.filter(demand => !dropped.has(demand))
  return {
    status: 'infeasible',
    reason: { kind: 'conflict', demands: conflict },
    remedies: conflict.flatMap(demand => remediesFor(demand, problem, ask)),
  }
}

function remediesFor(
  demand: Demand,
  problem: Problem,
  ask: (question: Question) => number | undefined | 'stopped',
): Remedy[] {
  const without = new Set([demand])
  switch (demand.kind) {
    case 'sizeMax': {
      const to = ask({ without, goal: 'smallest' })
      return typeof to === 'number' ? [{ kind: 'raiseSize', to }] : []
    }
    case 'sizeMin': {
      const to = ask({ without, goal: 'largest' })
      return typeof to === 'number' ? [{ kind: 'lowerSize', to }] : []
    }
    case 'fixed':
      return typeof ask({ without }) === 'number' ? [{ kind: 'unfix', candidate: demand.candidate }] : []
    case 'excluded':
      return typeof ask({ without }) === 'number' ? [{ kind: 'unexclude', candidate: demand.candidate }] : []
    case 'rule': {
      const rule = problem.rules?.find(one => one.id === demand.id)
      const remedies: Remedy[] = []
      const newcomers = (including: boolean) => {
        const count = ask({ without: new Set(), newcomersFor: { rule: demand.id, including } })
        if (typeof count !== 'number' || count === 0) return false
        remedies.push({ kind: 'addCandidates', rule: demand.id, count, ...(including ? { including } : {}) })
        return true
      }
      if (rule?.kind === 'atLeast') newcomers(false)
      // Of the special kind only where an ordinary newcomer would not do.
      if (rule?.kind === 'distinct' && !newcomers(false) && rule.including) newcomers(true)
      if (typeof ask({ without }) === 'number') remedies.push({ kind: 'dropRule', rule: demand.id })
      return remedies
    }
  }
}

/** Can the demands be met? One whole-number column per class of candidates: how many of it are in. */
function countingProgram(
  of: Instance,
  problem: Problem,
  classOf: Int32Array,
  examples: readonly number[],
  demands: readonly Demand[],
  question: Question,
): Program {
  const program = new Program()
  const held = new Set(demands.filter(demand => !question.without.has(demand)))
  const rules = new Set([...held].flatMap(demand => (demand.kind === 'rule' ? [demand.id] : [])))
  const lower = new Float64Array(examples.length)
  const upper = new Float64Array(examples.length)
  for (let i = 0; i < of.n; i++) upper[classOf[i]!]!++
  for (const demand of held) {
    if (demand.kind === 'fixed') lower[classOf[demand.candidate]!]!++
    if (demand.kind === 'excluded') upper[classOf[demand.candidate]!]!--
  }
  const sign = question.goal === 'largest' ? 1 : question.goal === 'smallest' ? -1 : 0
  const columns = examples.map((_, k) => program.column(sign, lower[k]!, upper[k]!, true))
  const newcomers = question.newcomersFor ? program.column(-1, 0, problem.size.max, true) : undefined
  const isHeld = (kind: Demand['kind']) => [...held].some(demand => demand.kind === kind)
  const everyone = newcomers === undefined ? columns : [...columns, newcomers]
  program.row(
    isHeld('sizeMin') ? problem.size.min : 0,
    isHeld('sizeMax') ? problem.size.max : Infinity,
    everyone.map(column => [column, 1]),
  )
  for (const rule of of.rules) {
    if (!rules.has(rule.id)) continue
    const counts = rule.id === question.newcomersFor?.rule ? newcomers : undefined
    if (rule.kind === 'row') {
      const entries = columns.flatMap((column, k): [number, number][] => {
        const value = rule.row[examples[k]!]!
        return value === 0 ? [] : [[column, value]]
      })
      program.row(rule.lower, rule.upper, counts === undefined ? entries : [...entries, [counts, 1]])
    } else representation(program, rule, columns, examples, counts, question.newcomersFor?.including ?? false)
  }
  return program
}

/** Representatives of a `distinct` rule, counted by class; newcomers are each of a new group. */
function representation(
  program: Program,
  rule: CompiledRule & { kind: 'distinct' },
  columns: readonly number[],
  examples: readonly number[],
  newcomers: number | undefined,
  special: boolean,
): void {
  const named: [number, number][] = newcomers === undefined ? [] : [[newcomers, 1]]
  const namedSpecial: [number, number][] = newcomers === undefined || !special ? [] : [[newcomers, 1]]
  const once = [rule.group, ...rule.also].map(() => new Map<number, number[]>())
  columns.forEach((column, k) => {
    const example = examples[k]!
    if (rule.group[example]! < 0) return
    const a = program.column(0, 0, 1, true)
    program.row(-Infinity, 0, [
      [a, 1],
      [column, -1],
    ])
    named.push([a, 1])
    if (rule.including[example]) namedSpecial.push([a, 1])
    ;[rule.group, ...rule.also].forEach((partition, p) => {
      const group = partition[example]!
      if (group >= 0) once[p]!.set(group, [...(once[p]!.get(group) ?? []), a])
    })
  })
  for (const groups of once)
    for (const list of groups.values())
      program.row(
        -Infinity,
        1,
        list.map(a => [a, 1]),
      )
  program.row(rule.count, Infinity, named)
  if (rule.includingCount > 0) program.row(rule.includingCount, Infinity, namedSpecial)
}
