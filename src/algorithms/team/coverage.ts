import type { Instance } from './instance.ts'

/** What a team covers: the two strongest pieces of evidence of every competence. Kept up to date as members join. */
export class Coverage {
  readonly best: Float64Array
  readonly next: Float64Array
  value = 0
  readonly #of: Instance

  constructor(of: Instance, members: Iterable<number> = []) {
    this.#of = of
    this.best = new Float64Array(of.competences)
    this.next = new Float64Array(of.competences)
    for (const member of members) this.add(member)
  }

  /** Points the candidate would add. */
  gain(candidate: number): number {
    const { has, strength, first, second, own } = this.#of
    const competences = has[candidate]!
    const strengths = strength[candidate]!
    let gain = own[candidate]!
    for (let k = 0; k < competences.length; k++) {
      const c = competences[k]!
      const s = strengths[k]!
      const best = this.best[c]!
      const next = this.next[c]!
      if (s > best) gain += first[c]! * (s - best) + second[c]! * (best - next)
      else if (s > next) gain += second[c]! * (s - next)
    }
    return gain
  }

  add(candidate: number): void {
    this.value += this.gain(candidate)
    const competences = this.#of.has[candidate]!
    const strengths = this.#of.strength[candidate]!
    for (let k = 0; k < competences.length; k++) {
      const c = competences[k]!
      const s = strengths[k]!
      if (s > this.best[c]!) {
        this.next[c] = this.best[c]!
        this.best[c] = s
      } else if (s > this.next[c]!) this.next[c] = s
    }
  }
}

/** Points of a team; the formula of the README. */
export const teamValue = (of: Instance, members: Iterable<number>): number => new Coverage(of, members).value
