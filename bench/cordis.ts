import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import yauzl from 'yauzl'

/** What the benchmarks read of a CORDIS bulk download; the product's own importer keeps more and reports broken rows. */
export interface CordisProject {
  readonly id: string
  readonly title: string
  readonly objective: string
  readonly keywords: string
  readonly topicId: string
  readonly topicTitle: string
  readonly callId: string
  readonly scheme: string
  /** Signature date, days since 1970-01-01. */
  readonly day: number
  readonly concepts: readonly string[]
}

export interface CordisParticipation {
  readonly projectId: string
  readonly pic: string
  readonly name: string
  readonly shortName: string
  readonly city: string
  readonly country: string
  readonly nuts: string
  readonly kind: string
  readonly sme: boolean
  readonly role: string
}

export interface Cordis {
  readonly projects: readonly CordisProject[]
  readonly participations: readonly CordisParticipation[]
}

/** A participation of Horizon 2020: the graph without texts. */
export interface EarlierParticipation {
  readonly projectId: string
  readonly pic: string
  readonly role: string
  /** Start of the project, days since 1970-01-01. */
  readonly day: number
}

/** Whole days since 1970-01-01 of an ISO calendar date; NaN when it is not one. */
export function dayOf(date: string): number {
  return Math.floor(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / 86_400_000)
}

type Row = Readonly<Record<string, string>>

async function eachRow(stream: Readable, delimiter: string, visit: (row: Row) => void): Promise<void> {
  const parser = stream.pipe(
    parse({
      columns: true,
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      bom: true,
      skip_empty_lines: true,
    }),
  )
  stream.on('error', error => parser.destroy(error))
  for await (const row of parser) visit(row as Row)
}

/** Reads one zip in the layout of the official bulk download. Duplicate rows are left to the caller. */
export async function readCordis(file: string): Promise<Cordis> {
  const tables = new Map<string, Row[]>()
  const zip = await yauzl.openPromise(file)
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.split('/').pop() ?? ''
    if (!/^(project|organization|euroSciVoc|topics)\.csv$/.test(name)) continue
    const rows: Row[] = []
    await eachRow(await zip.openReadStreamPromise(entry), ';', row => rows.push(row))
    tables.set(name, rows)
  }
  const table = (name: string): Row[] => {
    const rows = tables.get(name)
    if (!rows) throw new Error(`${file}: ${name} is missing`)
    return rows
  }
  const concepts = new Map<string, string[]>()
  for (const row of table('euroSciVoc.csv')) {
    const id = row.projectID ?? ''
    const list = concepts.get(id)
    if (list) list.push(row.euroSciVocCode ?? '')
    else concepts.set(id, [row.euroSciVocCode ?? ''])
  }
  const topics = new Map(table('topics.csv').map(row => [row.projectID ?? '', row]))
  const projects = table('project.csv').map(row => {
    const id = row.id ?? ''
    return {
      id,
      title: row.title ?? '',
      objective: row.objective ?? '',
      keywords: row.keywords ?? '',
      topicId: topics.get(id)?.topic ?? row.topics ?? '',
      topicTitle: topics.get(id)?.title ?? '',
      callId: row.masterCall ?? '',
      scheme: row.fundingScheme ?? '',
      day: dayOf(row.ecSignatureDate ?? ''),
      concepts: concepts.get(id) ?? [],
    }
  })
  const participations = table('organization.csv').map(row => ({
    projectId: row.projectID ?? '',
    pic: row.organisationID ?? '',
    name: row.name ?? '',
    shortName: row.shortName ?? '',
    city: row.city ?? '',
    country: row.country ?? '',
    nuts: row.nutsCode ?? '',
    kind: row.activityType ?? '',
    sme: row.SME === 'true',
    role: row.role ?? '',
  }))
  return { projects, participations }
}

/** An organisation as its first participation describes it. */
export interface CordisOrganisation {
  readonly pic: string
  readonly vat: string
  readonly name: string
  readonly shortName: string
  readonly street: string
  readonly postcode: string
  readonly city: string
  readonly country: string
  readonly nuts: string
  readonly site: string
}

/** Reads the organisations of a bulk download, each PIC once. */
export async function readOrganisations(file: string): Promise<CordisOrganisation[]> {
  const found = new Map<string, CordisOrganisation>()
  const zip = await yauzl.openPromise(file)
  for await (const entry of zip.eachEntry()) {
    if (!/(^|\/)organization\.csv$/.test(entry.fileName)) continue
    await eachRow(await zip.openReadStreamPromise(entry), ';', row => {
      const pic = row.organisationID ?? ''
      if (pic === '' || found.has(pic)) return
      found.set(pic, {
        pic,
        vat: row.vatNumber ?? '',
        name: row.name ?? '',
        shortName: row.shortName ?? '',
        street: row.street ?? '',
        postcode: row.postCode ?? '',
        city: row.city ?? '',
        country: row.country ?? '',
        nuts: row.nutsCode ?? '',
        site: row.organizationURL ?? '',
      })
    })
  }
  return [...found.values()]
}

/** Reads the Horizon 2020 participation graph (gzipped CSV with rcn, role, pic, start_date). */
export async function readEarlier(file: string): Promise<EarlierParticipation[]> {
  const found: EarlierParticipation[] = []
  const stream = createReadStream(file).pipe(createGunzip())
  await eachRow(stream, ',', row => {
    found.push({
      projectId: row.rcn ?? '',
      pic: row.pic ?? '',
      role: row.role ?? '',
      day: dayOf(row.start_date ?? ''),
    })
  })
  return found
}
