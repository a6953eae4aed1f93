import { between, combine, type Finding, finding, ofMember } from './finding.ts'
import type { Condition, Consortium, Member, MissingFact, Predicate } from './model.ts'
import { holds } from './predicate.ts'
import { rateFact, rateWithin } from './rates.ts'
import { representation } from './representatives.ts'

type Of<K extends Condition['kind']> = Extract<Condition, { kind: K }>

/** What a condition says of a consortium: met, not met, or unknown with the facts that would settle it. Pure; total over every kind. */
export function check(condition: Condition, about: Consortium): Finding {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return combine(
        condition.of.map(part => check(part, about)),
        condition.kind,
      )
    case 'when':
      return implied(condition, about)
    case 'count':
      return count(condition, about)
    case 'every':
      return every(condition, about)
    case 'distinctCountries':
      return distinctCountries(condition, about)
    case 'share':
      return share(condition, about)
    case 'sharePerCountry':
      return sharePerCountry(condition, about)
    case 'proposal': {
      const value = about.proposal?.[condition.is]
      const missing: MissingFact[] = [{ of: 'proposal', fact: condition.is }]
      const state = between(value === true, value === false)
      return finding(state, state === 'notMet' ? 'proposalNo' : 'proposalYes', { terms: [condition.is] }, missing)
    }
    case 'proposalNumber':
      return proposalNumber(condition, about)
    case 'actionType':
      return finding(condition.oneOf.includes(about.call.typeOfAction) ? 'met' : 'notMet', 'asCallSays')
    case 'stage': {
      const { stages, stage } = about.call
      if (stages === 1) return finding(condition.first ? 'notMet' : 'met', 'asCallSays')
      if (stages === undefined) return finding('unknown', 'asCallSays', {}, [{ of: 'call', fact: 'stages' }])
      if (stage === undefined) return finding('unknown', 'asCallSays', {}, [{ of: 'call', fact: 'stage' }])
      return finding((stage === 1) === condition.first ? 'met' : 'notMet', 'asCallSays')
    }
    case 'parameter': {
      const value = about.call.parameters?.[condition.parameter] ?? condition.absent
      return finding(between(value === true, value !== undefined && value !== true), 'asCallSays', {}, [
        { of: 'call', fact: condition.parameter },
      ])
    }
    case 'withinRate':
      return withinRate(condition, about)
    case 'reading':
      return finding('met', 'readsMembers', {
        members: about.members.flatMap((member, i) => (holds(condition.where, member).value ? [i] : [])),
      })
  }
}

function implied(condition: Of<'when'>, about: Consortium): Finding {
  const test = check(condition.test, about)
  if (test.state === 'notMet') return finding('met', 'notAsked')
  const then = check(condition.must, about)
  if (test.state === 'met' || then.state === 'met') return then
  const missing = then.state === 'unknown' ? [...test.missing, ...then.missing] : test.missing
  return { state: 'unknown', reasons: then.reasons.map(one => ({ ...one, state: 'unknown' })), missing }
}

/** A bound, or the parameter that the topic must set. */
function bound(value: number | { parameter: string }, about: Consortium): number | MissingFact {
  if (typeof value === 'number') return value
  const set = about.call.parameters?.[value.parameter]
  return typeof set === 'number' ? set : { of: 'call', fact: value.parameter }
}

const truths = (where: Predicate, members: readonly Member[]) => members.map(member => holds(where, member))
const open = (all: ReturnType<typeof truths>): MissingFact[] =>
  all.flatMap((one, i) => (one.value === undefined ? ofMember(i, one.missing) : []))

function count(condition: Of<'count'>, about: Consortium): Finding {
  const all = truths(condition.where, about.members)
  const members = all.flatMap((one, i) => (one.value === true ? [i] : []))
  const least = members.length
  const most = all.filter(one => one.value !== false).length
  const parts: Finding[] = []
  for (const [side, code] of [
    ['atLeast', 'countAtLeast'],
    ['atMost', 'countAtMost'],
  ] as const) {
    const asked = condition[side]
    if (asked === undefined) continue
    const limit = bound(asked, about)
    if (typeof limit !== 'number') parts.push(finding('unknown', code, { numbers: { found: least }, members }, [limit]))
    else {
      const state = side === 'atLeast' ? between(least >= limit, most < limit) : between(most <= limit, least > limit)
      parts.push(finding(state, code, { numbers: { found: least, possible: most, limit }, members }, open(all)))
    }
  }
  return combine(parts, 'all')
}

function every(condition: Of<'every'>, about: Consortium): Finding {
  const breaks: number[] = []
  const missing: MissingFact[] = []
  let asked = 0
  about.members.forEach((member, i) => {
    const kept = holds({ any: [{ not: condition.where }, condition.must] }, member)
    if (holds(condition.where, member).value !== false) asked++
    if (kept.value === false) breaks.push(i)
    if (kept.value === undefined) missing.push(...ofMember(i, kept.missing))
  })
  if (breaks.length > 0) return finding('notMet', 'someBreak', { numbers: { found: breaks.length }, members: breaks })
  const members = missing.flatMap(one => (one.of === 'member' ? [one.member] : []))
  if (missing.length > 0)
    return finding('unknown', 'everyKeeps', { numbers: { found: asked }, members: [...new Set(members)] }, missing)
  return finding('met', 'everyKeeps', { numbers: { found: asked } })
}

function distinctCountries(condition: Of<'distinctCountries'>, about: Consortium): Finding {
  const parts: Finding[] = []
  const asked = [
    { code: 'countries', countries: condition.countries, atLeast: condition.atLeast },
    ...(condition.including ? [{ code: 'includingCountries', ...condition.including } as const] : []),
  ] as const
  for (const { code, countries, atLeast } of asked) {
    const limit = bound(atLeast, about)
    const found = representation(about.members, condition.where, countries, condition.euBodies ?? false)
    const told = { members: found.members, terms: found.countries }
    const missing = found.missing.flatMap(one => ofMember(one.member, one.facts))
    if (typeof limit !== 'number') {
      parts.push(finding('unknown', code, { ...told, numbers: { found: found.least } }, [limit]))
      continue
    }
    const numbers = { found: found.least, possible: found.most, limit }
    parts.push(finding(between(found.least >= limit, found.most < limit), code, { ...told, numbers }, missing))
    // A count of one needs nobody to be independent of anybody.
    const unlabelled = found.members.filter(i => about.members[i]!.independenceGroup === undefined)
    if (code === 'countries' && limit > 1 && found.least >= limit && unlabelled.length > 1)
      parts.push(finding('met', 'assumedIndependent', { members: unlabelled }))
  }
  return combine(parts, 'all')
}

function share(condition: Of<'share'>, about: Consortium): Finding {
  const all = truths(condition.where, about.members)
  const missing: MissingFact[] = []
  let inside = 0
  let total = 0
  let doubtful = 0
  about.members.forEach((member, i) => {
    const amount = member[condition.of]
    if (amount === undefined) missing.push({ of: 'member', member: i, fact: condition.of })
    total += amount ?? 0
    if (all[i]!.value === true) inside += amount ?? 0
    else if (all[i]!.value === undefined && amount !== 0) {
      doubtful += amount ?? 0
      missing.push(...ofMember(i, all[i]!.missing))
    }
  })
  const amounts = missing.some(one => one.of === 'member' && one.fact === condition.of)
  const part = (amount: number) => (total === 0 ? 0 : (100 * amount) / total)
  const parts: Finding[] = []
  for (const [side, code] of [
    ['atLeast', 'shareAtLeast'],
    ['atMost', 'shareAtMost'],
  ] as const) {
    const limit = condition[side]
    if (limit === undefined) continue
    const least = part(inside)
    const most = part(inside + doubtful)
    const state = amounts
      ? 'unknown'
      : side === 'atLeast'
        ? between(least >= 100 * limit - 1e-9, most < 100 * limit - 1e-9)
        : between(most <= 100 * limit + 1e-9, least > 100 * limit + 1e-9)
    parts.push(finding(state, code, { numbers: { percent: least, limit: 100 * limit } }, missing))
  }
  return combine(parts, 'all')
}

function sharePerCountry(condition: Of<'sharePerCountry'>, about: Consortium): Finding {
  const missing: MissingFact[] = []
  const byCountry = new Map<string, number>()
  let total = 0
  let nowhere = 0
  let amounts = true
  about.members.forEach((member, i) => {
    const amount = member[condition.of]
    if (amount === undefined) {
      amounts = false
      missing.push({ of: 'member', member: i, fact: condition.of })
      return
    }
    total += amount
    if (member.country === undefined) {
      nowhere += amount
      if (amount > 0) missing.push({ of: 'member', member: i, fact: 'country' })
    } else byCountry.set(member.country, (byCountry.get(member.country) ?? 0) + amount)
  })
  const [country = '', largest = 0] = [...byCountry].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? []
  const allowed = total * condition.atMost + 1e-6
  const state = amounts ? between(largest + nowhere <= allowed, largest > allowed) : 'unknown'
  const percent = total === 0 ? 0 : (100 * largest) / total
  return finding(
    state,
    'countryShareAtMost',
    { numbers: { percent, limit: 100 * condition.atMost }, terms: country ? [country] : [] },
    missing,
  )
}

function proposalNumber(condition: Of<'proposalNumber'>, about: Consortium): Finding {
  const values = condition.number.map(fact => about.proposal?.[fact])
  const missing = condition.number.flatMap((fact, k): MissingFact[] =>
    values[k] === undefined ? [{ of: 'proposal', fact }] : [],
  )
  const found = values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
  const whole = missing.length === 0
  const parts: Finding[] = []
  for (const [side, code] of [
    ['atLeast', 'numberAtLeast'],
    ['atMost', 'numberAtMost'],
  ] as const) {
    const limit = condition[side]
    if (limit === undefined) continue
    const kept = side === 'atLeast' ? found >= limit : found <= limit
    const about = { numbers: whole ? { found, limit } : { limit }, terms: condition.number }
    parts.push(finding(between(whole && kept, whole && !kept), code, about, missing))
  }
  return combine(parts, 'all')
}

function withinRate(condition: Of<'withinRate'>, about: Consortium): Finding {
  const { typeOfAction, parameters } = about.call
  const set = parameters?.fundingRatePercent
  const parts = about.members.map((member, i): Finding => {
    const { requestedCents, eligibleCostsCents } = member
    if (requestedCents === 0 || member.role === 'associatedPartner') return finding('met', 'rateKept')
    const rate = rateWithin(
      condition.rates,
      typeOfAction,
      member,
      about.proposal,
      typeof set === 'number' ? set : undefined,
    )
    const missing: MissingFact[] = [
      ...ofMember(i, requestedCents === undefined ? ['requestedCents'] : []),
      ...ofMember(i, eligibleCostsCents === undefined ? ['eligibleCostsCents'] : []),
    ]
    const numbers = { limit: 100 * rate.rate, least: 100 * rate.least }
    if (requestedCents === undefined || eligibleCostsCents === undefined)
      return finding('unknown', 'rateKept', { numbers, members: [i] }, missing)
    const enough = requestedCents <= eligibleCostsCents * rate.least + 0.5
    const never = requestedCents > eligibleCostsCents * rate.rate + 0.5
    const state = between(enough, never)
    const percent = eligibleCostsCents === 0 ? 100 : (100 * requestedCents) / eligibleCostsCents
    return finding(
      state,
      state === 'notMet' ? 'rateExceeded' : 'rateKept',
      { numbers: { ...numbers, percent }, members: [i] },
      (rate.unknown ?? []).map(fact => rateFact(i, fact)),
    )
  })
  const whole = combine(parts, 'all')
  // One sentence for all who keep it.
  return whole.state === 'met' ? finding('met', 'rateKept') : whole
}
