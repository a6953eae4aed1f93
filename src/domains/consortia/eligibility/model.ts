import { z } from 'zod'

/** Roles of a consortium, as in the Horizon Europe model grant agreement. Coordinator and participant are the beneficiaries. */
export const ROLES = ['coordinator', 'participant', 'affiliated', 'associatedPartner', 'thirdParty'] as const
/** Kinds as CORDIS has them: higher education, research, company, public body, other. */
export const KINDS = ['HES', 'REC', 'PRC', 'PUB', 'OTH'] as const

/**
 * Facts about one member. A missing fact is unknown, never "no". Only `independenceGroup` is read as said: members with the same label are
 * linked, and a member without one is taken to be independent (the verdict says so).
 */
export const Member = z.object({
  pic: z.string().optional(),
  name: z.string(),
  role: z.enum(ROLES),
  /** Where it is established; the Union's code (EL, UK). */
  country: z.string().optional(),
  nuts3: z.string().optional(),
  kind: z.enum(KINDS).optional(),
  sme: z.boolean().optional(),
  nonProfit: z.boolean().optional(),
  internationalOrganisation: z.boolean().optional(),
  /** The JRC, an international European research organisation, or an entity created under EU law. */
  euBody: z.boolean().optional(),
  independenceGroup: z.string().optional(),
  /** Percent owned from Russia, 0 to 100. */
  russianOwnedPercent: z.number().min(0).max(100).optional(),
  outsideGovernmentControl: z.boolean().optional(),
  hungarianPublicInterestTrust: z.boolean().optional(),
  hasGenderEqualityPlan: z.boolean().optional(),
  academic: z.boolean().optional(),
  awardsDoctorates: z.boolean().optional(),
  doctoralCandidates: z.number().int().min(0).optional(),
  /** Persons, and euro cents a year. */
  staff: z.number().min(0).optional(),
  turnoverCents: z.number().int().optional(),
  balanceSheetCents: z.number().int().optional(),
  eligibleCostsCents: z.number().int().min(0).optional(),
  requestedCents: z.number().int().min(0).optional(),
  inProgrammeArea: z.boolean().optional(),
  financing: z.boolean().optional(),
  /** Joins a project that is already running (hop-on). */
  joining: z.boolean().optional(),
})
export type Member = z.infer<typeof Member>

/** Facts about the proposal; missing means unknown. */
export const Proposal = z.object({
  pagesPartB: z.number().optional(),
  fontPoints: z.number().optional(),
  lumpSum: z.boolean().optional(),
  hasDisseminationPlan: z.boolean().optional(),
  durationMonths: z.number().optional(),
  personMonths: z.number().optional(),
  grantCents: z.number().int().optional(),
  trlFrom: z.number().optional(),
  trlTo: z.number().optional(),
  /** Only investment is asked for, no grant. */
  investmentOnly: z.boolean().optional(),
  /** Doctoral networks. */
  industrial: z.boolean().optional(),
  joint: z.boolean().optional(),
  /** Percent of the fellowships spent outside academia. */
  outsideAcademiaPercent: z.number().optional(),
  scoreExcellence: z.number().optional(),
  scoreImpact: z.number().optional(),
  scoreImplementation: z.number().optional(),
  baseProjectFits: z.boolean().optional(),
  exceptionalUtility: z.boolean().optional(),
})
export type Proposal = z.infer<typeof Proposal>

const Roles = z.array(z.enum(ROLES))
const Bound = z.union([z.number(), z.object({ parameter: z.string() })])

/** A statement about one member, true, false or unknown. */
export type Predicate =
  | { all: Predicate[] }
  | { any: Predicate[] }
  | { not: Predicate }
  | { role: Member['role'][] }
  | { kind: (typeof KINDS)[number][] }
  | { countryIn: string[] }
  | { nutsIn: string[] }
  | { is: MemberFlag }
  | { number: MemberNumber; atLeast?: number | undefined; atMost?: number | undefined; below?: number | undefined }
type Keys<T, V> = { [K in keyof T]-?: NonNullable<T[K]> extends V ? K : never }[keyof T]
export type MemberFlag = Keys<Member, boolean>
export type MemberNumber = Keys<Member, number>
export type ProposalFlag = Keys<Proposal, boolean>
export type ProposalNumber = Keys<Proposal, number>

const flagsOf = (shape: Record<string, z.ZodOptional | z.ZodType>, type: string) =>
  Object.keys(shape).filter(key => {
    const field = shape[key]
    return field instanceof z.ZodOptional && (field.unwrap() as z.ZodType).def.type === type
  })
export const MEMBER_FLAGS = flagsOf(Member.shape, 'boolean') as readonly MemberFlag[]
export const PROPOSAL_FLAGS = flagsOf(Proposal.shape, 'boolean') as readonly ProposalFlag[]
const oneOf = <T extends string>(keys: readonly string[]) => z.enum(keys as [T, ...T[]])

export const Predicate: z.ZodType<Predicate> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Predicate) }),
    z.strictObject({ any: z.array(Predicate) }),
    z.strictObject({ not: Predicate }),
    z.strictObject({ role: Roles }),
    z.strictObject({ kind: z.array(z.enum(KINDS)) }),
    /** Names of country lists, or country codes. */
    z.strictObject({ countryIn: z.array(z.string()) }),
    /** Prefixes of NUTS codes. */
    z.strictObject({ nutsIn: z.array(z.string()) }),
    z.strictObject({ is: z.enum(MEMBER_FLAGS as [MemberFlag, ...MemberFlag[]]) }),
    z.strictObject({
      number: oneOf<MemberNumber>(flagsOf(Member.shape, 'number')),
      atLeast: z.number().optional(),
      atMost: z.number().optional(),
      below: z.number().optional(),
    }),
  ]),
)

/** What one action may pay, as a share of eligible costs; a range where the topic sets it. */
const Rate = z.strictObject({
  rate: z.number().optional(),
  from: z.number().optional(),
  to: z.number().optional(),
  nonProfit: z.number().optional(),
  exceptionalUtility: z.number().optional(),
})

/** What a rule asks: data that one evaluator reads. Every bound may be a parameter that the topic sets. */
export type Condition =
  | { kind: 'all' | 'any'; of: Condition[] }
  | { kind: 'when'; test: Condition; must: Condition }
  | { kind: 'count'; where: Predicate; atLeast?: Bound | undefined; atMost?: Bound | undefined }
  | { kind: 'every'; where: Predicate; must: Predicate }
  | {
      kind: 'distinctCountries'
      where: Predicate
      /** Country lists or codes; any country when empty. */
      countries: string[]
      atLeast: Bound
      including?: { countries: string[]; atLeast: Bound } | undefined
      /** Bodies of the Union count as one more Member State each. */
      euBodies?: boolean | undefined
    }
  | {
      kind: 'share'
      of: 'requestedCents' | 'eligibleCostsCents'
      where: Predicate
      atLeast?: number | undefined
      atMost?: number | undefined
    }
  | { kind: 'sharePerCountry'; of: 'requestedCents' | 'eligibleCostsCents'; atMost: number }
  | { kind: 'proposal'; is: ProposalFlag }
  | { kind: 'proposalNumber'; number: ProposalNumber[]; atLeast?: number | undefined; atMost?: number | undefined }
  | { kind: 'actionType'; oneOf: string[] }
  | { kind: 'stage'; first: boolean }
  /** A switch of the call; `absent` is what to take when nobody says. */
  | { kind: 'parameter'; parameter: string; absent?: boolean | undefined }
  | { kind: 'withinRate'; rates: Record<string, z.infer<typeof Rate>>; indirect?: number | undefined }
  /** Says how others are read; always met. */
  | { kind: 'reading'; where: Predicate }
type Bound = z.infer<typeof Bound>

const Amount = z.enum(['requestedCents', 'eligibleCostsCents'])
export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ kind: z.enum(['all', 'any']), of: z.array(Condition).min(1) }),
    z.strictObject({ kind: z.literal('when'), test: Condition, must: Condition }),
    z.strictObject({ kind: z.literal('count'), where: Predicate, atLeast: Bound.optional(), atMost: Bound.optional() }),
    z.strictObject({ kind: z.literal('every'), where: Predicate, must: Predicate }),
    z.strictObject({
      kind: z.literal('distinctCountries'),
      where: Predicate,
      countries: z.array(z.string()),
      atLeast: Bound,
      including: z.strictObject({ countries: z.array(z.string()), atLeast: Bound }).optional(),
      euBodies: z.boolean().optional(),
    }),
    z.strictObject({
      kind: z.literal('share'),
      of: Amount,
      where: Predicate,
      atLeast: z.number().optional(),
      atMost: z.number().optional(),
    }),
    z.strictObject({ kind: z.literal('sharePerCountry'), of: Amount, atMost: z.number() }),
    z.strictObject({ kind: z.literal('proposal'), is: z.enum(PROPOSAL_FLAGS as [ProposalFlag, ...ProposalFlag[]]) }),
    z.strictObject({
      kind: z.literal('proposalNumber'),
      number: z.array(oneOf<ProposalNumber>(flagsOf(Proposal.shape, 'number'))).min(1),
      atLeast: z.number().optional(),
      atMost: z.number().optional(),
    }),
    z.strictObject({ kind: z.literal('actionType'), oneOf: z.array(z.string()) }),
    z.strictObject({ kind: z.literal('stage'), first: z.boolean() }),
    z.strictObject({ kind: z.literal('parameter'), parameter: z.string(), absent: z.boolean().optional() }),
    z.strictObject({
      kind: z.literal('withinRate'),
      rates: z.record(z.string(), Rate),
      indirect: z.number().optional(),
    }),
    z.strictObject({ kind: z.literal('reading'), where: Predicate }),
  ]),
)

export const PROGRAMMES = [
  'HORIZON',
  'MSCA',
  'EIC',
  'HOPON',
  'EU4H',
  'INTERREG-CE',
  'INTERREG-ITHR',
  'DIGITAL',
] as const

export const Rule = z.strictObject({
  id: z.string(),
  version: z.string(),
  programme: z.enum(PROGRAMMES),
  /** Empty: every type of action. */
  typesOfAction: z.array(z.string()),
  years: z.strictObject({ from: z.number().int(), to: z.number().int() }),
  condition: Condition,
  statement: z.strictObject({ it: z.string().min(1), en: z.string().min(1) }),
  source: z.strictObject({ document: z.string(), version: z.string(), page: z.string().optional() }),
  confidence: z.enum(['confirmed', 'secondary', 'draft']),
  topicMayOverride: z.boolean(),
  /** A "not met" should be confirmed with the programme before anybody acts on it. */
  confirm: z.boolean().optional(),
})
export type Rule = z.infer<typeof Rule>

/** A list of countries; an incomplete one cannot say that a country is not on it. */
export const CountryList = z.strictObject({
  complete: z.boolean(),
  countries: z.array(z.string()),
  source: z.string(),
})

/** What the topic itself says about a rule: it keeps the default, or it replaces the condition. */
const TopicCondition = z.object({
  says: z.enum(['default', 'own']),
  condition: Condition.optional(),
  /** Where it says so, in a few words. */
  note: z.string().optional(),
})

export const Call = z.object({
  programme: z.enum(PROGRAMMES),
  typeOfAction: z.string(),
  year: z.number().int(),
  /** Stages in all, and the one this proposal is for. */
  stages: z.union([z.literal(1), z.literal(2)]).optional(),
  stage: z.union([z.literal(1), z.literal(2)]).optional(),
  parameters: z.record(z.string(), z.union([z.number(), z.boolean()])).optional(),
  /** By rule id; a rule that is not here has not been compared with the topic's text. */
  conditions: z.record(z.string(), TopicCondition).optional(),
})
export type Call = z.infer<typeof Call>

export const Consortium = z.object({ members: z.array(Member), call: Call, proposal: Proposal.optional() })
export type Consortium = z.infer<typeof Consortium>

export type State = 'met' | 'notMet' | 'unknown'

/** A fact that is missing: of a member (its index), of the proposal, or of the call. */
export type MissingFact =
  | { readonly of: 'member'; readonly member: number; readonly fact: keyof Member }
  | { readonly of: 'proposal'; readonly fact: keyof Proposal }
  | { readonly of: 'call'; readonly fact: string }
