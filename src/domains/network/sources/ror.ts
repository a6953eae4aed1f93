import type { Readable } from 'node:stream'
import { type Problem, readCsv } from '#platform/imports/csv.ts'
import type { Kind } from '../model.ts'

/** An active organisation of the Research Organization Registry. */
export type RorRecord = {
  ror_id: string
  key: string
  name: string
  names: string[]
  short_name: string | null
  kind: Kind
  country: string
  city: string
  latitude: number | null
  longitude: number | null
  website: string | null
  /** Host of its website without "www.", which tells organisations of one city apart. */
  host: string | null
}

const COLUMNS = [
  'ror_id',
  'name',
  'names_it',
  'names_en',
  'acronyms',
  'types',
  'country',
  'city',
  'lat',
  'lng',
  'status',
  'links',
] as const

/** Types of the registry in the order they decide: a university that also funds is a university. */
const KIND_OF: readonly (readonly [string, Kind])[] = [
  ['education', 'HES'],
  ['healthcare', 'PUB'],
  ['facility', 'REC'],
  ['company', 'PRC'],
  ['government', 'PUB'],
]

/** English names of Italian cities in the registry (GeoNames) and what they are called there. */
const ITALIAN_CITIES: Readonly<Record<string, string>> = {
  Rome: 'Roma',
  Milan: 'Milano',
  Turin: 'Torino',
  Florence: 'Firenze',
  Naples: 'Napoli',
  Venice: 'Venezia',
  Genoa: 'Genova',
  Padua: 'Padova',
  Mantua: 'Mantova',
  Syracuse: 'Siracusa',
  Leghorn: 'Livorno',
  Bolzano: 'Bolzano/Bozen',
}

/** Reads the registry as CSV; records that are withdrawn or inactive are left out. */
export async function* readRor(stream: Readable, file: string): AsyncGenerator<RorRecord | Problem> {
  for await (const row of readCsv(stream, file, COLUMNS, ',')) {
    if ('reason' in row) {
      yield row
      continue
    }
    const { cells, line } = row
    if (cells.status !== 'active') continue
    const number = /^https:\/\/ror\.org\/(0[a-hj-km-np-tv-z0-9]{6}\d{2})$/.exec(cells.ror_id)?.[1]
    if (number === undefined || cells.name.trim() === '' || !/^[A-Z]{2}$/.test(cells.country)) {
      yield { file, line, reason: `bad ROR id "${cells.ror_id}", name "${cells.name}" or country "${cells.country}"` }
      continue
    }
    const italian = listed(cells.names_it)
    const names = [...new Set([...italian, cells.name.trim(), ...listed(cells.names_en)])]
    const acronyms = listed(cells.acronyms)
    const website = /^https?:\/\/\S+$/.test(listed(cells.links)[0] ?? '') ? (listed(cells.links)[0] ?? null) : null
    yield {
      ror_id: cells.ror_id,
      key: `ror-${number}`,
      name: names[0] ?? cells.name,
      names: [...names, ...acronyms.slice(1)],
      short_name: acronyms[0] ?? null,
      kind: KIND_OF.find(([type]) => cells.types.toLowerCase().split('|').includes(type))?.[1] ?? 'OTH',
      country: cells.country,
      city: ITALIAN_CITIES[cells.city] ?? cells.city,
      latitude: coordinate(cells.lat, 90),
      longitude: coordinate(cells.lng, 180),
      website,
      host: hostOf(website),
    }
  }
}

const listed = (cell: string): string[] =>
  cell
    .split('|')
    .map(part => part.trim())
    .filter(Boolean)

function coordinate(cell: string, most: number): number | null {
  const value = Number.parseFloat(cell)
  return Number.isFinite(value) && Math.abs(value) <= most ? value : null
}

/** The host of an address that is a whole site; null for a page within one, which may be a department's. */
function hostOf(website: string | null): string | null {
  if (website === null || !URL.canParse(website)) return null
  const url = new URL(website)
  return url.pathname === '/' && url.search === '' ? url.hostname.replace(/^www\./, '') : null
}
