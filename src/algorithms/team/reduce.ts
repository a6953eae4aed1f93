import type { Instance } from './instance.ts'
import { ruleClasses } from './rules.ts'

/**
 * Candidates that some best team can do without.
 *
 * `b` dominates `a` when no rule tells them apart, `b` shows at least the strength of `a` in every competence and has at
 * least its own worth (ties go to the lower index). A team with `a` has at most `max - fixed - 1` other free members; with
 * `max - fixed` dominators at least one of them stands outside, and changing places with `a` keeps every rule and loses nothing.
 */
export function dominated(of: Instance): Uint8Array {
  const { classOf } = ruleClasses(of)
  const free: number[] = []
  let fixed = 0
  for (let i = 0; i < of.n; i++) {
    if (of.fixed[i]) fixed++
    else if (!of.excluded[i]) free.push(i)
  }
  const needed = Math.max(1, of.max - fixed)
  const byClass = new Map<number, number[]>()
  for (const i of free) byClass.set(classOf[i]!, [...(byClass.get(classOf[i]!) ?? []), i])
  const profile = new Map(free.map(i => [i, new Map([...of.has[i]!].map((c, k) => [c, of.strength[i]![k]!]))]))
  const out = new Uint8Array(of.n)
  for (const candidates of byClass.values()) {
    if (candidates.length <= needed) continue
    // A dominator is worth at least as much in total, so it stands before the dominated one.
    const order = candidates
      .map(i => ({
        i,
        total: of.own[i]! + of.strength[i]!.reduce((sum, s, k) => sum + s * of.first[of.has[i]![k]!]!, 0),
      }))
      .sort((a, b) => b.total - a.total || a.i - b.i)
      .map(one => one.i)
    order.forEach((a, rank) => {
      let count = 0
      for (let r = 0; r < rank && count < needed; r++) {
        const b = order[r]!
        if (of.own[b]! < of.own[a]!) continue
        const strengths = profile.get(b)!
        if (of.has[a]!.every((c, k) => (strengths.get(c) ?? 0) >= of.strength[a]![k]!)) count++
      }
      if (count >= needed) out[a] = 1
    })
  }
  return out
}
