import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, statSync, type WriteStream } from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { Failure } from '#platform/errors.ts'
import { COLUMNS, type CordisFile, readRow } from '../sources/cordis.ts'
import { BadHeader, type Problem, readCsv } from '../sources/csv.ts'
import { type Member, zipMembers } from '../sources/zip.ts'
import { refreshSummaries } from '../summary/queries.ts'
import { errors } from './messages.ts'
import {
  analyse,
  beginRun,
  type Counts,
  createStages,
  type EarlierRecord,
  finishRun,
  type ImportClient,
  linkByVat,
  mergeConcepts,
  mergeEarlier,
  mergeOrganisations,
  mergeParticipations,
  mergeProjects,
  mergeTopics,
  type Stage,
  type Staged,
  stage,
} from './queries.ts'

export type Summary = {
  readonly run: number
  readonly counts: Readonly<Record<string, Counts>>
  readonly problems: number
  /** Where every problem is listed, when there is any. */
  readonly report: string | undefined
  readonly seconds: number
}
export type Report = (done: number, total: number) => void

const STAGE_OF: Record<CordisFile, Stage> = {
  'project.csv': 'staged_project',
  'organization.csv': 'staged_participation',
  'euroSciVoc.csv': 'staged_concept',
  'topics.csv': 'staged_topic',
}
/** Problems kept in the database; all of them are in the report file. */
const KEPT_PROBLEMS = 50

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
  if (!truncated) {
    const missing = (Object.keys(COLUMNS) as CordisFile[]).filter(name => !byName.has(name))
    if (missing.length) throw new Failure('Invalid', errors.missingFiles, { file, names: missing.join(', ') })
  }
  return run(pool, { source: 'cordis', file, reports }, async (client, problems) => {
    if (truncated)
      problems.add({
        file: path.basename(file),
        line: 0,
        reason: 'the zip is cut short; what could be read was imported',
      })
    const total = Object.keys(COLUMNS).length + 4
    let done = 0
    for (const name of Object.keys(COLUMNS) as CordisFile[]) {
      const member = byName.get(name)
      if (member) await stageFile(client, name, member, problems)
      else problems.add({ file: name, line: 0, reason: 'not in the zip' })
      progress(++done, total)
    }
    const counts = { ...(await mergeAll(client)), link: await linkByVat(client) }
    progress(++done, total)
    await refreshSummaries(client)
    progress(total, total)
    return counts
  })
}

/** Merges whatever is staged, in the order the references need. Fresh tables have no statistics: without them the joins take minutes. */
export async function mergeAll(client: ImportClient): Promise<Record<string, Counts>> {
  await analyse(client, ['staged_project', 'staged_participation', 'staged_concept', 'staged_topic'])
  const topic = await mergeTopics(client)
  const project = await mergeProjects(client)
  const organisation = await mergeOrganisations(client)
  await analyse(client, ['project', 'organisation'])
  const participation = await mergeParticipations(client)
  const concept = await mergeConcepts(client)
  await analyse(client, ['participation', 'concept', 'project_concept'])
  return { topic, project, organisation, participation, concept }
}

async function stageFile<F extends CordisFile>(
  client: ImportClient,
  name: F,
  member: Member,
  problems: Problems,
): Promise<void> {
  async function* records() {
    for await (const row of readCsv<(typeof COLUMNS)[F][number]>(await member.open(), name, COLUMNS[name])) {
      const read = 'reason' in row ? { problem: row } : readRow(name, row)
      if ('problem' in read) problems.add(read.problem)
      else yield read.record as unknown as Staged[Stage]
    }
  }
  await stage(client, STAGE_OF[name], records() as never)
}

/** Horizon 2020 participations (CSV, gzipped or not): who worked with whom, without texts. */
export async function importEarlier(pool: pg.Pool, file: string, reports: string): Promise<Summary> {
  requireFile(file)
  return run(pool, { source: 'h2020', file, reports }, async (client, problems) => {
    const name = path.basename(file)
    const raw = createReadStream(file)
    const stream: Readable = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw
    async function* records(): AsyncGenerator<EarlierRecord> {
      for await (const row of readCsv(stream, name, ['rcn', 'role', 'pic', 'contribution', 'start_date'], ',')) {
        if ('reason' in row) problems.add(row)
        else {
          const { rcn, role, pic, contribution, start_date } = row.cells
          const bad = !/^\d{9}$/.test(pic)
            ? `bad PIC "${pic}"`
            : !/^\d+$/.test(rcn)
              ? `bad rcn "${rcn}"`
              : ROLE_OF[role]
                ? undefined
                : `unknown role "${role}"`
          if (bad) problems.add({ file: name, line: row.line, reason: bad })
          else {
            const amount = Number(contribution)
            yield {
              programme: 'H2020',
              project_rcn: Number(rcn),
              pic,
              role: ROLE_OF[role] ?? 'participant',
              contribution_cents:
                contribution === '' || !Number.isFinite(amount) || amount < 0 ? null : Math.round(amount * 100),
              starts_on: /^\d{4}-\d{2}-\d{2}$/.test(start_date) ? start_date : null,
            }
          }
        }
      }
    }
    await stage(client, 'staged_earlier', records())
    const counts = { earlier: await mergeEarlier(client) }
    await refreshSummaries(client)
    return counts
  })
}

/** Roles of Horizon 2020 that have other names in Horizon Europe. */
const ROLE_OF: Record<string, string> = {
  coordinator: 'coordinator',
  participant: 'participant',
  hostInstitution: 'participant',
  beneficiary: 'participant',
  partner: 'associatedPartner',
  internationalPartner: 'associatedPartner',
  associatedPartner: 'associatedPartner',
  thirdParty: 'thirdParty',
}

function requireFile(file: string): void {
  if (!existsSync(file) || !statSync(file).isFile()) throw new Failure('Invalid', errors.noFile, { file })
}

class Problems {
  readonly first: Problem[] = []
  count = 0
  #out: WriteStream | undefined
  readonly #file: string
  constructor(file: string) {
    this.#file = file
  }
  add(problem: Problem): void {
    if (!this.#out) {
      mkdirSync(path.dirname(this.#file), { recursive: true })
      this.#out = createWriteStream(this.#file)
      this.#out.write('file,line,reason\n')
    }
    this.#out.write(`${problem.file},${problem.line},"${problem.reason.replaceAll('"', '""')}"\n`)
    this.count += 1
    if (this.first.length < KEPT_PROBLEMS) this.first.push(problem)
  }
  async close(): Promise<string | undefined> {
    const out = this.#out
    if (!out) return undefined
    await new Promise<void>(resolve => out.end(resolve))
    return this.#file
  }
}

/** One import: a row in import_run, one transaction around the work, a report of problems. */
async function run(
  pool: pg.Pool,
  { source, file, reports }: { source: string; file: string; reports: string },
  work: (client: ImportClient, problems: Problems) => Promise<Record<string, Counts>>,
): Promise<Summary> {
  const begun = performance.now()
  const id = await beginRun(pool, source, path.basename(file), await sha256Of(file))
  const problems = new Problems(path.join(reports, `import-${id}.csv`))
  const client = await pool.connect()
  try {
    await client.query('begin')
    await createStages(client)
    const counts = await work(client, problems)
    await client.query('commit')
    const report = await problems.close()
    await finishRun(pool, id, 'done', counts, problems.first)
    return { run: id, counts, problems: problems.count, report, seconds: (performance.now() - begun) / 1000 }
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    await problems.close()
    await finishRun(pool, id, 'failed', {}, problems.first).catch(() => undefined)
    if (error instanceof BadHeader)
      throw new Failure('Invalid', errors.badHeader, { file: error.file, names: error.missing.join(', ') })
    throw error
  } finally {
    client.release()
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
