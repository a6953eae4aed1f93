import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import type pg from 'pg'
import { Failure } from '#platform/errors.ts'
import type { Problem } from '#platform/imports/csv.ts'
import { errors } from '#platform/imports/messages.ts'
import type { Counts, ImportClient } from '#platform/imports/queries.ts'
import { openMaybeGzip, type Problems, runImport, type Summary } from '#platform/imports/run.ts'
import { readRor } from '../sources/ror.ts'
import { readMunicipalities, readNuts, readPostcodes } from '../sources/territory.ts'
import { mergeExampleRegistry } from './example/queries.ts'
import { clusterFormat } from './members.ts'
import {
  foldName,
  mergeCluster,
  mergeMembers,
  mergeMunicipalities,
  mergeNuts,
  mergePostcodes,
  provincesByName,
} from './queries.ts'
import { mergeRor } from './ror/queries.ts'

/** Passes records on and puts problems aside. */
async function* sound<T extends object>(
  items: AsyncIterable<T | Problem> | Iterable<T | Problem>,
  problems: Problems,
): AsyncGenerator<T> {
  for await (const item of items) {
    if ('reason' in item) problems.add(item)
    else yield item
  }
}

/** Names of regions and provinces (CSV). */
export async function importNuts(pool: pg.Pool, file: string, reports: string): Promise<Summary> {
  return runImport(pool, { source: 'nuts', file, reports }, async (client, problems) => ({
    nuts: await mergeNuts(client, sound(readNuts(openMaybeGzip(file), path.basename(file)), problems)),
  }))
}

/** Which province a postcode lies in (CSV); provinces must be there first. */
export async function importPostcodes(pool: pg.Pool, file: string, reports: string): Promise<Summary> {
  return runImport(pool, { source: 'postcodes', file, reports }, async (client, problems) => ({
    postcode: await mergePostcodes(client, sound(readPostcodes(openMaybeGzip(file), path.basename(file)), problems)),
  }))
}

/** Municipalities from a TopoJSON of boundaries; provinces must be there first. */
export async function importMunicipalities(pool: pg.Pool, file: string, reports: string): Promise<Summary> {
  return runImport(pool, { source: 'municipalities', file, reports }, async (client, problems) => ({
    municipality: await mergeTopology(client, readFileSync(file, 'utf8'), path.basename(file), problems),
  }))
}

/**
 * Organisations of the Research Organization Registry (CSV): ids for those we know, the others added. `refresh` makes again what is derived
 * from organisations.
 */
export async function importRor(
  pool: pg.Pool,
  file: string,
  reports: string,
  refresh: (client: ImportClient) => Promise<void>,
): Promise<Summary> {
  return runImport(pool, { source: 'ror', file, reports }, async (client, problems) => {
    const counts = await mergeRor(client, sound(readRor(openMaybeGzip(file), path.basename(file)), problems))
    await refresh(client)
    return { organisation: counts }
  })
}

async function mergeTopology(client: ImportClient, text: string, name: string, problems: Problems): Promise<Counts> {
  const provinces = await provincesByName(client)
  const rows = readMunicipalities(parsed(text, name), name, province => provinces.get(foldName(province)))
  return mergeMunicipalities(client, sound(rows, problems))
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Failure('Invalid', errors.unreadable, { file, reason })
  }
}

/** Regions, provinces, postcodes and municipalities of the starter data. */
export async function mergeTerritory(
  client: ImportClient,
  files: { nuts: Readable; postcodes: Readable; topology: string },
  problems: Problems,
): Promise<Record<string, Counts>> {
  return {
    nuts: await mergeNuts(client, sound(readNuts(files.nuts, 'nuts'), problems)),
    postcode: await mergePostcodes(client, sound(readPostcodes(files.postcodes, 'postcodes'), problems)),
    municipality: await mergeTopology(client, files.topology, 'municipalities', problems),
  }
}

/** The example cluster: the association and its invented members. `content` is starter/members.json, parsed. */
export async function mergeExampleCluster(client: ImportClient, content: unknown): Promise<Counts> {
  const { cluster, members } = clusterFormat.parse(content)
  await mergeCluster(client, cluster)
  const counts = await mergeMembers(client, members)
  await mergeExampleRegistry(client, members)
  return counts
}
