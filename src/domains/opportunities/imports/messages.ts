import type { Sentence } from '#platform/errors.ts'

export const errors = {
  unrecognised: {
    it: '{file} non è un elenco di bandi che conosco: servono righe JSON con topicId, il file grantsTenders.json del portale, o i dettagli dei temi. Nulla è stato scritto.',
    en: '{file} is no list of calls known here: it takes JSON lines with topicId, the portal’s grantsTenders.json, or topic details. Nothing was written.',
  },
  noCalls: {
    it: 'In {file} non c’è nessun bando leggibile. Nulla è stato scritto: scaricalo di nuovo e riprova.',
    en: '{file} holds no readable call. Nothing was written: download it again and retry.',
  },
} satisfies Record<string, Sentence>
