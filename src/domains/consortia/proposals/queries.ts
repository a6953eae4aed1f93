import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { type ListQuery, type Partner, requestedOf, type State } from './model.ts'

export type Proposal = {
  readonly id: number
  readonly call_id: string | null
  readonly call_title: string | null
  readonly title: string
  readonly acronym: string
  readonly action: string
  readonly state: State
  readonly starts_on: string | null
  readonly months: number | null
  readonly project_id: number | null
  readonly version: number
}

export async function proposalById(db: Db, id: number): Promise<Proposal | undefined> {
  const { rows } = await sql<Proposal>`
    select p.id, p.call_id, c.title as call_title, p.title, p.acronym, p.action, p.state, p.starts_on, p.months, p.project_id, p.version
    from proposal p left join call c on c.id = p.call_id where p.id = ${id}`.execute(db)
  return rows[0]
}

export type PartnerRow = Partner & {
  readonly key: string
  readonly pic: string | null
  readonly name: string
  readonly short_name: string | null
  readonly country: string | null
  readonly nuts: string | null
  readonly kind: 'HES' | 'REC' | 'PRC' | 'PUB' | 'OTH'
  readonly sme: boolean | null
  readonly member: boolean
  readonly requested_cents: number
}

/** The coordinator first, then by contribution. */
export async function partnersOf(db: Db, id: number): Promise<PartnerRow[]> {
  const { rows } = await sql<PartnerRow>`
    select pp.organisation_id, pp.role, pp.budget_cents, pp.rate_percent, pp.requested_cents, o.key, o.pic, o.name, o.short_name, o.country, o.nuts, o.kind, o.sme,
      exists (select 1 from membership m where m.organisation_id = o.id and m.left_on is null) as member
    from proposal_partner pp join organisation o on o.id = pp.organisation_id where pp.proposal_id = ${id}
    order by pp.role <> 'coordinator', pp.requested_cents desc, o.name collate "und-x-icu"`.execute(db)
  return rows
}

export type Move = {
  readonly from_state: State | null
  readonly to_state: State
  readonly moved_on: string
  readonly by: string
  readonly note: string
  readonly recorded_at: Date
}

/** Newest first. */
export async function movesOf(db: Db, id: number): Promise<Move[]> {
  const { rows } = await sql<Move>`
    select m.from_state, m.to_state, m.moved_on, coalesce(u.name, m.moved_by) as by, m.note, m.recorded_at
    from proposal_move m left join account_user u on u.id = m.moved_by where m.proposal_id = ${id} order by m.id desc`.execute(
    db,
  )
  return rows
}

export type ListRow = {
  readonly id: number
  readonly acronym: string
  readonly title: string
  readonly call_id: string | null
  readonly state: State
  readonly coordinator: string | null
  readonly partners: number
  readonly members: number
  readonly budget_cents: number
  readonly requested_cents: number
  readonly moved_on: string
  readonly submitted_on: string | null
}

const ORDER = {
  recent: sql`l.moved_on desc, l.id desc`,
  requested: sql`l.requested_cents desc, l.id`,
  acronym: sql`l.acronym collate "und-x-icu", l.id`,
  state: sql`array_position(array['draft', 'submitted', 'funded', 'rejected', 'withdrawn'], l.state), l.moved_on desc`,
}

/** Proposals with their sums. `year` is the one of submission. */
export async function listProposals(db: Db, query: ListQuery): Promise<ListRow[]> {
  const like = query.q && `%${query.q.replace(/[%_\\]/g, '\\$&')}%`
  const { rows } = await sql<ListRow>`
    select * from (
      select p.id, p.acronym, p.title, p.call_id, p.state, s.coordinator, coalesce(s.partners, 0) as partners, coalesce(s.members, 0) as members,
        coalesce(s.budget, 0) as budget_cents, coalesce(s.requested, 0) as requested_cents, v.moved_on, v.submitted_on
      from proposal p
      left join lateral (
        select max(o.name) filter (where pp.role = 'coordinator') as coordinator, count(*)::int as partners, sum(pp.budget_cents)::bigint as budget,
          sum(pp.requested_cents)::bigint as requested,
          count(*) filter (where exists (select 1 from membership m where m.organisation_id = o.id and m.left_on is null))::int as members
        from proposal_partner pp join organisation o on o.id = pp.organisation_id where pp.proposal_id = p.id) s on true
      left join lateral (
        select (array_agg(moved_on order by id desc))[1] as moved_on, (array_agg(moved_on order by id desc) filter (where to_state = 'submitted'))[1] as submitted_on
        from proposal_move where proposal_id = p.id) v on true) l
    where (${query.state ?? null}::text is null or l.state = ${query.state ?? null})
      and (${query.year ?? null}::int is null or extract(year from l.submitted_on) = ${query.year ?? null})
      and (${like ?? null}::text is null or l.acronym ilike ${like ?? null} or l.title ilike ${like ?? null} or l.call_id ilike ${like ?? null})
    order by ${ORDER[query.sort ?? 'recent']} limit 1000`.execute(db)
  return rows
}

/** Members of the cluster in any of these proposals, each counted once. */
export async function membersIn(db: Db, ids: readonly number[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct pp.organisation_id)::int as n from proposal_partner pp
    join membership m on m.organisation_id = pp.organisation_id and m.left_on is null where pp.proposal_id = any(${ids})`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}

export async function insertProposal(
  tx: Tx,
  proposal: { call_id: string; title: string; acronym: string; action: string },
  by: string,
  on: string,
): Promise<number> {
  const { id } = await tx
    .insertInto('proposal')
    .values({ ...proposal, cluster_id: 1 })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertMove(tx, id, { from: null, to: 'draft', on, note: '' }, by)
  return id
}

export async function insertMove(
  tx: Tx,
  id: number,
  move: { from: State | null; to: State; on: string; note: string },
  by: string,
): Promise<void> {
  await tx
    .insertInto('proposal_move')
    .values({
      proposal_id: id,
      from_state: move.from,
      to_state: move.to,
      moved_on: move.on,
      moved_by: by,
      note: move.note,
    })
    .execute()
}

/** Replaces the partners. */
export async function writePartners(tx: Tx, id: number, partners: readonly Partner[]): Promise<void> {
  await tx.deleteFrom('proposal_partner').where('proposal_id', '=', id).execute()
  if (partners.length === 0) return
  await tx
    .insertInto('proposal_partner')
    .values(partners.map(partner => ({ ...partner, proposal_id: id, requested_cents: requestedOf(partner) })))
    .execute()
}

/** Writes the fields when nobody has since `version`; false otherwise. */
export async function updateProposal(
  tx: Tx,
  id: number,
  version: number,
  changes: {
    title?: string
    acronym?: string
    starts_on?: string | null
    months?: number | null
    state?: State
    project_id?: number | null
  },
): Promise<boolean> {
  const result = await tx
    .updateTable('proposal')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
