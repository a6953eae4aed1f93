import { fold } from './fold.ts'
import type { Entry } from './problem.ts'
import { type Class, cityName, formClass, isPart, LONG_FORMS, meaning, SILENT } from './vocabulary.ts'

/** Single letters in a row are one word: `s r l`, `v v i`, `u n i c o`. */
const joinLetters = (text: string): string =>
  text.replace(/(?<![\p{L}\p{N}])\p{L}(?: \p{L})+(?![\p{L}\p{N}])/gu, run => run.replaceAll(' ', ''))

const ROMAN = /^(?:ii|iii|iv|vi|vii|viii|ix|xi|xii|xiii|xiv|xv)$/

export interface Name {
  readonly given: string
  /** Words that tell: folded, translated, without legal forms, articles and repetitions; in order of appearance. */
  readonly words: readonly string[]
  readonly form: Class | undefined
  /** Speaks of a department or the like. */
  readonly part: boolean
  /** Numbers among its words, in order. */
  readonly numbers: string
  /** First letters of its words, articles left out; empty when it has fewer than three. */
  readonly initials: string
  /** All letters and digits together, legal form left out. */
  readonly solid: string
}

export function readName(given: string): Name {
  let text = ` ${fold(given)
    .replace(/['’`´]s\b/g, 's')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
  for (const [long, short] of LONG_FORMS) text = text.replace(long, short)
  const raw = joinLetters(text.trim()).split(/\s+/).filter(Boolean)
  let form: Class | undefined
  const kept: string[] = []
  for (const [at, word] of raw.entries()) {
    // A legal form stands at the end or, now and then, in front; a name is never made of it alone.
    const kind = raw.length > 1 && (at > 0 || word.length > 2) ? formClass(word) : undefined
    if (kind) form ??= kind
    else kept.push(word)
  }
  const telling = kept.map(meaning).filter(word => word !== SILENT)
  const words = [...new Set(telling.length > 0 ? telling : kept)]
  const initials = kept
    .filter(word => meaning(word) !== SILENT)
    .map(word => word[0])
    .join('')
  return {
    given,
    words,
    form,
    part: words.some(isPart),
    numbers: words
      .filter(word => /\p{N}/u.test(word) || ROMAN.test(word))
      .sort()
      .join(' '),
    initials: initials.length > 2 ? initials : '',
    solid: kept.join(''),
  }
}

export interface Read {
  readonly names: readonly Name[]
  readonly country: string
  readonly city: readonly string[]
  readonly postcode: string
  /** Without the letters of a country in front. */
  readonly barePostcode: string
  readonly street: readonly string[]
  readonly houseNumber: string
  readonly region: string
  readonly site: string
  readonly identifiers: ReadonlyMap<string, string>
}

const STREETS = new Set(
  'via viale piazza piazzale corso largo vicolo strada rue avenue av avda avenida boulevard bd place calle c plaza paseo pso carrer rua praca largo strasse str weg allee platz street road rd lane square straat laan plein gade vej gatan vagen ul ulica ulice utca nam namesti trg cesta leoforos odos katu tie bul street no nr n sn s of'.split(
    ' ',
  ),
)

function readStreet(text: string): { words: string[]; number: string } {
  const words =
    fold(text)
      .replace(/(?<=\p{L})(?:strasse|str|straat|gatan|vagen|vagen|gade|vej|laan)\b/gu, ' str')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return {
    words: words.filter(
      word => !/\p{N}/u.test(word) && word.length > 1 && !STREETS.has(meaning(word)) && !STREETS.has(word),
    ),
    number: words.find(word => /^\p{N}/u.test(word))?.replace(/^0+/, '') ?? '',
  }
}

/** Hosts where many have a page: they say nothing of whose it is. */
const SHARED_HOSTS =
  /^(?:facebook|linkedin|twitter|x|instagram|youtube|google|sites\.google|github|wordpress|wixsite|blogspot)\.|europa\.eu$/

/** The domain somebody registered: the last two labels, three under a public second level such as .ac.uk. */
export function siteOf(text: string): string {
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[/?#:].*$/, '')
    .replace(/^www\d?\./, '')
  if (!/^[a-z0-9.-]+\.[a-z]{2,}$/.test(host) || SHARED_HOSTS.test(host)) return ''
  const labels = host.split('.')
  const deep = /^(?:ac|co|com|org|gov|gob|edu|net|nhs|govt|or|go|gencat|junta)$/.test(labels.at(-2) ?? '')
  return labels.slice(deep ? -3 : -2).join('.')
}

export function read(entry: Entry): Read {
  const seen = new Set<string>()
  const names: Name[] = []
  for (const given of entry.names) {
    const name = readName(given)
    if (name.words.length === 0 || seen.has(name.solid)) continue
    seen.add(name.solid)
    names.push(name)
  }
  const postcode = (entry.postcode ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '')
  const street = readStreet(entry.street ?? '')
  return {
    names,
    country: (entry.country ?? '').toUpperCase(),
    city: (fold(entry.city ?? '').match(/\p{L}{2,}/gu) ?? []).map(cityName),
    postcode,
    barePostcode: postcode.replace(/^[A-Z]+(?=[0-9])/, ''),
    street: street.words,
    houseNumber: street.number,
    region: (entry.region ?? '').toUpperCase(),
    site: siteOf(entry.site ?? ''),
    identifiers: new Map(
      Object.entries(entry.identifiers ?? {}).flatMap(([register, value]) => {
        const bare = (value ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '')
        return bare ? [[register, bare] as const] : []
      }),
    ),
  }
}
