import { fill } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import type { Verified } from './actions.ts'

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
