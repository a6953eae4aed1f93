import type { Cell, Grid } from '#platform/sheets/cell.ts'
import { fieldWords } from '../members/messages.ts'
import { foldName, isSheetField, type SheetField } from './model.ts'

/** Headings as people write them, folded, beside those of our own exports. A heading that begins with one of these is it, the longest first. */
const SPELLINGS: Readonly<Partial<Record<SheetField, string>>> = {
  key: 'codice telaio|codice organizzazione|codice|id membro|code',
  name: 'ragione sociale|denominazione sociale|denominazione|nome ente|nome azienda|nome organizzazione|nome socio|nome membro|organizzazione|ente|azienda|impresa|socio|associato|membro|nome|organisation|company|member|name',
  short_name: 'nome breve|sigla|acronimo|short name|acronym',
  category: 'categoria socio|categoria|tipologia ente|tipologia|tipo di ente|tipo ente|tipo|natura|category|type',
  public_body: 'pubblico o privato|pubblico privato|pubblico|pubb priv|natura giuridica|public or private|public',
  vat: 'partita iva|p iva|piva|p i|part iva|vat number|vat',
  fiscal_code: 'codice fiscale|cod fiscale|cod fisc|c f|cf|tax code',
  pic: 'pic code|codice pic|pic',
  ror: 'ror id|ror',
  lei: 'codice lei|lei',
  street: 'indirizzo sede|indirizzo|via|sede legale indirizzo|street|address',
  postcode: 'cap|codice postale|postcode|zip',
  city: 'comune|citta|localita|sede legale|sede|municipality|city|town',
  province: 'provincia|prov|pr|province',
  seats: 'altre sedi|sedi operative|sede operativa|other seats',
  website: 'sito web|sito internet|sito|web|url|website',
  phone: 'telefono|tel|centralino|recapito telefonico|phone',
  contacts:
    'persone di riferimento|referenti|referente e contatti|contatti|contatto|riferimenti|people to speak to|contacts',
  contact_name: 'referente|nome referente|persona di riferimento|nome e cognome referente|contact person|contact name',
  contact_role: 'ruolo referente|ruolo|qualifica|contact role|role',
  contact_email: 'email referente|e mail referente|email|e mail|mail|posta elettronica|indirizzo email|contact email',
  contact_phone: 'telefono referente|tel referente|cellulare referente|cellulare|cell|mobile|contact phone',
  chains: 'catene del valore|catena del valore|filiera|filiere|value chains|value chain',
  concepts: 'ambiti scientifici|ambiti|fields of science|settori scientifici',
  says: 'che cosa dice di se|descrizione|attivita|presentazione|competenze|profilo|description|what it says of itself',
  looks_for: 'che cosa cerca|cosa cerca|interessi|esigenze|what it looks for',
  equipment: 'attrezzature|strumentazione|laboratori|equipment',
  services: 'servizi offerti|servizi|services',
  trl: 'livello trl|trl',
  trl_from: 'trl min|trl da|trl from',
  trl_to: 'trl max|trl a|trl to',
  joined_on:
    'membro dal|socio dal|data adesione|data di adesione|data iscrizione|data ingresso|adesione|iscritto dal|dal|member since|joined',
  joined_because: 'motivo dell adesione|reason for joining',
  left_on: 'uscito il|data recesso|data uscita|recesso|socio fino al|al|left on|left',
  left_because: 'motivo dell uscita|motivo recesso|motivo uscita|reason for leaving',
  fee_cents: 'quota annuale|quota associativa|quota|contributo annuale|yearly fee|fee',
}

const KNOWN = new Map<string, SheetField>()
for (const [field, spellings] of Object.entries(SPELLINGS))
  for (const spelling of spellings.split('|')) if (!KNOWN.has(spelling)) KNOWN.set(spelling, field as SheetField)
for (const language of ['it', 'en'] as const)
  for (const [field, label] of Object.entries(fieldWords[language]))
    if (isSheetField(field)) KNOWN.set(foldName(label), field)

export const headingKey = (text: string): string => foldName(text).slice(0, 120)

/** What a heading means: as it was said before, as it is spelled, or as it begins. */
export function meaningOf(heading: string, remembered: ReadonlyMap<string, string>): SheetField | undefined {
  const key = headingKey(heading)
  if (key === '') return undefined
  const before = remembered.get(key)
  if (before !== undefined) return isSheetField(before) ? before : undefined
  const exact = KNOWN.get(key)
  if (exact) return exact
  const longest = [...KNOWN.keys()]
    .filter(spelling => key.startsWith(`${spelling} `))
    .sort((a, b) => b.length - a.length)[0]
  return longest === undefined || longest.length < 3 ? undefined : KNOWN.get(longest)
}

const textOf = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '')
const LOOKED_AT = 20

/**
 * The row that holds the headings: the one of the first with most cells that mean something, each once; where none means anything to us, the first with several
 * cells, for staff to say what they mean. 1 is the first; undefined when no row has two cells.
 */
export function findHeading(rows: Grid, remembered: ReadonlyMap<string, string>): number | undefined {
  let best = { row: 0, known: 1 }
  rows.slice(0, LOOKED_AT).forEach((row, at) => {
    const known = new Set(row.flatMap(cell => meaningOf(textOf(cell), remembered) ?? [])).size
    if (known > best.known) best = { row: at + 1, known }
  })
  if (best.row) return best.row
  const several = rows.slice(0, LOOKED_AT).findIndex(row => row.filter(cell => textOf(cell) !== '').length > 1)
  return several < 0 ? undefined : several + 1
}

export type Mapping = Readonly<Record<string, SheetField>>

/** Parts of people may stand in several columns; everything else fills its field from one column only, the first. */
const REPEATED: ReadonlySet<SheetField> = new Set(['contacts'])

export function guessMapping(headings: readonly Cell[], remembered: ReadonlyMap<string, string>): Mapping {
  const mapping: Record<string, SheetField> = {}
  const used = new Set<SheetField>()
  headings.forEach((cell, column) => {
    const field = meaningOf(textOf(cell), remembered)
    if (!field || (used.has(field) && !REPEATED.has(field))) return
    used.add(field)
    mapping[column] = field
  })
  return mapping
}
