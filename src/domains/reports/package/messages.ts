import { verdict } from '#domains/ledger/check/messages.ts'
import { fill, type Sentence } from '#platform/errors.ts'
import { formats, inBoth, type Language } from '#platform/i18n.ts'
import { inUnit, words as reportWords, sections } from '../messages.ts'
import type { State } from '../model.ts'
import type { CheckedFigure, Fault, Verified } from './findings.ts'

const said = (it: string, en: string): Sentence => ({ it, en })

export const states: Readonly<Record<State, Sentence>> = {
  draft: said('bozza', 'draft'),
  reviewed: said('bozza rivista', 'reviewed draft'),
  approved: said('approvata, non ancora pubblicata', 'approved, not yet published'),
  published: said('pubblicata', 'published'),
}

export const errors = {
  noSuchFile: said(
    'Il file {file} non si può leggere ({reason}). Controlla il nome e riprova.',
    'The file {file} cannot be read ({reason}). Check its name and try again.',
  ),
  noArchive: said(
    '{file} non è un file zip, oppure è stato interrotto o danneggiato mentre arrivava. Scaricalo di nuovo dalla pagina del rapporto.',
    '{file} is no zip file, or it was cut off or damaged on its way. Download it again from the page of the report.',
  ),
  noPackage: said(
    '{file} è un file zip, ma non il pacchetto di un rapporto: dentro non c’è manifest.json.',
    '{file} is a zip file, but not the package of a report: there is no manifest.json in it.',
  ),
  badHash: said(
    '«{hash}» non è un’impronta: sono 64 cifre da 0 a 9 e da a ad f, sulla pagina del rapporto.',
    '“{hash}” is no hash: it has 64 digits from 0 to 9 and a to f, and stands on the page of the report.',
  ),
  noDownload: said(
    'Il pacchetto non si è potuto scaricare. Controlla la rete e riprova.',
    'The package could not be downloaded. Check the network and try again.',
  ),
  failed: said(
    'La verifica non è riuscita in questo browser. Scarica il pacchetto e usa il comando qui sotto.',
    'The check did not work in this browser. Download the package and use the command below.',
  ),
} satisfies Record<string, Sentence>

const FAULTS = {
  missing: said('manca.', 'is missing.'),
  unlisted: said(
    'non fa parte di un pacchetto, o il manifesto non lo elenca.',
    'is no part of a package, or the manifest does not list it.',
  ),
  altered: said(
    'non è il file che il manifesto descrive: qualcosa è stato cambiato.',
    'is not the file that the manifest describes: something was changed.',
  ),
  'too-large': said('è più grande di qualunque file di un rapporto.', 'is larger than any file of a report.'),
  malformed: said(
    'non è scritto come Telaio lo scrive: qualcosa è stato cambiato.',
    'is not written as Telaio writes it: something was changed.',
  ),
  newer: said(
    'viene da una versione più nuova di Telaio: aggiorna il programma e riprova.',
    'comes from a newer version of Telaio: update the program and try again.',
  ),
  head: said('la catena non finisce dove dice il manifesto.', 'the chain does not end where the manifest says.'),
  unreadable: said('è danneggiato e non si può leggere.', 'is damaged and cannot be read.'),
  unreadableAfter: said(
    'è danneggiato: dopo il n. {after} non si può leggere.',
    'is damaged: it cannot be read after no. {after}.',
  ),
  line: said('la riga {line} non è più come era stata scritta.', 'line {line} is no longer as it was written.'),
  lineOf: said(
    'il fatto n. {seq} (riga {line}) non è più come era stato scritto.',
    'fact no. {seq} (line {line}) is no longer as it was written.',
  ),
  withheld: said(
    'il fatto n. {seq} c’è, ma chain.tsv dice che non è nel pacchetto.',
    'fact no. {seq} is here, but chain.tsv says that it is not in the package.',
  ),
  moved: said(
    'il fatto n. {seq} è stato spostato: non è al suo posto.',
    'fact no. {seq} was moved: it is not in its place.',
  ),
  figure: said(
    'la cifra {code} non torna: {field} è {stated}, ma dai fatti risulta {counted}.',
    'the figure {code} does not hold: {field} is {stated}, but the facts come to {counted}.',
  ),
  figureParts: said(
    'la cifra {code} non torna: {field} non è quello che risulta dai fatti.',
    'the figure {code} does not hold: {field} is not what the facts come to.',
  ),
  field: said('{field}: dice {stated}, ma risulta {counted}.', '{field}: it says {stated}, but it comes to {counted}.'),
  reference: said(
    'nel testo «{section}» il riferimento {reference} non porta a nessuna cifra.',
    'in the words of “{section}” the reference {reference} leads to no figure.',
  ),
  hash: said(
    'l’impronta di questo pacchetto è {found}, non quella indicata ({expected}): è un altro pacchetto.',
    'the hash of this package is {found}, not the one given ({expected}): it is another package.',
  ),
  nothing: said('niente', 'nothing'),
} as const

const FIELDS: Readonly<Record<string, Sentence>> = {
  value: said('il valore', 'the value'),
  indicators: said('il valore', 'the value'),
  part: said('la parte', 'the part'),
  whole: said('il totale', 'the whole'),
  facts: said('il numero di fatti', 'the number of facts'),
  silent: said('il numero di fatti che non lo dicono', 'the number of facts that do not say it'),
  before: said('il valore del periodo prima', 'the value in the period before'),
  target: said('l’obiettivo', 'the target'),
  by: said('la divisione in voci', 'the breakdown'),
  name: said('il nome', 'the name'),
  definition: said('la definizione', 'the definition'),
  unit: said('l’unità', 'the unit'),
  why: said('il motivo per cui manca', 'the reason why it is missing'),
  code: said('il codice', 'the code'),
}

/** A fault in words, after the file it is in; figures by their names, so far as they are known. */
export function faultText(language: Language, fault: Fault, figures: readonly CheckedFigure[] = []): string {
  const say = (name: keyof typeof FAULTS, params: Record<string, string | number> = {}) =>
    `${fault.file}: ${fill(FAULTS[name][language], params)}`
  const short = (value: unknown): string =>
    value === undefined || value === null
      ? FAULTS.nothing[language]
      : typeof value === 'string'
        ? `“${value.slice(0, 80)}”`
        : String(value)
  switch (fault.what) {
    case 'chain':
      return `${fault.file}: ${verdict({ ok: false, facts: 0, head: { seq: 0, hash: '' }, fault: fault.fault }, language)}`
    case 'unreadable':
      return fault.after === undefined ? say('unreadable') : say('unreadableAfter', { after: fault.after })
    case 'line':
      return fault.seq === undefined
        ? say('line', { line: fault.line })
        : say('lineOf', { line: fault.line, seq: fault.seq })
    case 'withheld':
    case 'moved':
      return say(fault.what, { seq: fault.seq })
    case 'figure': {
      const [field = '', before] = fault.field.split(': ').reverse()
      const name = `${FIELDS[field]?.[language] ?? field}${before === undefined ? '' : ` (${before})`}`
      const simple = typeof fault.stated !== 'object' && typeof fault.counted !== 'object'
      const values = { stated: short(fault.stated), counted: short(fault.counted) }
      const known = figures.find(({ code }) => code === fault.code)
      const code = known ? `“${known.name[language]}” (${fault.code})` : fault.code
      return simple || fault.stated === null || fault.counted === null
        ? say('figure', { code, field: name, ...values })
        : say('figureParts', { code, field: name })
    }
    case 'field':
      return say('field', { field: fault.field, stated: shortJson(fault.stated), counted: shortJson(fault.counted) })
    case 'reference': {
      const section = sections[fault.section]?.[language] ?? fault.section
      return say('reference', { section: `${section} (${fault.language})`, reference: fault.reference })
    }
    case 'hash':
      return say('hash', { expected: fault.expected, found: fault.found })
    default:
      return say(fault.what)
  }
}

const shortJson = (value: unknown): string => (JSON.stringify(value) ?? '-').slice(0, 120)

export const words = inBoth({
  it: {
    title: 'Verifica queste cifre',
    lead: 'Il tuo browser scarica il pacchetto pubblicato, ricalcola la catena dei fatti e riconta ogni cifra. Non serve fidarsi di questo sito: lo stesso controllo si fa con un comando, o a mano.',
    button: 'Verifica queste cifre',
    own: 'Oppure verifica un file tuo',
    ownHint: 'Il file resta nel tuo browser: non viene mandato da nessuna parte.',
    command: 'Lo stesso controllo, senza browser: scarica il pacchetto e usa il comando.',
    download: 'Scarica il pacchetto',
    loading: 'Scarico il pacchetto…',
    checking: 'Verifico…',
    hash: 'Impronta del rapporto',
    holds: (what: string) => `${what}: tutto torna.`,
    fails: (what: string) => `${what}: qualcosa non torna.`,
    report: (period: string, edition: string, state: string) => `Rapporto ${period}, edizione ${edition}, ${state}`,
    aPackage: 'Il pacchetto',
    figuresHold: (holding: string, all: string) => `Cifre ricontate dai fatti: ${holding} su ${all} tornano.`,
    chain: (facts: string) => `Catena: ${facts} fatti, ognuno al suo posto.`,
    chainRead: (facts: string) => `Catena: letti ${facts} posti.`,
    contents: (read: string) => `Contenuti letti e confrontati con la catena: ${read}.`,
    withheld: (count: string) =>
      `Fatti il cui contenuto non è nel pacchetto: ${count}. Il loro posto nella catena regge; che non servano a nessuna cifra lo dice il cluster.`,
    compared: 'L’impronta è quella indicata.',
    notCompared:
      'Chi può riscrivere tutto può fare anche un pacchetto nuovo che torna: confronta l’impronta con quella sulla pagina del cluster.',
    faults: 'Che cosa non torna',
    more: (count: string) => `e altro ancora: ${count}`,
    figure: 'Cifra',
    value: 'Ricontata',
    verdict: 'Esito',
    good: 'torna',
    bad: 'non torna',
    results: 'Le cifre, una per una',
  },
  en: {
    title: 'Check these figures',
    lead: 'Your browser downloads the published package, computes the chain of facts anew and counts every figure again. You need not trust this site: the same check can be made with a command, or by hand.',
    button: 'Check these figures',
    own: 'Or check a file of yours',
    ownHint: 'The file stays in your browser: it is sent nowhere.',
    command: 'The same check without a browser: download the package and use the command.',
    download: 'Download the package',
    loading: 'Downloading the package…',
    checking: 'Checking…',
    hash: 'Hash of the report',
    holds: (what: string) => `${what}: everything holds.`,
    fails: (what: string) => `${what}: something does not hold.`,
    report: (period: string, edition: string, state: string) => `Report ${period}, edition ${edition}, ${state}`,
    aPackage: 'The package',
    figuresHold: (holding: string, all: string) => `Figures counted again from the facts: ${holding} of ${all} hold.`,
    chain: (facts: string) => `Chain: ${facts} facts, each in its place.`,
    chainRead: (facts: string) => `Chain: ${facts} places read.`,
    contents: (read: string) => `Contents read and held against the chain: ${read}.`,
    withheld: (count: string) =>
      `Facts whose content is not in the package: ${count}. Their place in the chain holds; that no figure needs them is the word of the cluster.`,
    compared: 'The hash is the one given.',
    notCompared:
      'Whoever can rewrite everything can also make a new package that holds: compare the hash with the one on the page of the cluster.',
    faults: 'What does not hold',
    more: (count: string) => `and ${count} more`,
    figure: 'Figure',
    value: 'Counted again',
    verdict: 'Result',
    good: 'holds',
    bad: 'does not hold',
    results: 'The figures, one by one',
  },
})

/** A figure as it was counted again. */
export const countedText = (language: Language, { unit, value }: CheckedFigure): string =>
  value === null ? reportWords[language].noValue : inUnit(language, unit, value)

/** What a check found and what it could not see, as sentences: the verdict first. */
export function findings(
  language: Language,
  { manifest, facts, figures, faults, holds, compared, hash }: Verified,
): string[] {
  const t = words[language]
  const n = (value: number) => formats(language).number(value)
  const what = manifest ? t.report(manifest.period, n(manifest.edition), states[manifest.state][language]) : t.aPackage
  if (!manifest || hash === undefined) return [t.fails(what)]
  const chainHolds = !faults.some(({ file }) => file === 'chain.tsv')
  return [
    holds ? t.holds(what) : t.fails(what),
    ...(figures.length > 0 ? [t.figuresHold(n(figures.filter(one => one.holds).length), n(figures.length))] : []),
    chainHolds ? t.chain(n(facts.chain)) : t.chainRead(n(facts.chain)),
    t.contents(n(facts.read)),
    ...(facts.withheld > 0 ? [t.withheld(n(facts.withheld))] : []),
    compared && !faults.some(fault => fault.what === 'hash') ? t.compared : t.notCompared,
  ]
}

/** How many faults are read out; all that were kept are in the JSON. */
export const MOST_SHOWN = 30

/** All of a check for a terminal. */
export function verdictText(language: Language, verified: Verified): string {
  const t = words[language]
  const { faults, more, hash } = verified
  const lines = [...findings(language, verified)]
  if (hash !== undefined) lines.push(`${t.hash}: ${hash}`)
  const shown = faults.slice(0, MOST_SHOWN)
  const left = faults.length - shown.length + more
  if (shown.length > 0)
    lines.push('', `${t.faults}:`, ...shown.map(fault => `- ${faultText(language, fault, verified.figures)}`))
  if (left > 0) lines.push(`- ${t.more(formats(language).number(left))}`)
  return lines.join('\n')
}
