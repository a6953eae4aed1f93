import type { Sentence } from '#platform/errors.ts'
import { inBoth } from '#platform/i18n.ts'

const days = (within: number | undefined, text: (days: number) => string) => (within === undefined ? '' : text(within))

export const words = inBoth({
  it: {
    list: 'Come si contano le cifre',
    listLead:
      'Ogni cifra di un rapporto è una di queste definizioni, applicata ai fatti del libro. Nessuna è scritta nel programma: sono dati, e se ne possono provare altre.',
    what: 'Si conta',
    kindsOf: 'Fatti guardati',
    only: 'Solo',
    by: 'Divisa',
    unit: 'Unità',
    target: 'Obiettivi',
    fewest: 'Voci piccole',
    fewestSaid: (n: string) => `nascoste sotto ${n}`,
    code: 'Codice',
    tryIt: 'Prova o cambia',
    open: 'Apri la cifra',
    trial: 'Prova una definizione',
    trialLead:
      'Scrivi o cambia una definizione e guarda subito che cosa conta. Non si salva nulla: il rapporto resta com’è.',
    text: 'Definizione, in JSON',
    textHint: 'Una sola definizione, oppure un oggetto con indicators e, se servono, groups, classes e lists.',
    period: 'Periodo',
    periodHint: 'Un anno (2025), un semestre (2025-H1) o due giorni (2025-03-01..2025-04-30).',
    run: 'Prova',
    startFrom: 'Comincia da',
    choose: 'Scegli una cifra',
    take: 'Prendi questa',
    result: 'Che cosa conta',
    explained: 'In parole',
    before: (period: string, value: string) => `Prima, ${period}: ${value}`,
    factsCounted: (n: string, shown: string) =>
      n === shown ? `Fatti contati: ${n}` : `Fatti contati: ${n}, i primi ${shown}`,
    others: 'Le altre cifre di queste definizioni',
    wrong: (n: string) => (n === '1' ? 'C’è una cosa da correggere' : `Ci sono ${n} cose da correggere`),
    notCounted: 'La definizione non è stata provata. Quello che hai scritto è ancora qui.',
    at: (line: string, column: string) => `Riga ${line}, colonna ${column}`,
    warnings: 'Da guardare',
    facts: 'i fatti, uno per uno',
    parties: 'le organizzazioni diverse che vi compaiono',
    values: (field: string) => `i valori diversi di: ${field}`,
    sum: (field: string) => `la somma di: ${field}`,
    median: (field: string) => `il valore di mezzo (mediana) di: ${field}`,
    again: (kinds: string, within: number | undefined) =>
      `i fatti fra organizzazioni che in un giorno precedente ne avevano già uno insieme: ${kinds}${days(within, n => `, al più ${n} giorni prima`)}`,
    newcomers: (kinds: string, within: number | undefined) =>
      `le organizzazioni che prima del periodo non ne avevano nessuno: ${kinds}${days(within, n => `, nei ${n} giorni prima`)}`,
    pairs: 'le coppie di organizzazioni che hanno un fatto insieme',
    newPairs: 'le coppie di organizzazioni che hanno un fatto insieme per la prima volta nel periodo',
    density: (group: string) =>
      `le coppie del gruppo «${group}» che hanno un fatto insieme, su tutte quelle possibili l’ultimo giorno`,
    bridges: (group: string) => `chi, nel gruppo «${group}», tiene collegati altri che senza non lo sarebbero più`,
    stock: (group: string) => `chi è nel gruppo «${group}» l’ultimo giorno del periodo`,
    ratio: (part: string, whole: string) => `${part}, diviso per ${whole}`,
    awaited: 'ancora nulla: nessun fatto lo racconta',
    amount: 'somma in euro',
    place: 'luogo',
    kind: 'genere di fatto',
    month: 'mese',
    daysFrom: (name: string) => `giorni da «${name}» al fatto`,
    onlyPlaces: (places: string) => `luoghi che cominciano con ${places}`,
    onlyRoles: (roles: string) => `organizzazioni nel ruolo: ${roles}`,
    onlyAmong: (group: string) => `chi nel periodo era nel gruppo «${group}»`,
    onlyGroup: (group: string) => `chi l’ultimo giorno è nel gruppo «${group}»`,
    onlyBetween: (one: string, other: string) => `una della classe «${one}» e una della classe «${other}»`,
    onlyYears: (n: string) => `fatti degli ultimi ${n} anni`,
  },
  en: {
    list: 'How figures are counted',
    listLead:
      'Each figure of a report is one of these definitions, applied to the facts of the ledger. None is written into the program: they are data, and others can be tried.',
    what: 'Counted',
    kindsOf: 'Facts looked at',
    only: 'Only',
    by: 'Parted',
    unit: 'Unit',
    target: 'Targets',
    fewest: 'Small parts',
    fewestSaid: (n: string) => `withheld below ${n}`,
    code: 'Code',
    tryIt: 'Try or change',
    open: 'Open the figure',
    trial: 'Try a definition',
    trialLead:
      'Write or change a definition and see at once what it counts. Nothing is stored: the report stays as it is.',
    text: 'Definition, in JSON',
    textHint: 'A single definition, or an object with indicators and, where needed, groups, classes and lists.',
    period: 'Period',
    periodHint: 'A year (2025), a half year (2025-H1) or two days (2025-03-01..2025-04-30).',
    run: 'Try it',
    startFrom: 'Start from',
    choose: 'Choose a figure',
    take: 'Take this one',
    result: 'What it counts',
    explained: 'In words',
    before: (period: string, value: string) => `Before, ${period}: ${value}`,
    factsCounted: (n: string, shown: string) =>
      n === shown ? `Facts counted: ${n}` : `Facts counted: ${n}, the first ${shown}`,
    others: 'The other figures of these definitions',
    wrong: (n: string) => (n === '1' ? 'One thing needs correcting' : `${n} things need correcting`),
    notCounted: 'The definition was not tried. What you wrote is still here.',
    at: (line: string, column: string) => `Line ${line}, column ${column}`,
    warnings: 'Worth a look',
    facts: 'the facts, one by one',
    parties: 'the different organisations in them',
    values: (field: string) => `the different values of: ${field}`,
    sum: (field: string) => `the sum of: ${field}`,
    median: (field: string) => `the middle value (median) of: ${field}`,
    again: (kinds: string, within: number | undefined) =>
      `the facts of organisations that had one together on an earlier day: ${kinds}${days(within, n => `, at most ${n} days before`)}`,
    newcomers: (kinds: string, within: number | undefined) =>
      `the organisations that had none before the period: ${kinds}${days(within, n => `, in the ${n} days before`)}`,
    pairs: 'the pairs of organisations that have a fact together',
    newPairs: 'the pairs of organisations that have a fact together for the first time within the period',
    density: (group: string) =>
      `the pairs of the group “${group}” that have a fact together, of all that could be on the last day`,
    bridges: (group: string) => `who, in the group “${group}”, keeps others connected that would not be without them`,
    stock: (group: string) => `who is in the group “${group}” on the last day of the period`,
    ratio: (part: string, whole: string) => `${part}, divided by ${whole}`,
    awaited: 'nothing yet: no fact tells it',
    amount: 'amount in euro',
    place: 'place',
    kind: 'kind of fact',
    month: 'month',
    daysFrom: (name: string) => `days from “${name}” to the fact`,
    onlyPlaces: (places: string) => `places that begin with ${places}`,
    onlyRoles: (roles: string) => `organisations in the role: ${roles}`,
    onlyAmong: (group: string) => `whoever was in the group “${group}” within the period`,
    onlyGroup: (group: string) => `whoever is in the group “${group}” on the last day`,
    onlyBetween: (one: string, other: string) => `one of the class “${one}” and one of the class “${other}”`,
    onlyYears: (n: string) => `facts of the last ${n} years`,
  },
})

const said = (it: string, en: string): Sentence => ({ it, en })

/** What is wrong with a text that is no JSON, by the name of the reader's code. */
export const jsonFaults: Readonly<Record<string, Sentence>> = {
  PropertyNameExpected: said(
    'qui va il nome di una proprietà, fra virgolette doppie.',
    'the name of a property belongs here, in double quotes.',
  ),
  ValueExpected: said('qui manca un valore.', 'a value is missing here.'),
  ColonExpected: said('qui mancano i due punti.', 'a colon is missing here.'),
  CommaExpected: said('qui manca una virgola.', 'a comma is missing here.'),
  CloseBraceExpected: said('qui manca una graffa che chiude: }', 'a closing curly bracket is missing here: }'),
  CloseBracketExpected: said('qui manca una quadra che chiude: ]', 'a closing square bracket is missing here: ]'),
  EndOfFileExpected: said('qui il testo doveva essere finito.', 'the text should have ended here.'),
  UnexpectedEndOfString: said('queste virgolette non si chiudono.', 'these quotes are not closed.'),
  InvalidCommentToken: said('i commenti in JSON non ci sono: toglilo.', 'JSON has no comments: remove it.'),
}
export const jsonOther = said(
  'qui c’è qualcosa che in JSON non si scrive così.',
  'something here is not written like this in JSON.',
)
export const jsonDeep = said(
  'ci sono troppe parentesi una dentro l’altra.',
  'there are too many brackets within each other.',
)

export const errors = {
  long: {
    it: 'La definizione è troppo lunga: al più {most} caratteri. Non si è salvato né cambiato nulla.',
    en: 'The definition is too long: {most} characters at most. Nothing was stored or changed.',
  },
} satisfies Record<string, Sentence>
