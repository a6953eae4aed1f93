import { check } from './conditions.ts'
import type { Reason } from './finding.ts'
import { missingSentence, notes, reasonSentence, type Sentence } from './messages.ts'
import type { Consortium, MissingFact, Rule, State } from './model.ts'
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
  const { state, reasons, missing } = check(own ?? rule.condition, about)
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

/** Every rule that holds for the call. */
export const evaluate = (about: Consortium): Verdict[] => rulesFor(about.call).map(rule => verdict(rule, about))
