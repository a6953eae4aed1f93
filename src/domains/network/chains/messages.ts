import type { Sentence } from '#platform/errors.ts'
import { inBoth } from '#platform/i18n.ts'

export const words = inBoth({
  it: {
    title: 'Catene del valore',
    lead: 'I temi su cui il cluster lavora, chi vi partecipa e chi guida i tavoli.',
    none: 'Non c’è ancora nessuna catena del valore.',
    members: (n: string) => (n === '1' ? '1 membro' : `${n} membri`),
    chair: 'Presidente',
    vice: 'Vicepresidente',
    nobody: 'nessuno',
    add: 'Aggiungi una catena del valore',
    change: 'Modifica',
    close: 'Chiudi questa catena',
    closeHint: 'Resta nella storia dei suoi membri.',
    save: 'Salva',
    name_it: 'Nome in italiano',
    name_en: 'Nome in inglese',
    says_it: 'Di che cosa si occupa, in italiano',
    says_en: 'Di che cosa si occupa, in inglese',
    who: 'Chi partecipa',
    key: 'codice',
    member: 'membro',
    city: 'comune',
    chain: 'catena del valore',
    xlsx: 'Scarica XLSX',
    csv: 'Scarica CSV',
  },
  en: {
    title: 'Value chains',
    lead: 'What the cluster works on, who takes part and who leads the tables.',
    none: 'There is no value chain yet.',
    members: (n: string) => (n === '1' ? '1 member' : `${n} members`),
    chair: 'Chair',
    vice: 'Vice-chair',
    nobody: 'nobody',
    add: 'Add a value chain',
    change: 'Change',
    close: 'Close this chain',
    closeHint: 'It stays in the history of its members.',
    save: 'Save',
    name_it: 'Name in Italian',
    name_en: 'Name in English',
    says_it: 'What it is about, in Italian',
    says_en: 'What it is about, in English',
    who: 'Who takes part',
    key: 'code',
    member: 'member',
    city: 'municipality',
    chain: 'value chain',
    xlsx: 'Download XLSX',
    csv: 'Download CSV',
  },
})

export const meanings = {
  chain: { it: 'Catena del valore del cluster.', en: 'Value chain of the cluster.' },
  key: { it: 'Codice del membro su questo sito.', en: 'Code of the member on this site.' },
  member: { it: 'Nome legale.', en: 'Legal name.' },
  city: { it: 'Comune della sede legale.', en: 'Municipality of the registered seat.' },
} satisfies Record<string, Sentence>

export const errors = {
  unknown: {
    it: 'Questa catena del valore non c’è o è stata chiusa. Nulla è cambiato.',
    en: 'There is no such value chain, or it was closed. Nothing changed.',
  },
  taken: {
    it: 'C’è già una catena del valore che si chiama così. Nulla è cambiato: scegli un altro nome.',
    en: 'There is a value chain of that name already. Nothing changed: choose another name.',
  },
} satisfies Record<string, Sentence>
