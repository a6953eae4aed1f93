import type { Sentence } from '#platform/errors.ts'

export const errors = {
  noFile: {
    it: 'Il file {file} non c’è. Nulla è cambiato: controlla il percorso, oppure usa --download.',
    en: 'There is no file {file}. Nothing changed: check the path, or use --download.',
  },
  notAZip: {
    it: '{file} non è un archivio zip leggibile ({reason}). Nulla è cambiato: scaricalo di nuovo e riprova.',
    en: '{file} is not a readable zip archive ({reason}). Nothing changed: download it again and retry.',
  },
  missingFiles: {
    it: 'In {file} mancano: {names}. Serve lo zip «CORDIS - Horizon Europe, CSV». Nulla è cambiato.',
    en: '{file} lacks: {names}. The zip “CORDIS - Horizon Europe, CSV” is needed. Nothing changed.',
  },
  badHeader: {
    it: 'La prima riga di {file} non ha le colonne {names}: il formato è cambiato o il file è un altro. Nulla è stato scritto.',
    en: 'The first line of {file} lacks the columns {names}: the format has changed or this is another file. Nothing was written.',
  },
} satisfies Record<string, Sentence>
