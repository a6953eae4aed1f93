import type { Problem, Row } from '#platform/imports/csv.ts'

/** Columns of the CORDIS bulk download that are used, by file. Layout of 2021-2026. */
export const COLUMNS = {
  'project.csv': [
    'id',
    'acronym',
    'status',
    'title',
    'startDate',
    'endDate',
    'totalCost',
    'ecMaxContribution',
    'topics',
    'ecSignatureDate',
    'frameworkProgramme',
    'masterCall',
    'fundingScheme',
    'objective',
    'keywords',
    'grantDoi',
  ],
  'organization.csv': [
    'projectID',
    'organisationID',
    'vatNumber',
    'name',
    'shortName',
    'SME',
    'activityType',
    'street',
    'postCode',
    'city',
    'country',
    'nutsCode',
    'geolocation',
    'organizationURL',
    'role',
    'ecContribution',
    'netEcContribution',
    'totalCost',
    'endOfParticipation',
  ],
  'euroSciVoc.csv': ['projectID', 'euroSciVocCode', 'euroSciVocPath', 'euroSciVocTitle'],
  'topics.csv': ['projectID', 'topic', 'title'],
} as const
export type CordisFile = keyof typeof COLUMNS
type Cells<F extends CordisFile> = Readonly<Record<(typeof COLUMNS)[F][number], string>>

export type ProjectRecord = {
  id: number
  programme: string
  acronym: string | null
  title: string | null
  objective: string | null
  keywords: string | null
  status: string | null
  topic_id: string | null
  call_id: string | null
  scheme: string | null
  signed_on: string | null
  starts_on: string | null
  ends_on: string | null
  total_cost_cents: number | null
  contribution_cents: number | null
  doi: string | null
}
export type ParticipationRecord = {
  project_id: number
  pic: string
  role: string
  vat: string | null
  name: string
  short_name: string | null
  kind: string
  sme: boolean | null
  street: string | null
  postcode: string | null
  city: string | null
  country: string | null
  nuts: string | null
  latitude: number | null
  longitude: number | null
  website: string | null
  contribution_cents: number | null
  net_contribution_cents: number | null
  total_cost_cents: number | null
  ended: boolean
}
export type ConceptRecord = { project_id: number; code: string; path: string; label: string }
export type TopicRecord = { project_id: number; id: string; title: string | null }

/** What is wrong with a value; thrown inside a row's reader, turned into a problem of that row. */
class BadValue extends Error {}

const text = (value: string): string | null => (value.trim() === '' ? null : value.trim())

function date(value: string, column: string): string | null {
  const day = value.trim().slice(0, 10)
  if (day === '') return null
  const parsed = new Date(`${day}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== day)
    throw new BadValue(`${column}: bad date "${value}"`)
  return day
}

/** Euro with a point or a comma, as integer cents. */
function cents(value: string, column: string): number | null {
  const plain = value.trim().replace(',', '.')
  if (plain === '') return null
  const amount = Number(plain)
  if (!Number.isFinite(amount) || amount < 0) throw new BadValue(`${column}: bad amount "${value}"`)
  return Math.round(amount * 100)
}

function number(value: string, column: string): number {
  if (!/^\d{1,15}$/.test(value.trim())) throw new BadValue(`${column}: bad number "${value}"`)
  return Number(value)
}

function oneOf(value: string, allowed: readonly string[], column: string): string {
  if (!allowed.includes(value)) throw new BadValue(`${column}: unknown value "${value}"`)
  return value
}

const ROLES = ['coordinator', 'participant', 'associatedPartner', 'thirdParty']
const KINDS = ['HES', 'REC', 'PRC', 'PUB', 'OTH']

function projectOf(c: Cells<'project.csv'>): ProjectRecord {
  return {
    id: number(c.id, 'id'),
    programme: text(c.frameworkProgramme) ?? 'HORIZON',
    acronym: text(c.acronym),
    title: text(c.title),
    objective: text(c.objective),
    keywords: text(c.keywords),
    status: text(c.status),
    topic_id: text(c.topics.split(';')[0] ?? ''),
    call_id: text(c.masterCall),
    scheme: text(c.fundingScheme),
    signed_on: date(c.ecSignatureDate, 'ecSignatureDate'),
    starts_on: date(c.startDate, 'startDate'),
    ends_on: date(c.endDate, 'endDate'),
    total_cost_cents: cents(c.totalCost, 'totalCost'),
    contribution_cents: cents(c.ecMaxContribution, 'ecMaxContribution'),
    doi: text(c.grantDoi),
  }
}

function participationOf(c: Cells<'organization.csv'>): ParticipationRecord {
  const [latitude, longitude] = c.geolocation.split(',').map(Number)
  const located =
    latitude !== undefined &&
    longitude !== undefined &&
    Math.abs(latitude) <= 90 &&
    Math.abs(longitude) <= 180 &&
    c.geolocation !== ''
  const country = text(c.country)
  if (country !== null && !/^[A-Z]{2}$/.test(country)) throw new BadValue(`country: bad code "${country}"`)
  if (!/^\d{9}$/.test(c.organisationID)) throw new BadValue(`organisationID: bad PIC "${c.organisationID}"`)
  if (c.name.trim() === '') throw new BadValue('name: empty')
  const nuts = text(c.nutsCode)
  return {
    project_id: number(c.projectID, 'projectID'),
    pic: c.organisationID,
    role: oneOf(c.role, ROLES, 'role'),
    vat: text(c.vatNumber),
    name: c.name.trim(),
    short_name: text(c.shortName),
    kind: c.activityType === '' ? 'OTH' : oneOf(c.activityType, KINDS, 'activityType'),
    sme: c.SME === 'true' ? true : c.SME === 'false' ? false : null,
    street: text(c.street),
    postcode: text(c.postCode),
    city: text(c.city),
    country,
    nuts: nuts && /^[A-Z]{2}[A-Z0-9]{0,3}$/.test(nuts) ? nuts : null,
    latitude: located ? latitude : null,
    longitude: located ? longitude : null,
    website: text(c.organizationURL),
    contribution_cents: cents(c.ecContribution, 'ecContribution'),
    net_contribution_cents: cents(c.netEcContribution, 'netEcContribution'),
    total_cost_cents: cents(c.totalCost, 'totalCost'),
    ended: c.endOfParticipation === 'true',
  }
}

function conceptOf(c: Cells<'euroSciVoc.csv'>): ConceptRecord {
  if (!/^(\/\d+)+$/.test(c.euroSciVocCode)) throw new BadValue(`euroSciVocCode: bad code "${c.euroSciVocCode}"`)
  return {
    project_id: number(c.projectID, 'projectID'),
    code: c.euroSciVocCode,
    path: c.euroSciVocPath,
    label: c.euroSciVocTitle,
  }
}

const topicOf = (c: Cells<'topics.csv'>): TopicRecord => {
  if (c.topic.trim() === '') throw new BadValue('topic: empty')
  return { project_id: number(c.projectID, 'projectID'), id: c.topic.trim(), title: text(c.title) }
}

export type Records = {
  'project.csv': ProjectRecord
  'organization.csv': ParticipationRecord
  'euroSciVoc.csv': ConceptRecord
  'topics.csv': TopicRecord
}
const READERS: { readonly [F in CordisFile]: (cells: Cells<F>) => Records[F] } = {
  'project.csv': projectOf,
  'organization.csv': participationOf,
  'euroSciVoc.csv': conceptOf,
  'topics.csv': topicOf,
}

/** A row of a CORDIS file as a record, or the problem with it. */
export function readRow<F extends CordisFile>(
  file: F,
  row: Row<(typeof COLUMNS)[F][number]>,
): { record: Records[F] } | { problem: Problem } {
  try {
    return { record: READERS[file](row.cells) }
  } catch (error) {
    if (!(error instanceof BadValue)) throw error
    return { problem: { file, line: row.line, reason: error.message } }
  }
}
