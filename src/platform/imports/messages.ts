import type { Sentence } from '#platform/errors.ts'

export const errors = {
  noFile: {
    it: 'Il file {file} non c’è. Nulla è cambiato: controlla il percorso, oppure usa --download.',
    en: 'There is no file {file}. Nothing changed: check the path, or use --download.',
  },
  noChoice: {
    it: 'Indica il file da importare, oppure --download. Nulla è cambiato.',
    en: 'Give the file to import, or --download. Nothing changed.',
  },
  badHeader: {
    it: 'La prima riga di {file} non ha le colonne {names}: il formato è cambiato o il file è un altro. Nulla è stato scritto.',
    en: 'The first line of {file} lacks the columns {names}: the format has changed or this is another file. Nothing was written.',
  },
  unreadable: {
    it: '{file} non si può leggere ({reason}). Nulla è stato scritto: scaricalo di nuovo e riprova.',
    en: '{file} cannot be read ({reason}). Nothing was written: download it again and retry.',
  },
} satisfies Record<string, Sentence>
