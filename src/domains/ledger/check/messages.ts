import { fill } from '#platform/errors.ts'
import { inBoth, type Language } from '#platform/i18n.ts'
import type { Verified } from './model.ts'

export const words = inBoth({
  it: {
    title: 'Verifica del libro',
    lead: 'Si ricalcola tutta la catena dei fatti: se qualcuno avesse cambiato, tolto o infilato qualcosa, si vede e si dice dove.',
    check: (facts: string) => `Verifica adesso (${facts} fatti)`,
    running: (done: string, total: string) =>
      `Verifica in corso: ${done} fatti su ${total}. Puoi continuare a lavorare.`,
    progress: 'Avanzamento della verifica',
    look: 'Guarda a che punto è',
    broken: (at: string) =>
      `La verifica cominciata il ${at} si è interrotta, forse per un riavvio. Nulla è cambiato: verifica di nuovo.`,
    last: 'Ultima verifica',
    whatNow:
      'Il libro è stato toccato aggirando Telaio. Non cambiare nulla: avvisa chi amministra il server e confronta con una copia di sicurezza.',
    at: 'Finita il',
    facts: 'Fatti intatti',
    head: 'Impronta finale',
    headHint:
      'Annotala altrove: con «telaio ledger verify --head» si controlla, anche fra anni, che da allora nulla sia stato riscritto.',
    since: 'Registrati dopo, non ancora verificati',
    never: 'Il libro non è ancora stato verificato.',
    back: 'Libro dei fatti',
    founding: 'Giorno di fondazione',
    foundedOn: (day: string) => `Il cluster è nato il ${day}: nessun fatto può essere più vecchio.`,
    notFounded:
      'Non è scritto: vale il giorno in cui è entrato il primo membro, e nessun fatto può essere più vecchio.',
    oldest: (seq: string, day: string) => `Il fatto più vecchio: n. ${seq}, ${day}`,
    foundingDay: 'Il cluster è nato il',
    foundingHint: 'Vuoto: il giorno del primo membro.',
    foundingSaved: 'Giorno di fondazione salvato.',
    save: 'Salva',
    administrators: 'Lo cambia chi amministra Telaio.',
  },
  en: {
    title: 'Check of the ledger',
    lead: 'The whole chain of facts is computed anew: had anybody changed, removed or slipped in anything, it shows, and where.',
    check: (facts: string) => `Check now (${facts} facts)`,
    running: (done: string, total: string) => `A check is running: ${done} of ${total} facts. You can go on working.`,
    progress: 'Progress of the check',
    look: 'See how far it is',
    broken: (at: string) =>
      `The check begun on ${at} was broken off, perhaps by a restart. Nothing changed: check again.`,
    last: 'Last check',
    whatNow:
      'The ledger was touched past Telaio. Change nothing: tell whoever administers the server, and compare with a backup.',
    at: 'Ended on',
    facts: 'Facts that hold',
    head: 'Last fingerprint',
    headHint:
      'Note it elsewhere: with “telaio ledger verify --head” one can check, years from now, that nothing was rewritten since.',
    since: 'Recorded since, not checked yet',
    never: 'The ledger has not been checked yet.',
    back: 'Ledger of facts',
    founding: 'Founding day',
    foundedOn: (day: string) => `The cluster was founded on ${day}: no fact can be older.`,
    notFounded: 'It is not written: the day the first member joined counts, and no fact can be older.',
    oldest: (seq: string, day: string) => `The oldest fact: no. ${seq}, ${day}`,
    foundingDay: 'The cluster was founded on',
    foundingHint: 'Empty: the day of the first member.',
    foundingSaved: 'The founding day was saved.',
    save: 'Save',
    administrators: 'Whoever administers Telaio changes it.',
  },
})

const FAULTS = {
  content: {
    it: 'Il fatto n. {seq} è stato cambiato: il suo contenuto non è più quello registrato.',
    en: 'Fact no. {seq} was changed: its content is no longer what was recorded.',
  },
  link: {
    it: 'Al n. {seq} la catena è stata cambiata: il momento o l’impronta non sono più quelli registrati.',
    en: 'At no. {seq} the chain was changed: its instant or hash is no longer what was recorded.',
  },
  removed: {
    it: 'Manca il fatto n. {from}: è stato tolto.',
    en: 'Fact no. {from} is missing: it was removed.',
  },
  removedMany: {
    it: 'Mancano i fatti dal n. {from} al n. {to}: sono stati tolti.',
    en: 'Facts no. {from} to {to} are missing: they were removed.',
  },
  inserted: {
    it: 'Il fatto n. {seq} è stato infilato dopo: non faceva parte della catena.',
    en: 'Fact no. {seq} was slipped in: it was no part of the chain.',
  },
  swapped: {
    it: 'I fatti n. {seq} e n. {with} sono stati scambiati.',
    en: 'Facts no. {seq} and no. {with} were swapped.',
  },
  unnumbered: {
    it: 'Ci sono {count} fatti senza numero, scritti aggirando le regole del database.',
    en: 'There are {count} facts without a number, written past the rules of the database.',
  },
  cut: {
    it: 'La catena finisce al n. {end}, ma una verifica precedente (o un rapporto) aveva visto il n. {seq}: la fine è stata tagliata.',
    en: 'The chain ends at no. {end}, but an earlier check (or a report) had seen no. {seq}: its end was cut off.',
  },
  anchor: {
    it: 'Al n. {seq} l’impronta non è quella che una verifica precedente (o un rapporto) aveva annotato: la catena è stata riscritta prima di lì.',
    en: 'At no. {seq} the hash is not the one an earlier check (or a report) had noted: the chain was rewritten before it.',
  },
  good: {
    it: 'Il libro è intatto: {facts} fatti verificati. Impronta finale {hash}',
    en: 'The ledger is intact: {facts} facts checked. Last hash {hash}',
  },
  upTo: { it: 'Fino al n. {facts} è tutto intatto.', en: 'Everything up to no. {facts} is intact.' },
} as const

/** What a check found, in words. */
export function verdict({ ok, facts, head, fault }: Verified, language: Language): string {
  const say = (name: keyof typeof FAULTS, params: Record<string, string | number>) =>
    fill(FAULTS[name][language], params)
  if (ok || !fault) return say('good', { facts, hash: head.hash })
  const before = facts > 0 ? ` ${say('upTo', { facts })}` : ''
  switch (fault.what) {
    case 'changed':
      return say(fault.part, { seq: fault.seq }) + before
    case 'removed':
      return say(fault.from === fault.to ? 'removed' : 'removedMany', { from: fault.from, to: fault.to }) + before
    case 'inserted':
      return say('inserted', { seq: fault.seq }) + before
    case 'swapped':
      return say('swapped', { seq: fault.seq, with: fault.with }) + before
    case 'unnumbered':
      return say('unnumbered', { count: fault.count }) + before
    case 'anchor':
      return fault.end === undefined
        ? say('anchor', { seq: fault.seq }) + before
        : say('cut', { seq: fault.seq, end: fault.end })
  }
}
