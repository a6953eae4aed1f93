import type { Sentence } from '#platform/errors.ts'

export const errors = {
  notAZip: {
    it: '{file} non è un archivio zip leggibile ({reason}). Nulla è cambiato: scaricalo di nuovo e riprova.',
    en: '{file} is not a readable zip archive ({reason}). Nothing changed: download it again and retry.',
  },
  missingFiles: {
    it: 'In {file} mancano: {names}. Serve lo zip «CORDIS - Horizon Europe, CSV». Nulla è cambiato.',
    en: '{file} lacks: {names}. The zip “CORDIS - Horizon Europe, CSV” is needed. Nothing changed.',
  },
} satisfies Record<string, Sentence>
