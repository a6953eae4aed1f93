import { type Counts, counted, createStage, fillStage, type ImportClient } from '#platform/imports/queries.ts'
import type { CallRecord } from '../sources/record.ts'

/** A call to merge: what a source tells, and for the starter data our own summaries. */
export type StagedCall = CallRecord & { readonly summary_it?: string; readonly summary_en?: string }

const FACTS = {
  title: 'text',
  programme: 'text',
  call_identifier: 'text',
  call_title: 'text',
  destination: 'text',
  action_label: 'text',
  action: 'text',
  lump_sum: 'boolean',
  status: 'text',
  opens_on: 'date',
  stages: 'text',
  budget_cents: 'bigint',
  grant_min_cents: 'bigint',
  grant_max_cents: 'bigint',
  expected_grants: 'integer',
  description: 'text',
  conditions: 'text',
  summary_it: 'text',
  summary_en: 'text',
  keywords: 'text[]',
  portal_url: 'text',
} as const
type Fact = keyof typeof FACTS
const NAMES = Object.keys(FACTS) as Fact[]
/** Our own words are in the call alone: no source may take them back. */
const TOLD = NAMES.filter(name => name !== 'summary_it' && name !== 'summary_en')

const STAGE = { place: 'integer', id: 'text', ...FACTS, deadlines: 'timestamptz[]', deadlines_partial: 'boolean' }

/** Facts that people watch, by the name under which a summary says how many calls changed in them. */
const WATCHED: Readonly<Record<string, readonly Fact[]>> = {
  status: ['status', 'opens_on'],
  title: ['title', 'call_title', 'destination', 'programme', 'call_identifier'],
  money: ['budget_cents', 'grant_min_cents', 'grant_max_cents', 'expected_grants', 'lump_sum'],
  action: ['action', 'action_label', 'stages'],
  text: ['description', 'conditions', 'summary_it', 'summary_en', 'keywords'],
}

/** Who tells of calls: the list of the portal, details of its topics, and the starter data. */
export type Source = 'portal' | 'portal details' | 'starter'

export type Merge = {
  /** A call it adds, or a list it owns names, carries its name. */
  readonly source: Source
  /** `list`: all there is, it takes over the calls it names and marks those of its own that it no longer names; `part`: some calls, or details of them. */
  readonly as: 'list' | 'part'
  readonly now: Date
}

/** Stages records; answers how many there were. */
export async function stageCalls(
  client: ImportClient,
  records: AsyncIterable<StagedCall> | Iterable<StagedCall>,
): Promise<number> {
  await createStage(client, 'staged_call', STAGE)
  let place = 0
  async function* numbered() {
    for await (const record of records) yield { ...record, place: ++place }
  }
  await fillStage(client, 'staged_call', Object.keys(STAGE), numbered())
  return place
}

/**
 * Merges what is staged. What each source says is kept, and a call is made of it by rule, whatever was imported last: see `merged`. A value
 * that a source no longer tells stays; our summaries, the keywords beside them and fields of science chosen by hand are never touched by a list
 * of the portal. The counts say in which facts calls changed.
 */
export async function mergeCalls(client: ImportClient, merge: Merge): Promise<Record<string, Counts>> {
  await client.query('drop table if exists merged_call')
  await client.query(writeTold(), [merge.source])
  await client.query(mergedCalls())
  await client.query('create unique index on merged_call (id)')
  const change = await client.query<Counts>(
    `select ${Object.entries({ ...WATCHED, deadlines: [] })
      .map(([name, facts]) => `count(*) filter (where ${changed(facts, name)})::int as ${name}`)
      .join(', ')} from merged_call m join call c on c.id = m.id`,
  )
  const call = await counted(
    client,
    `with written as (
      insert into call (id, ${NAMES.join(', ')}, source, source_hash, first_seen_at, last_seen_at)
      select id, ${NAMES.join(', ')}, $1, hash, $2, $2 from merged_call
      on conflict (id) do update set ${NAMES.map(name => `${name} = excluded.${name}`).join(', ')}, source_hash = excluded.source_hash
        where call.source_hash <> excluded.source_hash returning (xmax = 0) as added)
    select (select count(*)::int from merged_call) as read, count(*) filter (where added)::int as added,
      count(*) filter (where not added)::int as changed, (select sum(times - 1)::int from merged_call) as doubled from written`,
    [merge.source, merge.now],
  )
  const deadline = await mergeDeadlines(client)
  const seen = merge.as === 'list' ? await markSeen(client, merge) : {}
  const changes = change.rows[0] ?? {}
  const some = Object.values(changes).some(count => count > 0)
  return { call: { ...call, ...seen }, deadline, ...(some ? { change: changes } : {}) }
}

const changed = (facts: readonly string[], name: string): string =>
  name === 'deadlines'
    ? 'm.deadlines is distinct from m.old_deadlines'
    : facts.map(fact => `m.${fact} is distinct from c.${fact}`).join(' or ')

/** A text without the notes at its end and their marks, which not every source has. */
const body = (text: string) => `regexp_replace(regexp_replace(${text}, '\n\n\\[1\\] .*$', ''), '\\[[0-9]+\\]', '', 'g')`
/** Letters and digits of a text: two layouts of the same words are equal by it. */
const words = (text: string) => `regexp_replace(lower(${body(text)}), '[^[:alnum:]]', '', 'g')`
const lines = (text: string) => `length(${body(text)}) - length(replace(${body(text)}, chr(10), ''))`

/** Of two layouts of the same words by one source the one with more lines is kept. */
const layout = (fact: string) =>
  `case when excluded.${fact} is null or (${words(`t.${fact}`)} = ${words(`excluded.${fact}`)} and ${lines(`t.${fact}`)} >= ${lines(`excluded.${fact}`)})
    then t.${fact} else excluded.${fact} end`

/** A staged record that tells less of the deadlines than is known of its source. */
const LESS = "(excluded.deadlines = '{}' or (excluded.deadlines_partial and t.deadlines @> excluded.deadlines))"

/** SQL that keeps what the source $1 says: over what it said before, but for what it no longer tells. */
function writeTold(): string {
  const columns = [...TOLD, 'deadlines', 'deadlines_partial']
  const said = (name: string) => {
    if (name === 'description' || name === 'conditions') return layout(name)
    if (name === 'keywords') return "case when excluded.keywords = '{}' then t.keywords else excluded.keywords end"
    if (name.startsWith('deadlines')) return `case when ${LESS} then t.${name} else excluded.${name} end`
    return `coalesce(excluded.${name}, t.${name})`
  }
  return `insert into call_told as t (call_id, source, ${columns.join(', ')})
    select distinct on (id) id, $1, ${columns.join(', ')} from staged_call order by id, place desc
    on conflict (call_id, source) do update set ${columns.map(name => `${name} = ${said(name)}`).join(', ')}
      where (${columns.map(name => `t.${name}`).join(', ')}) is distinct from (${columns.map(name => `excluded.${name}`).join(', ')})`
}

/** A call that somebody has written here, which no source tells of first. */
const BY_HAND = "c.source not in ('portal', 'portal details', 'starter')"
/** What a call is when nobody says. */
const ABSENT: Partial<Record<Fact, string>> = { lump_sum: 'false', status: "'open'", stages: "'single'" }

/**
 * SQL for a fact of a call: as the list of the portal says (`p`), which is the newest there is; where it says nothing, as the details say (`d`); then
 * what was written by hand, the starter data (`o`), and what was known before. Only the description is the details' first: they tell outcome and
 * scope apart.
 */
function merged(fact: Fact): string {
  if (fact === 'summary_it' || fact === 'summary_en') return `coalesce(c.${fact}, s.${fact})`
  if (fact === 'keywords')
    return `case when c.summary_en is not null then c.keywords
      else coalesce(nullif(o.keywords, '{}'), nullif(p.keywords, '{}'), nullif(d.keywords, '{}'), c.keywords, '{}') end`
  const [first, second] = fact === 'description' ? ['d', 'p'] : ['p', 'd']
  return `coalesce(${first}.${fact}, ${second}.${fact}, case when ${BY_HAND} then c.${fact} end, o.${fact}, c.${fact}, ${ABSENT[fact] ?? 'null'})`
}

/** SQL that makes `merged_call`: one row a call as it is to be stored, with its deadlines and a fingerprint of it all. */
function mergedCalls(): string {
  const hashed = NAMES.map(name => `coalesce(f.${name}::text, chr(30))`).join(', ')
  const told = (source: Source, name: string) =>
    `left join call_told ${name} on ${name}.call_id = s.id and ${name}.source = '${source}'`
  return `create temporary table merged_call on commit drop as
    with latest as (
      select distinct on (id) s.*, count(*) over (partition by id) as times from staged_call s order by id, place desc),
    facts as (
      select s.id, s.times, ${NAMES.map(name => `${merged(name)} as ${name}`).join(', ')}, k.known as old_deadlines,
        array(select distinct at from unnest(coalesce(
          case when p.call_id is null or p.deadlines = '{}' or (p.deadlines_partial and d.deadlines @> p.deadlines) then nullif(d.deadlines, '{}') end,
          nullif(p.deadlines, '{}'), case when ${BY_HAND} then nullif(k.known, '{}') end, nullif(o.deadlines, '{}'), k.known)) at order by at) as deadlines
      from latest s ${told('portal', 'p')} ${told('portal details', 'd')} ${told('starter', 'o')} left join call c on c.id = s.id
      cross join lateral (select array(select at from call_deadline d where d.call_id = s.id order by at) as known) k)
    select f.*, md5(concat_ws(chr(31), ${hashed}, array_to_string(array(select extract(epoch from at)::bigint from unnest(f.deadlines) at), ','))) as hash
    from facts f`
}

/** The deadlines of merged calls: the first and second of a call in two stages, otherwise all of one stage. */
async function mergeDeadlines(client: ImportClient): Promise<Counts> {
  return counted(
    client,
    `with fresh as (
      select m.id, d.at, case when m.stages = 'two' then least(d.place, 2) else 1 end as stage
      from merged_call m cross join lateral unnest(m.deadlines) with ordinality as d(at, place)),
    removed as (
      delete from call_deadline t using merged_call m where t.call_id = m.id and not t.at = any (m.deadlines) returning 1),
    written as (
      insert into call_deadline (call_id, at, stage) select id, at, stage from fresh
      on conflict (call_id, at) do update set stage = excluded.stage where call_deadline.stage <> excluded.stage returning (xmax = 0) as added)
    select (select count(*)::int from fresh) as read, count(*) filter (where added)::int as added,
      count(*) filter (where not added)::int as changed, (select count(*)::int from removed) as removed from written`,
  )
}

/** A list takes over the calls it names; one that it named before comes back when it had been marked. */
async function markSeen(client: ImportClient, { source, now }: Merge): Promise<Counts> {
  return counted(
    client,
    `with before as (select count(*)::int as n from call c join merged_call m using (id) where c.vanished_at is not null),
    seen as (
      update call c set last_seen_at = $2, vanished_at = null, source = $1 from merged_call m where m.id = c.id returning 1)
    select (select n from before) as returned from (select count(*) from seen) s`,
    [source, now],
  )
}

/**
 * Marks the calls of a source that its full list no longer names. One whose last deadline has passed has not vanished: it is over, and
 * lists of open calls leave it out.
 */
export async function markVanished(client: ImportClient, source: string, now: Date): Promise<number> {
  const { rowCount } = await client.query(
    `update call c set vanished_at = $2 where c.source = $1 and c.vanished_at is null
      and not exists (select 1 from merged_call m where m.id = c.id)
      and not coalesce((select max(at) < $2 from call_deadline d where d.call_id = c.id), false)`,
    [source, now],
  )
  return rowCount ?? 0
}
