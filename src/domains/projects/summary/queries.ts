import type pg from 'pg'

type Client = Pick<pg.PoolClient, 'query'>

/** Everything derived from organisations and projects, in the order it depends on. */
export async function refreshSummaries(client: Client): Promise<void> {
  await refreshTotals(client)
  await refreshCompetences(client)
  await refreshSearch(client)
}

/** Counts and sums of each organisation over its projects as a beneficiary, linked records together. */
async function refreshTotals(client: Client): Promise<void> {
  await client.query(`
    with totals as (
      select coalesce(o.same_as, o.id) as id, count(distinct t.project_id) as projects, count(distinct t.project_id) filter (where t.role = 'coordinator') as coordinated,
        coalesce(sum(t.contribution_cents), 0) as contribution, max(p.starts_on) as last_start
      from participation t join organisation o on o.id = t.organisation_id join project p on p.id = t.project_id
      where t.role in ('coordinator', 'participant') group by 1)
    update organisation o set project_count = coalesce(x.projects, 0), coordinated_count = coalesce(x.coordinated, 0),
      contribution_cents = coalesce(x.contribution, 0), last_start = x.last_start
    from organisation every left join totals x on x.id = every.id
    where o.id = every.id and (o.project_count, o.coordinated_count, o.contribution_cents, o.last_start)
      is distinct from (coalesce(x.projects, 0)::int, coalesce(x.coordinated, 0)::int, coalesce(x.contribution, 0)::bigint, x.last_start)`)
}

/** Fields kept per organisation: the tail of a very large one tells nothing. */
const MOST_FIELDS = 60

/**
 * Fields of science of each organisation from its projects: how often, and how typical (tf-idf: share of its projects times the
 * rarity of the field, the highest of each organisation being 1). What members say of themselves stays.
 */
async function refreshCompetences(client: Client): Promise<void> {
  await client.query('delete from organisation_concept where project_count > 0')
  await client.query(`
    with uses as (
      select coalesce(o.same_as, o.id) as id, pc.concept_code as code, count(distinct pc.project_id)::int as n
      from participation t join organisation o on o.id = t.organisation_id join project_concept pc on pc.project_id = t.project_id
      where t.role in ('coordinator', 'participant') group by 1, 2),
    rarity as (select concept_code as code, ln(1 + (select count(*) from project)::float / count(*)) as idf from project_concept group by 1),
    scored as (select u.id, u.code, u.n, ln(1 + u.n) * r.idf as score from uses u join rarity r using (code)),
    ranked as (select *, score / max(score) over (partition by id) as weight, row_number() over (partition by id order by score desc, code) as place from scored)
    insert into organisation_concept (organisation_id, concept_code, project_count, weight)
    select id, code, n, weight from ranked where place <= ${MOST_FIELDS}
    on conflict (organisation_id, concept_code) do update set project_count = excluded.project_count, weight = greatest(organisation_concept.weight, excluded.weight)`)
  await client.query(`
    insert into organisation_concept (organisation_id, concept_code, project_count, weight)
    select coalesce(o.same_as, o.id), d.concept_code, 0, max(declared_weight(d.place)) from declared_concept d join organisation o on o.id = d.organisation_id group by 1, 2
    on conflict (organisation_id, concept_code) do update set weight = greatest(organisation_concept.weight, excluded.weight)`)
}

/**
 * Makes organisation_search again from organisations, memberships and projects. Linked records are counted with the one they point to.
 * About 30,000 organisations take a few seconds.
 */
export async function refreshSearch(client: Client): Promise<void> {
  await client.query('delete from organisation_search')
  await fillSearch(client, null)
}

/** The same for a few organisations, as after a form: as they are now, the counts of the filters with them. */
export async function refreshSearchOf(client: Client, ids: readonly number[]): Promise<void> {
  await client.query('delete from organisation_search where organisation_id = any($1)', [ids])
  await fillSearch(client, ids)
}

async function fillSearch(client: Client, only: readonly number[] | null): Promise<void> {
  await client.query(
    `
    insert into organisation_search (organisation_id, name, words, country, region, province, kind, sme, member, category, programmes, concepts,
      project_count, contribution_cents, sort_name)
    with unit as (select id, coalesce(same_as, id) as whole from organisation where $1::bigint[] is null or coalesce(same_as, id) = any($1)),
    names as (
      select u.whole, string_agg(fold(concat_ws(' ', o.name, o.short_name, array_to_string(o.other_names, ' '))), ' ') as name,
        string_agg(concat_ws(' ', case when hidden.says is null then o.says end, case when hidden.looks_for is null then o.looks_for end), ' ') as says
      from unit u join organisation o on o.id = u.id
      -- What a member does not show to everybody is not found by everybody.
      left join (select organisation_id, max(field) filter (where field = 'says') as says, max(field) filter (where field = 'looks_for') as looks_for
        from profile_visibility where visibility <> 'public' group by 1) hidden on hidden.organisation_id = o.id
      group by u.whole),
    projects as (
      select u.whole, string_agg(distinct p.acronym, ' ') as acronyms, array_agg(distinct p.programme) as programmes
      from unit u join participation t on t.organisation_id = u.id join project p on p.id = t.project_id group by u.whole),
    earlier as (
      select distinct u.whole from unit u join organisation o on o.id = u.id join earlier_participation e on e.pic = o.pic),
    fields as (
      select u.whole, string_agg(c.label_en, ' ') as labels_en, string_agg(c.label_it, ' ') as labels_it,
        array_agg(oc.concept_code) as codes
      from organisation_concept oc join unit u on u.id = oc.organisation_id join concept c on c.code = oc.concept_code group by u.whole),
    ancestors as (
      select f.whole, array_agg(distinct a.code) as codes
      from fields f cross join unnest(f.codes) as leaf(code)
      cross join lateral (
        select '/' || array_to_string((string_to_array(ltrim(leaf.code, '/'), '/'))[1:n], '/') as code
        from generate_series(1, array_length(string_to_array(ltrim(leaf.code, '/'), '/'), 1)) as n) a
      group by f.whole),
    current as (
      select u.whole as organisation_id, min(m.category) as category from membership m join unit u on u.id = m.organisation_id
      where m.left_on is null group by u.whole)
    select o.id, n.name,
      setweight(to_tsvector('simple', n.name), 'A')
        || setweight(to_tsvector('simple', left(fold(coalesce(p.acronyms, '')), 100000)), 'C')
        || setweight(to_tsvector('english', left(fold(coalesce(f.labels_en, '')), 100000)), 'B')
        || setweight(to_tsvector('italian', left(fold(coalesce(f.labels_it, '')), 100000)), 'B')
        || setweight(to_tsvector('italian', fold(coalesce(n.says, ''))), 'B') || setweight(to_tsvector('english', fold(coalesce(n.says, ''))), 'B'),
      o.country, case when length(o.nuts) >= 4 then left(o.nuts, 4) end, case when length(o.nuts) = 5 then o.nuts end, o.kind, o.sme,
      c.organisation_id is not null, c.category,
      coalesce(p.programmes, '{}') || case when e.whole is null then '{}'::text[] else array['H2020'] end,
      coalesce(a.codes, '{}'), o.project_count, o.contribution_cents, fold(o.name)
    from organisation o
    join names n on n.whole = o.id
    left join projects p on p.whole = o.id
    left join earlier e on e.whole = o.id
    left join fields f on f.whole = o.id
    left join ancestors a on a.whole = o.id
    left join current c on c.organisation_id = o.id
    where o.same_as is null and not o.taken_back`,
    [only],
  )
  await client.query('delete from facet_count')
  await client.query('insert into facet_count select facet, value, count(*) from organisation_facet group by 1, 2')
}
