import type { Sentence } from '#platform/errors.ts'
import { formats, inBoth, type Language } from '#platform/i18n.ts'

export const errors = {
  wrongDefinitions: {
    it: 'Le definizioni non sono state usate, perché c’è qualcosa da correggere:',
    en: 'The definitions were not used, because something needs correcting:',
  },
  unreadablePeriod: {
    it: '«{text}» non è un periodo. Scrivi un anno (2025), un semestre (2025-H1) o due giorni (2025-03-01..2025-04-30).',
    en: '“{text}” is no period. Write a year (2025), a half year (2025-H1) or two days (2025-03-01..2025-04-30).',
  },
  backwards: {
    it: 'Il periodo finisce prima di cominciare: scambia i due giorni.',
    en: 'The period ends before it begins: swap the two days.',
  },
  noSuchFigure: {
    it: 'Non c’è nessuna cifra «{code}» nei rapporti.',
    en: 'There is no figure “{code}” in the reports.',
  },
  badDay: {
    it: '«{text}» non è un giorno: scrivilo come 2025-12-31.',
    en: '“{text}” is no day: write it as 2025-12-31.',
  },
  unreadableFile: {
    it: 'Il file {file} non si può leggere: {reason}.',
    en: 'The file {file} cannot be read: {reason}.',
  },
} satisfies Record<string, Sentence>

export const words = inBoth({
  it: {
    title: 'Rapporti',
    lead: 'Che cosa ha fatto il cluster, in cifre. Ogni cifra è una somma di fatti registrati uno per uno: aprila per vederli.',
    beside: 'Accanto ai rapporti',
    tools: {
      targets: 'Obiettivi',
      definitions: 'Come si contano le cifre',
      trial: 'Prova una definizione',
      folders: 'Cartelle per i marchi',
    },
    years: 'Anni',
    halves: 'Semestri',
    dates: 'Altre date',
    from: 'Dal giorno',
    until: 'Al giorno',
    show: 'Mostra il rapporto',
    fixDates: 'Scrivi i due giorni: da quando e fino a quando.',
    report: (period: string) => `Rapporto ${period}`,
    span: (from: string, until: string) => `Dal ${from} al ${until}`,
    spanOf: (from: string, until: string) => `dal ${from} al ${until}`,
    half: (half: string, year: string) => `${half === '1' ? 'primo' : 'secondo'} semestre ${year}`,
    compared: (before: string) => `A confronto con il periodo prima: ${before}.`,
    known: (facts: string, when: string) =>
      `Cifre contate sul libro dei fatti fino al n. ${facts}, registrato il ${when}.`,
    nothingKnown: 'Il libro dei fatti è ancora vuoto: le cifre arriveranno con i primi fatti.',
    unfinished: 'Il periodo non è ancora finito: queste cifre cambieranno.',
    invented: 'Questi fatti sono inventati, come i membri di questo cluster: servono a provare Telaio.',
    headline: 'In breve',
    figure: 'Cifra',
    counted: 'Che cosa si conta',
    change: 'Differenza',
    target: 'Obiettivo',
    same: 'uguale',
    download: 'Scarica',
    downloadFacts: 'Scarica questi fatti',
    breakdown: (figure: string, by: string) => `${figure}, ${by}`,
    in: 'Dove',
    part: 'Voce',
    value: 'Valore',
    share: 'In proporzione',
    facts: 'Fatti',
    byPlace: 'per provincia',
    byMonth: 'per mese',
    byKind: 'per genere di fatto',
    byCategory: 'per categoria di membro',
    byChain: 'per filiera',
    bySomething: (name: string) => `per ${name}`,
    notSaid: 'non detto',
    withheld: (fewest: string) => `meno di ${fewest}, o non mostrato`,
    withheldWhy: (fewest: string) =>
      `Le voci con meno di ${fewest} fatti non si mostrano, e con una sola nemmeno la più piccola delle altre: si troverebbe per differenza.`,
    overlaps: 'Le voci non si sommano: la stessa organizzazione può essere in più d’una.',
    placesUnsaid: 'I fatti non dicono ancora la provincia.',
    awaited: 'Ancora senza fatti',
    awaitedLead: 'Queste cifre si conteranno quando ci saranno fatti che le raccontano.',
    noValue: 'nessun dato',
    noDenominator: 'niente con cui dividere',
    noDenominatorLong: 'Nel periodo non c’è nulla con cui dividere: il rapporto non si può calcolare.',
    noValues: 'Nel periodo nessun fatto dice questo dato.',
    noFacts: 'Nessun fatto nel periodo.',
    ofWhole: (part: string, whole: string) => `${part} su ${whole}`,
    silent: (count: string) => `Fatti che non lo dicono: ${count}. Non sono contati nella somma.`,
    howCounted: 'Come si conta',
    before: (period: string, value: string) => `${period}: ${value}`,
    behind: 'I fatti dietro la cifra',
    behindCount: (count: string) => `Fatti: ${count}`,
    number: 'N.',
    day: 'Giorno',
    what: 'Che cosa',
    who: 'Chi',
    place: 'Luogo',
    amount: 'Somma',
    evidence: 'Prova',
    seen: (day: string) => `vista il ${day}`,
    hidden: (count: string) => `${count} non pubblica`,
    page: 'pagina',
    all: 'Tutte le cifre',
    pages: 'Pagine dei fatti',
    previous: 'Precedenti',
    next: 'Seguenti',
    position: (page: string, pages: string) => `pagina ${page} di ${pages}`,
    check:
      'Ogni fatto ha un numero e un’impronta che dipende da quelle di tutti i fatti prima: chi cambiasse qualcosa si vedrebbe.',
    fingerprint: 'Impronta dell’ultimo fatto contato',
  },
  en: {
    title: 'Reports',
    lead: 'What the cluster has done, in figures. Each figure is a sum of facts recorded one by one: open it to see them.',
    beside: 'Beside the reports',
    tools: {
      targets: 'Targets',
      definitions: 'How figures are counted',
      trial: 'Try a definition',
      folders: 'Folders for labels',
    },
    years: 'Years',
    halves: 'Half years',
    dates: 'Other dates',
    from: 'From',
    until: 'Until',
    show: 'Show the report',
    fixDates: 'Write both days: from when and until when.',
    report: (period: string) => `Report ${period}`,
    span: (from: string, until: string) => `From ${from} to ${until}`,
    spanOf: (from: string, until: string) => `from ${from} to ${until}`,
    half: (half: string, year: string) => `${half === '1' ? 'first' : 'second'} half of ${year}`,
    compared: (before: string) => `Compared with the period before: ${before}.`,
    known: (facts: string, when: string) =>
      `Figures counted from the ledger of facts up to no. ${facts}, recorded on ${when}.`,
    nothingKnown: 'The ledger of facts is still empty: figures will come with the first facts.',
    unfinished: 'The period is not over yet: these figures will change.',
    invented: 'These facts are invented, like the members of this cluster: they are there to try Telaio.',
    headline: 'In brief',
    figure: 'Figure',
    counted: 'What is counted',
    change: 'Difference',
    target: 'Target',
    same: 'the same',
    download: 'Download',
    downloadFacts: 'Download these facts',
    breakdown: (figure: string, by: string) => `${figure}, ${by}`,
    in: 'Where',
    part: 'Part',
    value: 'Value',
    share: 'In proportion',
    facts: 'Facts',
    byPlace: 'by province',
    byMonth: 'by month',
    byKind: 'by kind of fact',
    byCategory: 'by category of member',
    byChain: 'by value chain',
    bySomething: (name: string) => `by ${name}`,
    notSaid: 'not said',
    withheld: (fewest: string) => `fewer than ${fewest}, or not shown`,
    withheldWhy: (fewest: string) =>
      `Parts with fewer than ${fewest} facts are not shown, and with a single one neither is the smallest of the others: it could be found by subtraction.`,
    overlaps: 'The parts do not add up: one organisation may be in several.',
    placesUnsaid: 'The facts do not say the province yet.',
    awaited: 'No facts yet',
    awaitedLead: 'These figures will be counted once there are facts that tell them.',
    noValue: 'no data',
    noDenominator: 'nothing to divide by',
    noDenominatorLong: 'There is nothing to divide by within the period: the ratio cannot be computed.',
    noValues: 'No fact of the period says this.',
    noFacts: 'No facts within the period.',
    ofWhole: (part: string, whole: string) => `${part} of ${whole}`,
    silent: (count: string) => `Facts that do not say it: ${count}. They are not counted in the sum.`,
    howCounted: 'How it is counted',
    before: (period: string, value: string) => `${period}: ${value}`,
    behind: 'The facts behind the figure',
    behindCount: (count: string) => `Facts: ${count}`,
    number: 'No.',
    day: 'Day',
    what: 'What',
    who: 'Who',
    place: 'Place',
    amount: 'Amount',
    evidence: 'Evidence',
    seen: (day: string) => `seen on ${day}`,
    hidden: (count: string) => `${count} not public`,
    page: 'page',
    all: 'All figures',
    pages: 'Pages of facts',
    previous: 'Previous',
    next: 'Next',
    position: (page: string, pages: string) => `page ${page} of ${pages}`,
    check:
      'Each fact has a number, and a hash that depends on those of all facts before: whoever changed something would be seen.',
    fingerprint: 'Hash of the last fact counted',
  },
})

const said = (it: string, en: string): Sentence => ({ it, en })

/** Parts of a report, in their order. */
export const sections: Readonly<Record<string, Sentence>> = {
  members: said('Membri', 'Members'),
  proposals: said('Proposte', 'Proposals'),
  startups: said('Startup', 'Startups'),
  events: said('Eventi e formazione', 'Events and training'),
  relations: said('Relazioni', 'Relations'),
  growth: said('Crescita', 'Growth'),
  territory: said('Territorio', 'Territory'),
  desk: said('Bisogni e domande', 'Needs and questions'),
  knowledge: said('Conoscenza e visibilità', 'Knowledge and visibility'),
}

/** What stands at the top of a report, by code. */
export const HEADLINE = [
  'members_total',
  'proposals_supported',
  'proposals_value_eur',
  'proposals_members',
  'acceleration_programmes',
  'startups_accompanied',
  'events_held',
] as const

const units: Readonly<Record<string, Sentence>> = {
  activities: said('attività', 'activities'),
  days: said('giorni', 'days'),
  eur: said('euro', 'euro'),
  events: said('eventi', 'events'),
  hours: said('ore', 'hours'),
  introductions: said('presentazioni', 'introductions'),
  items: said('uscite', 'items'),
  jobs: said('posti di lavoro', 'jobs'),
  learners: said('persone formate', 'learners'),
  meetings: said('incontri', 'meetings'),
  needs: said('bisogni', 'needs'),
  organisations: said('organizzazioni', 'organisations'),
  participants: said('partecipanti', 'participants'),
  partnerships: said('collaborazioni', 'partnerships'),
  patents: said('brevetti', 'patents'),
  percent: said('per cento', 'per cent'),
  programmes: said('programmi', 'programmes'),
  proposals: said('proposte', 'proposals'),
  publications: said('pubblicazioni', 'publications'),
  questions: said('domande', 'questions'),
  startups: said('startup', 'startups'),
  studies: said('studi', 'studies'),
  ties: said('legami', 'ties'),
}

/** A unit in words; one that somebody made up stays as it is. */
export const unitName = (language: Language, unit: string): string =>
  (Object.hasOwn(units, unit) ? units[unit]?.[language] : undefined) ?? unit

/** A value as people read it: money without cents, shares as percent, days with a decimal where there is one. */
export function inUnit(language: Language, unit: string, value: number): string {
  const f = formats(language)
  if (unit === 'eur') return f.money(Math.round(value * 100))
  // Of a small share whole points say too little.
  if (unit === 'percent') return f.percent(value, Math.abs(value) < 0.1 ? 1 : 0)
  return f.number(value, Number.isInteger(value) ? 0 : 1)
}

/** The name of a period in a sentence or heading. */
export function periodName(
  language: Language,
  { name, from, until }: { name: string; from: string; until: string },
): string {
  const t = words[language]
  const [, year, half] = /^(\d{4})-H([12])$/.exec(name) ?? []
  if (year && half) return t.half(half, year)
  if (/^\d{4}$/.test(name)) return name
  const f = formats(language)
  return t.spanOf(f.date(from), f.date(until))
}

/** What each column of a downloaded sheet holds. */
export const meanings = {
  code: said('Codice della cifra: resta lo stesso in ogni periodo.', 'Code of the figure: the same in every period.'),
  name: said('Nome della cifra.', 'Name of the figure.'),
  of: said('Come la cifra è divisa; vuoto per la cifra intera.', 'How the figure is parted; empty for the whole.'),
  part: said('La voce; vuoto se i fatti non lo dicono.', 'The part; empty when the facts do not say.'),
  unit: said('Unità: eur in euro, percent da 0 a 1.', 'Unit: eur in euro, percent from 0 to 1.'),
  value: said(
    'Valore; vuoto se non c’è (vedi perché) o se non si mostra.',
    'Value; empty when there is none (see why) or when it is not shown.',
  ),
  why: said(
    'Perché manca: awaited (nessuno lo registra ancora), no-values (nessun fatto lo dice), no-denominator (niente con cui dividere), withheld (voce piccola).',
    'Why it is missing: awaited (nothing records it yet), no-values (no fact says it), no-denominator (nothing to divide by), withheld (small part).',
  ),
  facts: said('Quanti fatti ci sono dietro.', 'How many facts stand behind it.'),
  before: said('Valore nel periodo prima.', 'Value in the period before.'),
  definition: said('Come si conta.', 'How it is counted.'),
} satisfies Record<string, Sentence>
