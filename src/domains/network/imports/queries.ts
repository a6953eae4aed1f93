import { type Counts, counted, createStage, fillStage, type ImportClient } from '#platform/imports/queries.ts'
import type { MunicipalityRecord, NutsRecord, PostcodeRecord } from '../sources/territory.ts'
import type { MemberRecord } from './members.ts'

type Records<T> = AsyncIterable<T> | Iterable<T>

export async function mergeNuts(client: ImportClient, records: Records<NutsRecord>): Promise<Counts> {
  const columns = { code: 'text', name: 'text' }
  await createStage(client, 'staged_nuts', columns)
  await fillStage(client, 'staged_nuts', Object.keys(columns), records)
  return counted(
    client,
    `with written as (
      insert into nuts (code, name) select distinct on (code) code, name from staged_nuts order by code
      on conflict (code) do update set name = excluded.name where nuts.name <> excluded.name returning (xmax = 0) as added)
    select (select count(distinct code)::int from staged_nuts) as read, count(*) filter (where added)::int as added,
      count(*) filter (where not added)::int as changed from written`,
  )
}

export async function mergePostcodes(client: ImportClient, records: Records<PostcodeRecord>): Promise<Counts> {
  const columns = { code: 'text', nuts3: 'text' }
  await createStage(client, 'staged_postcode', columns)
  await fillStage(client, 'staged_postcode', Object.keys(columns), records)
  return counted(
    client,
    `with written as (
      insert into postcode (code, nuts3) select distinct code, nuts3 from staged_postcode s where exists (select 1 from nuts n where n.code = s.nuts3)
      on conflict do nothing returning 1)
    select (select count(*)::int from (select distinct code, nuts3 from staged_postcode) d) as read, count(*)::int as added, 0 as changed,
      (select count(*)::int from staged_postcode s where not exists (select 1 from nuts n where n.code = s.nuts3)) as unknown_province from written`,
  )
}

export async function mergeMunicipalities(client: ImportClient, records: Records<MunicipalityRecord>): Promise<Counts> {
  const columns = { istat_code: 'text', name: 'text', nuts3: 'text' }
  await createStage(client, 'staged_municipality', columns)
  await fillStage(client, 'staged_municipality', Object.keys(columns), records)
  return counted(
    client,
    `with written as (
      insert into municipality (istat_code, name, nuts3) select distinct on (istat_code) istat_code, name, nuts3 from staged_municipality order by istat_code
      on conflict (istat_code) do update set name = excluded.name, nuts3 = excluded.nuts3
        where (municipality.name, municipality.nuts3) is distinct from (excluded.name, excluded.nuts3) returning (xmax = 0) as added)
    select (select count(distinct istat_code)::int from staged_municipality) as read, count(*) filter (where added)::int as added,
      count(*) filter (where not added)::int as changed from written`,
  )
}

/** Provinces by their folded name. */
export async function provincesByName(client: ImportClient): Promise<Map<string, string>> {
  const { rows } = await client.query<{ code: string; name: string }>('select code, name from nuts where level = 3')
  return new Map(rows.map(row => [foldName(row.name), row.code]))
}

export const foldName = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()

export type ClusterRecord = {
  readonly name: string
  readonly region_nuts: string
  readonly says_it: string
  readonly says_en: string
  readonly invented: boolean
}

export async function mergeCluster(client: ImportClient, cluster: ClusterRecord): Promise<void> {
  await client.query(
    `insert into cluster (id, name, region_nuts, says_it, says_en, invented) values (1, $1, $2, $3, $4, $5)
     on conflict (id) do update set name = excluded.name, region_nuts = excluded.region_nuts, says_it = excluded.says_it, says_en = excluded.says_en,
       invented = excluded.invented`,
    [cluster.name, cluster.region_nuts, cluster.says_it, cluster.says_en, cluster.invented],
  )
}

const MEMBER = {
  key: 'text',
  name: 'text',
  kind: 'text',
  sme: 'boolean',
  category: 'text',
  city: 'text',
  website: 'text',
  joined_on: 'date',
  left_on: 'date',
  says: 'text',
  looks_for: 'text',
  concepts: 'text[]',
} as const

/**
 * Organisations of the cluster with their membership and what they say they can do. The province is the one of their municipality;
 * concepts are named by their English label, the most important first.
 */
export async function mergeMembers(client: ImportClient, records: Records<MemberRecord>): Promise<Counts> {
  await createStage(client, 'staged_member', MEMBER)
  await fillStage(client, 'staged_member', Object.keys(MEMBER), records)
  const counts = await counted(
    client,
    `with written as (
      insert into organisation (key, name, kind, sme, country, nuts, city, website, says, looks_for, invented, source)
      select s.key, s.name, s.kind, s.sme, 'IT', m.nuts3, s.city, s.website, s.says, s.looks_for, true, 'cluster'
      from staged_member s left join municipality m on fold(m.name) = fold(s.city)
      on conflict (key) do nothing returning 1)
    select (select count(*)::int from staged_member) as read, count(*)::int as added, 0 as changed from written`,
  )
  await client.query(
    `insert into membership (cluster_id, organisation_id, category, joined_on, left_on)
     select 1, o.id, s.category, s.joined_on, s.left_on from staged_member s join organisation o on o.key = s.key
     where not exists (select 1 from membership m where m.organisation_id = o.id)`,
  )
  const { rows } = await client.query<{ n: number; unknown: string[] | null }>(
    `with named as (
      select s.key, l.label, l.place from staged_member s cross join lateral unnest(s.concepts) with ordinality as l(label, place)),
    known as (
      select distinct on (n.key, c.code) o.id, c.code, n.place
      from named n join organisation o on o.key = n.key join concept c on c.label_en = n.label order by n.key, c.code, n.place),
    declared as (
      insert into declared_concept (organisation_id, concept_code, place) select id, code, place from known on conflict do nothing),
    written as (
      insert into organisation_concept (organisation_id, concept_code, project_count, weight) select id, code, 0, declared_weight(place) from known
      on conflict do nothing returning 1)
    select (select count(*)::int from written) as n,
      (select array_agg(distinct label) from named where label not in (select label_en from concept)) as unknown`,
  )
  const unknown = rows[0]?.unknown ?? []
  if (unknown.length) throw new Error(`Fields of science that do not exist: ${unknown.join(', ')}`)
  return { ...counts, competences: rows[0]?.n ?? 0 }
}
