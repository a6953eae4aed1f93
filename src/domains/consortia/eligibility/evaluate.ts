import type { Sentence } from '#platform/errors.ts'
import { check } from './conditions.ts'
import { type Finding, finding, type Reason } from './finding.ts'
import { missingSentence, notes, reasonSentence } from './messages.ts'
import {
  type Condition,
  type Consortium,
  MEMBER_FLAGS,
  type MissingFact,
  PROPOSAL_FLAGS,
  type Rule,
  type State,
} from './model.ts'
import { rulesFor } from './rules.ts'

export interface Verdict {
  readonly rule: Rule
  /**
   * The answer to show. `topicMayOverride` when the topic can change the rule and nobody has said that it does not: `state` is then what the
   * rule's default comes to.
   */
  readonly answer: State | 'topicMayOverride'
  readonly state: State
  readonly topicMayOverride: boolean
  /** The topic's own condition was checked instead of the default. */
  readonly fromTopic: boolean
  /** A "not met" that should be confirmed with the programme first. */
  readonly confirm: boolean
  readonly reasons: readonly Reason[]
  readonly missing: readonly MissingFact[]
  /** The reasons, what is missing, and what to do, in both languages. */
  readonly sentences: readonly Sentence[]
}

/** One rule against one consortium. Pure: the same facts give the same verdict, whatever the order of the members. */
export function verdict(rule: Rule, about: Consortium): Verdict {
  const topic = rule.topicMayOverride ? about.call.conditions?.[rule.id] : undefined
  const own = topic?.says === 'own' ? topic.condition : undefined
  const { state, reasons, missing } = settle(own ?? rule.condition, about)
  // A topic that has its own words, which nobody has put as a condition, leaves the answer open.
  const settled = topic?.says === 'default' || own !== undefined
  const answer = rule.topicMayOverride && !settled ? 'topicMayOverride' : state
  const confirm = rule.confirm === true && state === 'notMet'
  return {
    rule,
    answer,
    state,
    topicMayOverride: rule.topicMayOverride,
    fromTopic: own !== undefined,
    confirm,
    reasons,
    missing,
    sentences: [
      ...reasons.map(reason => reasonSentence(reason, about.members)),
      ...missingSentence(missing, about.members),
      ...(answer === 'topicMayOverride' ? [notes.topicMayOverride] : []),
      ...(confirm ? [notes.confirm] : []),
    ],
  }
}

/** Yes-or-no facts whose combinations are tried; beyond, unknown stays unknown. */
const MOST_TRIED = 6

/**
 * Part by part, two unknowns may hide that the whole is settled ("he joins: then he is in the wrong country; he does not: then nobody does"). So where
 * a few yes-or-no facts are missing, each combination is tried, and one answer to all of them is the answer.
 */
function settle(condition: Condition, about: Consortium): Finding {
  const found = check(condition, about)
  const open = found.missing.filter(
    one =>
      (one.of === 'member' && MEMBER_FLAGS.some(flag => flag === one.fact)) ||
      (one.of === 'proposal' && PROPOSAL_FLAGS.some(flag => flag === one.fact)),
  )
  if (found.state !== 'unknown' || open.length === 0 || open.length > MOST_TRIED) return found
  let answer: State | undefined
  for (let bits = 0; bits < 1 << open.length; bits++) {
    const { state } = check(
      condition,
      open.reduce((facts, one, k) => suppose(facts, one, (bits & (1 << k)) !== 0), about),
    )
    if (state === 'unknown' || (answer !== undefined && state !== answer)) return found
    answer = state
  }
  return answer === undefined ? found : finding(answer, 'eitherWay')
}

function suppose(about: Consortium, one: MissingFact, value: boolean): Consortium {
  if (one.of === 'proposal') return { ...about, proposal: { ...about.proposal, [one.fact]: value } }
  if (one.of === 'call') return about
  return { ...about, members: about.members.with(one.member, { ...about.members[one.member]!, [one.fact]: value }) }
}

/** Every rule that holds for the call. */
export const evaluate = (about: Consortium): Verdict[] => rulesFor(about.call).map(rule => verdict(rule, about))
