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
 * The exact formulation. A column `x` per candidate; for each competence and each strength `s` that occurs in it, from the strongest
 * down, `u` and `v` say whether at least one and at least two members reach `s`:
 *
 *   u_s + v_s <= u_s' + v_s' + (members of strength s),   s' the next stronger one,   0 <= u, v <= 1
 *
 * and `u_s`, `v_s` are worth the step from the next weaker strength up to `s`. As a backup is worth less than a first, a best
 * solution fills `u` before `v`. The relaxation is as tight as one assignment column per candidate and competence, with far
 * fewer columns (the radius formulation of the p-median problem: García, Labbé, Marín 2011).
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
  const levels: { competence: number; strength: number; u: number; v: number }[] = []
  const holders = Array.from({ length: of.competences }, () => new Map<number, number[]>())
  candidates.forEach((i, column) => {
    of.has[i]!.forEach((c, k) => {
      const s = of.strength[i]![k]!
      const same = holders[c]!.get(s)
      if (same) same.push(column)
      else holders[c]!.set(s, [column])
    })
  })
  holders.forEach((byStrength, competence) => {
    const strengths = [...byStrength.keys()].sort((a, b) => b - a)
    let above: readonly [number, number][] = []
    strengths.forEach((strength, k) => {
      const step = strength - (strengths[k + 1] ?? 0)
      const u = program.column(step * of.first[competence]!, 0, 1)
      const v = program.column(step * of.second[competence]!, 0, 1)
      const reach = byStrength.get(strength)!.map(column => [column, -1] as [number, number])
      program.row(-Infinity, 0, [[u, 1], [v, 1], ...above, ...reach])
      above = [
        [u, -1],
        [v, -1],
      ]
      levels.push({ competence, strength, u, v })
    })
  })
  return (values, members) => {
    for (const { competence, strength, u, v } of levels) {
      let count = 0
      for (const i of members) {
        const k = of.has[i]!.indexOf(competence)
        if (k >= 0 && of.strength[i]![k]! >= strength) count++
      }
      values[u] = Math.min(1, count)
      values[v] = Math.min(1, Math.max(0, count - 1))
    }
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
