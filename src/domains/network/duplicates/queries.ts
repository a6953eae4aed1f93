import { type RawBuilder, sql } from 'kysely'
import type { Reason } from '#algorithms/linkage/explain.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { ComparedRow } from './encode.ts'
import type { Decision, Pointing, Undoing } from './model.ts'

export type FoundPair = {
  readonly first_id: number
  readonly second_id: number
  readonly score: number
  readonly reasons: readonly Reason[]
}
export type Found = {
  readonly records: number
  readonly pairs: readonly FoundPair[]
  readonly words: readonly { readonly word: string; readonly bearers: number }[]
}

/** What is compared of the organisations that are not linked to another. */
export const COMPARED = sql`
  select o.id, array_remove(array[o.name, o.short_name] || o.other_names
      || coalesce((select array_agg(l.name order by l.id) from organisation l where l.same_as = o.id), '{}'), null) as names,
    o.country, o.city, o.postcode, o.street, o.nuts, o.website, o.vat, o.ror_id, o.invented
  from organisation o where o.same_as is null`

/** Every organisation, linked records lending it their names. */
export async function recordsToCompare(db: Db): Promise<ComparedRow[]> {
  const { rows } = await sql<ComparedRow>`${COMPARED} order by o.id`.execute(db)
  return rows
}

/** Puts what a comparison found in the place of what the one before it did. */
export async function replaceFound(tx: Tx, found: Found): Promise<void> {
  // Two comparisons at once: the later one wins, whole.
  await sql`select pg_advisory_xact_lock(hashtext('duplicate_pair'))`.execute(tx)
  await tx.deleteFrom('duplicate_pair').execute()
  await tx.deleteFrom('linkage_word').execute()
  await sql`
    insert into duplicate_pair (first_id, second_id, score, reasons)
    select x.first_id, x.second_id, x.score, x.reasons
    from jsonb_to_recordset(${JSON.stringify(found.pairs)}::jsonb) as x (first_id bigint, second_id bigint, score real, reasons jsonb)`.execute(
    tx,
  )
  await sql`
    insert into linkage_word (word, bearers)
    select x.word, x.bearers from jsonb_to_recordset(${JSON.stringify(found.words)}::jsonb) as x (word text, bearers int)`.execute(
    tx,
  )
  await sql`
    insert into linkage_run (records, pairs) values (${found.records}, ${found.pairs.length})
    on conflict (one) do update set records = excluded.records, pairs = excluded.pairs, finished_at = now()`.execute(tx)
}

export async function lastRun(db: Db) {
  return db.selectFrom('linkage_run').select(['records', 'pairs', 'finished_at']).executeTakeFirst()
}

export type OpenPair = FoundPair & { readonly member: boolean; readonly aside: boolean }

/**
 * Pairs that wait, each as the two organisations its records belong to now; a decision about any of their records counts for both.
 * Members come first, then the likeliest. Records that were the same and then taken apart by hand do not come back.
 */
const OPEN = sql`
  with whole as (select id, coalesce(same_as, id) as whole from organisation),
  decided as (
    select least(a.whole, b.whole) as first_id, greatest(a.whole, b.whole) as second_id, bool_or(d.decision <> 'unsure') as settled
    from duplicate_decision d join whole a on a.id = d.first_id join whole b on b.id = d.second_id where d.undone_at is null group by 1, 2),
  pair as (
    select distinct on (1, 2) least(a.whole, b.whole) as first_id, greatest(a.whole, b.whole) as second_id, p.score, p.reasons
    from duplicate_pair p join whole a on a.id = p.first_id join whole b on b.id = p.second_id where a.whole <> b.whole
    order by 1, 2, p.score desc),
  member as (select distinct w.whole from membership m join whole w on w.id = m.organisation_id where m.left_on is null),
  open as (
    select p.*, p.first_id in (select whole from member) or p.second_id in (select whole from member) as member, d.first_id is not null as aside
    from pair p left join decided d using (first_id, second_id) where d.settled is not true)`

type Which = {
  readonly aside: boolean
  readonly membersOnly: boolean
  readonly after?: readonly [number, number] | undefined
}

const matching = ({ aside, membersOnly }: Which): RawBuilder<unknown> =>
  sql`aside = ${aside} ${membersOnly ? sql`and member` : sql``}`

/** The pair to look at, and `after` the one that comes after it; the first again at the end. */
export async function nextPair(db: Db, which: Which): Promise<OpenPair | undefined> {
  const [first, second] = which.after ?? [0, 0]
  const { rows } = await sql<OpenPair>`
    ${OPEN}, queue as (select *, row_number() over (order by member desc, score desc, first_id, second_id) as place from open where ${matching(which)})
    select first_id, second_id, score, reasons, member, aside from queue
    order by place <= coalesce((select place from queue where first_id = ${first} and second_id = ${second}), 0), place limit 1`.execute(
    db,
  )
  return rows[0]
}

export type Counts = {
  readonly left: number
  readonly members: number
  readonly aside: number
  readonly decided: number
}

export async function countPairs(db: Db): Promise<Counts> {
  const { rows } = await sql<Counts>`
    ${OPEN}
    select count(*) filter (where not aside)::int as left, count(*) filter (where not aside and member)::int as members, count(*) filter (where aside)::int as aside,
      (select count(*)::int from duplicate_decision where undone_at is null and decision <> 'unsure') as decided from open`.execute(
    db,
  )
  return rows[0] ?? { left: 0, members: 0, aside: 0, decided: 0 }
}

/** How the records of some organisations point, in one order; locked, so that nobody decides otherwise meanwhile. */
export async function pointing(tx: Tx, ids: readonly number[]): Promise<Pointing[]> {
  return tx
    .selectFrom('organisation')
    .select(['id', 'same_as', 'linked_by'])
    .where(eb => eb.or([eb('id', 'in', ids), eb('same_as', 'in', ids)]))
    .orderBy('id')
    .forUpdate()
    .execute()
}

export async function restore(tx: Tx, { before, linkDecision }: Undoing): Promise<void> {
  for (const { id, same_as, linked_by } of before)
    await tx.updateTable('organisation').set({ same_as, linked_by }).where('id', '=', id).execute()
  await tx.deleteFrom('link_decision').where('id', '=', linkDecision).execute()
}

/** The whole an organisation's id belongs to. */
export async function wholeOf(db: Db, id: number) {
  const { rows } = await sql<{ id: number; key: string }>`
    select w.id, w.key from organisation o join organisation w on w.id = coalesce(o.same_as, o.id) where o.id = ${id}`.execute(
    db,
  )
  return rows[0]
}

export type DecisionRow = {
  readonly id: number
  readonly first_id: number
  readonly second_id: number
  readonly decision: Decision
  readonly undoing: Undoing | null
  readonly decided_by: string
  readonly decided_at: Date
  readonly undone_at: Date | null
}

export async function standingDecision(db: Db, first: number, second: number) {
  return db
    .selectFrom('duplicate_decision')
    .select(['id', 'decision', 'decided_by'])
    .where('first_id', '=', first)
    .where('second_id', '=', second)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
}

export async function decisionById(db: Db, id: number): Promise<DecisionRow | undefined> {
  const row = await db.selectFrom('duplicate_decision').selectAll().where('id', '=', id).executeTakeFirst()
  return row as DecisionRow | undefined
}

export async function storeDecision(
  tx: Tx,
  row: { first: number; second: number; decision: Decision; score: number; undoing: Undoing | undefined; by: string },
): Promise<number> {
  const { id } = await tx
    .insertInto('duplicate_decision')
    .values({
      first_id: row.first,
      second_id: row.second,
      decision: row.decision,
      score: row.score,
      undoing: row.undoing === undefined ? null : JSON.stringify(row.undoing),
      decided_by: row.by,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function storeUndone(tx: Tx, id: number, by: string): Promise<void> {
  await tx
    .updateTable('duplicate_decision')
    .set({ undone_by: by, undone_at: sql`now()` })
    .where('id', '=', id)
    .execute()
}

/** The score a pair was shown with; 0 where the last comparison no longer has it. */
export async function scoreOf(db: Db, first: number, second: number): Promise<number> {
  const row = await db
    .selectFrom('duplicate_pair')
    .select('score')
    .where('first_id', '=', first)
    .where('second_id', '=', second)
    .executeTakeFirst()
  return row?.score ?? 0
}

export type DecidedRow = {
  readonly id: number
  readonly decision: Decision
  readonly decided_at: Date
  readonly by: string
  readonly first_key: string
  readonly first_name: string
  readonly second_key: string
  readonly second_name: string
}

export async function listDecided(db: Db, { limit, offset }: { limit: number; offset: number }): Promise<DecidedRow[]> {
  const { rows } = await sql<DecidedRow>`
    select d.id, d.decision, d.decided_at, coalesce(u.name, d.decided_by) as by,
      a.key as first_key, a.name as first_name, b.key as second_key, b.name as second_name
    from duplicate_decision d join organisation a on a.id = d.first_id join organisation b on b.id = d.second_id
    left join account_user u on u.id = d.decided_by
    where d.undone_at is null and d.decision <> 'unsure' order by d.decided_at desc, d.id desc limit ${limit} offset ${offset}`.execute(
    db,
  )
  return rows
}

export type Side = Awaited<ReturnType<typeof sidesOf>>[number]

/** What is shown of organisations that stand side by side. */
export async function sidesOf(db: Db, ids: readonly number[]) {
  return db
    .selectFrom('organisation as o')
    .select([
      'o.id',
      'o.key',
      'o.pic',
      'o.vat',
      'o.ror_id',
      'o.name',
      'o.short_name',
      'o.other_names',
      'o.kind',
      'o.country',
      'o.city',
      'o.postcode',
      'o.street',
      'o.nuts',
      'o.website',
      'o.source',
      'o.invented',
      'o.project_count',
    ])
    .select([
      sql<
        string[]
      >`coalesce((select array_agg(l.key order by l.key) from organisation l where l.same_as = o.id), '{}')`.as(
        'linked',
      ),
      sql<string | null>`(select min(m.category) from membership m join organisation r on r.id = m.organisation_id
        where (r.id = o.id or r.same_as = o.id) and m.left_on is null)`.as('category'),
      sql<number>`(select count(distinct t.project_id)::int from participation t join organisation r on r.id = t.organisation_id
        where r.id = o.id or r.same_as = o.id)`.as('parts'),
    ])
    .where('o.id', 'in', ids)
    .orderBy('o.id')
    .execute()
}

/** Projects in which both take part, by their acronyms: one organisation seldom does twice. */
export async function projectsTogether(db: Db, first: number, second: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with mine as (
      select t.project_id, coalesce(o.same_as, o.id) as whole from participation t join organisation o on o.id = t.organisation_id
      where o.id in (${first}, ${second}) or o.same_as in (${first}, ${second}))
    select coalesce(p.acronym, p.id::text) as name from mine m join project p on p.id = m.project_id
    group by p.id having count(distinct m.whole) = 2 order by p.id desc limit 5`.execute(db)
  return rows.map(row => row.name)
}
