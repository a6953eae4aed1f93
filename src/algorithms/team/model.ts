import { Coverage } from './coverage.ts'
import { Program } from './highs.ts'
import type { CompiledRule, Instance } from './instance.ts'

export interface TeamProgram {
  readonly program: Program
  /** Candidate of each of the first columns. */
  readonly candidates: readonly number[]
  /** Values of all columns for a team within the candidates. */
  readonly encode: (members: readonly number[]) => number[]
}

/**
 * The exact formulation. A column `x` per candidate; for each competence and each strength `s` that occurs in it, `u_s` and `v_s` say that
 * the best and the second best evidence of the team are of that strength:
 *
 *   u_s + v_s <= members of strength s,   sum of u_s <= 1,   sum of v_s <= 1
 *
 * As a backup is worth less than a first, a best solution gives `u` the stronger of the two. This is facility location with two
 * closest facilities; candidates of equal strength share their columns, which leaves the relaxation as tight as one column for each of them.
 */
export function teamProgram(of: Instance, candidates: readonly number[]): TeamProgram {
  const program = new Program()
  const columnOf = new Map<number, number>()
  for (const i of candidates) columnOf.set(i, program.column(of.own[i]!, of.fixed[i]!, 1, true))
  const size: [number, number][] = candidates.map((_, column) => [column, 1])
  program.row(of.min, of.max, size)
  const steps = coverageRows(program, of, candidates)
  const extras = of.rules.map(rule => ruleRows(program, rule, candidates))
  const encode = (members: readonly number[]): number[] => {
    const values = new Array<number>(program.cost.length).fill(0)
    for (const member of members) values[columnOf.get(member)!] = 1
    for (const fill of [steps, ...extras]) fill(values, members)
    return values
  }
  return { program, candidates, encode }
}

type Fill = (values: number[], members: readonly number[]) => void

function coverageRows(program: Program, of: Instance, candidates: readonly number[]): Fill {
  const holders = Array.from({ length: of.competences }, () => new Map<number, number[]>())
  candidates.forEach((i, column) => {
    of.has[i]!.forEach((c, k) => {
      const s = of.strength[i]![k]!
      const same = holders[c]!.get(s)
      if (same) same.push(column)
      else holders[c]!.set(s, [column])
    })
  })
  const columns = holders.map((byStrength, c) => {
    const levels = new Map<number, { u: number; v: number }>()
    for (const [strength, reach] of byStrength) {
      const u = program.column(strength * of.first[c]!, 0, 1)
      const v = program.column(strength * of.second[c]!, 0, 1)
      program.row(-Infinity, 0, [[u, 1], [v, 1], ...reach.map(column => [column, -1] as const)])
      levels.set(strength, { u, v })
    }
    program.row(
      -Infinity,
      1,
      [...levels.values()].map(({ u }) => [u, 1]),
    )
    program.row(
      -Infinity,
      1,
      [...levels.values()].map(({ v }) => [v, 1]),
    )
    return levels
  })
  return (values, members) => {
    const { best, next } = new Coverage(of, members)
    columns.forEach((levels, c) => {
      const first = levels.get(best[c]!)
      const second = levels.get(next[c]!)
      if (first) values[first.u] = 1
      if (second) values[second.v] = 1
    })
  }
}

/**
 * Representatives: for each group of the main partition, `g` says that a member who need not differ elsewhere represents it, `s` that
 * this one is of the special kind; members who must differ elsewhere too have a column `a` of their own.
 */
function ruleRows(program: Program, rule: CompiledRule, candidates: readonly number[]): Fill {
  if (rule.kind === 'row') {
    const entries: [number, number][] = []
    candidates.forEach((i, column) => {
      if (rule.row[i] !== 0) entries.push([column, rule.row[i]!])
    })
    program.row(rule.lower, rule.upper, entries)
    return () => {}
  }
  const total: [number, number][] = []
  const special: [number, number][] = []
  const perGroup = new Map<number, { plain: number[]; specials: number[]; own: number[] }>()
  const named: { column: number; by: readonly number[] }[] = []
  const perOther = rule.also.map(() => new Map<number, number[]>())
  candidates.forEach((i, column) => {
    const group = rule.group[i]!
    if (group < 0) return
    if (!perGroup.has(group)) perGroup.set(group, { plain: [], specials: [], own: [] })
    const parts = perGroup.get(group)!
    if (rule.also.every(other => other[i]! < 0)) {
      parts.plain.push(column)
      if (rule.including[i]) parts.specials.push(column)
      return
    }
    const a = program.column(0, 0, 1, true)
    program.row(-Infinity, 0, [
      [a, 1],
      [column, -1],
    ])
    parts.own.push(a)
    total.push([a, 1])
    if (rule.including[i]) special.push([a, 1])
    rule.also.forEach((other, p) => {
      if (other[i]! >= 0) perOther[p]!.set(other[i]!, [...(perOther[p]!.get(other[i]!) ?? []), a])
    })
  })
  for (const { plain, specials, own } of perGroup.values()) {
    const g = program.column(0, 0, 1)
    program.row(-Infinity, 0, [[g, 1], ...plain.map(column => [column, -1] as [number, number])])
    named.push({ column: g, by: plain })
    total.push([g, 1])
    if (own.length > 0)
      program.row(
        -Infinity,
        1,
        [g, ...own].map(column => [column, 1]),
      )
    if (rule.includingCount > 0) {
      const s = program.column(0, 0, 1)
      program.row(-Infinity, 0, [[s, 1], ...specials.map(column => [column, -1] as [number, number])])
      program.row(-Infinity, 0, [
        [s, 1],
        [g, -1],
      ])
      named.push({ column: s, by: specials })
      special.push([s, 1])
    }
  }
  for (const groups of perOther)
    for (const columns of groups.values())
      if (columns.length > 1)
        program.row(
          -Infinity,
          1,
          columns.map(column => [column, 1]),
        )
  program.row(rule.count, Infinity, total)
  if (rule.includingCount > 0) program.row(rule.includingCount, Infinity, special)
  // Members who must differ elsewhere too are left unnamed here: the solver completes the start or does without it.
  return values => {
    for (const { column, by } of named) values[column] = by.some(one => values[one]! > 0.5) ? 1 : 0
  }
}
