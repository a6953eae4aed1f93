import { type Bits, compareNames, type NameComparison, spelledLike } from './names.ts'
import type { Name, Read } from './normal.ts'
import type { Agreement, Comparison } from './problem.ts'

export interface Context {
  readonly bits: Bits
  /** How many entries bear a name of these very words. */
  readonly bearers: (name: Name) => number
  readonly identifiers: boolean
}

/** Compares two entries that were read. */
export function compare(one: Read, other: Read, context: Context): Comparison {
  let best: NameComparison | undefined
  let names: readonly [Name, Name] | undefined
  let preferred: NameComparison | undefined
  let initials = false
  for (const a of one.names)
    for (const b of other.names) {
      const found = compareNames(a, b, context.bits)
      preferred ??= found
      // Of equally near names those that say most.
      const value = found.alike + found.shared / 200
      if (!best || !names || value > best.alike + best.shared / 200) {
        best = found
        names = [a, b]
      }
      initials ||= isInitials(a, b) || isInitials(b, a)
    }
  const nothing = { alike: 0, shared: 0, onlyFirst: 0, onlySecond: 0, spelling: 0 }
  const [formA, formB] = [formOf(one), formOf(other)]
  const [a, b] = names ?? [undefined, undefined]
  return {
    names: [a?.given ?? '', b?.given ?? ''],
    ...(best ?? nothing),
    preferred: preferred ?? nothing,
    sign: a?.words.length === 1 && b?.words.length === 1 && (a !== one.names[0] || b !== other.names[0]),
    initials,
    otherName: otherNames(one, other, a, b, context.bits),
    legalForm: equality(formA, formB),
    part: isPartial(one) !== isPartial(other),
    numbers: a?.numbers !== b?.numbers,
    namesakes: Math.max(a ? context.bearers(a) : 0, b ? context.bearers(b) : 0),
    country: equality(one.country, other.country),
    city: cities(one.city, other.city),
    postcode: postcodes(one, other),
    street: streets(one, other),
    region: regions(one.region, other.region),
    site: equality(one.site, other.site),
    identifiers: context.identifiers ? registers(one, other) : {},
  }
}

const formOf = (entry: Read): string => entry.names.find(name => name.form)?.form ?? ''
const isPartial = (entry: Read): boolean => entry.names[0]?.part ?? false

const isInitials = (sign: Name, name: Name): boolean =>
  sign.words.length === 1 && sign.solid.length >= 3 && name.initials !== '' && sign.solid === name.initials

/** Whether further names (not the two nearest) agree as well, or all contradict. */
function otherNames(one: Read, other: Read, a: Name | undefined, b: Name | undefined, bits: Bits): Agreement {
  if (one.names.length < 2 || other.names.length < 2) return 'unknown'
  let alike = 0
  for (const x of one.names)
    for (const y of other.names) if (x !== a && y !== b) alike = Math.max(alike, compareNames(x, y, bits).alike)
  return alike > 0.95 ? 'equal' : alike > 0.5 ? 'near' : 'different'
}

function equality(a: string, b: string): 'equal' | 'different' | 'unknown' {
  return a === '' || b === '' ? 'unknown' : a === b ? 'equal' : 'different'
}

function cities(a: readonly string[], b: readonly string[]): Agreement {
  if (a.length === 0 || b.length === 0) return 'unknown'
  if (a.length === b.length && a.every((word, at) => word === b[at])) return 'equal'
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  return few.some(word => word.length > 3 && many.some(each => each === word || spelledLike(word, each) > 0))
    ? 'near'
    : 'different'
}

function postcodes(one: Read, other: Read): Agreement {
  const [a, b, x, y] = [one.postcode, other.postcode, one.barePostcode, other.barePostcode]
  if (a.length < 3 || b.length < 3) return 'unknown'
  if (a === b || x === y) return 'equal'
  return a.startsWith(b.slice(0, 2)) || x.startsWith(y.slice(0, 2)) ? 'near' : 'different'
}

/** Equal: the same street and number, or one of the numbers missing. Near: the same street. */
function streets(one: Read, other: Read): Agreement {
  const [a, b] = [one.street, other.street]
  if (a.length === 0 || b.length === 0) return 'unknown'
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  const found = few.filter(word => many.some(each => each === word || spelledLike(word, each) > 0)).length
  if (found === 0) return 'different'
  if (found < few.length) return found * 2 >= few.length ? 'near' : 'different'
  return one.houseNumber === other.houseNumber || one.houseNumber === '' || other.houseNumber === '' ? 'equal' : 'near'
}

function regions(a: string, b: string): Agreement {
  // Two letters are a country, which is compared by itself.
  if (a.length < 3 || b.length < 3) return 'unknown'
  if (a.startsWith(b) || b.startsWith(a)) return 'equal'
  return a.slice(0, 4) === b.slice(0, 4) ? 'near' : 'different'
}

function registers(one: Read, other: Read): Record<string, 'equal' | 'different' | 'unknown'> {
  const all: Record<string, 'equal' | 'different' | 'unknown'> = {}
  for (const [register, value] of one.identifiers)
    all[register] = equality(value, other.identifiers.get(register) ?? '')
  return all
}
