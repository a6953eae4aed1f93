import type { Sentence } from '#platform/errors.ts'

const KINDS_IT = 'PDF, foto JPEG o PNG, Excel (XLSX), Word (DOCX), ODT, CSV, testo o mail (EML)'
const KINDS_EN = 'PDF, photos (JPEG, PNG), Excel (XLSX), Word (DOCX), ODT, CSV, text or mail (EML)'

export const errors = {
  empty: { it: '«{name}» è vuoto: scegline un altro.', en: '“{name}” is empty: choose another.' },
  tooLarge: {
    it: '«{name}» è più grande di 20 MB. Riducilo, o metti al suo posto un indirizzo.',
    en: '“{name}” is larger than 20 MB. Make it smaller, or give an address instead.',
  },
  otherType: {
    it: `«{name}» non è di un tipo che si conserva: ${KINDS_IT}.`,
    en: `“{name}” is not of a type that is kept: ${KINDS_EN}.`,
  },
  notWhatItSays: {
    it: '«{name}» si chiama {ending}, ma dentro non lo è. Controlla di aver scelto il file giusto.',
    en: '“{name}” is called {ending}, but it is none inside. Check that you chose the right file.',
  },
  heic: {
    it: '«{name}» è una foto HEIC, che molti non possono aprire. Salvala come JPEG e riprova.',
    en: '“{name}” is a HEIC photo, which many cannot open. Save it as JPEG and try again.',
  },
  brokenPhoto: {
    it: '«{name}» è una foto rovinata: scattala o salvala di nuovo.',
    en: '“{name}” is a broken photo: take or save it again.',
  },
  unknown: { it: 'Questo file non c’è.', en: 'There is no such file.' },
  erased: {
    it: 'Questo file è stato cancellato ({reason}). Il fatto conserva la sua impronta.',
    en: 'This file was erased ({reason}). The fact keeps its fingerprint.',
  },
  lost: {
    it: 'Il file non è più nella cartella dei dati, o non è più lo stesso: recuperalo da una copia di sicurezza. Il fatto non è cambiato.',
    en: 'The file is no longer in the data folder, or is no longer the same: restore it from a backup. The fact has not changed.',
  },
} satisfies Record<string, Sentence>

export const shownTo: Readonly<Record<string, Sentence>> = {
  staff: { it: 'solo il personale', en: 'staff only' },
  region: { it: 'anche la Regione (nessun dato personale)', en: 'the region too (no personal data)' },
  public: { it: 'tutti (nessun dato personale)', en: 'everybody (no personal data)' },
}
