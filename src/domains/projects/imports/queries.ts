import {
  analyse,
  type Counts,
  counted,
  createStage,
  fillStage,
  fingerprint,
  type ImportClient,
} from '#platform/imports/queries.ts'
import type { ConceptRecord, ParticipationRecord, ProjectRecord, TopicRecord } from '../sources/cordis.ts'

const PROJECT = {
  id: 'bigint',
  programme: 'text',
  acronym: 'text',
  title: 'text',
  objective: 'text',
  keywords: 'text',
  terms: 'text[]',
  status: 'text',
  topic_id: 'text',
  call_id: 'text',
  scheme: 'text',
  signed_on: 'date',
  starts_on: 'date',
  ends_on: 'date',
  total_cost_cents: 'bigint',
  contribution_cents: 'bigint',
  doi: 'text',
}

/** Columns of the staging tables, in the order the rows are copied. */
const STAGES = {
  staged_project: PROJECT,
  staged_participation: {
    project_id: 'bigint',
    pic: 'text',
    role: 'text',
    vat: 'text',
    name: 'text',
    short_name: 'text',
    kind: 'text',
    sme: 'boolean',
    street: 'text',
    postcode: 'text',
    city: 'text',
    country: 'text',
    nuts: 'text',
    latitude: 'double precision',
    longitude: 'double precision',
    website: 'text',
    contribution_cents: 'bigint',
    net_contribution_cents: 'bigint',
    total_cost_cents: 'bigint',
    ended: 'boolean',
  },
  staged_concept: { project_id: 'bigint', code: 'text', path: 'text', label: 'text' },
  staged_topic: { project_id: 'bigint', id: 'text', title: 'text' },
  staged_earlier: {
    programme: 'text',
    project_rcn: 'bigint',
    pic: 'text',
    role: 'text',
    contribution_cents: 'bigint',
    starts_on: 'date',
  },
} as const
export type Stage = keyof typeof STAGES

export type StagedProject = ProjectRecord & { terms: readonly string[] }
export type EarlierRecord = {
  programme: string
  project_rcn: number
  pic: string
  role: string
  contribution_cents: number | null
  starts_on: string | null
}
export type Staged = {
  staged_project: StagedProject
  staged_participation: ParticipationRecord
  staged_concept: ConceptRecord
  staged_topic: TopicRecord
  staged_earlier: EarlierRecord
}

export async function createStages(client: ImportClient): Promise<void> {
  for (const [name, columns] of Object.entries(STAGES)) await createStage(client, name, columns)
}

/** Streams records into a staging table. */
export async function stage<S extends Stage>(
  client: ImportClient,
  name: S,
  records: AsyncIterable<Staged[S]> | Iterable<Staged[S]>,
): Promise<void> {
  await fillStage(client, name, Object.keys(STAGES[name]), records)
  await analyse(client, [name])
}

/** Topics named by projects; a title replaces none, or an older one. */
export async function mergeTopics(client: ImportClient): Promise<Counts> {
  return counted(
    client,
    `
    with fresh as (
      select id, max(title) as title from (
        select id, title from staged_topic union all select topic_id, null from staged_project where topic_id is not null) every group by id),
    written as (
      insert into topic (id, title) select id, title from fresh
      on conflict (id) do update set title = excluded.title where excluded.title is not null and topic.title is distinct from excluded.title
      returning (xmax = 0) as added)
    select (select count(*)::int from fresh) as read, count(*) filter (where added)::int as added, count(*) filter (where not added)::int as changed from written`,
  )
}

export async function mergeProjects(client: ImportClient): Promise<Counts> {
  const columns = Object.keys(PROJECT).filter(name => name !== 'id')
  // Terms depend on all the projects of a file: they are no change of a project by themselves.
  const facts = columns.filter(name => name !== 'terms')
  return counted(
    client,
    `
    with fresh as (select distinct on (id) s.*, ${fingerprint(facts, 's')} as source_hash from staged_project s order by id),
    written as (
      insert into project (id, ${columns.join(', ')}, source_hash)
      select id, ${columns.map(name => (name === 'terms' ? "coalesce(terms, '{}')" : name)).join(', ')}, source_hash from fresh
      on conflict (id) do update set ${columns.map(name => `${name} = excluded.${name}`).join(', ')}, source_hash = excluded.source_hash, updated_at = now()
        where project.source_hash <> excluded.source_hash or (project.terms = '{}' and excluded.terms <> '{}')
      returning (xmax = 0) as added)
    select (select count(*)::int from fresh) as read, count(*) filter (where added)::int as added, count(*) filter (where not added)::int as changed from written`,
  )
}

const ORGANISATION = [
  'vat',
  'name',
  'short_name',
  'other_names',
  'kind',
  'sme',
  'street',
  'postcode',
  'city',
  'country',
  'nuts',
  'latitude',
  'longitude',
  'website',
] as const

/** One organisation per PIC, as its newest project describes it; other names it goes by are kept. */
export async function mergeOrganisations(client: ImportClient): Promise<Counts> {
  return counted(
    client,
    `
    with newest as (
      select distinct on (pic) * from staged_participation order by pic, project_id desc, role),
    names as (select pic, array_agg(distinct name order by name) as names from staged_participation group by pic),
    latest as (
      select n.*, array_remove(a.names, n.name) as other_names from newest n join names a using (pic)),
    fresh as (select l.*, ${fingerprint(ORGANISATION, 'l')} as source_hash from latest l),
    written as (
      insert into organisation (key, pic, ${ORGANISATION.join(', ')}, source, source_hash)
      select pic, pic, ${ORGANISATION.join(', ')}, 'cordis', source_hash from fresh
      on conflict (pic) do update set ${ORGANISATION.map(name => `${name} = excluded.${name}`).join(', ')}, source_hash = excluded.source_hash, updated_at = now()
        where organisation.source_hash is distinct from excluded.source_hash
      returning (xmax = 0) as added)
    select (select count(*)::int from fresh) as read, count(*) filter (where added)::int as added, count(*) filter (where not added)::int as changed from written`,
  )
}

/** Participations of the projects in this source; of a doubled row the larger amounts count. Those that the source no longer has are removed. */
export async function mergeParticipations(client: ImportClient): Promise<Counts> {
  const columns = ['contribution_cents', 'net_contribution_cents', 'total_cost_cents', 'ended']
  return counted(
    client,
    `
    with fresh as (
      select s.project_id, o.id as organisation_id, s.role, max(s.contribution_cents) as contribution_cents, max(s.net_contribution_cents) as net_contribution_cents,
        max(s.total_cost_cents) as total_cost_cents, bool_and(s.ended) as ended, count(*) as rows
      from staged_participation s join organisation o on o.pic = s.pic join project p on p.id = s.project_id group by 1, 2, 3),
    written as (
      insert into participation (project_id, organisation_id, role, ${columns.join(', ')})
      select project_id, organisation_id, role, ${columns.join(', ')} from fresh
      on conflict (project_id, organisation_id, role) do update set ${columns.map(name => `${name} = excluded.${name}`).join(', ')}
        where (${columns.map(name => `participation.${name}`).join(', ')}) is distinct from (${columns.map(name => `excluded.${name}`).join(', ')})
      returning (xmax = 0) as added),
    removed as (
      delete from participation t where t.project_id in (select project_id from fresh)
        and not exists (select 1 from fresh f where f.project_id = t.project_id and f.organisation_id = t.organisation_id and f.role = t.role) returning 1)
    select (select count(*)::int from fresh) as read, (select coalesce(sum(rows - 1), 0)::int from fresh) as doubled,
      (select count(*)::int from staged_participation s where not exists (select 1 from project p where p.id = s.project_id)) as without_project,
      count(*) filter (where added)::int as added, count(*) filter (where not added)::int as changed, (select count(*)::int from removed) as removed from written`,
  )
}

/** Fields of science named by projects, with all their ancestors, whose labels stand in the path. */
export async function mergeConcepts(client: ImportClient): Promise<Counts> {
  const concepts = await counted(
    client,
    `
    with paths as (select distinct code, path from staged_concept),
    parts as (
      select distinct '/' || array_to_string((string_to_array(ltrim(code, '/'), '/'))[1:n], '/') as code, split_part(ltrim(path, '/'), '/', n) as label,
        case when n > 1 then '/' || array_to_string((string_to_array(ltrim(code, '/'), '/'))[1:n - 1], '/') end as parent
      from paths cross join lateral generate_series(1, array_length(string_to_array(ltrim(code, '/'), '/'), 1)) n),
    written as (
      insert into concept (code, parent, label_en) select distinct on (code) code, parent, label from parts where label <> '' order by code, label
      on conflict (code) do nothing returning 1)
    select count(*)::int as added from written`,
  )
  const links = await counted(
    client,
    `
    with fresh as (select distinct project_id, code from staged_concept s where exists (select 1 from project p where p.id = s.project_id)
      and exists (select 1 from concept c where c.code = s.code)),
    written as (insert into project_concept (project_id, concept_code) select project_id, code from fresh on conflict do nothing returning 1),
    removed as (delete from project_concept t where t.project_id in (select project_id from fresh)
      and not exists (select 1 from fresh f where f.project_id = t.project_id and f.code = t.concept_code) returning 1)
    select (select count(*)::int from fresh) as read, (select count(*)::int from written) as added, (select count(*)::int from removed) as removed`,
  )
  return { ...links, concepts_added: concepts.added ?? 0 }
}

export async function mergeEarlier(client: ImportClient): Promise<Counts> {
  return counted(
    client,
    `
    with fresh as (
      select programme, project_rcn, pic, role, max(contribution_cents) as contribution_cents, min(starts_on) as starts_on from staged_earlier group by 1, 2, 3, 4),
    written as (
      insert into earlier_participation (programme, project_rcn, pic, role, contribution_cents, starts_on) select * from fresh
      on conflict (programme, project_rcn, pic, role) do update set contribution_cents = excluded.contribution_cents, starts_on = excluded.starts_on
        where (earlier_participation.contribution_cents, earlier_participation.starts_on) is distinct from (excluded.contribution_cents, excluded.starts_on)
      returning (xmax = 0) as added)
    select (select count(*)::int from fresh) as read, count(*) filter (where added)::int as added, count(*) filter (where not added)::int as changed from written`,
  )
}

/** Records of one VAT number are one organisation: all but the one with the most projects point to it. Links made by hand stay. */
export async function linkByVat(client: ImportClient): Promise<Counts> {
  return counted(
    client,
    `
    with known as (
      select o.id, o.vat, o.country, o.same_as, o.linked_by, (select count(*) from participation t where t.organisation_id = o.id) as n
      from organisation o where length(o.vat) >= 8 and o.vat !~* '^(not|n/?a|none|missing)' and o.vat ~ '[0-9]{6}'),
    first as (select distinct on (country, vat) country, vat, id from known where linked_by is distinct from 'hand' order by country, vat, n desc, id),
    wanted as (
      select k.id, f.id as whole from known k join first f using (country, vat) where k.linked_by is distinct from 'hand' and k.id <> f.id
        and not exists (select 1 from organisation x where x.same_as = k.id and x.linked_by = 'hand')
        -- What somebody took apart stays apart.
        and not exists (select 1 from link_decision d where d.organisation_id = k.id and d.same_as is null
          and d.id = (select max(id) from link_decision x where x.organisation_id = k.id))
        -- So does what somebody said is not the same.
        and not exists (select 1 from duplicate_decision d where d.decision = 'different' and d.undone_at is null
          and d.first_id = least(k.id, f.id) and d.second_id = greatest(k.id, f.id))),
    unlinked as (
      update organisation o set same_as = null, linked_by = null where linked_by = 'vat'
        and not exists (select 1 from wanted w where w.id = o.id) returning 1),
    linked as (
      update organisation o set same_as = w.whole, linked_by = 'vat' from wanted w where w.id = o.id and o.same_as is distinct from w.whole returning 1)
    select (select count(*)::int from linked) as linked, (select count(*)::int from unlinked) as unlinked`,
  )
}

const TAXONOMY = { code: 'text', uri: 'text', label_en: 'text', label_it: 'text', definition_en: 'text' } as const

/** Concepts of the taxonomy by their code; a parent that the file lacks is left out of the link. What the file does not say is kept. */
export async function mergeConceptLabels(client: ImportClient, records: AsyncIterable<object>): Promise<Counts> {
  await createStage(client, 'staged_taxonomy', TAXONOMY)
  await fillStage(client, 'staged_taxonomy', Object.keys(TAXONOMY), records)
  return counted(
    client,
    `
    with fresh as (
      select distinct on (s.code) s.*, nullif(regexp_replace(s.code, '/[0-9]+$', ''), '') as parent from staged_taxonomy s order by s.code),
    written as (
      insert into concept (code, parent, label_en, label_it, uri, definition_en)
      select f.code, case when exists (select 1 from staged_taxonomy x where x.code = f.parent) or exists (select 1 from concept x where x.code = f.parent) then f.parent end,
        f.label_en, f.label_it, f.uri, f.definition_en from fresh f
      on conflict (code) do update set parent = coalesce(excluded.parent, concept.parent), label_en = excluded.label_en,
        label_it = coalesce(excluded.label_it, concept.label_it), uri = coalesce(excluded.uri, concept.uri),
        definition_en = coalesce(excluded.definition_en, concept.definition_en)
        where (concept.parent, concept.label_en, concept.label_it, concept.uri, concept.definition_en) is distinct from
          (coalesce(excluded.parent, concept.parent), excluded.label_en, coalesce(excluded.label_it, concept.label_it), coalesce(excluded.uri, concept.uri),
            coalesce(excluded.definition_en, concept.definition_en))
      returning (xmax = 0) as added)
    select (select count(*)::int from fresh) as read, count(*) filter (where added)::int as added, count(*) filter (where not added)::int as changed from written`,
  )
}
