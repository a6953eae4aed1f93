import { DEFAULTS, type Problem, type Rule, type Selection } from './problem.ts'

/** A rule as numbers: rows over the candidates, or a choice of representatives. */
export type CompiledRule =
  /** lower <= sum of coefficients of the members <= upper. */
  | {
      readonly kind: 'row'
      readonly id: string
      readonly row: Float64Array
      readonly lower: number
      readonly upper: number
    }
  | {
      readonly kind: 'distinct'
      readonly id: string
      /** Group of each candidate, -1 when it cannot represent. */
      readonly group: Int32Array
      /** Further partitions in which representatives differ, -1 for no group. */
      readonly also: readonly Int32Array[]
      readonly count: number
      readonly including: Uint8Array
      readonly includingCount: number
    }

export interface Instance {
  readonly n: number
  readonly competences: number
  /** Points of full evidence: the best of a competence, and its backup. */
  readonly first: Float64Array
  readonly second: Float64Array
  /** Competences of each candidate, and the strengths beside them. */
  readonly has: readonly Int32Array[]
  readonly strength: readonly Float64Array[]
  /** Points a member adds or costs whatever it covers. */
  readonly own: Float64Array
  readonly rules: readonly CompiledRule[]
  readonly fixed: Uint8Array
  readonly excluded: Uint8Array
  readonly min: number
  readonly max: number
}

/** Members of a selection among the candidates that count, as 0 or 1. */
function selected(problem: Problem, selection: Selection): Uint8Array {
  const groups = 'partition' in selection ? new Set(selection.groups) : undefined
  const listed = 'candidates' in selection ? new Set(selection.candidates) : undefined
  return Uint8Array.from(problem.candidates, (candidate, i) => {
    if (candidate.counts === false) return 0
    if (listed) return listed.has(i) ? 1 : 0
    if ('flag' in selection) return candidate.flags?.includes(selection.flag) ? 1 : 0
    if ('partition' in selection) {
      const group = candidate.groups?.[selection.partition]
      return group !== undefined && groups?.has(group) ? 1 : 0
    }
    return 1
  })
}

function partition(problem: Problem, name: string, among: Uint8Array): Int32Array {
  const numbers = new Map<string, number>()
  return Int32Array.from(problem.candidates, (candidate, i) => {
    const group = candidate.groups?.[name]
    if (!among[i] || group === undefined) return -1
    if (!numbers.has(group)) numbers.set(group, numbers.size)
    return numbers.get(group)!
  })
}

function compile(problem: Problem, rule: Rule): CompiledRule[] {
  const { id } = rule
  const among = selected(problem, rule.among)
  switch (rule.kind) {
    case 'atLeast':
      return [{ kind: 'row', id, row: Float64Array.from(among), lower: rule.count, upper: Infinity }]
    case 'atMost':
      return [{ kind: 'row', id, row: Float64Array.from(among), lower: -Infinity, upper: rule.count }]
    case 'atMostShare': {
      const all = selected(problem, { all: true })
      return [
        {
          kind: 'row',
          id,
          row: Float64Array.from(all, (one, i) => among[i]! - rule.share * one),
          lower: -Infinity,
          upper: 1e-9,
        },
      ]
    }
    case 'atMostPerGroup': {
      const group = partition(problem, rule.partition, among)
      const rows: CompiledRule[] = []
      for (let g = 0; group.includes(g); g++) {
        const row = Float64Array.from(group, one => (one === g ? 1 : 0))
        if (row.reduce((sum, one) => sum + one, 0) > rule.count)
          rows.push({ kind: 'row', id, row, lower: -Infinity, upper: rule.count })
      }
      return rows
    }
    case 'distinct':
      return [
        {
          kind: 'distinct',
          id,
          group: partition(problem, rule.partition, among),
          also: (rule.alsoDiffer ?? []).map(name => partition(problem, name, among)),
          count: rule.count,
          including: selected(problem, rule.including?.among ?? { candidates: [] }),
          includingCount: rule.including?.count ?? 0,
        },
      ]
  }
}

/** The problem as arrays. Strengths are cut to 0..1; of two entries for a competence the stronger stays. */
export function instance(problem: Problem): Instance {
  const backup = problem.backup ?? DEFAULTS.backup
  const total = problem.competences.reduce((sum, one) => sum + one.weight, 0)
  const first = Float64Array.from(problem.competences, one =>
    total > 0 ? (100 * one.weight) / total / (1 + backup) : 0,
  )
  const n = problem.candidates.length
  const flags = (indices: readonly number[] | undefined) => {
    const marks = new Uint8Array(n)
    for (const i of indices ?? []) marks[i] = 1
    return marks
  }
  const profiles = problem.candidates.map(candidate => {
    const strongest = new Map<number, number>()
    for (const { competence, strength } of candidate.evidence) {
      const cut = Math.min(1, strength)
      if (cut > (strongest.get(competence) ?? 0) && (first[competence] ?? 0) > 0) strongest.set(competence, cut)
    }
    return [...strongest].sort((a, b) => a[0] - b[0])
  })
  return {
    n,
    competences: problem.competences.length,
    first,
    second: first.map(one => one * backup),
    has: profiles.map(profile => Int32Array.from(profile, ([competence]) => competence)),
    strength: profiles.map(profile => Float64Array.from(profile, ([, strength]) => strength)),
    own: Float64Array.from(
      problem.candidates,
      one =>
        (problem.baseWeight ?? DEFAULTS.baseWeight) * (Number.isFinite(one.base) ? one.base : 0) -
        (problem.memberCost ?? DEFAULTS.memberCost),
    ),
    rules: (problem.rules ?? []).flatMap(rule => compile(problem, rule)),
    fixed: flags(problem.fixed),
    excluded: flags(problem.excluded),
    min: Math.max(0, problem.size.min),
    max: Math.min(problem.size.max, n),
  }
}
