import type { Readable } from 'node:stream'
import { type Problem, readCsv } from '#platform/imports/csv.ts'

export type NutsRecord = { code: string; name: string }
export type PostcodeRecord = { code: string; nuts3: string }
export type MunicipalityRecord = { istat_code: string; name: string; nuts3: string }

/** Italian names of the parts of level 1, which the file only codes. */
const LEVEL_1: Readonly<Record<string, string>> = {
  ITC: 'Nord-Ovest',
  ITF: 'Sud',
  ITG: 'Isole',
  ITH: 'Nord-Est',
  ITI: 'Centro',
}

/** Reads nuts1;nuts2;nuts3;provincia;regione;ripartizione: one row a province, every level once. */
export async function* readNuts(stream: Readable, file: string): AsyncGenerator<NutsRecord | Problem> {
  const seen = new Set<string>()
  function* once(code: string, name: string) {
    if (!seen.has(code)) yield { code, name }
    seen.add(code)
  }
  yield* once('IT', 'Italia')
  for await (const row of readCsv(stream, file, ['nuts1', 'nuts2', 'nuts3', 'provincia', 'regione', 'ripartizione'])) {
    if ('reason' in row) {
      yield row
      continue
    }
    const { nuts1, nuts2, nuts3, provincia, regione, ripartizione } = row.cells
    if (!nuts3 && !provincia) continue
    if (!/^IT[A-Z][0-9A-Z]{2}$/.test(nuts3) || !nuts3.startsWith(nuts2) || !nuts2.startsWith(nuts1) || !provincia) {
      yield { file, line: row.line, reason: `bad NUTS codes "${nuts1}", "${nuts2}", "${nuts3}"` }
      continue
    }
    yield* once(nuts1, LEVEL_1[nuts1] ?? ripartizione)
    yield* once(nuts2, regione)
    yield* once(nuts3, provincia)
  }
}

/** Reads NUTS3;CODE with values in single quotes, as Eurostat writes them. */
export async function* readPostcodes(stream: Readable, file: string): AsyncGenerator<PostcodeRecord | Problem> {
  for await (const row of readCsv(stream, file, ['NUTS3', 'CODE'])) {
    if ('reason' in row) {
      yield row
      continue
    }
    const [nuts3 = '', code = ''] = [row.cells.NUTS3, row.cells.CODE].map(value => value.replace(/^'|'$/g, ''))
    if (/^IT[A-Z0-9]{3}$/.test(nuts3) && /^\d{5}$/.test(code)) yield { code, nuts3 }
    else yield { file, line: row.line, reason: `bad postcode "${code}" or province "${nuts3}"` }
  }
}

type Geometry = { properties?: { name?: string; com_istat_code?: string; prov_name?: string } }

/**
 * Municipalities from the properties of a parsed TopoJSON of boundaries (openpolis/geojson-italy). `nuts3Of` finds a province by its name.
 */
export function* readMunicipalities(
  content: unknown,
  file: string,
  nuts3Of: (province: string) => string | undefined,
): Generator<MunicipalityRecord | Problem> {
  const topology = (content ?? {}) as { objects?: Record<string, { geometries?: Geometry[] }> }
  for (const { geometries } of Object.values(topology.objects ?? {})) {
    for (const [at, { properties }] of (geometries ?? []).entries()) {
      const { name = '', com_istat_code = '', prov_name = '' } = properties ?? {}
      const nuts3 = nuts3Of(prov_name)
      if (/^\d{6}$/.test(com_istat_code) && name && nuts3) yield { istat_code: com_istat_code, name, nuts3 }
      else yield { file, line: at + 1, reason: `bad municipality "${name}" (${com_istat_code}) of "${prov_name}"` }
    }
  }
}
