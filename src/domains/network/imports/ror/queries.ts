import {
  type Counts,
  counted,
  createStage,
  fillStage,
  fingerprint,
  type ImportClient,
} from '#platform/imports/queries.ts'
import type { RorRecord } from '../../sources/ror.ts'

const STAGE = {
  ror_id: 'text',
  key: 'text',
  name: 'text',
  names: 'text[]',
  short_name: 'text',
  kind: 'text',
  country: 'text',
  city: 'text',
  latitude: 'double precision',
  longitude: 'double precision',
  website: 'text',
  host: 'text',
} as const

/** Words that one register writes in a name and another leaves out. */
const OPTIONAL = 'alma mater studiorum|degli studi|italy|s r l|srl|s p a|spa|scarl|scpa|onlus'
/** Letters and digits of a name, folded. */
const bare = (text: string) => `regexp_replace(fold(${text}), '[^a-z0-9]+', ' ', 'g')`
/** How names are compared; one that consists of such words alone is compared by nothing. */
const plain = (text: string) =>
  `nullif(trim(regexp_replace(regexp_replace(${bare(text)}, '\\y(${OPTIONAL})\\y', ' ', 'g'), ' +', ' ', 'g')), '')`
/** Of a city the first of its names ("Bolzano/Bozen") counts. */
const town = (text: string) => `trim(${bare(`split_part(${text}, '/', 1)`)})`
const host = (text: string) => `regexp_replace(lower(${text}), '^https?://(www\\.)?|/$', '', 'g')`

/**
 * Gives organisations their ROR id: first by a name and the city, then by the host of the website and the city where both are the only ones.
 * Those of the registry that nobody has are added. An id that an organisation has stays; invented organisations get none.
 */
export async function mergeRor(client: ImportClient, records: AsyncIterable<RorRecord>): Promise<Counts> {
  await createStage(client, 'staged_ror', STAGE)
  await fillStage(client, 'staged_ror', Object.keys(STAGE), records)
  await client.query('analyze staged_ror')
  const unknown = `not exists (select 1 from organisation k where k.ror_id = s.ror_id)`
  const free = `o.ror_id is null and not o.invented and o.same_as is null`
  const matched = await link(
    client,
    `select s.ror_id, o.id, o.project_count from staged_ror s cross join lateral unnest(s.names) as n(name)
      join own o on o.country = s.country and o.town = ${town('s.city')} and o.name = ${plain('n.name')} where ${unknown}`,
    `own as materialized (
      select o.id, o.country, o.project_count, ${town('o.city')} as town, ${plain('n.name')} as name
      from organisation o cross join lateral unnest(array[o.name] || o.other_names) as n(name) where ${free} and o.city is not null)`,
  )
  const byHost = await link(
    client,
    `select s.ror_id, o.id, 0 as project_count from alone s join own o on o.host = s.host and o.town = ${town('s.city')}`,
    `alone as (
      select s.*, count(*) over (partition by s.host) as sharing from staged_ror s where s.host is not null and ${unknown}),
    every as (select o.id, ${town('o.city')} as town, ${host('o.website')} as host from organisation o where ${free} and o.website is not null),
    own as (select e.*, count(*) over (partition by e.host, e.town) as sharing from every e)`,
    true,
  )
  const added = await addUnknown(client)
  return { ...added, matched: matched + byHost, by_website: byHost }
}

/** Sets the id of the best match: one organisation for each id and one id for each organisation. */
async function link(client: ImportClient, pairs: string, parts: string, onlyAlone = false): Promise<number> {
  const condition = onlyAlone ? ' where s.sharing = 1 and o.sharing = 1' : ''
  const { rowCount } = await client.query(
    `with ${parts}, pair as (${pairs}${condition}),
    one as (select distinct on (ror_id) * from pair order by ror_id, project_count desc, id),
    best as (select distinct on (id) * from one order by id, ror_id)
    update organisation o set ror_id = b.ror_id, updated_at = now() from best b where o.id = b.id`,
  )
  return rowCount ?? 0
}

/** Adds the organisations that nobody has, and brings up to date those that came from the registry. */
async function addUnknown(client: ImportClient): Promise<Counts> {
  const facts = [
    'name',
    'short_name',
    'other_names',
    'kind',
    'country',
    'nuts',
    'city',
    'latitude',
    'longitude',
    'website',
  ]
  return counted(
    client,
    `with place as (
      select distinct on (s.ror_id) s.*, array_remove(s.names, s.name) as other_names, coalesce(m.nuts3, n.code) as nuts
      from staged_ror s left join municipality m on s.country = 'IT' and ${town('m.name')} = ${town('s.city')}
        left join nuts n on n.level = 3 and s.country = left(n.code, 2) and ${town('n.name')} = ${town('s.city')}
      order by s.ror_id, m.nuts3, n.code),
    fresh as (
      select p.*, ${fingerprint(facts, 'p')} as source_hash from place p
      where not exists (select 1 from organisation o where o.ror_id = p.ror_id and o.source <> 'ror')),
    written as (
      insert into organisation (key, ror_id, ${facts.join(', ')}, source, source_hash)
      select key, ror_id, ${facts.join(', ')}, 'ror', source_hash from fresh
      on conflict (ror_id) do update set ${facts.map(fact => `${fact} = excluded.${fact}`).join(', ')}, source_hash = excluded.source_hash, updated_at = now()
        where organisation.source_hash is distinct from excluded.source_hash returning (xmax = 0) as added)
    select (select count(distinct ror_id)::int from staged_ror) as read, count(*) filter (where added)::int as added,
      count(*) filter (where not added)::int as changed from written`,
  )
}
