import type { Fault, FaultCode } from '#algorithms/indicators/faults.ts'
import { fill, type Sentence } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'

/** What the ledger lacks that a definition looks for: it would count nothing for ever. */
export const UNRECORDED = ['no-kind', 'no-role', 'no-detail', 'no-choice', 'no-place', 'no-amount'] as const
export type Unrecorded = (typeof UNRECORDED)[number]

export type AnyFault = Omit<Fault, 'fault'> & { readonly fault: FaultCode | Unrecorded }

const said = (it: string, en: string): Sentence => ({ it, en })

const FIELDS = 'amount, place, kind, month, details.NAME, list.NAME, days.NAME'

export const faultWords: Readonly<Record<FaultCode | Unrecorded, Sentence>> = {
  missing: said('manca.', 'is missing.'),
  text: said('deve essere un testo fra virgolette.', 'must be text in quotes.'),
  number: said('deve essere un numero.', 'must be a number.'),
  'whole-number': said('deve essere un numero intero da 1 in su.', 'must be a whole number from 1 up.'),
  'yes-no': said('deve essere true o false.', 'must be true or false.'),
  list: said('deve essere una lista fra parentesi quadre.', 'must be a list in square brackets.'),
  object: said('deve essere un oggetto fra parentesi graffe.', 'must be an object in curly brackets.'),
  empty: said('non può restare vuoto.', 'must not be empty.'),
  pair: said('deve dire due nomi.', 'must say two names.'),
  'unknown-key': said(
    '«{given}» qui non si usa: controlla come è scritto, o toglilo.',
    '“{given}” is not used here: check the spelling, or remove it.',
  ),
  code: said(
    'si scrive in minuscole, cifre e _, cominciando con una lettera.',
    'is written in small letters, digits and _, beginning with a letter.',
  ),
  kind: said('è un genere di fatto, come event-held.', 'is a kind of fact, such as event-held.'),
  field: said(`è uno di questi: ${FIELDS}.`, `is one of these: ${FIELDS}.`),
  'number-field': said(
    'deve essere un numero che si può sommare: amount, details.NAME o days.NAME.',
    'must be a number that can be added up: amount, details.NAME or days.NAME.',
  ),
  detail: said(
    'è il nome di un dettaglio, o list.NAME per una lista.',
    'is the name of a detail, or list.NAME for a list.',
  ),
  'detail-value': said('deve essere un testo o un numero.', 'must be text or a number.'),
  what: said(
    'non è una cosa che si può contare: facts, parties, values, sum, median, again, newcomers, pairs, density, bridges, stock, ratio o awaited.',
    'is nothing that can be counted: facts, parties, values, sum, median, again, newcomers, pairs, density, bridges, stock, ratio or awaited.',
  ),
  'above-zero': said(
    'deve essere sopra lo zero: per zero non si divide.',
    'must be above zero: nothing is divided by zero.',
  ),
  twice: said('c’è due volte: ogni codice una volta sola.', 'is there twice: each code only once.'),
  group: said(
    'nomina il gruppo «{given}», che non è fra i gruppi.',
    'names the group “{given}”, which is not among groups.',
  ),
  classes: said('nomina le classi «{given}», che non ci sono.', 'names the classes “{given}”, which do not exist.'),
  class: said('nomina la classe «{given}», che non c’è.', 'names the class “{given}”, which does not exist.'),
  'no-parts': said(
    'una cifra di questo genere non si divide in voci: togli «by».',
    'a figure of this sort is not parted: remove “by”.',
  ),
  'stock-by': said(
    'chi è in un gruppo si divide per un campo dell’entrata, come details.category.',
    'who is in a group is parted by a field of the entry, such as details.category.',
  ),
  'no-such-part': said('«{given}» non è fra le voci di «by».', '“{given}” is not among those of “by”.'),
  unlisted: said('nomina la lista «{given}», che non c’è.', 'names the list “{given}”, which does not exist.'),
  choice: said('non ha una forma che si possa leggere.', 'has no form that can be read.'),
  other: said('non va bene così.', 'is not right like this.'),
  'no-kind': said(
    'il libro dei fatti non ha il genere «{given}»: non conterebbe mai nulla.',
    'the ledger has no kind “{given}”: it would never count anything.',
  ),
  'no-role': said('nessuno di questi fatti ha il ruolo «{given}».', 'none of these facts has the role “{given}”.'),
  'no-detail': said(
    'nessuno di questi fatti ha il dettaglio «{given}».',
    'none of these facts has the detail “{given}”.',
  ),
  'no-choice': said(
    '«{given}» non è fra le scelte di quel dettaglio.',
    '“{given}” is not among the choices of that detail.',
  ),
  'no-place': said('questi fatti non hanno un luogo.', 'these facts have no place.'),
  'no-amount': said('questi fatti non hanno una somma.', 'these facts have no amount.'),
}

/** "members_total, measure.what: …": where, and what is wrong there. */
export function faultText(language: Language, { path, fault, given, of }: AnyFault): string {
  const within = of === undefined ? path : path.slice(2)
  const where = [...(of === undefined ? [] : [of]), within.join('.')].filter(part => part !== '').join(', ')
  const text = fill(faultWords[fault][language], { given: (given ?? '').slice(0, 60) })
  return where === '' ? text : `${where}: ${text}`
}
