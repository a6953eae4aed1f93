import { sql } from 'kysely'
import { type Db, likeLiteral } from '#platform/db.ts'

/** Names of regions and provinces by NUTS code, under a prefix. */
export async function placeNames(db: Db, prefix: string): Promise<Map<string, string>> {
  const rows = await db.selectFrom('nuts').where('code', 'like', `${prefix}%`).select(['code', 'name']).execute()
  return new Map(rows.map(row => [row.code, row.name]))
}

/** Whether a NUTS code, or the beginning of one, is a place we know or somebody has a seat in. */
export async function isPlace(db: Db, code: string): Promise<boolean> {
  const named = await db.selectFrom('nuts').where('code', '=', code).select('code').executeTakeFirst()
  if (named) return true
  const seat = await db
    .selectFrom('organisation')
    .where('nuts', 'like', `${likeLiteral(code)}%`)
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return seat !== undefined
}

const DETAIL = [
  'id',
  'key',
  'pic',
  'ror_id',
  'vat',
  'name',
  'short_name',
  'other_names',
  'kind',
  'sme',
  'country',
  'nuts',
  'city',
  'postcode',
  'website',
  'says',
  'looks_for',
  'same_as',
  'linked_by',
  'invented',
  'project_count',
  'coordinated_count',
  'contribution_cents',
  'last_start',
  'latitude',
  'longitude',
] as const

export type Organisation = NonNullable<Awaited<ReturnType<typeof organisationByKey>>>

export async function organisationByKey(db: Db, key: string) {
  return db.selectFrom('organisation').where('key', '=', key).select(DETAIL).executeTakeFirst()
}

export async function organisationById(db: Db, id: number) {
  return db.selectFrom('organisation').where('id', '=', id).select(DETAIL).executeTakeFirst()
}

/** Other records of the same organisation: the ones that point to `id`. */
export async function linkedRecords(db: Db, id: number) {
  return db
    .selectFrom('organisation')
    .where('same_as', '=', id)
    .select(['id', 'key', 'pic', 'name', 'linked_by', 'says', 'looks_for'])
    .orderBy('key')
    .execute()
}

/** Of the organisation or of a record linked to it; its own first. */
export async function currentMembership(db: Db, id: number) {
  return db
    .selectFrom('membership')
    .innerJoin('organisation', 'organisation.id', 'membership.organisation_id')
    .where(eb => eb.or([eb('organisation.id', '=', id), eb('organisation.same_as', '=', id)]))
    .where('left_on', 'is', null)
    .select(['category', 'joined_on'])
    .orderBy('same_as', order => order.asc().nullsFirst())
    .orderBy('joined_on')
    .limit(1)
    .executeTakeFirst()
}

export type PlaceCount = {
  readonly nuts3: string
  readonly name: string
  readonly members: number
  readonly organisations: number
  readonly projects: number
}

/** Members, organisations with a European record and their projects, by province of a region. */
export async function countsByProvince(db: Db, region: string): Promise<PlaceCount[]> {
  const { rows } = await sql<PlaceCount>`
    select n.code as nuts3, n.name, count(*) filter (where s.member)::int as members,
      count(*) filter (where s.project_count > 0)::int as organisations, coalesce(sum(s.project_count), 0)::int as projects
    from nuts n left join organisation_search s on s.province = n.code
    where n.code like ${`${region}_`} group by n.code, n.name order by n.code`.execute(db)
  return rows
}

/** Members and organisations with a European record by municipality of a province, matched by the name of the city. */
export async function countsByMunicipality(db: Db, nuts3: string): Promise<PlaceCount[]> {
  const { rows } = await sql<PlaceCount>`
    select m.istat_code as nuts3, m.name, count(*) filter (where s.member)::int as members,
      count(*) filter (where s.project_count > 0)::int as organisations, coalesce(sum(s.project_count), 0)::int as projects
    from municipality m
    left join (organisation_search s join organisation o on o.id = s.organisation_id) on s.province = m.nuts3 and fold(o.city) = fold(m.name)
    where m.nuts3 = ${nuts3} group by m.istat_code, m.name order by m.name collate "und-x-icu"`.execute(db)
  return rows
}

export type Named = {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly short_name: string | null
}

/** What organisations are called, by their number. */
export async function organisationNames(db: Db, ids: readonly number[]): Promise<Map<number, Named>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('organisation')
    .where('id', 'in', ids)
    .select(['id', 'key', 'name', 'short_name'])
    .execute()
  return new Map(rows.map(row => [row.id, row]))
}
