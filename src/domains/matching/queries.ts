import { sql } from 'kysely'
import { BLOB_VERSION } from '#algorithms/ranking/blob.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { ActorRow, EarlierRow, LinkRow, ProjectText } from './encode.ts'
import type { Match } from './model.ts'

const CHUNK_BYTES = 8 * 1024 * 1024

export type CorpusRows = {
  projects: ProjectText[]
  actors: ActorRow[]
  links: LinkRow[]
  earlier: EarlierRow[]
  today: string
}

/** Everything the ranking learns from, in a fixed order. */
export async function corpusRows(db: Db): Promise<CorpusRows> {
  const projects = await sql<ProjectText>`
    select p.id, p.title, p.objective, p.keywords, p.terms, p.topic_id, t.title as topic_title, p.scheme, p.signed_on,
      array(select concept_code from project_concept pc where pc.project_id = p.id order by 1) as concepts
    from project p left join topic t on t.id = p.topic_id order by p.id`.execute(db)
  const actors = await sql<ActorRow>`
    select o.id, o.key, o.pic, coalesce(o.same_as, o.id) as whole, o.name, o.country, o.nuts, o.city, o.kind, o.sme, concat_ws(' ', o.says, o.looks_for) as says,
      case when o.project_count = 0 then (select string_agg(concat_ws(' ', c.label_en, c.label_it), ', ' order by c.code)
        from organisation_concept oc join concept c on c.code = oc.concept_code where oc.organisation_id = o.id) end as labels,
      array(select oc.concept_code from organisation_concept oc where oc.organisation_id = o.id and o.project_count = 0 order by 1) as declared
    from organisation o order by o.key`.execute(db)
  const links =
    await sql<LinkRow>`select project_id, organisation_id, role from participation order by project_id, organisation_id, role`.execute(
      db,
    )
  const earlier = await sql<EarlierRow>`
    select project_rcn as rcn, pic, role, starts_on from earlier_participation order by programme, project_rcn, pic, role`.execute(
    db,
  )
  const { today } = (
    await sql<{ today: string }>`select to_char(now() at time zone 'Europe/Rome', 'YYYY-MM-DD') as today`.execute(db)
  ).rows[0]!
  return { projects: projects.rows, actors: actors.rows, links: links.rows, earlier: earlier.rows, today }
}

/** A fingerprint of everything an index is built from: equal when nothing that matters has changed. What nobody confirmed for a year counts for less each month. */
export async function corpusFingerprint(db: Db): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select concat_ws(':', (select concat(count(*), '/', md5(string_agg(source_hash, '' order by id))) from project),
      (select concat(count(*), '/', max(updated_at), '/', count(same_as), '/', sum(length(concat(says, looks_for)))) from organisation),
      (select count(*) from participation), (select count(*) from earlier_participation), (select count(*) from organisation_concept),
      (select concat(count(confirmed_at), '/', max(confirmed_at), '/', case when min(confirmed_at) < now() - interval '1 year' then to_char(now(), 'YYYY-MM') end)
        from profile)) as mark`.execute(db)
  return rows[0]?.mark ?? ''
}

export type IndexInfo = {
  readonly version: number
  readonly fingerprint: string
  readonly concept_codes: string[]
  readonly documents: number
  readonly actors: number
  readonly built_at: Date
}

/** The newest index that this program can read. */
export async function newestIndex(db: Db): Promise<IndexInfo | undefined> {
  return db
    .selectFrom('ranking_index')
    .where('format', '=', BLOB_VERSION)
    .select(['version', 'fingerprint', 'concept_codes', 'documents', 'actors', 'built_at'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function insertIndex(
  tx: Tx,
  index: {
    fingerprint: string
    documents: number
    actors: number
    conceptCodes: string[]
    buildSeconds: number
    bytes: Uint8Array
  },
): Promise<number> {
  const { version } = await tx
    .insertInto('ranking_index')
    .values({
      format: BLOB_VERSION,
      fingerprint: index.fingerprint,
      documents: index.documents,
      actors: index.actors,
      concept_codes: index.conceptCodes,
      byte_size: index.bytes.byteLength,
      build_seconds: index.buildSeconds,
    })
    .returning('version')
    .executeTakeFirstOrThrow()
  for (let part = 0; part * CHUNK_BYTES < index.bytes.byteLength; part++) {
    const bytes = Buffer.from(index.bytes.subarray(part * CHUNK_BYTES, (part + 1) * CHUNK_BYTES))
    await tx.insertInto('ranking_index_chunk').values({ version, part, bytes }).execute()
  }
  // The one before is kept for processes that are still reading it.
  await tx
    .deleteFrom('ranking_index')
    .where('version', '<', version - 1)
    .execute()
  return version
}

/** The bytes of an index, in memory that threads can share. */
export async function indexBytes(db: Db, version: number): Promise<Uint8Array> {
  const info = await db
    .selectFrom('ranking_index')
    .where('version', '=', version)
    .select('byte_size')
    .executeTakeFirstOrThrow()
  const bytes = new Uint8Array(new SharedArrayBuffer(info.byte_size))
  const parts = await db
    .selectFrom('ranking_index_chunk')
    .where('version', '=', version)
    .select('part')
    .orderBy('part')
    .execute()
  let at = 0
  for (const { part } of parts) {
    const chunk = await db
      .selectFrom('ranking_index_chunk')
      .where('version', '=', version)
      .where('part', '=', part)
      .select('bytes')
      .executeTakeFirstOrThrow()
    bytes.set(chunk.bytes, at)
    at += chunk.bytes.byteLength
  }
  return bytes
}

export async function memberKeys(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('membership as m')
    .innerJoin('organisation as o', 'o.id', 'm.organisation_id')
    .where('m.left_on', 'is', null)
    .select('o.key')
    .execute()
  return rows.map(row => row.key)
}

export async function storedMatches(
  db: Db,
  callId: string,
  version: number,
  scope: 'all' | 'members',
): Promise<Match[] | undefined> {
  const row = await db
    .selectFrom('call_match')
    .where('call_id', '=', callId)
    .where('index_version', '=', version)
    .where('scope', '=', scope)
    .select('results')
    .executeTakeFirst()
  return row?.results as unknown as Match[] | undefined
}

export type BestOfCall = { readonly members: readonly Match[]; readonly others: readonly Match[] }

/** The first stored results for a call: among members, and among those who are not in the list of members. Undefined when nothing is stored. */
export async function storedBest(
  db: Db,
  callId: string,
  version: number,
  count: number,
): Promise<BestOfCall | undefined> {
  const { rows } = await sql<BestOfCall>`
    select
      (select coalesce(json_agg(e.match order by e.place), '[]')
        from jsonb_array_elements(m.results) with ordinality as e(match, place) where e.place <= ${count}) as members,
      (select coalesce(json_agg(o.match order by o.place), '[]') from (
        select e.match, e.place from jsonb_array_elements(a.results) with ordinality as e(match, place)
        where e.match ->> 'key' <> all(m.keys) order by e.place limit ${count}) o) as others
    from call_match m join call_match a using (call_id, index_version)
    where call_id = ${callId} and index_version = ${version} and m.scope = 'members' and a.scope = 'all'`.execute(db)
  return rows[0]
}

export async function storeMatches(
  tx: Tx,
  callId: string,
  version: number,
  scope: 'all' | 'members',
  results: readonly Match[],
): Promise<void> {
  await tx
    .insertInto('call_match')
    .values({
      call_id: callId,
      index_version: version,
      scope,
      results: JSON.stringify(results),
      keys: results.map(match => match.key),
    })
    .onConflict(conflict => conflict.columns(['call_id', 'index_version', 'scope']).doNothing())
    .execute()
}

export type Shown = {
  readonly key: string
  readonly name: string
  readonly short_name: string | null
  readonly kind: string
  readonly sme: boolean | null
  readonly country: string | null
  readonly city: string | null
  readonly nuts: string | null
  readonly member: boolean
  readonly invented: boolean
  readonly project_count: number
  /** Fields of science it names itself, without projects that show them. */
  readonly declared: readonly string[]
}

/** What a page shows of the organisations of an answer. */
export async function shownOrganisations(db: Db, keys: readonly string[]): Promise<Map<string, Shown>> {
  const { rows } = await sql<Shown>`
    select o.key, o.name, o.short_name, o.kind, o.sme, o.country, o.city, o.nuts, coalesce(s.member, false) as member, o.invented, o.project_count,
      array(select concept_code from organisation_concept oc where oc.organisation_id = o.id and oc.project_count = 0 order by oc.weight desc, 1 limit 4) as declared
    from organisation o left join organisation_search s on s.organisation_id = o.id where o.key = any(${keys})`.execute(
    db,
  )
  return new Map(rows.map(row => [row.key, row]))
}

/** Acronyms of projects and labels of fields of science that stand as evidence. */
export async function evidenceLabels(
  db: Db,
  projects: readonly string[],
  concepts: readonly string[],
  language: 'it' | 'en',
) {
  const [named, labelled] = await Promise.all([
    projects.length
      ? db.selectFrom('project').where('id', 'in', projects.map(Number)).select(['id', 'acronym']).execute()
      : [],
    concepts.length
      ? db
          .selectFrom('concept')
          .where('code', 'in', [...concepts])
          .select(['code', 'label_it', 'label_en'])
          .execute()
      : [],
  ])
  return {
    projects: new Map(named.map(row => [String(row.id), row.acronym ?? String(row.id)])),
    concepts: new Map(labelled.map(row => [row.code, (language === 'it' ? row.label_it : null) ?? row.label_en])),
  }
}

/** Countries that organisations are in. */
export async function actorCountries(db: Db): Promise<string[]> {
  const { rows } = await sql<{ country: string }>`
    with recursive c as (select min(country) as country from organisation_search
      union all select (select min(country) from organisation_search where country > c.country) from c where c.country is not null)
    select country from c where country is not null`.execute(db)
  return rows.map(row => row.country)
}
