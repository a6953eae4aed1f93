import type { Sentence } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import type { Reason, ReasonCode } from './finding.ts'
import type { Call, Member, MissingFact, Proposal } from './model.ts'

interface Told {
  readonly state: Reason['state']
  readonly n: (name: string) => string
  /** Names of the members, joined. */
  readonly who: string
  readonly terms: readonly string[]
  readonly facts: string
}
type Say = (told: Told) => string

const maybe = (told: Told, it: string) => (told.state === 'unknown' ? it : '')

/** Both languages for every reason: one that is missing does not compile. */
const REASONS: Record<ReasonCode, Record<Language, Say>> = {
  countries: {
    it: t => `Contano ${t.n('found')} Paesi diversi${list(t)}; ne servono ${t.n('limit')}.`,
    en: t => `${t.n('found')} different countries count${list(t)}; ${t.n('limit')} are needed.`,
  },
  includingCountries: {
    it: t => `Tra questi, ${t.n('found')} del gruppo richiesto${list(t)}; ne serve almeno ${t.n('limit')}.`,
    en: t => `Of these, ${t.n('found')} in the required group${list(t)}; at least ${t.n('limit')} needed.`,
  },
  assumedIndependent: {
    it: t => `Si dà per inteso che questi partner siano indipendenti tra loro: ${t.who}.`,
    en: t => `These partners are taken to be independent of each other: ${t.who}.`,
  },
  countAtLeast: {
    it: t => `Trovati ${t.n('found')}; ne servono almeno ${t.n('limit')}${by(t)}.`,
    en: t => `${t.n('found')} found; at least ${t.n('limit')} needed${by(t)}.`,
  },
  countAtMost: {
    it: t => `Trovati ${t.n('found')}; al massimo ${t.n('limit')}${by(t)}.`,
    en: t => `${t.n('found')} found; at most ${t.n('limit')} allowed${by(t)}.`,
  },
  everyKeeps: {
    it: t => (t.state === 'unknown' ? `Da verificare per: ${t.who}.` : 'Nessun partner contravviene alla regola.'),
    en: t => (t.state === 'unknown' ? `To be checked for: ${t.who}.` : 'No partner breaks the rule.'),
  },
  someBreak: {
    it: t => `Non rispettano la regola: ${t.who}.`,
    en: t => `These break the rule: ${t.who}.`,
  },
  shareAtLeast: {
    it: t => `Quota: ${t.n('percent')} %; serve almeno ${t.n('limit')} %.`,
    en: t => `Share: ${t.n('percent')} %; at least ${t.n('limit')} % needed.`,
  },
  shareAtMost: {
    it: t => `Quota: ${t.n('percent')} %; al massimo ${t.n('limit')} %.`,
    en: t => `Share: ${t.n('percent')} %; at most ${t.n('limit')} %.`,
  },
  countryShareAtMost: {
    it: t =>
      `La quota maggiore va a ${t.terms.join(', ') || 'nessun Paese'}: ${t.n('percent')} %; al massimo ${t.n('limit')} %.`,
    en: t =>
      `The largest share goes to ${t.terms.join(', ') || 'no country'}: ${t.n('percent')} %; at most ${t.n('limit')} %.`,
  },
  proposalYes: {
    it: t => (t.state === 'unknown' ? `Da dichiarare: ${t.facts}.` : `Dichiarato: ${t.facts}.`),
    en: t => (t.state === 'unknown' ? `To be stated: ${t.facts}.` : `Stated: ${t.facts}.`),
  },
  proposalNo: {
    it: t => `Non vale per questa proposta: ${t.facts}.`,
    en: t => `Not so for this proposal: ${t.facts}.`,
  },
  numberAtLeast: {
    it: t =>
      t.state === 'unknown'
        ? `${t.facts}: almeno ${t.n('limit')}.`
        : `${t.facts}: ${t.n('found')}, almeno ${t.n('limit')}.`,
    en: t =>
      t.state === 'unknown'
        ? `${t.facts}: at least ${t.n('limit')}.`
        : `${t.facts}: ${t.n('found')}, at least ${t.n('limit')}.`,
  },
  numberAtMost: {
    it: t =>
      t.state === 'unknown'
        ? `${t.facts}: al massimo ${t.n('limit')}.`
        : `${t.facts}: ${t.n('found')}, al massimo ${t.n('limit')}.`,
    en: t =>
      t.state === 'unknown'
        ? `${t.facts}: at most ${t.n('limit')}.`
        : `${t.facts}: ${t.n('found')}, at most ${t.n('limit')}.`,
  },
  rateKept: {
    it: t =>
      t.state === 'unknown'
        ? `Tasso da verificare per ${t.who}: fino a ${t.n('limit')} %.`
        : 'Ogni contributo richiesto sta nel tasso ammesso.',
    en: t =>
      t.state === 'unknown'
        ? `Rate to be checked for ${t.who}: up to ${t.n('limit')} %.`
        : 'Every contribution asked for is within its rate.',
  },
  rateExceeded: {
    it: t => `${t.who} chiede il ${t.n('percent')} % dei costi; il massimo è ${t.n('limit')} %.`,
    en: t => `${t.who} asks for ${t.n('percent')} % of the costs; the most is ${t.n('limit')} %.`,
  },
  asCallSays: {
    it: t =>
      t.state === 'met'
        ? 'Così prevede il bando.'
        : t.state === 'notMet'
          ? 'Il bando non lo prevede.'
          : 'Dipende dal bando.',
    en: t =>
      t.state === 'met'
        ? 'The call provides for it.'
        : t.state === 'notMet'
          ? 'The call does not provide for it.'
          : 'It depends on the call.',
  },
  notAsked: { it: () => 'Non richiesto in questo caso.', en: () => 'Not asked for in this case.' },
  eitherWay: {
    it: () => 'Alcuni dati mancano, ma l’esito è lo stesso qualunque siano.',
    en: () => 'Some facts are missing, but the answer is the same whatever they are.',
  },
  readsMembers: {
    it: t => (t.who ? `Riguarda: ${t.who}.` : 'Non riguarda nessun partner.'),
    en: t => (t.who ? `It concerns: ${t.who}.` : 'It concerns no partner.'),
  },
}

function list(told: Told): string {
  return told.terms.length > 0 ? ` (${told.terms.join(', ')})` : ''
}

function by(told: Told): string {
  return told.who ? maybe(told, ` (${told.who})`) : ''
}

export const notes = {
  topicMayOverride: {
    it: 'È la regola generale: il topic può cambiarla. Leggi le sue condizioni e conferma.',
    en: 'This is the general rule: the topic may change it. Read its conditions and confirm.',
  },
  confirm: {
    it: 'Da confermare con il punto di contatto nazionale prima di decidere.',
    en: 'Confirm with the national contact point before you decide.',
  },
} as const satisfies Record<string, Sentence>

/** Names of the facts, for "missing: ...". */
export const MEMBER_FACTS: Record<keyof Member, Sentence> = {
  pic: { it: 'PIC', en: 'PIC' },
  name: { it: 'nome', en: 'name' },
  role: { it: 'ruolo', en: 'role' },
  country: { it: 'Paese (e se è ammesso)', en: 'country (and whether it is eligible)' },
  nuts3: { it: 'zona NUTS 3', en: 'NUTS 3 area' },
  kind: { it: 'tipo di ente', en: 'kind of organisation' },
  sme: { it: 'se è una PMI', en: 'whether it is an SME' },
  nonProfit: { it: 'se è senza scopo di lucro', en: 'whether it is non-profit' },
  internationalOrganisation: {
    it: 'se è un’organizzazione internazionale',
    en: 'whether it is an international organisation',
  },
  euBody: { it: 'se è un organismo dell’Unione', en: 'whether it is a body of the Union' },
  independenceGroup: { it: 'a quali partner è collegato', en: 'which partners it is linked to' },
  russianOwnedPercent: { it: 'quota di proprietà russa', en: 'share owned from Russia' },
  outsideGovernmentControl: {
    it: 'se ha sede in zone dell’Ucraina fuori dal controllo del governo',
    en: 'whether it is in areas of Ukraine outside government control',
  },
  hungarianPublicInterestTrust: {
    it: 'se è una fondazione ungherese di interesse pubblico o ne dipende',
    en: 'whether it is a Hungarian public-interest trust or maintained by one',
  },
  hasGenderEqualityPlan: { it: 'se ha un piano per la parità di genere', en: 'whether it has a gender equality plan' },
  academic: { it: 'se è accademico', en: 'whether it is academic' },
  awardsDoctorates: { it: 'se rilascia dottorati', en: 'whether it awards doctorates' },
  doctoralCandidates: { it: 'dottorandi che assume', en: 'doctoral candidates it recruits' },
  staff: { it: 'addetti', en: 'staff' },
  turnoverCents: { it: 'fatturato', en: 'turnover' },
  balanceSheetCents: { it: 'totale di bilancio', en: 'balance sheet total' },
  eligibleCostsCents: { it: 'costi ammissibili', en: 'eligible costs' },
  requestedCents: { it: 'contributo richiesto', en: 'requested contribution' },
  inProgrammeArea: { it: 'se è nell’area del programma', en: 'whether it is in the programme area' },
  financing: { it: 'se cofinanzia', en: 'whether it is a financing partner' },
  joining: { it: 'se entra in un progetto già avviato', en: 'whether it joins a running project' },
}

export const PROPOSAL_FACTS: Record<keyof Proposal, Sentence> = {
  pagesPartB: { it: 'pagine della parte B', en: 'pages of part B' },
  fontPoints: { it: 'corpo del carattere', en: 'font size' },
  lumpSum: { it: 'somma forfettaria', en: 'lump sum' },
  hasDisseminationPlan: {
    it: 'piano di disseminazione, sfruttamento e comunicazione',
    en: 'dissemination, exploitation and communication plan',
  },
  durationMonths: { it: 'durata in mesi', en: 'duration in months' },
  personMonths: { it: 'mesi-persona', en: 'person-months' },
  grantCents: { it: 'contributo richiesto in tutto', en: 'grant requested in all' },
  trlFrom: { it: 'TRL di partenza', en: 'TRL at the start' },
  trlTo: { it: 'TRL di arrivo', en: 'TRL at the end' },
  investmentOnly: { it: 'solo investimento', en: 'investment only' },
  industrial: { it: 'dottorati industriali', en: 'industrial doctorates' },
  joint: { it: 'dottorati congiunti', en: 'joint doctorates' },
  outsideAcademiaPercent: {
    it: 'parte delle borse fuori dall’accademia (%)',
    en: 'part of the fellowships outside academia (%)',
  },
  scoreExcellence: { it: 'voto eccellenza', en: 'excellence score' },
  scoreImpact: { it: 'voto impatto', en: 'impact score' },
  scoreImplementation: { it: 'voto attuazione', en: 'implementation score' },
  baseProjectFits: {
    it: 'progetto di base finanziato (pilastro II o EIC Pathfinder) e in corso',
    en: 'base project funded (pillar II or EIC Pathfinder) and running',
  },
  exceptionalUtility: { it: 'utilità eccezionale', en: 'exceptional utility' },
}

const CALL_FACTS: Partial<Record<string, Sentence>> & Record<'stages' | 'stage' | 'fundingRatePercent', Sentence> = {
  stages: { it: 'numero di fasi', en: 'number of stages' },
  stage: { it: 'fase', en: 'stage' },
  fundingRatePercent: { it: 'tasso di finanziamento del topic', en: 'funding rate of the topic' },
  lumpSum: { it: 'se il topic usa somme forfettarie', en: 'whether the topic uses lump sums' },
  minimumBeneficiaries: { it: 'numero minimo di beneficiari', en: 'smallest number of beneficiaries' },
  minimumCountries: { it: 'numero minimo di Paesi', en: 'smallest number of countries' },
} satisfies Partial<Record<keyof Call | string, Sentence>>

const names = (members: readonly number[], all: readonly Member[]): string =>
  members.map(i => all[i]?.name ?? '').join(', ')

const NUMBER: Record<Language, Intl.NumberFormat> = {
  it: new Intl.NumberFormat('it-IT', { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 }),
}

/** A reason in words. Amounts in cents are shown in euro. */
export function reasonSentence(reason: Reason, all: readonly Member[]): Sentence {
  const money = reason.terms.some(term => term.endsWith('Cents'))
  const say = (language: Language): string => {
    const format = NUMBER[language]
    return REASONS[reason.code][language]({
      state: reason.state,
      n: name => {
        const value = reason.numbers[name]
        return value === undefined ? '…' : money ? `${format.format(value / 100)} €` : format.format(value)
      },
      who: names(reason.members, all),
      terms: reason.terms,
      facts: reason.terms
        .map(term => (term in PROPOSAL_FACTS ? PROPOSAL_FACTS[term as keyof Proposal][language] : term))
        .join(' + '),
    })
  }
  return { it: say('it'), en: say('en') }
}

const label = (missing: MissingFact, language: Language): string =>
  missing.of === 'member'
    ? MEMBER_FACTS[missing.fact][language]
    : missing.of === 'proposal'
      ? PROPOSAL_FACTS[missing.fact][language]
      : (CALL_FACTS[missing.fact]?.[language] ?? missing.fact)

/** "Missing: country of A, B" - one sentence for each fact. */
export function missingSentence(missing: readonly MissingFact[], all: readonly Member[]): Sentence[] {
  const byFact = new Map<string, MissingFact[]>()
  for (const one of missing) {
    const key = `${one.of} ${one.fact}`
    byFact.set(key, [...(byFact.get(key) ?? []), one])
  }
  return [...byFact.values()].map(facts => {
    const who = names(
      facts.flatMap(one => (one.of === 'member' ? [one.member] : [])),
      all,
    )
    const first = facts[0]!
    return {
      it: `Manca: ${label(first, 'it')}${who ? `. Di: ${who}` : first.of === 'call' ? ' (dal bando)' : ' (della proposta)'}.`,
      en: `Missing: ${label(first, 'en')}${who ? `. Of: ${who}` : first.of === 'call' ? ' (from the call)' : ' (of the proposal)'}.`,
    }
  })
}
