import path from 'node:path'
import type { Readable } from 'node:stream'
import type pg from 'pg'
import { Failure } from '#platform/errors.ts'
import { readCsv } from '#platform/imports/csv.ts'
import { analyse, type Counts, everDone, type ImportClient } from '#platform/imports/queries.ts'
import {
  openMaybeGzip,
  type Problems,
  type Report,
  requireFile,
  runImport,
  type Summary,
} from '#platform/imports/run.ts'
import { COLUMNS, type CordisFile, readRow } from '../sources/cordis.ts'
import { readEarlier } from '../sources/earlier.ts'
import { italianLabels, readEuroscivoc, type TaxonomyRecord } from '../sources/euroscivoc.ts'
import { type Member, zipMembers } from '../sources/zip.ts'
import type { Facts } from '../starter/format.ts'
import { conceptLinksOf, earlierOf, participationsOf, projectsOf, topicsOf } from '../starter/unpack.ts'
import { refreshSearchOf, refreshSummaries } from '../summary/queries.ts'
import { KeyTerms } from '../terms.ts'
import { errors } from './messages.ts'
import {
  createStages,
  linkByVat,
  mergeConceptLabels,
  mergeConcepts,
  mergeEarlier,
  mergeOrganisations,
  mergeParticipations,
  mergeProjects,
  mergeTopics,
  type Stage,
  type Staged,
  type StagedProject,
  stage,
} from './queries.ts'

const STAGE_OF: Record<CordisFile, Stage> = {
  'project.csv': 'staged_project',
  'organization.csv': 'staged_participation',
  'euroSciVoc.csv': 'staged_concept',
  'topics.csv': 'staged_topic',
}

/**
 * Imports a CORDIS bulk zip: streamed into staging tables, then merged, in one transaction. Importing the same file again changes nothing.
 * Broken rows are listed in a report file; the rest goes in. Throws Invalid for a file that is no zip, or whose header is broken.
 */
export async function importCordis(
  pool: pg.Pool,
  file: string,
  reports: string,
  progress: Report = () => undefined,
): Promise<Summary> {
  requireFile(file)
  const { members, truncated } = await zipMembers(file).catch(error => {
    throw new Failure('Invalid', errors.notAZip, {
      file,
      reason: error instanceof Error ? error.message : String(error),
    })
  })
  const byName = new Map(members.map(member => [path.basename(member.name), member]))
  const names = Object.keys(COLUMNS) as CordisFile[]
  const missing = names.filter(name => !byName.has(name))
  if (truncated ? missing.length === names.length : missing.length > 0)
    throw new Failure('Invalid', errors.missingFiles, { file, names: missing.join(', ') })
  return runImport(pool, { source: 'cordis', file, reports }, async (client, problems) => {
    if (truncated)
      problems.add({
        file: path.basename(file),
        line: 0,
        reason: 'the zip is cut short; what could be read was imported',
      })
    const total = names.length + 5
    let done = 0
    await createStages(client)
    const projects = byName.get('project.csv')
    const terms = projects ? await countTerms(projects) : new KeyTerms()
    progress(++done, total)
    for (const name of names) {
      const member = byName.get(name)
      if (member) await stageFile(client, name, member, problems, terms)
      else problems.add({ file: name, line: 0, reason: 'not in the zip' })
      progress(++done, total)
    }
    const counts = await mergeAll(client)
    progress(++done, total)
    await refreshSummaries(client)
    progress(total, total)
    return counts
  })
}

/** Merges whatever is staged, in the order the references need. Fresh tables have no statistics: without them the joins take minutes. */
export async function mergeAll(client: ImportClient): Promise<Record<string, Counts>> {
  const topic = await mergeTopics(client)
  const project = await mergeProjects(client)
  const organisation = await mergeOrganisations(client)
  await analyse(client, ['project', 'organisation'])
  const participation = await mergeParticipations(client)
  const concept = await mergeConcepts(client)
  await analyse(client, ['participation', 'concept', 'project_concept'])
  return { topic, project, organisation, participation, concept, link: await linkByVat(client) }
}

/** A first reading of the projects: in how many of them each word stands. Nothing but the counts is kept. */
async function countTerms(member: Member): Promise<KeyTerms> {
  const terms = new KeyTerms()
  for await (const row of readCsv(await member.open(), 'project.csv', ['title', 'objective', 'keywords'])) {
    if ('cells' in row) terms.count(row.cells)
  }
  return terms
}

async function stageFile<F extends CordisFile>(
  client: ImportClient,
  name: F,
  member: Member,
  problems: Problems,
  terms: KeyTerms,
): Promise<void> {
  async function* records() {
    for await (const row of readCsv<(typeof COLUMNS)[F][number]>(await member.open(), name, COLUMNS[name])) {
      const read = 'reason' in row ? { problem: row } : readRow(name, row)
      if ('problem' in read) problems.add(read.problem)
      else if ('objective' in read.record)
        yield { ...read.record, terms: terms.of(read.record) } satisfies StagedProject as Staged[Stage]
      else yield read.record as Staged[Stage]
    }
  }
  await stage<Stage>(client, STAGE_OF[name], records())
}

/** Stages and merges the compact extract of a fresh install. */
export async function mergeFacts(client: ImportClient, facts: Facts): Promise<Record<string, Counts>> {
  await createStages(client)
  await stage(client, 'staged_project', projectsOf(facts))
  await stage(client, 'staged_participation', participationsOf(facts))
  await stage(client, 'staged_concept', conceptLinksOf(facts))
  await stage(client, 'staged_topic', topicsOf(facts))
  await stage(client, 'staged_earlier', earlierOf(facts))
  return { ...(await mergeAll(client)), earlier: await mergeEarlier(client) }
}

/** EuroSciVoc, the taxonomy: codes, addresses, English labels and definitions of a CSV, Italian labels of ours. */
export async function importEuroscivoc(pool: pg.Pool, file: string, reports: string): Promise<Summary> {
  return runImport(pool, { source: 'euroscivoc', file, reports }, async (client, problems) => {
    async function* records() {
      for await (const row of readEuroscivoc(openMaybeGzip(file), path.basename(file))) {
        if ('reason' in row) problems.add(row)
        else yield row
      }
    }
    const counts = { concept: await mergeTaxonomy(client, records()) }
    await refreshSummaries(client)
    return counts
  })
}

/** Merges concepts of the taxonomy; those that projects named before keep their codes. */
async function mergeTaxonomy(
  client: ImportClient,
  records: AsyncIterable<TaxonomyRecord> | Iterable<TaxonomyRecord>,
): Promise<Counts> {
  const italian = italianLabels()
  async function* labelled() {
    for await (const record of records)
      yield { ...record, label_it: italian.get(record.code.split('/').at(-1) ?? '') ?? null }
  }
  return mergeConceptLabels(client, labelled())
}

/** The taxonomy of the starter data; concepts without a place in the tree are left out. */
export async function mergeStarterTaxonomy(client: ImportClient, csv: Readable): Promise<Counts> {
  async function* placed() {
    for await (const row of readEuroscivoc(csv, 'euroscivoc.csv')) if ('code' in row) yield row
  }
  return mergeTaxonomy(client, placed())
}

/** Whether this database has been filled before, by the starter data or by an import of projects. */
export async function starterIsLoaded(pool: pg.Pool): Promise<boolean> {
  return (await everDone(pool, 'starter')) || (await everDone(pool, 'cordis'))
}

/** Makes every derived table again. */
export const refreshDerived = refreshSummaries

/** The same in a transaction of its own. */
export const refreshAll = (pool: pg.Pool): Promise<void> => inOne(pool, refreshSummaries)

/** Makes again what a search knows of a few organisations, in a transaction of its own. */
export const refreshSome = (pool: pg.Pool, ids: readonly number[]): Promise<void> =>
  inOne(pool, client => refreshSearchOf(client, ids))

async function inOne(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await work(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** Horizon 2020 participations (CSV, gzipped or not): who worked with whom, without texts. */
export async function importEarlier(pool: pg.Pool, file: string, reports: string): Promise<Summary> {
  return runImport(pool, { source: 'h2020', file, reports }, async (client, problems) => {
    await createStages(client)
    async function* records() {
      for await (const row of readEarlier(openMaybeGzip(file), path.basename(file))) {
        if ('reason' in row) problems.add(row)
        else yield row
      }
    }
    await stage(client, 'staged_earlier', records())
    const counts = { earlier: await mergeEarlier(client) }
    await analyse(client, ['earlier_participation'])
    await refreshSummaries(client)
    return counts
  })
}
