import type { Sentence } from '#platform/errors.ts'
import { inBoth } from '#platform/i18n.ts'

export const words = inBoth({
  it: {
    title: 'Dati aperti e API',
    lead: 'Tutto quello che si legge nel sito si può leggere anche da un programma, in JSON, senza registrarsi.',
    start: 'Per cominciare',
    startText: 'Gli indirizzi qui sotto si aprono anche nel browser. La descrizione completa, per le macchine, è',
    limits: 'Al massimo 600 richieste al minuto da uno stesso indirizzo. Gli importi sono in centesimi di euro.',
    sources:
      'I progetti vengono da CORDIS e i bandi dal portale Funding & Tenders della Commissione europea, riusabili citando la fonte (decisione 2011/833/UE).',
    english: 'Le descrizioni tecniche sono in inglese.',
    parameters: 'Parametri',
    name: 'Nome',
    type: 'Tipo',
    meaning: 'Significato',
    required: 'obbligatorio',
    example: 'Prova',
  },
  en: {
    title: 'Open data and API',
    lead: 'Whatever is read on the site can be read by a program too, as JSON, without an account.',
    start: 'To begin',
    startText: 'The addresses below open in a browser as well. The whole description, for machines, is',
    limits: 'At most 600 requests a minute from one address. Amounts are in euro cents.',
    sources:
      'Projects come from CORDIS and calls from the Funding & Tenders portal of the European Commission, for re-use with the source named (Decision 2011/833/EU).',
    english: 'Technical descriptions are in English.',
    parameters: 'Parameters',
    name: 'Name',
    type: 'Type',
    meaning: 'Meaning',
    required: 'required',
    example: 'Try it',
  },
})

export const errors = {
  noEndpoint: {
    it: 'Non c’è nulla a {path}. L’elenco è in /api/openapi.json e, da leggere, in /it/api.',
    en: 'There is nothing at {path}. The list is at /api/openapi.json and, to read, at /en/api.',
  },
  fault: {
    it: 'Qualcosa non ha funzionato: è un difetto nostro. Riprova fra poco.',
    en: 'Something went wrong: the fault is ours. Try again in a moment.',
  },
} satisfies Record<string, Sentence>
