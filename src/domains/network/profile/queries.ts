import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { MandateForm, MandateWay, ProfileField, Visibility } from './model.ts'

export type Mandate = {
  readonly id: number
  readonly given_by: string
  readonly given_on: string
  readonly how: MandateWay
}

export type ProfileRow = {
  readonly equipment: string | null
  readonly services: string | null
  readonly trl_from: number | null
  readonly trl_to: number | null
  readonly confirmed_at: Date | null
  readonly confirmed_mandate: Mandate | null
  readonly entered_mandate: Mandate | null
  readonly version: number
}

const mandate = (column: string) => sql`
  (select json_build_object('id', m.id, 'given_by', m.given_by, 'given_on', m.given_on, 'how', m.how) from mandate m where m.id = p.${sql.ref(column)})`

/** What a member says of itself beside its own words; undefined where it never said anything. */
export async function profileRow(db: Db, organisation: number): Promise<ProfileRow | undefined> {
  const { rows } = await sql<ProfileRow>`
    select equipment, services, trl_from, trl_to, confirmed_at, version, ${mandate('confirmed_mandate')} as confirmed_mandate,
      ${mandate('entered_mandate')} as entered_mandate from profile p where organisation_id = ${organisation}`.execute(
    db,
  )
  return rows[0]
}

export async function chosenVisibility(
  db: Db,
  organisation: number,
): Promise<Partial<Record<ProfileField, Visibility>>> {
  const rows = await db
    .selectFrom('profile_visibility')
    .where('organisation_id', '=', organisation)
    .select(['field', 'visibility'])
    .execute()
  return Object.fromEntries(rows.map(row => [row.field, row.visibility as Visibility]))
}

export async function writeVisibility(
  tx: Tx,
  organisation: number,
  chosen: Partial<Record<ProfileField, Visibility>>,
): Promise<void> {
  await tx.deleteFrom('profile_visibility').where('organisation_id', '=', organisation).execute()
  const rows = Object.entries(chosen).map(([field, visibility]) => ({
    organisation_id: organisation,
    field,
    visibility,
  }))
  if (rows.length) await tx.insertInto('profile_visibility').values(rows).execute()
}

/** The agreement under which staff act for a member now. */
export async function currentMandate(db: Db, organisation: number): Promise<Mandate | undefined> {
  const row = await db
    .selectFrom('mandate')
    .where('organisation_id', '=', organisation)
    .where('ended_at', 'is', null)
    .select(['id', 'given_by', 'given_on', 'how'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row as Mandate | undefined
}

export async function insertMandate(tx: Tx, organisation: number, form: MandateForm, by: string): Promise<number> {
  const { id } = await tx
    .insertInto('mandate')
    .values({ organisation_id: organisation, ...form, recorded_by: by })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function endMandates(tx: Tx, organisation: number, by: string, now: Date): Promise<void> {
  await tx
    .updateTable('mandate')
    .set({ ended_at: now, ended_by: by })
    .where('organisation_id', '=', organisation)
    .where('ended_at', 'is', null)
    .execute()
}

/** Somebody said that all of it is right; `entered`: they changed it too, from this version on. False when somebody else did in between. */
export async function stampProfile(
  tx: Tx,
  organisation: number,
  {
    by,
    mandate,
    now,
    entered,
  }: { by: string; mandate: number | null; now: Date; entered: { version: number } | undefined },
): Promise<boolean> {
  await sql`insert into profile (organisation_id, version) values (${organisation}, 0) on conflict do nothing`.execute(
    tx,
  )
  const { rows } = await sql`
    update profile set confirmed_at = ${now}, confirmed_by = ${by}, confirmed_mandate = ${mandate}
      ${entered ? sql`, version = version + 1, entered_at = ${now}, entered_mandate = ${mandate}` : sql``}
    where organisation_id = ${organisation} ${entered ? sql`and version = ${entered.version}` : sql``} returning 1`.execute(
    tx,
  )
  return rows.length > 0
}

export type KnownConcept = {
  readonly code: string
  readonly label_it: string | null
  readonly label_en: string
  readonly projects: number
}

/** Fields of science that projects show and the member has not named: the most typical first. */
export async function shownByProjects(db: Db, organisation: number): Promise<KnownConcept[]> {
  const { rows } = await sql<KnownConcept>`
    select c.code, c.label_it, c.label_en, oc.project_count as projects from organisation_concept oc join concept c on c.code = oc.concept_code
    where oc.organisation_id = ${organisation} and oc.project_count > 0
      and not exists (select 1 from declared_concept d where d.organisation_id = oc.organisation_id and d.concept_code = oc.concept_code)
    order by oc.weight desc, c.code limit 8`.execute(db)
  return rows
}

export type SeatRow = {
  readonly city: string
  readonly province: string | null
  readonly street: string | null
  readonly postcode: string | null
}

export async function seatsOf(db: Db, organisation: number): Promise<SeatRow[]> {
  const { rows } = await sql<SeatRow>`
    select s.city, n.name as province, s.street, s.postcode from seat s left join nuts n on n.code = s.nuts3 where s.organisation_id = ${organisation} order by s.id`.execute(
    db,
  )
  return rows
}

export async function chainsOfMember(
  db: Db,
  organisation: number,
): Promise<{ id: number; name_it: string; name_en: string }[]> {
  const { rows } = await sql<{ id: number; name_it: string; name_en: string }>`
    select v.id, v.name_it, v.name_en from chain_member m join value_chain v on v.id = m.chain_id and v.closed_at is null
    where m.organisation_id = ${organisation} order by v.name_it`.execute(db)
  return rows
}

export async function switchboardOf(db: Db, organisation: number): Promise<string | null> {
  const row = await db.selectFrom('organisation').where('id', '=', organisation).select('phone').executeTakeFirst()
  return row?.phone ?? null
}
