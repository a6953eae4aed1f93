import type { CompiledRule, Instance } from './instance.ts'

const TOLERANCE = 1e-7

/** The most representatives the members can name, given that at least `including` of them (as far as possible) are of the special kind. */
function representatives(
  rule: CompiledRule & { kind: 'distinct' },
  members: readonly number[],
): { count: number; special: number } {
  const able = members.filter(member => rule.group[member]! >= 0)
  if (rule.also.length === 0) {
    const groups = new Set(able.map(member => rule.group[member]!))
    const special = new Set(able.filter(member => rule.including[member]).map(member => rule.group[member]!))
    return { count: groups.size, special: special.size }
  }
  // Teams are small: a search over "name this member or not", best first, ends at once in practice.
  let best = { count: 0, special: 0 }
  const met = (one: { count: number; special: number }) =>
    Math.min(one.count, rule.count) + Math.min(one.special, rule.includingCount)
  const goal = rule.count + rule.includingCount
  const ordered = [...able].sort((a, b) => rule.including[b]! - rule.including[a]!)
  const used = [rule.group, ...rule.also].map(() => new Set<number>())
  const partitions = [rule.group, ...rule.also]
  const visit = (at: number, count: number, special: number): void => {
    if (met({ count, special }) > met(best)) best = { count, special }
    if (met(best) >= goal || at === ordered.length) return
    if (met({ count: count + ordered.length - at, special: special + ordered.length - at }) <= met(best)) return
    const member = ordered[at]!
    if (partitions.every((group, p) => group[member]! < 0 || !used[p]!.has(group[member]!))) {
      for (const [p, group] of partitions.entries()) if (group[member]! >= 0) used[p]!.add(group[member]!)
      visit(at + 1, count + 1, special + rule.including[member]!)
      for (const [p, group] of partitions.entries()) used[p]!.delete(group[member]!)
    }
    visit(at + 1, count, special)
  }
  visit(0, 0, 0)
  return best
}

/** How far the members are from meeting a rule; 0 when they meet it. */
function shortfall(rule: CompiledRule, members: readonly number[]): number {
  if (rule.kind === 'row') {
    let sum = 0
    for (const member of members) sum += rule.row[member]!
    const miss = Math.max(0, rule.lower - sum, sum - rule.upper)
    return miss > TOLERANCE ? miss : 0
  }
  const { count, special } = representatives(rule, members)
  return Math.max(0, rule.count - count) + Math.max(0, rule.includingCount - special)
}

/** Sum of the shortfalls of all rules. */
export function violation(of: Instance, members: readonly number[]): number {
  let sum = 0
  for (const rule of of.rules) sum += shortfall(rule, members)
  return sum
}

/** Whether the members are an allowed team: rules, size, fixed and excluded. */
export function allowed(of: Instance, members: readonly number[]): boolean {
  if (members.length < of.min || members.length > of.max) return false
  const set = new Set(members)
  if (set.size !== members.length || members.some(member => of.excluded[member])) return false
  for (let i = 0; i < of.n; i++) if (of.fixed[i] && !set.has(i)) return false
  return violation(of, members) === 0
}

/** Candidates that no rule can tell apart share a class. Returns the class of each, and one candidate of every class. */
export function ruleClasses(of: Instance): { classOf: Int32Array; examples: number[] } {
  const numbers = new Map<string, number>()
  const examples: number[] = []
  const classOf = Int32Array.from({ length: of.n }, (_, i) => {
    const key = of.rules
      .map(rule =>
        rule.kind === 'row' ? rule.row[i] : `${rule.group[i]}/${rule.also.map(group => group[i])}/${rule.including[i]}`,
      )
      .join('|')
    if (!numbers.has(key)) {
      numbers.set(key, numbers.size)
      examples.push(i)
    }
    return numbers.get(key)!
  })
  return { classOf, examples }
}
