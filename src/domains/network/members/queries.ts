import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { ContactEntry, Member, MemberChange, MemberField, Seat, Trl } from './model.ts'

type Record = Omit<Member, 'trl' | 'contacts'> & {
  readonly trl_from: number | null
  readonly trl_to: number | null
  readonly membership: number | null
  readonly invented: boolean
}

/** A member as it is now, with what an import or a form must know of it. */
export type MemberState = {
  readonly id: number
  readonly member: Member
  /** Undefined: known, but never a member. */
  readonly membership: number | null
  readonly invented: boolean
}

/** The states of organisations, members or not, in no order. */
export async function memberStates(db: Db, ids: readonly number[]): Promise<MemberState[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: number; record: Record; contacts: ContactEntry[] }>`
    select o.id, organisation_record(o.id) as record,
      coalesce((select json_agg(json_build_object('name', p.name, 'role', c.role, 'title', c.title, 'email', p.email, 'phone', p.phone)
          order by c.first desc, p.name, c.id)
        from contact c join person p on p.id = c.person_id where c.organisation_id = o.id and c.until is null), '[]') as contacts
    from organisation o where o.id = any(${ids})`.execute(db)
  return rows.map(({ id, record, contacts }) => ({
    id,
    member: memberOf(record, contacts),
    membership: record.membership,
    invented: record.invented,
  }))
}

/** A record of the history, or of now, as a member. */
export function memberOf(record: Record, contacts: readonly ContactEntry[]): Member {
  const { trl_from, trl_to, ...rest } = record
  const trl: Trl | null = trl_from && trl_to ? { from: trl_from, to: trl_to } : null
  return { ...rest, trl, contacts }
}

/** Ids of all members of now. */
export async function currentMemberIds(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('membership').where('left_on', 'is', null).select('organisation_id').execute()
  return rows.map(row => row.organisation_id)
}

const ORGANISATION = {
  name: 'name',
  short_name: 'short_name',
  public_body: 'public_body',
  vat: 'vat',
  fiscal_code: 'fiscal_code',
  pic: 'pic',
  ror: 'ror_id',
  lei: 'lei',
  street: 'street',
  postcode: 'postcode',
  city: 'city',
  province: 'nuts',
  website: 'website',
  phone: 'phone',
  says: 'says',
  looks_for: 'looks_for',
} as const satisfies Partial<{ [K in MemberField]: string }>

const MEMBERSHIP = ['category', 'joined_on', 'joined_because', 'left_on', 'left_because', 'fee_cents'] as const

/** Writes what changes of a member; contacts are written by `people`. */
export async function writeMember(tx: Tx, id: number, change: MemberChange): Promise<void> {
  const columns = Object.fromEntries(
    Object.entries(ORGANISATION).flatMap(([field, column]) =>
      field in change ? [[column, change[field as keyof typeof ORGANISATION] ?? null]] : [],
    ),
  )
  if (Object.keys(columns).length)
    await tx
      .updateTable('organisation')
      .set({ ...columns, updated_at: sql`now()` })
      .where('id', '=', id)
      .execute()
  const profile = {
    ...('equipment' in change ? { equipment: change.equipment ?? null } : {}),
    ...('services' in change ? { services: change.services ?? null } : {}),
    ...('trl' in change ? { trl_from: change.trl?.from ?? null, trl_to: change.trl?.to ?? null } : {}),
  }
  if (Object.keys(profile).length)
    await tx
      .insertInto('profile')
      .values({ organisation_id: id, ...profile })
      .onConflict(conflict => conflict.column('organisation_id').doUpdateSet(profile))
      .execute()
  const membership = Object.fromEntries(MEMBERSHIP.flatMap(field => (field in change ? [[field, change[field]]] : [])))
  if (Object.keys(membership).length)
    await tx
      .updateTable('membership')
      .set(membership)
      .where(
        'id',
        '=',
        sql<number>`(select id from membership where organisation_id = ${id} order by (left_on is null) desc, joined_on desc, id desc limit 1)`,
      )
      .execute()
  if (change.chains) await writeChains(tx, id, change.chains)
  if (change.concepts) await writeConcepts(tx, id, change.concepts)
  if (change.seats) await writeSeats(tx, id, change.seats)
}

async function writeChains(tx: Tx, id: number, chains: readonly number[]): Promise<void> {
  await sql`delete from chain_member where organisation_id = ${id} and chain_id <> all(${chains})`.execute(tx)
  await sql`insert into chain_member (chain_id, organisation_id, since) select unnest(${chains}::bigint[]), ${id}, current_date
    on conflict do nothing`.execute(tx)
}

/** What is declared stands in organisation_concept at once, where the derived fields are; see `projects/summary`. */
async function writeConcepts(tx: Tx, id: number, codes: readonly string[]): Promise<void> {
  await sql`delete from declared_concept where organisation_id = ${id}`.execute(tx)
  await sql`insert into declared_concept (organisation_id, concept_code, place)
    select ${id}, code, place from unnest(${codes}::text[]) with ordinality as d(code, place)`.execute(tx)
  await sql`delete from organisation_concept where organisation_id = ${id} and project_count = 0`.execute(tx)
  await sql`insert into organisation_concept (organisation_id, concept_code, project_count, weight)
    select organisation_id, concept_code, 0, declared_weight(place) from declared_concept where organisation_id = ${id}
    on conflict do nothing`.execute(tx)
}

async function writeSeats(tx: Tx, id: number, seats: readonly Seat[]): Promise<void> {
  await tx.deleteFrom('seat').where('organisation_id', '=', id).execute()
  if (seats.length)
    await tx
      .insertInto('seat')
      .values(seats.map(({ province, ...seat }) => ({ organisation_id: id, nuts3: province, ...seat })))
      .execute()
}

/** A new organisation, known to nobody but the cluster. Answers its id; `key` must be free. */
export async function insertOrganisation(
  tx: Tx,
  record: { key: string; name: string; kind: string; sme: boolean | null },
): Promise<number> {
  const { id } = await tx
    .insertInto('organisation')
    .values({ ...record, country: 'IT', source: 'hand' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function insertMembership(
  tx: Tx,
  organisation: number,
  membership: { category: string; joined_on: string; joined_because: string | null },
): Promise<void> {
  await tx
    .insertInto('membership')
    .values({ cluster_id: 1, organisation_id: organisation, ...membership })
    .execute()
}

export async function setTakenBack(tx: Tx, organisation: number, taken: boolean): Promise<void> {
  await tx.updateTable('organisation').set({ taken_back: taken }).where('id', '=', organisation).execute()
}

/** Ends the membership of now; false when there is none. Its last day may not be before its first. */
export async function endMembership(tx: Tx, organisation: number, on: string, because: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('membership')
    .set({ left_on: on, left_because: because })
    .where('organisation_id', '=', organisation)
    .where('left_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export type Membership = {
  readonly category: string
  readonly joined_on: string
  readonly joined_because: string | null
  readonly left_on: string | null
  readonly left_because: string | null
}

export async function membershipsOf(db: Db, organisation: number): Promise<Membership[]> {
  return db
    .selectFrom('membership')
    .where('organisation_id', '=', organisation)
    .select(['category', 'joined_on', 'joined_because', 'left_on', 'left_because'])
    .orderBy('joined_on', 'desc')
    .execute()
}

/** Which of these keys are taken. */
export async function takenKeys(db: Db, beginning: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('organisation')
    .where('key', 'like', `${beginning.replaceAll('_', '\\_')}%`)
    .select('key')
    .execute()
  return new Set(rows.map(row => row.key))
}

export type Lookups = {
  readonly provinces: readonly { readonly code: string; readonly name: string }[]
  readonly towns: readonly { readonly name: string; readonly nuts3: string }[]
  readonly chains: readonly { readonly id: number; readonly name_it: string; readonly name_en: string }[]
  readonly concepts: readonly { readonly code: string; readonly label_it: string | null; readonly label_en: string }[]
}

/** What names in a form or a spreadsheet may stand for. */
export async function lookups(db: Db): Promise<Lookups> {
  const [provinces, towns, chains, concepts] = await Promise.all([
    db.selectFrom('nuts').where('level', '=', 3).select(['code', 'name']).orderBy('code').execute(),
    db.selectFrom('municipality').select(['name', 'nuts3']).execute(),
    db
      .selectFrom('value_chain')
      .where('closed_at', 'is', null)
      .select(['id', 'name_it', 'name_en'])
      .orderBy('name_it')
      .execute(),
    db.selectFrom('concept').select(['code', 'label_it', 'label_en']).orderBy('code').execute(),
  ])
  return { provinces, towns, chains, concepts }
}
