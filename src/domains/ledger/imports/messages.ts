import type { Sentence } from '#platform/errors.ts'
import { inBoth } from '#platform/i18n.ts'

export const errors = {
  emptySheet: {
    it: 'Il foglio è vuoto: serve una riga di intestazioni e almeno un fatto. Nulla è stato registrato.',
    en: 'The sheet is empty: it needs a row of headings and at least one fact. Nothing was recorded.',
  },
  noColumns: {
    it: 'Nel foglio mancano le colonne «genere» e «giorno»: senza, una riga non dice che cosa è successo e quando. Nulla è stato registrato.',
    en: 'The sheet lacks the columns “kind” and “day”: without them a row does not say what happened and when. Nothing was recorded.',
  },
  unknownColumn: {
    it: '«{name}»: nessun genere di queste righe ha questa colonna.',
    en: '“{name}”: no kind in these rows has this column.',
  },
  unknownKind: { it: 'genere «{text}» sconosciuto', en: 'unknown kind “{text}”' },
  unknownDay: { it: 'giorno «{text}» non capito', en: 'day “{text}” not understood' },
  unknownAmount: { it: 'somma «{text}» non capita: solo euro', en: 'amount “{text}” not understood: euro only' },
  unknownPlace: { it: 'provincia «{text}» sconosciuta', en: 'unknown province “{text}”' },
  unknownName: { it: '«{text}» non è fra le organizzazioni', en: '“{text}” is not among the organisations' },
  severalNames: { it: '«{text}» può essere: {choices}', en: '“{text}” could be: {choices}' },
  noFile: { it: 'Scegli un file.', en: 'Choose a file.' },
  gone: {
    it: 'Il foglio non è più qui (si tiene un giorno). Nulla è stato registrato: caricalo di nuovo.',
    en: 'The sheet is no longer here (it is kept for a day). Nothing was recorded: upload it again.',
  },
} satisfies Record<string, Sentence>

export const words = inBoth({
  it: {
    title: 'Importa fatti da un foglio',
    lead: 'Una riga per fatto. Prima vedi che cosa succederebbe: nulla si registra finché non lo confermi.',
    columns:
      'Colonne: genere, giorno, e quelle che il genere chiede, con il nome che hanno nella pagina di registrazione (membro, titolo, ore…); somma, provincia, indirizzo. Più organizzazioni si separano con punto e virgola.',
    file: 'Foglio Excel (XLSX) o CSV',
    look: 'Guarda prima',
    result: 'Che cosa succederebbe',
    good: (facts: string) => `${facts} righe sono a posto`,
    wrong: (facts: string) => `${facts} righe hanno un problema e resterebbero fuori`,
    suspect: (facts: string) => `${facts} righe somigliano a fatti che ci sono già`,
    before: (facts: string) => `${facts} righe sono già state importate da questo stesso foglio`,
    line: 'Riga',
    problem: 'Problema',
    like: 'Somiglia a',
    kind: 'Genere',
    day: 'Giorno',
    record: (facts: string) => `Registra ${facts} fatti`,
    withSuspects: 'Registra anche quelle che somigliano a fatti già presenti',
    done: (facts: string) => `Registrati ${facts} fatti.`,
    nothing: 'Non c’è nulla da registrare.',
    back: 'Libro dei fatti',
    unread: 'Colonne non lette',
    more: (count: string) => `e altre ${count} righe`,
  },
  en: {
    title: 'Import facts from a sheet',
    lead: 'One row a fact. You first see what would happen: nothing is recorded until you confirm it.',
    columns:
      'Columns: kind, day, and those the kind asks for, by the names they have on the page of entry (member, title, hours…); amount, province, address. Several organisations are parted by semicolons.',
    file: 'Excel sheet (XLSX) or CSV',
    look: 'Look first',
    result: 'What would happen',
    good: (facts: string) => `${facts} rows are fine`,
    wrong: (facts: string) => `${facts} rows have a problem and would stay out`,
    suspect: (facts: string) => `${facts} rows look like facts that are here already`,
    before: (facts: string) => `${facts} rows have already been imported from this same sheet`,
    line: 'Row',
    problem: 'Problem',
    like: 'Looks like',
    kind: 'Kind',
    day: 'Day',
    record: (facts: string) => `Record ${facts} facts`,
    withSuspects: 'Also record those that look like facts that are here already',
    done: (facts: string) => `Recorded ${facts} facts.`,
    nothing: 'There is nothing to record.',
    back: 'Ledger of facts',
    unread: 'Columns that were not read',
    more: (count: string) => `and ${count} more rows`,
  },
})
