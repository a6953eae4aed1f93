import type { Sentence } from '#platform/errors.ts'

/** Why a cell, a row or a file was refused. `{cell}` is what stands there, `{column}` its heading. */
export const reasons = {
  formula: {
    it: 'Nella colonna «{column}» c’è una formula: Telaio non calcola formule. Copia la colonna e incollala come valori.',
    en: 'Column “{column}” holds a formula: Telaio does not compute formulas. Copy the column and paste it as values.',
  },
  noName: { it: 'La riga non ha un nome.', en: 'The row has no name.' },
  tooLong: {
    it: '«{column}» è troppo lungo (al massimo {most} caratteri).',
    en: '“{column}” is too long ({most} characters at most).',
  },
  category: {
    it: '«{cell}» non è una categoria. Ci sono: impresa, PMI, startup, università, centro di ricerca, ospedale, ente di formazione, ente pubblico, associazione.',
    en: '“{cell}” is no category. There are: company, SME, startup, university, research centre, hospital, training body, public body, association.',
  },
  noCategory: { it: 'Un nuovo membro ha bisogno di una categoria.', en: 'A new member needs a category.' },
  yesNo: {
    it: '«{cell}» nella colonna «{column}»: scrivi sì o no.',
    en: '“{cell}” in column “{column}”: write yes or no.',
  },
  ownership: { it: '«{cell}»: scrivi «pubblico» o «privato».', en: '“{cell}”: write “public” or “private”.' },
  vat: {
    it: '«{cell}» non è una partita IVA: la cifra di controllo non torna.',
    en: '“{cell}” is no VAT number: its check digit is wrong.',
  },
  fiscalCode: {
    it: '«{cell}» non è un codice fiscale: il controllo non torna.',
    en: '“{cell}” is no codice fiscale: its check is wrong.',
  },
  pic: { it: '«{cell}» non è un PIC: ha nove cifre.', en: '“{cell}” is no PIC: it has nine digits.' },
  ror: { it: '«{cell}» non è un identificativo ROR.', en: '“{cell}” is no ROR identifier.' },
  lei: { it: '«{cell}» non è un codice LEI.', en: '“{cell}” is no LEI code.' },
  postcode: {
    it: '«{cell}» non è un CAP: ha cinque cifre.',
    en: '“{cell}” is no Italian postcode: it has five digits.',
  },
  province: {
    it: 'La provincia «{cell}» non esiste. Scrivi la sigla (BO), il nome o il codice NUTS.',
    en: 'Province “{cell}” does not exist. Write its two letters (BO), its name or its NUTS code.',
  },
  townElsewhere: {
    it: '{town} è in provincia di {right}, non di {wrong}.',
    en: '{town} is in the province of {right}, not of {wrong}.',
  },
  phone: { it: '«{cell}» non è un numero di telefono.', en: '“{cell}” is no phone number.' },
  website: { it: '«{cell}» non è un indirizzo web.', en: '“{cell}” is no web address.' },
  contact: {
    it: '«{cell}»: non capisco chi è. Scrivi «Nome Cognome (ruolo) <posta> tel. numero», uno per riga.',
    en: '“{cell}”: I cannot tell who that is. Write “First Family (role) <mail> tel. number”, one a line.',
  },
  chain: {
    it: 'Non c’è la catena del valore «{cell}». Aggiungila in «Catene del valore», o correggi il nome.',
    en: 'There is no value chain “{cell}”. Add it under “Value chains”, or correct the name.',
  },
  concept: {
    it: '«{cell}» non è un ambito scientifico di EuroSciVoc. Usa uno dei nomi della pagina di un’organizzazione.',
    en: '“{cell}” is no field of science of EuroSciVoc. Use a name from the page of an organisation.',
  },
  trl: {
    it: '«{cell}» non è un TRL: scrivi un numero da 1 a 9, o due come 3-7.',
    en: '“{cell}” is no TRL: write a number from 1 to 9, or two as 3-7.',
  },
  date: {
    it: '«{cell}» nella colonna «{column}» non è una data. Scrivila come 31/12/2026.',
    en: '“{cell}” in column “{column}” is no date. Write it as 31/12/2026.',
  },
  money: { it: '«{cell}» non è un importo.', en: '“{cell}” is no amount.' },
  leftBefore: { it: 'Esce ({left}) prima di entrare ({joined}).', en: 'Leaves ({left}) before joining ({joined}).' },
  twice: {
    it: 'È lo stesso membro della riga {row}: {name}. Tieni una riga sola.',
    en: 'It is the same member as row {row}: {name}. Keep one row only.',
  },
  twoRecords: {
    it: 'Gli identificativi di questa riga sono di organizzazioni diverse: {names}. Correggi quello sbagliato.',
    en: 'The identifiers of this row belong to different organisations: {names}. Correct the wrong one.',
  },
  taken: {
    it: '{what} {value} è già di {name}.',
    en: '{what} {value} already belongs to {name}.',
  },
  unknownKey: {
    it: 'Non c’è nessuna organizzazione con codice «{cell}».',
    en: 'There is no organisation with code “{cell}”.',
  },
  gone: {
    it: '{name} ha lasciato il cluster il {left}: se è rientrato, scrivi la nuova data di adesione.',
    en: '{name} left the cluster on {left}: if they have come back, write the new day of joining.',
  },
} satisfies Record<string, Sentence>

export type Reason = keyof typeof reasons
