import type { Condition, Member, MissingFact, Proposal } from './model.ts'
import { RULES } from './rules.ts'

/** What an action may pay a member, as a share of eligible costs, 0 to 1. */
export interface FundingRate {
  /** The rate, or the most it can be while something is unknown or set by the topic. */
  readonly rate: number
  /** The least it can be; below `rate` when something is open. */
  readonly least: number
  readonly ruleId: string
  readonly unknown?: readonly (keyof Member | keyof Proposal | 'fundingRatePercent')[]
}

type Rates = Extract<Condition, { kind: 'withinRate' }>['rates']

/** `parameters.fundingRatePercent` is what the topic sets, where it does. */
export function rateWithin(
  rates: Rates,
  typeOfAction: string,
  member: Pick<Member, 'nonProfit'>,
  proposal: Pick<Proposal, 'exceptionalUtility'> = {},
  setByTopic?: number,
): Omit<FundingRate, 'ruleId'> {
  const entry = rates[typeOfAction] ?? rates['*']
  if (setByTopic !== undefined) return { rate: setByTopic / 100, least: setByTopic / 100 }
  if (!entry) return { rate: 1, least: 0, unknown: ['fundingRatePercent'] }
  if (entry.rate === undefined) return { rate: entry.to ?? 1, least: entry.from ?? 0, unknown: ['fundingRatePercent'] }
  const raised = [
    [entry.nonProfit, member.nonProfit, 'nonProfit'],
    [entry.exceptionalUtility, proposal.exceptionalUtility, 'exceptionalUtility'],
  ] as const
  let { rate } = entry
  let least = entry.rate
  const unknown: (keyof Member | keyof Proposal)[] = []
  for (const [to, fact, name] of raised) {
    if (to === undefined || fact === false) continue
    rate = Math.max(rate, to)
    if (fact === undefined) unknown.push(name)
    else least = Math.max(least, to)
  }
  return unknown.length > 0 && least < rate ? { rate, least, unknown } : { rate, least }
}

function ratesIn(condition: Condition): Rates | undefined {
  if (condition.kind === 'withinRate') return condition.rates
  if (condition.kind === 'all' || condition.kind === 'any')
    return condition.of.map(ratesIn).find(rates => rates !== undefined)
  return undefined
}

/** The rate for a member of a type of action, with the rule it comes from; undefined when no rule speaks of that type. */
export function fundingRate(
  typeOfAction: string,
  member: Pick<Member, 'nonProfit'>,
  proposal: Pick<Proposal, 'exceptionalUtility'> = {},
  setByTopic?: number,
): FundingRate | undefined {
  for (const rule of RULES) {
    const rates = rule.typesOfAction.includes(typeOfAction) ? ratesIn(rule.condition) : undefined
    if (rates?.[typeOfAction])
      return { ...rateWithin(rates, typeOfAction, member, proposal, setByTopic), ruleId: rule.id }
  }
  return undefined
}

export const rateFact = (member: number, fact: string): MissingFact =>
  fact === 'nonProfit'
    ? { of: 'member', member, fact }
    : fact === 'exceptionalUtility'
      ? { of: 'proposal', fact }
      : { of: 'call', fact }
