import fc from 'fast-check'
import type { Call, Consortium, Member, Proposal } from './model.ts'

/** A research organisation in Italy about which everything is known and nothing is special. */
export const aMember = (more: Partial<Member> = {}): Member => ({
  name: 'Alfa',
  role: 'participant',
  country: 'IT',
  nuts3: 'ITH55',
  kind: 'REC',
  sme: false,
  nonProfit: true,
  internationalOrganisation: false,
  euBody: false,
  russianOwnedPercent: 0,
  outsideGovernmentControl: false,
  hungarianPublicInterestTrust: false,
  hasGenderEqualityPlan: true,
  academic: true,
  awardsDoctorates: false,
  doctoralCandidates: 1,
  staff: 100,
  turnoverCents: 1_000_000_00,
  balanceSheetCents: 1_000_000_00,
  eligibleCostsCents: 100_000_00,
  requestedCents: 70_000_00,
  inProgrammeArea: true,
  financing: true,
  joining: false,
  ...more,
})

export const aCall = (more: Partial<Call> = {}): Call => ({
  programme: 'HORIZON',
  typeOfAction: 'RIA',
  year: 2026,
  stages: 1,
  ...more,
})

const member: fc.Arbitrary<Member> = fc
  .record({
    role: fc.constantFrom<Member['role'][]>(
      'coordinator',
      'participant',
      'participant',
      'affiliated',
      'associatedPartner',
    ),
    country: fc.constantFrom('IT', 'IT', 'DE', 'HU', 'HR', 'CH', 'UA', 'US', 'CN', 'RU', 'GL'),
    nuts3: fc.constantFrom('ITH55', 'ITH57', 'DE300', 'HR036'),
    kind: fc.constantFrom<NonNullable<Member['kind']>[]>('HES', 'REC', 'PRC', 'PUB', 'OTH'),
    nonProfit: fc.boolean(),
    euBody: fc.constantFrom(false, false, false, true),
    russianOwnedPercent: fc.constantFrom(0, 0, 0, 51),
    outsideGovernmentControl: fc.boolean(),
    hungarianPublicInterestTrust: fc.boolean(),
    hasGenderEqualityPlan: fc.constantFrom(true, true, false),
    academic: fc.boolean(),
    awardsDoctorates: fc.boolean(),
    doctoralCandidates: fc.nat(2),
    staff: fc.constantFrom(10, 300, 600),
    turnoverCents: fc.constantFrom(1_000_000_00, 60_000_000_00),
    balanceSheetCents: fc.constantFrom(1_000_000_00, 60_000_000_00),
    eligibleCostsCents: fc.constantFrom(0, 100_000_00, 300_000_00),
    requestedCents: fc.constantFrom(0, 60_000_00, 100_000_00),
    inProgrammeArea: fc.boolean(),
    financing: fc.boolean(),
    joining: fc.constantFrom(false, false, true),
    independenceGroup: fc.constantFrom(undefined, undefined, 'one', 'two'),
  })
  .map(({ independenceGroup, ...facts }) =>
    aMember({ ...facts, ...(independenceGroup === undefined ? {} : { independenceGroup }) }),
  )

export const members = fc
  .array(member, { maxLength: 6 })
  .map(list => list.map((one, i) => ({ ...one, name: `Member ${i + 1}` })))

const proposal: fc.Arbitrary<Proposal> = fc.record({
  pagesPartB: fc.constantFrom(25, 40, 45, 50),
  fontPoints: fc.constantFrom(10, 11),
  lumpSum: fc.boolean(),
  hasDisseminationPlan: fc.boolean(),
  durationMonths: fc.constantFrom(24, 48, 60, 72),
  personMonths: fc.constantFrom(360, 600),
  grantCents: fc.constantFrom(250_000_00, 2_500_000_00),
  trlFrom: fc.constantFrom(5, 6),
  trlTo: fc.constantFrom(8, 9),
  investmentOnly: fc.boolean(),
  industrial: fc.boolean(),
  joint: fc.boolean(),
  outsideAcademiaPercent: fc.constantFrom(40, 50),
  scoreExcellence: fc.constantFrom(2.5, 3, 4, 5),
  scoreImpact: fc.constantFrom(2.5, 3, 4, 5),
  scoreImplementation: fc.constantFrom(2.5, 3, 4),
  baseProjectFits: fc.boolean(),
  exceptionalUtility: fc.boolean(),
})

const CALLS: readonly Partial<Call>[] = [
  { typeOfAction: 'RIA' },
  { typeOfAction: 'IA', stages: 2, stage: 1 },
  { typeOfAction: 'IA', stages: 2, stage: 2 },
  { typeOfAction: 'CSA' },
  { typeOfAction: 'COFUND' },
  { programme: 'MSCA', typeOfAction: 'DN' },
  { programme: 'EIC', typeOfAction: 'ACCELERATOR' },
  { programme: 'HOPON', typeOfAction: 'HOPON' },
  { programme: 'EU4H', typeOfAction: 'PJG' },
  { programme: 'INTERREG-CE', typeOfAction: 'INTERREG' },
  { programme: 'INTERREG-ITHR', typeOfAction: 'INTERREG' },
  { programme: 'DIGITAL', typeOfAction: 'SME' },
]

/** Consortia of whom everything is known, for calls of every programme. */
export const consortium: fc.Arbitrary<Consortium> = fc.record({
  members,
  proposal,
  call: fc
    .tuple(fc.constantFrom(...CALLS), fc.boolean(), fc.integer({ min: 1, max: 3 }))
    .map(([call, lumpSum, minimum]) =>
      aCall({ ...call, parameters: { lumpSum, minimumBeneficiaries: minimum, minimumCountries: minimum } }),
    ),
})
