import { Coverage } from './coverage.ts'
import { type Instance, instance } from './instance.ts'
import type { Problem } from './problem.ts'
import { allowed, violation } from './rules.ts'

/** What one member brings. */
export interface Contribution {
  readonly member: number
  /** Points the team loses without it. */
  readonly points: number
  /** Competences in which it has the strongest evidence of the team (all who share it have it), weightiest first. */
  readonly bestAt: readonly number[]
  /** Competences nobody else in the team has. */
  readonly onlyOneFor: readonly number[]
  /** Competences in which it is the second strongest. */
  readonly backsUp: readonly number[]
  /** Rules the rest of the team would break. */
  readonly neededFor: readonly string[]
}

/** One row of the coverage matrix. */
export interface CompetenceCoverage {
  readonly competence: number
  /** Strength of each member, in the order of `members`. */
  readonly strengths: readonly number[]
  readonly best: number
  readonly backup: number
  /** Points reached and possible. */
  readonly points: number
  readonly possible: number
}

/** A competence the team lacks, and who outside it could bring it. */
export interface Missing {
  readonly competence: number
  /** Strongest evidence in the team; 0 when nobody has it. */
  readonly best: number
  readonly points: number
  /** Candidates that are stronger than the team, best first; `joins` when they can be added as the team stands. */
  readonly bringers: readonly {
    readonly candidate: number
    readonly strength: number
    readonly gain: number
    readonly joins: boolean
  }[]
}

export interface Explanation {
  readonly members: readonly number[]
  readonly contributions: readonly Contribution[]
  readonly coverage: readonly CompetenceCoverage[]
  /** Weightiest first. */
  readonly missing: readonly Missing[]
}

export interface ExplainOptions {
  /** Strongest evidence below this is missing; 0 to 1. */
  readonly missingBelow?: number
  readonly bringers?: number
}

const at = (of: Instance, candidate: number, competence: number): number => {
  const k = of.has[candidate]!.indexOf(competence)
  return k < 0 ? 0 : of.strength[candidate]![k]!
}

const brokenRules = (of: Instance, members: readonly number[]): string[] => [
  ...new Set(of.rules.filter(rule => violation({ ...of, rules: [rule] }, members) > 0).map(rule => rule.id)),
]

/** Why a team (solved or made by hand) is as good as it is: contributions, the coverage matrix, and what is missing. */
export function explain(problem: Problem, members: readonly number[], options: ExplainOptions = {}): Explanation {
  const { missingBelow = 0.3, bringers = 3 } = options
  const of = instance(problem)
  const whole = new Coverage(of, members)
  const already = new Set(brokenRules(of, members))
  const byWeight = (a: number, b: number) => of.first[b]! - of.first[a]! || a - b
  const contributions = members.map((member): Contribution => {
    const rest = members.filter(other => other !== member)
    const others = new Coverage(of, rest)
    const mine = [...of.has[member]!].sort(byWeight)
    return {
      member,
      points: whole.value - others.value,
      bestAt: mine.filter(c => at(of, member, c) >= others.best[c]!),
      onlyOneFor: mine.filter(c => others.best[c] === 0),
      backsUp: mine.filter(c => at(of, member, c) < others.best[c]! && at(of, member, c) >= others.next[c]!),
      neededFor: brokenRules(of, rest).filter(rule => !already.has(rule)),
    }
  })
  const coverage = Array.from({ length: of.competences }, (_, competence): CompetenceCoverage => {
    const best = whole.best[competence]!
    const backup = whole.next[competence]!
    const first = of.first[competence]!
    const second = of.second[competence]!
    return {
      competence,
      strengths: members.map(member => at(of, member, competence)),
      best,
      backup,
      points: first * best + second * backup,
      possible: first + second,
    }
  })
  const inside = new Set(members)
  const outside = Array.from({ length: of.n }, (_, i) => i).filter(i => !inside.has(i) && !of.excluded[i])
  const missing = coverage
    .filter(one => one.best < missingBelow && one.possible > 0)
    .sort((a, b) => byWeight(a.competence, b.competence))
    .map(({ competence, best, points, possible }): Missing => {
      const able = outside
        .map(candidate => ({ candidate, strength: at(of, candidate, competence), gain: whole.gain(candidate) }))
        .filter(one => one.strength > best)
        .sort((a, b) => b.strength - a.strength || b.gain - a.gain || a.candidate - b.candidate)
      return {
        competence,
        best,
        points: possible - points,
        bringers: able.slice(0, bringers).map(one => ({ ...one, joins: allowed(of, [...members, one.candidate]) })),
      }
    })
  return { members, contributions, coverage, missing }
}
