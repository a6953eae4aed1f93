import type { Sentence } from '#platform/errors.ts'

export const errors = {
  noFile: {
    it: 'Non è arrivato nessun file. Nulla è cambiato: scegli il foglio (.xlsx o .csv) e ricaricalo.',
    en: 'No file arrived. Nothing changed: choose the spreadsheet (.xlsx or .csv) and upload it again.',
  },
  noHeading: {
    it: 'Nelle prime righe non c’è nessuna intestazione che riconosciamo. Nulla è cambiato: serve una riga con almeno «nome» e un’altra colonna, come «categoria» o «provincia».',
    en: 'The first rows hold no headings we recognise. Nothing changed: there must be a row with at least “name” and one more column, such as “category” or “province”.',
  },
  unknownImport: {
    it: 'Questa importazione non c’è. Nulla è cambiato: guarda l’elenco.',
    en: 'There is no such import. Nothing changed: look at the list.',
  },
  notWaiting: {
    it: 'Questa importazione non aspetta più: è già stata fatta, lasciata o è scaduta. Nulla è cambiato: carica di nuovo il foglio.',
    en: 'This import is not waiting any more: it was done, dropped or is too old. Nothing changed: upload the sheet again.',
  },
  unanswered: {
    it: 'Di {n} righe non sappiamo chi sono. Nulla è cambiato: rispondi a «Chi è?» e riprova.',
    en: 'We do not know who {n} rows are. Nothing changed: answer “Who is this?” and try again.',
  },
  someRefused: {
    it: '{n} righe non vanno bene. Nulla è cambiato: correggile nel foglio e ricaricalo, o scegli di lasciarle fuori.',
    en: '{n} rows are not right. Nothing changed: correct them in the sheet and upload it again, or choose to leave them out.',
  },
  nothingToDo: {
    it: 'Il registro dice già quello che dice il foglio. Nulla è cambiato.',
    en: 'The registry says already what the sheet says. Nothing changed.',
  },
  changedMeanwhile: {
    it: 'Intanto il registro è cambiato: ecco la prova fatta di nuovo. Nulla è stato scritto: riguardala e conferma.',
    en: 'The registry changed in the meantime: here is the dry run again. Nothing was written: look at it again and confirm.',
  },
  cannotUndo: {
    it: 'Questa importazione non si può più annullare: si può per trenta giorni. Nulla è cambiato.',
    en: 'This import cannot be undone any more: it can for thirty days. Nothing changed.',
  },
  noName: {
    it: 'Nessuna colonna dice il nome. Nulla è cambiato: scegli la colonna del nome (o del codice).',
    en: 'No column says the name. Nothing changed: choose the column of the name (or of the code).',
  },
  badRow: {
    it: 'La riga delle intestazioni non c’è nel foglio. Nulla è cambiato: scrivi un numero da 1 a {most}.',
    en: 'The row of the headings is not in the sheet. Nothing changed: write a number from 1 to {most}.',
  },
} satisfies Record<string, Sentence>
