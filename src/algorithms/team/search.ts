import { Coverage } from './coverage.ts'
import type { Instance } from './instance.ts'
import { allowed, ruleClasses, violation } from './rules.ts'

/** Uniform numbers in [0, 1), the same for the same seed (mulberry32). */
export function uniform(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Broken rules weigh more than any coverage. */
const PENALTY = 1_000
const EPSILON = 1e-9

/** Greedy teams and local search over add, drop and exchange. Everything is deterministic in the instance and the seed. */
export class Search {
  readonly #of: Instance
  readonly #classOf: Int32Array
  readonly #examples: readonly number[]
  readonly #candidates: readonly number[]

  constructor(of: Instance, candidates?: readonly number[]) {
    this.#of = of
    const { classOf, examples } = ruleClasses(of)
    this.#classOf = classOf
    this.#examples = examples
    this.#candidates = (candidates ?? Array.from({ length: of.n }, (_, i) => i)).filter(i => !of.excluded[i])
  }

  #score(members: readonly number[]): number {
    return new Coverage(this.#of, members).value - PENALTY * this.#violation(members)
  }

  /** Rules, and the size that is still missing. */
  #violation(members: readonly number[]): number {
    return violation(this.#of, members) + Math.max(0, this.#of.min - members.length)
  }

  /** The candidate outside that does most for the members, with its effect on the score; lowest index on ties. */
  #bestJoin(members: readonly number[], allow: (i: number) => boolean = () => true): { joins: number; score: number } {
    const coverage = new Coverage(this.#of, members)
    const inside = new Uint8Array(this.#of.n)
    for (const member of members) inside[member] = 1
    const broken = new Float64Array(this.#examples.length).fill(-1)
    let joins = -1
    let score = -Infinity
    for (const i of this.#candidates) {
      if (inside[i] || !allow(i)) continue
      const one = this.#classOf[i]!
      const gain = coverage.gain(i)
      if (coverage.value + gain <= score + EPSILON) continue
      if (broken[one]! < 0) broken[one] = this.#violation([...members, this.#examples[one]!])
      const result = coverage.value + gain - PENALTY * broken[one]!
      if (result > score + EPSILON) {
        score = result
        joins = i
      }
    }
    return { joins, score }
  }

  /** From the fixed members on, whoever adds most while it is worth its place. */
  greedy(): number[] {
    const members = this.#candidates.filter(i => this.#of.fixed[i])
    let score = this.#score(members)
    while (members.length < this.#of.max) {
      const next = this.#bestJoin(members)
      if (next.joins < 0 || next.score <= score + EPSILON) break
      members.push(next.joins)
      score = next.score
    }
    return members
  }

  /** Exchanges, joins and leavings until none helps. */
  improve(start: readonly number[]): number[] {
    let members = [...start]
    let score = this.#score(members)
    for (let step = 0; step < 200; step++) {
      let better: number[] | undefined
      const consider = (team: number[], worth: number) => {
        if (worth > score + EPSILON) {
          better = team
          score = worth
        }
      }
      if (members.length < this.#of.max) {
        const next = this.#bestJoin(members)
        if (next.joins >= 0) consider([...members, next.joins], next.score)
      }
      for (const leaves of members) {
        if (this.#of.fixed[leaves]) continue
        const rest = members.filter(member => member !== leaves)
        consider(rest, this.#score(rest))
        const next = this.#bestJoin(rest)
        if (next.joins >= 0) consider([...rest, next.joins], next.score)
      }
      if (!better) break
      members = better
    }
    return members
  }

  /** Best team of `rounds` searches, each from the best so far with some members taken out. Undefined when none is allowed. */
  run(rounds: number, seed: number, start?: readonly number[]): number[] | undefined {
    const random = uniform(seed)
    let best = this.improve(start ?? this.greedy())
    let score = this.#score(best)
    for (let round = 0; round < rounds; round++) {
      const kick = 2 + Math.floor(random() * 3)
      const free = best.filter(member => !this.#of.fixed[member])
      const out = new Set<number>()
      while (out.size < Math.min(kick, free.length)) out.add(free[Math.floor(random() * free.length)]!)
      let team = best.filter(member => !out.has(member))
      // Those thrown out may not come straight back, or the search would end where it began.
      while (team.length < best.length) {
        const next = this.#bestJoin(team, i => !out.has(i))
        if (next.joins < 0) break
        team.push(next.joins)
      }
      team = this.improve(team)
      const worth = this.#score(team)
      if (worth > score + EPSILON) {
        best = team
        score = worth
      }
    }
    return allowed(this.#of, best) ? best.sort((a, b) => a - b) : undefined
  }
}
