import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

export type SavedTeam = {
  readonly id: number
  readonly call_id: string | null
  readonly name: string
  readonly notes: string
  readonly size_min: number
  readonly size_max: number
  readonly members_first: boolean
  readonly archived: boolean
  readonly version: number
  readonly updated_at: Date
}

const FIELDS = sql`t.id, t.call_id, t.name, t.notes, t.size_min, t.size_max, t.members_first, t.archived_at is not null as archived, t.version, t.updated_at`

export async function savedById(db: Db, id: number): Promise<SavedTeam | undefined> {
  const { rows } = await sql<SavedTeam>`select ${FIELDS} from team t where t.id = ${id}`.execute(db)
  return rows[0]
}

export type SavedRow = SavedTeam & {
  readonly call_title: string | null
  readonly by: string
  readonly partners: number
}

/** Newest change first; those put aside only when asked for. */
export async function listSaved(db: Db, archived: boolean): Promise<SavedRow[]> {
  const { rows } = await sql<SavedRow>`
    select ${FIELDS}, c.title as call_title, coalesce(u.name, t.created_by) as by,
      (select count(*)::int from team_member m where m.team_id = t.id and m.state <> 'excluded') as partners
    from team t left join call c on c.id = t.call_id left join account_user u on u.id = t.created_by
    where (t.archived_at is not null) = ${archived} order by t.updated_at desc limit 500`.execute(db)
  return rows
}

export type SavedMember = {
  readonly key: string
  readonly state: 'in' | 'fixed' | 'excluded'
  readonly role: 'coordinator' | 'participant' | 'affiliated' | 'associatedPartner'
}

export async function membersOf(db: Db, id: number): Promise<SavedMember[]> {
  const { rows } = await sql<SavedMember>`
    select o.key, m.state, m.role from team_member m join organisation o on o.id = m.organisation_id where m.team_id = ${id} order by o.key`.execute(
    db,
  )
  return rows
}

export async function competencesOf(db: Db, id: number): Promise<string[]> {
  const rows = await db.selectFrom('team_competence').where('team_id', '=', id).select('concept_code').execute()
  return rows.map(row => row.concept_code)
}

export type Fields = {
  readonly call_id: string
  readonly name: string
  readonly notes: string
  readonly size_min: number
  readonly size_max: number
  readonly members_first: boolean
}

export async function insertTeam(tx: Tx, fields: Fields, by: string): Promise<number> {
  const { id } = await tx
    .insertInto('team')
    .values({ ...fields, cluster_id: 1, created_by: by })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** False when somebody has changed it since `version`. */
export async function updateTeam(
  tx: Tx,
  id: number,
  version: number,
  fields: Partial<Fields> & { archived_at?: Date | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('team')
    .set({ ...fields, version: version + 1, updated_at: new Date() })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Replaces members and chosen competences; the latter only where somebody has chosen. */
export async function writeTeam(
  tx: Tx,
  id: number,
  members: readonly (Pick<SavedMember, 'state' | 'role'> & { organisation_id: number })[],
  competences: readonly { code: string; weight: number }[],
): Promise<void> {
  await tx.deleteFrom('team_member').where('team_id', '=', id).execute()
  await tx.deleteFrom('team_competence').where('team_id', '=', id).execute()
  if (members.length)
    await tx
      .insertInto('team_member')
      .values(members.map(member => ({ ...member, team_id: id })))
      .execute()
  if (competences.length) {
    await tx
      .insertInto('team_competence')
      .values(
        competences.map(({ code, weight }) => ({ team_id: id, concept_code: code, weight: Math.max(0.01, weight) })),
      )
      .execute()
  }
}
