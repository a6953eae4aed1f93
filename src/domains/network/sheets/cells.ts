import { fold } from '#algorithms/retrieval/tokens.ts'
import { fiscalCode, leiCode, phoneNumber, picNumber, rorId, vatNumber } from '#kernel/identifiers.ts'
import { type Cents, parseEuro } from '#kernel/money.ts'
import type { Member, MemberField, Seat, Trl } from '../members/model.ts'
import type { Category } from '../model.ts'
import { readContacts } from './contacts.ts'
import { type Dictionary, foldName, Refused } from './model.ts'

/** Spellings of categories beside the names of this site, folded: what stands at the beginning of the cell decides. */
const CATEGORY_WORDS: readonly (readonly [Category, RegExp])[] = [
  ['startup', /^(start ?up|spin ?off|pmi innovativ)/],
  ['sme', /^(pmi|piccol|media impresa|micro|sme|small)/],
  ['university', /^(universit|ateneo|politecnic|accademi|dipartimento)/],
  [
    'health',
    /^(ospedal|azienda (sanitari|ospedal|usl|unita)|asl|ausl|aou|irccs|sanita|hospital|health|clinic|casa di cura)/,
  ],
  [
    'research',
    /^(centro|centri|istituto|ente|organismo) (di |per la )?ricer|^(ricerca|research|laboratori|tecnopol|cnr)/,
  ],
  ['training', /^(ente|centro|agenzia|organismo)? ?(di |per la )?(formazione|formativ)|^(training|its\b|scuola)/],
  [
    'public',
    /^(ente|amministrazione|soggetto) pubblic|^(p a|pa|comune|regione|provincia|public|pubblica amministrazione|istituzione)/,
  ],
  ['association', /^(associazion|fondazion|ets|onlus|ong|consorzi|association|non ?profit|no profit|terzo settore)/],
  ['company', /^(impres|aziend|grande|societa|company|large|corporate|industria)/],
]

const TEXT_LENGTH: Partial<Record<MemberField, number>> = {
  name: 300,
  short_name: 60,
  street: 200,
  city: 100,
  says: 4000,
  looks_for: 2000,
  equipment: 2000,
  services: 2000,
  joined_because: 500,
  left_because: 500,
}

/** What a cell says of a field, in the form it is kept in. Throws Refused. `column` is the heading, for the sentence. */
export function readField(field: MemberField, text: string, dictionary: Dictionary, column: string): unknown {
  const fail = (reason: ConstructorParameters<typeof Refused>[0]) =>
    new Refused(reason, { cell: text.slice(0, 80), column })
  const need = <T>(value: T | undefined, reason: ConstructorParameters<typeof Refused>[0]): T => {
    if (value === undefined) throw fail(reason)
    return value
  }
  switch (field) {
    case 'category':
      return need(readCategory(text), 'category')
    case 'public_body':
      return need(readOwnership(text), 'ownership')
    case 'vat':
      return need(vatNumber(text), 'vat')
    case 'fiscal_code':
      return need(fiscalCode(text), 'fiscalCode')
    case 'pic':
      return need(picNumber(text), 'pic')
    case 'ror':
      return need(rorId(text), 'ror')
    case 'lei':
      return need(leiCode(text), 'lei')
    case 'postcode':
      return need(readPostcode(text), 'postcode')
    case 'province':
      return need(dictionary.province(text), 'province')
    case 'phone':
      return need(firstPhone(text), 'phone')
    case 'website':
      return need(readWebsite(text), 'website')
    case 'seats':
      return listed(text).map(part => readSeat(part, dictionary))
    case 'contacts':
      return readContacts(text)
    case 'chains':
      return listed(text, true).map(part => {
        const id = dictionary.chain(part)
        if (id === undefined) throw new Refused('chain', { cell: part.slice(0, 80) })
        return id
      })
    case 'concepts':
      return [
        ...new Set(
          listed(text, true).map(part => {
            const code = dictionary.concept(part)
            if (code === undefined) throw new Refused('concept', { cell: part.slice(0, 80) })
            return code
          }),
        ),
      ]
    case 'trl':
      return need(readTrl(text), 'trl')
    case 'joined_on':
    case 'left_on':
      return need(readDate(text), 'date')
    case 'fee_cents':
      return need(readMoney(text), 'money')
    default: {
      const most = TEXT_LENGTH[field] ?? 300
      if (text.length > most) throw new Refused('tooLong', { column, most })
      return text
    }
  }
}

/** Items of a cell: one a line, or parted by semicolons; by commas too where no item holds one. */
const listed = (text: string, commas = false): string[] => [
  ...new Set(
    text
      .split(commas && !/[;\n]/.test(text) ? /,\s+(?=\p{L})/u : /[;\n]/)
      .map(part => part.trim())
      .filter(Boolean),
  ),
]

export function readCategory(text: string): Category | undefined {
  const folded = foldName(text)
  return CATEGORY_WORDS.find(([, pattern]) => pattern.test(folded))?.[0]
}

function readOwnership(text: string): boolean | undefined {
  const said = readYesNo(text)
  if (said !== undefined) return said
  const folded = fold(text)
  if (/^(ente |soggetto )?(pubblic|public)/.test(folded)) return true
  return /^(ente |soggetto )?(privat)/.test(folded) ? false : undefined
}

/** Sì, no, x, vero, 1 and what else people tick with. */
export function readYesNo(text: string): boolean | undefined {
  const folded = fold(text).trim()
  if (/^(si|s|x|✓|✔|vero|true|yes|y|1|ok)$/.test(folded)) return true
  return /^(no|n|falso|false|0|-|–)$/.test(folded) ? false : undefined
}

/** The only number in the cell, or the first of several. */
const firstPhone = (text: string): string | undefined =>
  phoneNumber(text) ?? text.split(/[;,\n]|\s[/–-]\s/).flatMap(part => phoneNumber(part) ?? [])[0]

const readPostcode = (text: string): string | undefined => {
  const digits = text.replace(/\s/g, '').replace(/^I(T)?-?/i, '')
  // A spreadsheet takes the zeros from the head of a number.
  return /^\d{3,5}$/.test(digits) ? digits.padStart(5, '0') : undefined
}

function readWebsite(text: string): string | undefined {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (/\s/.test(text) || !URL.canParse(address)) return undefined
  const { hostname } = new URL(address)
  return /\.[a-z]{2,}$/i.test(hostname) && address.length <= 200 ? address.replace(/\/$/, '') : undefined
}

/** "Imola (BO), Via Emilia 12, 40026" */
function readSeat(text: string, dictionary: Dictionary): Seat {
  const [, town = '', where, rest = ''] = /^([^(,]+)(?:\(([^)]*)\))?,?(.*)$/.exec(text) ?? []
  const written = where?.trim()
  const province = written ? dictionary.province(written) : dictionary.towns.get(foldName(town))?.[0]
  if (written && !province) throw new Refused('province', { cell: written.slice(0, 40) })
  const parts = rest
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)
  const postcode = parts.find(part => /^\d{5}$/.test(part)) ?? null
  const street = parts.filter(part => part !== postcode).join(', ') || null
  return { city: town.trim(), province: province ?? null, street, postcode }
}

/** "4", "TRL 3-7", "da 3 a 6"; and 2026-07-03, which a spreadsheet makes of "3-7" or "3/7". */
export function readTrl(text: string): Trl | undefined {
  const day = /^\d{4}-0?(\d)-0?(\d)$/.exec(text)
  const numbers = day ? [day[2], day[1]] : (text.replace(/trl/gi, ' ').match(/\d+/g) ?? [])
  const [from, to = from] = numbers.map(Number)
  if (numbers.length > 2 || from === undefined || to === undefined || from < 1 || to > 9 || to < from) return undefined
  return { from, to }
}

const MONTHS = 'gen feb mar apr mag giu lug ago set ott nov dic'.split(' ')
const MONTHS_EN = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
/** Serials of 1927 and 2064: what a spreadsheet shows as a date when the cell has lost its format. */
const SERIAL_FROM = 10_000
const SERIAL_TO = 60_000
/** Day 0 of spreadsheets, which hold 1900 for a leap year. */
const DAY_ZERO = Date.UTC(1899, 11, 30)

/** A calendar date as YYYY-MM-DD: ISO, 31/12/2026, 31.12.26, 31 dicembre 2026, a serial; a month or a year stands for its first day. */
export function readDate(text: string): string | undefined {
  const clean = fold(text).trim().replace(/°/g, '')
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ].*)?$/.exec(clean)
  if (iso) return calendar(iso[1], iso[2], iso[3])
  const italian = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?: .*)?$/.exec(clean)
  if (italian) return calendar(century(italian[3] ?? ''), italian[2], italian[1])
  const month = /^(\d{1,2})[/.-](\d{4})$/.exec(clean)
  if (month) return calendar(month[2], month[1], '1')
  const named = /^(?:(\d{1,2})[\s-])?([a-z]{3})[a-z]*[\s.-]+(\d{4}|\d{2})$/.exec(clean)
  if (named) {
    const at = [MONTHS, MONTHS_EN].map(names => names.indexOf(named[2] ?? '')).find(place => place >= 0)
    return at === undefined ? undefined : calendar(century(named[3] ?? ''), String(at + 1), named[1] ?? '1')
  }
  if (/^(19|20)\d{2}$/.test(clean)) return `${clean}-01-01`
  const serial = /^\d{5}(\.\d+)?$/.test(clean) ? Math.floor(Number(clean)) : 0
  if (serial >= SERIAL_FROM && serial <= SERIAL_TO)
    return new Date(DAY_ZERO + serial * 86_400_000).toISOString().slice(0, 10)
  return undefined
}

const century = (year: string) => (year.length === 2 ? `${Number(year) > 60 ? '19' : '20'}${year}` : year)

function calendar(year = '', month = '', day = ''): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${text}T00:00:00Z`)
  const real = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
  return real && Number(year) >= 1900 && Number(year) <= 2200 ? text : undefined
}

function readMoney(text: string): Cents | undefined {
  const cents = parseEuro(text.replace(/eur(o)?/i, '').trim())
  return cents !== undefined && cents >= 0 ? cents : undefined
}

/** What a field of a member is as the cell of an export; `readField` reads it back. */
export function writeField(
  field: MemberField,
  member: Member,
  dictionary: Dictionary,
  words: CellWords,
): string | number | null {
  const { language } = words
  switch (field) {
    case 'category':
      return words.categories[member.category]
    case 'public_body':
      return member.public_body === null ? null : member.public_body ? words.public : words.private
    case 'province':
      return member.province && dictionary.provinceName(member.province)
    case 'seats':
      return lines(
        member.seats.map(({ city, province, street, postcode }) =>
          [`${city}${province ? ` (${dictionary.provinceName(province)})` : ''}`, street, postcode]
            .filter(Boolean)
            .join(', '),
        ),
      )
    case 'contacts':
      return lines(member.contacts.map(contact => words.contact(contact, language)))
    case 'chains':
      return lines(member.chains.map(id => dictionary.chainName(id, language)))
    case 'concepts':
      return lines(member.concepts.map(code => dictionary.conceptName(code, language)))
    case 'trl':
      return (
        member.trl &&
        (member.trl.from === member.trl.to ? `TRL ${member.trl.from}` : `TRL ${member.trl.from}-${member.trl.to}`)
      )
    case 'fee_cents':
      return member.fee_cents === null ? null : member.fee_cents / 100
    default:
      return member[field]
  }
}

export type CellWords = {
  readonly language: 'it' | 'en'
  readonly categories: Readonly<Record<Category, string>>
  readonly public: string
  readonly private: string
  readonly contact: (contact: Member['contacts'][number], language: 'it' | 'en') => string
}

/** One item a line. A single item that holds a comma must not be taken for two. */
const lines = (items: readonly string[]): string | null =>
  items.length ? `${items.join('\n')}${items.length === 1 && items[0]?.includes(',') ? ';' : ''}` : null
