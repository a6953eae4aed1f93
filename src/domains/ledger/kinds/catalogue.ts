import type { Sentence } from '#platform/errors.ts'
import type { Detail, KindRule, RoleRule } from './model.ts'

const said = (it: string, en: string): Sentence => ({ it, en })
const one = (it: string, en: string): RoleRule => ({ name: said(it, en), least: 1, most: 1 })
const perhaps = (it: string, en: string): RoleRule => ({ name: said(it, en), least: 0, most: 1 })
const any = (it: string, en: string, least = 0): RoleRule => ({ name: said(it, en), least, most: 300 })

const text = (it: string, en: string, most = 200): Detail => ({ type: 'text', name: said(it, en), most })
const title = (it = 'Titolo', en = 'Title'): Detail => ({ ...text(it, en), required: true })
const count = (it: string, en: string, most = 100_000): Detail => ({ type: 'count', name: said(it, en), most })
const note = text('In una riga', 'In one line', 300)
const proposal = {
  title: title('Titolo o acronimo', 'Title or acronym'),
  level: {
    type: 'choice',
    name: said('Livello', 'Level'),
    required: true,
    choices: {
      european: said('europeo', 'European'),
      national: said('nazionale', 'national'),
      regional: said('regionale', 'regional'),
    },
  },
  call: text('Bando', 'Call', 120),
} as const satisfies Record<string, Detail>
const proposers = { coordinator: perhaps('Coordinatore', 'Coordinator'), partner: any('Partner', 'Partners') }
/** What a member is from that day on; its place is the province of its seat. */
const membership = {
  category: text('Categoria', 'Category', 40),
  chains: { type: 'list', name: said('Filiere (codici)', 'Value chains (codes)'), most: 30 },
  note,
} as const satisfies Record<string, Detail>
/** What brought these organisations together before. */
const after = {
  type: 'fact',
  name: said('Segue', 'Follows'),
  kinds: ['introduction-made', 'meeting-held'],
} as const satisfies Detail
const byProposals = said(
  'Le proposte di Telaio si registrano da sole dalla loro pagina.',
  'Telaio’s own proposals are recorded by their page.',
)
const byMembers = said(
  'Adesioni, cambiamenti e uscite si registrano da soli dalla pagina del membro.',
  'Joining, changes and leaving are recorded by the page of the member.',
)
const byIntroductions = said(
  'Le presentazioni si registrano da sole dalla loro pagina.',
  'Introductions are recorded by their page.',
)
const byEvents = said(
  'Gli eventi tenuti con Telaio si registrano da soli dalla loro pagina.',
  'Events held with Telaio are recorded by their page.',
)
const byFees = said(
  'Le quote segnate nell’anagrafe si registrano da sole.',
  'Fees noted in the registry are recorded by themselves.',
)

const quiet = { amount: 'none', place: 'none', evidence: 'optional' } as const
const placed = { amount: 'none', place: 'optional', evidence: 'optional' } as const

/** What can be recorded. A code that has been used is never taken away: old facts keep it. */
export const KINDS = {
  'member-joined': {
    ...placed,
    group: 'members',
    name: said('Adesione di un membro', 'Member joined'),
    act: byMembers,
    roles: { member: one('Membro', 'Member') },
    details: membership,
  },
  'member-changed': {
    ...placed,
    group: 'members',
    name: said('Membro che cambia categoria, sede o filiere', 'Member changed category, seat or value chains'),
    act: byMembers,
    roles: { member: one('Membro', 'Member') },
    details: membership,
  },
  'member-left': {
    ...placed,
    group: 'members',
    name: said('Uscita di un membro', 'Member left'),
    act: byMembers,
    roles: { member: one('Membro', 'Member') },
    details: membership,
  },
  'fee-paid': {
    ...quiet,
    group: 'members',
    name: said('Quota associativa', 'Membership fee'),
    act: byFees,
    amount: 'required',
    roles: { member: one('Membro', 'Member') },
    details: { year: { ...count('Anno', 'Year', 2200), required: true } },
  },
  'service-given': {
    ...placed,
    group: 'members',
    name: said('Servizio reso', 'Service given'),
    amount: 'optional',
    roles: { recipient: any('A chi', 'To whom', 1) },
    details: { title: title('Quale servizio', 'Which service'), hours: count('Ore', 'Hours', 10_000) },
  },
  'proposal-supported': {
    ...quiet,
    group: 'proposals',
    name: said('Proposta accompagnata', 'Proposal supported'),
    act: byProposals,
    amount: 'optional',
    roles: proposers,
    details: proposal,
  },
  'proposal-submitted': {
    ...quiet,
    group: 'proposals',
    name: said('Proposta presentata', 'Proposal submitted'),
    act: byProposals,
    amount: 'optional',
    roles: proposers,
    details: proposal,
  },
  'proposal-funded': {
    ...quiet,
    group: 'proposals',
    name: said('Proposta finanziata', 'Proposal funded'),
    act: byProposals,
    amount: 'optional',
    evidence: 'expected',
    roles: proposers,
    details: proposal,
  },
  'proposal-rejected': {
    ...quiet,
    group: 'proposals',
    name: said('Proposta non finanziata', 'Proposal rejected'),
    act: byProposals,
    amount: 'optional',
    roles: proposers,
    details: proposal,
  },
  'programme-rate': {
    ...quiet,
    group: 'proposals',
    name: said('Tasso di successo di un programma', 'Success rate of a programme'),
    evidence: 'expected',
    roles: {},
    details: {
      programme: title('Programma', 'Programme'),
      year: { ...count('Anno', 'Year', 2200), required: true },
      submitted: { ...count('Proposte presentate', 'Proposals submitted', 10_000_000), required: true },
      funded: { ...count('Proposte finanziate', 'Proposals funded', 10_000_000), required: true },
    },
  },
  'partnership-formed': {
    ...quiet,
    group: 'relations',
    name: said('Collaborazione nata', 'Partnership formed'),
    roles: { partner: any('Partner', 'Partners', 2) },
    details: { title: title('Su che cosa', 'About what'), after },
  },
  'introduction-made': {
    ...quiet,
    group: 'relations',
    name: said('Presentazione fatta', 'Introduction made'),
    act: byIntroductions,
    roles: { introduced: any('Chi si è conosciuto', 'Who was introduced', 2) },
    details: { note },
  },
  'meeting-held': {
    ...placed,
    group: 'relations',
    name: said('Incontro fra organizzazioni', 'Meeting held'),
    roles: { participant: any('Chi si è incontrato', 'Who met', 2) },
    details: {
      title: text('Su che cosa', 'About what'),
      occasion: text('In quale occasione', 'On which occasion'),
      after,
    },
  },
  'event-held': {
    ...placed,
    group: 'events',
    name: said('Evento', 'Event held'),
    act: byEvents,
    evidence: 'expected',
    roles: {
      organiser: any('Con chi è organizzato', 'Organised with'),
      participant: any('Chi ha partecipato', 'Who took part'),
    },
    details: {
      title: title(),
      type: {
        type: 'choice',
        name: said('Tipo', 'Type'),
        required: true,
        choices: {
          matchmaking: said('incontri d’affari', 'matchmaking'),
          pitching: said('presentazione di startup', 'pitching'),
          visibility: said('visibilità', 'visibility'),
          training: said('formazione', 'training'),
          table: said('tavolo di lavoro', 'working table'),
        },
      },
      participants: count('Partecipanti', 'Participants'),
    },
  },
  'training-delivered': {
    ...placed,
    group: 'events',
    name: said('Formazione erogata', 'Training delivered'),
    roles: { provider: any('Chi l’ha tenuta', 'Provided by', 1), recipient: any('A chi', 'For whom') },
    details: {
      title: title(),
      hours: { ...count('Ore', 'Hours', 10_000), required: true },
      learners: count('Allievi', 'Learners'),
    },
  },
  'startup-admitted': {
    ...placed,
    group: 'startups',
    name: said('Startup ammessa a un programma', 'Startup admitted'),
    roles: { startup: one('Startup', 'Startup') },
    details: { programme: title('Programma', 'Programme') },
  },
  'startup-graduated': {
    ...placed,
    group: 'startups',
    name: said('Startup che conclude un programma', 'Startup graduated'),
    roles: { startup: one('Startup', 'Startup') },
    details: { programme: title('Programma', 'Programme') },
  },
  'investment-raised': {
    ...quiet,
    group: 'growth',
    name: said('Capitale raccolto', 'Investment raised'),
    amount: 'required',
    evidence: 'expected',
    roles: { recipient: one('Chi l’ha raccolto', 'Raised by'), investor: any('Investitori', 'Investors') },
    details: { title: text('Tipo di operazione', 'Kind of deal') },
  },
  'job-created': {
    ...placed,
    group: 'growth',
    name: said('Posti di lavoro creati', 'Jobs created'),
    roles: { employer: one('Chi ha assunto', 'Employer') },
    details: { jobs: { ...count('Posti', 'Jobs', 10_000), required: true }, note },
  },
  publication: {
    ...quiet,
    group: 'knowledge',
    name: said('Pubblicazione', 'Publication'),
    evidence: 'expected',
    roles: { author: any('Enti degli autori', 'Authors’ organisations', 1) },
    details: { title: title(), identifier: text('DOI', 'DOI', 100) },
  },
  patent: {
    ...quiet,
    group: 'knowledge',
    name: said('Brevetto', 'Patent'),
    evidence: 'expected',
    roles: { holder: any('Titolari', 'Holders', 1) },
    details: { title: title(), identifier: text('Numero', 'Number', 100) },
  },
  'clinical-study': {
    ...placed,
    group: 'knowledge',
    name: said('Studio clinico', 'Clinical study'),
    evidence: 'expected',
    roles: { sponsor: perhaps('Promotore', 'Sponsor'), site: any('Centri', 'Sites', 1) },
    details: { title: title(), identifier: text('Numero', 'Number', 100) },
  },
  'media-coverage': {
    ...quiet,
    group: 'knowledge',
    name: said('Uscita sui media', 'Media coverage'),
    evidence: 'expected',
    roles: { subject: any('Di chi parla', 'About whom') },
    details: { title: title(), outlet: text('Testata', 'Outlet', 120) },
  },
  'need-published': {
    ...quiet,
    group: 'desk',
    name: said('Bisogno pubblicato', 'Need published'),
    roles: { owner: one('Di chi', 'Whose') },
    details: { title: title() },
  },
  'need-answered': {
    ...quiet,
    group: 'desk',
    name: said('Bisogno con risposta', 'Need answered'),
    roles: { owner: perhaps('Di chi', 'Whose'), answerer: any('Chi ha risposto', 'Who answered', 1) },
    details: { title: title() },
  },
  'question-answered': {
    ...placed,
    group: 'desk',
    name: said('Domanda del pubblico con risposta', 'Public question answered'),
    roles: { asker: perhaps('Chi ha chiesto (organizzazione)', 'Who asked (organisation)') },
    details: {
      title: title('Argomento', 'Topic'),
      asked: { type: 'day', name: said('Chiesta il', 'Asked on'), required: true },
    },
  },
} as const satisfies Record<string, KindRule>

export type KindCode = keyof typeof KINDS
export const KIND_CODES = Object.keys(KINDS) as readonly KindCode[]
export const isKind = (code: string): code is KindCode => Object.hasOwn(KINDS, code)
export const ruleOf = (code: KindCode): KindRule => KINDS[code]
