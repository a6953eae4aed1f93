import { expect, test } from 'vitest'
import { COUNTRY_LISTS } from './countries.ts'
import { verdict } from './evaluate.ts'
import { aCall, aMember } from './fixtures.ts'
import type { Call, Member, Proposal, State } from './model.ts'
import { fundingRate } from './rates.ts'
import { RULES, rulesFor } from './rules.ts'

type Example = [id: string, state: State, members: Partial<Member>[], call?: Partial<Call>, proposal?: Proposal]
const IA = { typeOfAction: 'IA' }
const CSA = { typeOfAction: 'CSA' }
const DN = { programme: 'MSCA', typeOfAction: 'DN' } as const
const EIC = { programme: 'EIC', typeOfAction: 'ACCELERATOR' } as const
const HOPON = { programme: 'HOPON', typeOfAction: 'HOPON' } as const
const EU4H = { programme: 'EU4H', typeOfAction: 'PJG' } as const
const CE = { programme: 'INTERREG-CE', typeOfAction: 'INTERREG' } as const
const ITHR = { programme: 'INTERREG-ITHR', typeOfAction: 'INTERREG' } as const
const DEP = { programme: 'DIGITAL', typeOfAction: 'SME' } as const
const three = [{ country: 'IT' }, { country: 'DE' }, { country: 'CH' }]
const dn = { durationMonths: 48, personMonths: 360, industrial: false, joint: false }
const scores = (scoreExcellence: number, scoreImpact: number, scoreImplementation: number) => ({
  scoreExcellence,
  scoreImpact,
  scoreImplementation,
})
const sme = { role: 'coordinator', kind: 'PRC', staff: 40 } as const
const acc = { investmentOnly: false, grantCents: 2_000_000_00, durationMonths: 24, trlFrom: 6, trlTo: 8 }
const newcomer = { country: 'RO', joining: true, requestedCents: 270_000_00 }
const host = { country: 'IT', requestedCents: 10_000_00 }
const hop = { baseProjectFits: true, grantCents: 280_000_00 }
const fourteen = 'AT BE DE ES FI FR IE IT LU NL SE DK PT SI'.split(' ').map(country => ({ country }))

const EXAMPLES: Example[] = [
  ['HE-COMP-1', 'met', three],
  ['HE-COMP-1', 'notMet', [{ country: 'CH' }, { country: 'NO' }, { country: 'UK' }]],
  ['HE-COMP-1', 'notMet', [...three.slice(0, 2), { country: 'CH', role: 'associatedPartner' }]],
  ['HE-COMP-1', 'notMet', three.map(one => ({ ...one, independenceGroup: 'one owner' }))],
  ['HE-COMP-2', 'met', [{ role: 'associatedPartner', requestedCents: 0 }]],
  ['HE-COMP-2', 'notMet', [{ role: 'associatedPartner', requestedCents: 1 }]],
  ['HE-COMP-3', 'met', [{ euBody: true, country: 'IT' }]],
  // What HE-COMP-3 says, seen in HE-COMP-1: a joint research centre in Italy is not a second Italian.
  ['HE-COMP-1', 'met', [{ country: 'IT' }, { country: 'IT', euBody: true }, { country: 'DE' }]],
  ['HE-FUND-1', 'met', [{ country: 'GL' }, { country: 'XK' }, { country: 'US', requestedCents: 0 }]],
  ['HE-FUND-1', 'unknown', [{ country: 'US' }]],
  ['HE-RESTR-1', 'notMet', [...three, { country: 'CN', role: 'associatedPartner' }], IA],
  ['HE-RESTR-1', 'notMet', [...three, { country: 'CN' }]],
  ['HE-RESTR-1', 'met', [...three, { country: 'CN' }], { parameters: { exemptFromChinaRestriction: true } }],
  ['HE-RESTR-1', 'notMet', [{ country: 'CN' }], { ...IA, parameters: { exemptFromChinaRestriction: true } }],
  ['HE-RESTR-2', 'met', three],
  ['HE-RESTR-2', 'notMet', [{ country: 'BY', role: 'associatedPartner' }]],
  ['HE-RESTR-2', 'notMet', [{ russianOwnedPercent: 50.1 }]],
  ['HE-RESTR-2', 'notMet', [{ country: 'UA', outsideGovernmentControl: true }]],
  ['HE-RESTR-3', 'met', [{ country: 'HU', hungarianPublicInterestTrust: true, role: 'associatedPartner' }]],
  ['HE-RESTR-3', 'notMet', [{ country: 'HU', hungarianPublicInterestTrust: true }]],
  ['HE-RATE-1', 'met', [{ nonProfit: false, eligibleCostsCents: 100, requestedCents: 70 }], IA],
  ['HE-RATE-1', 'notMet', [{ nonProfit: false, eligibleCostsCents: 100, requestedCents: 80 }], IA],
  ['HE-RATE-1', 'unknown', [{ eligibleCostsCents: 100, requestedCents: 50 }], { typeOfAction: 'COFUND' }],
  ['HE-PAGES-1', 'met', [], IA, { pagesPartB: 45, lumpSum: true, fontPoints: 11 }],
  ['HE-PAGES-1', 'notMet', [], IA, { pagesPartB: 45, lumpSum: false, fontPoints: 11 }],
  ['HE-PAGES-1', 'notMet', [], CSA, { pagesPartB: 29, fontPoints: 11 }],
  ['HE-PAGES-1', 'unknown', [], IA, { pagesPartB: 45, fontPoints: 11 }],
  ['HE-EVAL-1', 'met', [], {}, scores(3, 4, 3)],
  ['HE-EVAL-1', 'notMet', [], {}, scores(3, 3, 3)],
  ['HE-EVAL-1', 'met', [], { stages: 2, stage: 1 }, { scoreExcellence: 4, scoreImpact: 4 }],
  ['HE-EVAL-1', 'notMet', [], { stages: 2, stage: 1 }, { scoreExcellence: 5, scoreImpact: 3.5 }],
  ['HE-CSA-1', 'met', [{ country: 'IT' }], CSA],
  ['HE-CSA-1', 'notMet', [{ country: 'US' }], CSA],
  ['HE-LUMP-1', 'met', [], {}, { lumpSum: false }],
  ['HE-LUMP-1', 'notMet', [], { parameters: { lumpSum: false } }, { lumpSum: true }],
  ['HE-DEP-1', 'met', [], { stages: 2, stage: 1 }, { hasDisseminationPlan: false }],
  ['HE-DEP-1', 'notMet', [], {}, { hasDisseminationPlan: false }],
  ['HE-GEP-1', 'met', [{ kind: 'PRC', hasGenderEqualityPlan: false }]],
  ['HE-GEP-1', 'notMet', [{ kind: 'HES', hasGenderEqualityPlan: false }]],
  ['MSCA-DN-1', 'met', three, DN, dn],
  ['MSCA-DN-1', 'notMet', three, DN, { ...dn, durationMonths: 60 }],
  ['MSCA-DN-1', 'met', three, DN, { ...dn, durationMonths: 60, joint: true }],
  ['MSCA-DN-1', 'notMet', [...three, { country: 'IT' }], DN, dn],
  ['MSCA-DN-1', 'notMet', three.map(one => ({ ...one, doctoralCandidates: 0 })), DN, dn],
  ['MSCA-DN-2', 'met', [{}, { academic: false }], DN, { industrial: true, joint: false, outsideAcademiaPercent: 50 }],
  ['MSCA-DN-2', 'notMet', [{}], DN, { industrial: true, joint: false, outsideAcademiaPercent: 50 }],
  ['MSCA-DN-2', 'notMet', [{ awardsDoctorates: true }], DN, { industrial: false, joint: true }],
  ['EIC-ACC-1', 'met', [sme], EIC, acc],
  ['EIC-ACC-1', 'notMet', [sme, sme], EIC, acc],
  ['EIC-ACC-1', 'notMet', [{ ...sme, staff: 300 }], EIC, acc],
  ['EIC-ACC-1', 'met', [{ ...sme, staff: 300 }], EIC, { investmentOnly: true }],
  ['HOPON-1', 'met', [host, newcomer], HOPON, hop],
  ['HOPON-1', 'notMet', [host, { ...newcomer, country: 'IT' }], HOPON, hop],
  ['HOPON-1', 'notMet', [host, newcomer, { country: 'PL', requestedCents: 0 }], HOPON, hop],
  ['HOPON-1', 'notMet', [{ ...host, requestedCents: 100_000_00 }, newcomer], HOPON, hop],
  ['EU4H-RATE-1', 'met', [{ requestedCents: 60_000_00 }], EU4H, { exceptionalUtility: false }],
  ['EU4H-RATE-1', 'notMet', [{ requestedCents: 70_000_00 }], EU4H, { exceptionalUtility: false }],
  ['EU4H-RATE-1', 'unknown', fourteen, EU4H, { exceptionalUtility: true }],
  ['IR-CE-1', 'met', [{ country: 'IT' }, { country: 'SI' }, { country: 'FR', inProgrammeArea: false }], CE],
  ['IR-CE-1', 'notMet', [{ country: 'IT' }, { country: 'SI' }, { country: 'SI' }], CE],
  ['IR-ITHR-1', 'met', [{ nuts3: 'ITH57' }, { country: 'HR', nuts3: 'HR036' }, { nuts3: 'ITF44' }], ITHR],
  ['IR-ITHR-1', 'notMet', [{ nuts3: 'ITH55' }, { country: 'HR', nuts3: 'HR036' }, { nuts3: 'ITF44' }], ITHR],
  ['IR-ITHR-1', 'notMet', Array(9).fill({ nuts3: 'ITH57' }), ITHR],
  ['DEP-1', 'met', three, { ...DEP, parameters: { minimumBeneficiaries: 3, minimumCountries: 3 } }],
  ['DEP-1', 'notMet', [{}, {}], { ...DEP, parameters: { minimumBeneficiaries: 2, minimumCountries: 2 } }],
  ['DEP-1', 'unknown', three, DEP],
]

test.each(EXAMPLES)('%s is %s: %j %j %j', (id, state, members, call = {}, proposal = {}) => {
  const rule = RULES.find(one => one.id === id)!
  const about = { members: members.map(aMember), call: aCall(call), proposal }
  expect(rulesFor(about.call)).toContain(rule)
  expect(verdict(rule, about).state).toBe(state)
})

test('every rule has an example of met and, where it can fail, of not met', () => {
  const shown = (state: State) => new Set(EXAMPLES.filter(one => one[1] === state).map(one => one[0]))
  const ids = RULES.map(rule => rule.id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter(id => !shown('met').has(id))).toEqual([])
  // A way of reading cannot fail; and outside a list that is not complete, nobody is certainly out.
  expect(ids.filter(id => !shown('notMet').has(id))).toEqual(['HE-COMP-3', 'HE-FUND-1'])
})

test('an answer against a partner from China is to be confirmed', () => {
  const rule = RULES.find(one => one.id === 'HE-RESTR-1')!
  expect(verdict(rule, { members: [aMember({ country: 'CN' })], call: aCall() })).toMatchObject({
    answer: 'notMet',
    confirm: true,
  })
})

test('funding rates come with their rule, and say when a fact is missing', () => {
  expect(fundingRate('RIA', {})).toEqual({ rate: 1, least: 1, ruleId: 'HE-RATE-1' })
  expect(fundingRate('IA', { nonProfit: false })).toEqual({ rate: 0.7, least: 0.7, ruleId: 'HE-RATE-1' })
  expect(fundingRate('IA', { nonProfit: true })).toEqual({ rate: 1, least: 1, ruleId: 'HE-RATE-1' })
  expect(fundingRate('IA', {})).toEqual({ rate: 1, least: 0.7, ruleId: 'HE-RATE-1', unknown: ['nonProfit'] })
  expect(fundingRate('COFUND', {})).toMatchObject({ rate: 0.7, least: 0.3, unknown: ['fundingRatePercent'] })
  expect(fundingRate('COFUND', {}, {}, 50)).toMatchObject({ rate: 0.5, least: 0.5 })
  expect(fundingRate('PJG', {}, { exceptionalUtility: true })).toEqual({ rate: 0.8, least: 0.8, ruleId: 'EU4H-RATE-1' })
  expect(fundingRate('ACCELERATOR', {})).toEqual({ rate: 0.7, least: 0.7, ruleId: 'EIC-ACC-1' })
  expect(fundingRate('UNHEARD-OF', {})).toBeUndefined()
})

test('country lists have the length the rules state', () => {
  const length = (name: string) => COUNTRY_LISTS[name]!.countries.length
  // 13 overseas countries and territories, of which three share a code.
  expect([length('MS'), length('AC'), length('OCT'), length('WIDENING')]).toEqual([27, 22, 11, 15])
  for (const code of COUNTRY_LISTS.WIDENING!.countries) expect(COUNTRY_LISTS.MS!.countries).toContain(code)
})
