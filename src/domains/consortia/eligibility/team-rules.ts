import type { Rule as TeamRule } from '#algorithms/team/problem.ts'
import { check } from './conditions.ts'
import { onList } from './countries.ts'
import type { Call, Condition, Consortium, Member, Predicate } from './model.ts'
import { holds } from './predicate.ts'
import { rulesFor } from './rules.ts'

export interface TeamRules {
  /** Each rule of the call as far as it concerns who is in; several may come from one rule of the call and share its id. */
  readonly rules: readonly TeamRule[]
  /** Groups of each candidate for the partitions the rules use. */
  readonly groups: readonly Readonly<Record<string, string>>[]
  /** Ids of rules that, wholly or in part, speak of money, texts or facts that a choice of partners cannot settle. */
  readonly left: readonly string[]
}

const COUNTRY = 'country'
/** As country, but bodies of the Union stand for a country of their own. */
const STANDS_FOR = 'stands for'
const INDEPENDENCE = 'independence'

/**
 * The rules of a call as conditions on the choice of members. Candidates are members in the role they would have. Only what is known counts:
 * an unknown fact neither helps to meet a minimum nor keeps a candidate out, and the verdict on the finished team says what is missing.
 * A topic's own condition replaces the default.
 */
export function toTeamRules(call: Call, candidates: readonly Member[]): TeamRules {
  const about: Consortium = { members: [...candidates], call }
  const rules: TeamRule[] = []
  const left: string[] = []
  for (const rule of rulesFor(call)) {
    const topic = rule.topicMayOverride ? call.conditions?.[rule.id] : undefined
    const encoded = encode(topic?.says === 'own' && topic.condition ? topic.condition : rule.condition, rule.id, about)
    rules.push(...encoded.rules)
    if (!encoded.whole) left.push(rule.id)
  }
  const groups = candidates.map(
    (member, i): Record<string, string> => ({
      ...(member.country === undefined ? {} : { [COUNTRY]: member.country, [STANDS_FOR]: member.country }),
      ...(member.euBody ? { [STANDS_FOR]: `body ${i}` } : {}),
      ...(member.independenceGroup === undefined ? {} : { [INDEPENDENCE]: member.independenceGroup }),
    }),
  )
  return { rules: rules.map((rule, k) => ({ ...rule, id: unique(rules, rule.id, k) })), groups, left }
}

/** "HE-COMP-1", then "HE-COMP-1 (2)": a conflict names its rules by id. */
function unique(rules: readonly TeamRule[], id: string, at: number): string {
  const earlier = rules.slice(0, at).filter(rule => rule.id === id).length
  return earlier === 0 ? id : `${id} (${earlier + 1})`
}

/** Id of the call's rule that a team rule comes from. */
export const ruleOf = (teamRule: string): string => teamRule.replace(/ \(\d+\)$/, '')

interface Encoded {
  readonly rules: TeamRule[]
  readonly whole: boolean
}
const nothing: Encoded = { rules: [], whole: true }
const beyond: Encoded = { rules: [], whole: false }

function encode(condition: Condition, id: string, about: Consortium): Encoded {
  const sure = (where: Predicate) => ({
    candidates: about.members.flatMap((member, i) => (holds(where, member).value === true ? [i] : [])),
  })
  switch (condition.kind) {
    case 'all': {
      const parts = condition.of.map(part => encode(part, id, about))
      return { rules: parts.flatMap(part => part.rules), whole: parts.every(part => part.whole) }
    }
    case 'any': {
      const open = condition.of.filter(part => !aboutCall(part) || check(part, about).state !== 'notMet')
      if (open.some(part => aboutCall(part) && check(part, about).state === 'met')) return nothing
      return open.length === 1 ? encode(open[0]!, id, about) : beyond
    }
    case 'when': {
      if (!aboutCall(condition.test)) return beyond
      const { state } = check(condition.test, about)
      return state === 'met' ? encode(condition.must, id, about) : state === 'notMet' ? nothing : beyond
    }
    case 'count': {
      const rules: TeamRule[] = []
      let whole = true
      for (const kind of ['atLeast', 'atMost'] as const) {
        if (condition[kind] === undefined) continue
        const count = limit(condition[kind], about.call)
        if (count === undefined) whole = false
        else rules.push({ kind, id, among: sure(condition.where), count })
      }
      return { rules, whole }
    }
    case 'every': {
      const breaks = sure({ all: [condition.where, { not: condition.must }] })
      return {
        rules: breaks.candidates.length > 0 ? [{ kind: 'atMost', id, among: breaks, count: 0 }] : [],
        whole: true,
      }
    }
    case 'distinctCountries': {
      const count = limit(condition.atLeast, about.call)
      const special = condition.including && limit(condition.including.atLeast, about.call)
      if (count === undefined || (condition.including && special === undefined)) return beyond
      const bodies = condition.euBodies ?? false
      const counting = (countries: readonly string[]) => ({
        candidates: about.members.flatMap((member, i) => {
          const listed =
            member.country !== undefined && (countries.length === 0 || onList(member.country, countries) === true)
          return holds(condition.where, member).value === true && (listed || (bodies && member.euBody === true))
            ? [i]
            : []
        }),
      })
      return {
        rules: [
          {
            kind: 'distinct',
            id,
            partition: bodies ? STANDS_FOR : COUNTRY,
            ...(about.members.some(member => member.independenceGroup !== undefined)
              ? { alsoDiffer: [INDEPENDENCE] }
              : {}),
            among: counting(condition.countries),
            count,
            ...(condition.including && special !== undefined
              ? { including: { among: counting(condition.including.countries), count: special } }
              : {}),
          },
        ],
        whole: true,
      }
    }
    case 'actionType':
    case 'stage':
    case 'parameter':
      return check(condition, about).state === 'met' ? nothing : beyond
    case 'reading':
      return nothing
    case 'share':
    case 'sharePerCountry':
    case 'proposal':
    case 'proposalNumber':
    case 'withinRate':
      return beyond
  }
}

/** Speaks of the call alone, so that it is settled whoever is in. */
function aboutCall(condition: Condition): boolean {
  if (condition.kind === 'all' || condition.kind === 'any') return condition.of.every(aboutCall)
  return condition.kind === 'actionType' || condition.kind === 'stage' || condition.kind === 'parameter'
}

function limit(bound: number | { parameter: string }, call: Call): number | undefined {
  if (typeof bound === 'number') return bound
  const set = call.parameters?.[bound.parameter]
  return typeof set === 'number' ? set : undefined
}
