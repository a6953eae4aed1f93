import { sql } from 'kysely'
import { vatNumber } from '#kernel/identifiers.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { ReadSheet } from '#platform/sheets/cell.ts'
import type { Mapping } from './headings.ts'
import type { Counts } from './model.ts'
import type { Known } from './plan.ts'

export type Marks = {
  readonly keys: readonly string[]
  readonly pics: readonly string[]
  readonly vats: readonly string[]
  readonly fiscal: readonly string[]
  readonly rors: readonly string[]
  readonly names: readonly string[]
}

const known = sql`o.id, o.key, o.pic, o.vat, o.fiscal_code, o.ror_id as ror, o.name, o.city,
  exists (select 1 from membership m where m.organisation_id = o.id) as member`

const normal = (row: Known): Known => ({ ...row, vat: row.vat && (vatNumber(row.vat) ?? row.vat) })

/** Organisations that have one of these identifiers or exactly one of these names; linked records answer with the whole they belong to. */
export async function findKnown(db: Db, { keys, pics, vats, fiscal, rors, names }: Marks): Promise<Known[]> {
  // CORDIS writes VAT numbers with and without their country.
  const written = vats.flatMap(vat => [vat, vat.replace(/^IT/, '')])
  const { rows } = await sql<Known & { via: number }>`
    with marked as (
      select id, same_as from organisation where key = any(${keys})
      union select id, same_as from organisation where pic = any(${pics})
      union select id, same_as from organisation where vat = any(${written})
      union select id, same_as from organisation where fiscal_code = any(${fiscal})
      union select id, same_as from organisation where ror_id = any(${rors})
      union select id, same_as from organisation where fold(name) = any(select fold(n) from unnest(${names}::text[]) n))
    select distinct ${known} from organisation o join marked m on o.id = coalesce(m.same_as, m.id)
    union
    -- Under the identifiers of a linked record, the whole is found too.
    select w.id, w.key, o.pic, o.vat, o.fiscal_code, o.ror_id, o.name, w.city, exists (select 1 from membership x where x.organisation_id = w.id)
    from organisation o join marked m on m.id = o.id join organisation w on w.id = o.same_as`.execute(db)
  return rows.map(normal)
}

/** At most this many are offered for a name. */
const OFFERED = 4

/** Organisations whose names are nearly these, best first, by the place of the name in the list. */
export async function nearNames(db: Db, names: readonly string[]): Promise<Map<number, Known[]>> {
  const { rows } = await sql<Known & { place: number }>`
    select n.place::int as place, ${known}
    from unnest(${names}::text[]) with ordinality as n(name, place)
    cross join lateral (
      select s.organisation_id, similarity(s.sort_name, fold(n.name)) + case when s.member then 0.1 else 0 end as near
      from organisation_search s where s.name % fold(n.name) and (s.member or s.country = 'IT')
        and similarity(s.sort_name, fold(n.name)) > case when s.member then 0.5 else 0.62 end
      order by near desc limit ${OFFERED}) c
    join organisation o on o.id = c.organisation_id order by n.place, c.near desc`.execute(db)
  const found = new Map<number, Known[]>()
  for (const { place, ...row } of rows) found.set(place - 1, [...(found.get(place - 1) ?? []), normal(row)])
  return found
}

export type ImportState = 'uploaded' | 'applied' | 'undone' | 'dropped'
export type SheetImport = {
  readonly id: number
  readonly file_name: string
  readonly sheets: readonly ReadSheet[] | null
  readonly sheet: string | null
  readonly heading_row: number | null
  readonly mapping: Mapping | null
  readonly answers: Readonly<Record<string, string>>
  readonly clears: boolean
  readonly counts: Partial<Counts>
  readonly state: ImportState
  readonly uploaded_at: Date
  readonly applied_at: Date | null
  readonly undone_at: Date | null
}

const IMPORT = [
  'id',
  'file_name',
  'sheets',
  'sheet',
  'heading_row',
  'mapping',
  'answers',
  'clears',
  'counts',
  'state',
  'uploaded_at',
  'applied_at',
  'undone_at',
] as const

export async function importById(db: Db, id: number): Promise<SheetImport | undefined> {
  const row = await db.selectFrom('sheet_import').where('id', '=', id).select(IMPORT).executeTakeFirst()
  return row as unknown as SheetImport | undefined
}

/** The same, kept from everybody else until the transaction ends. */
export async function lockImport(tx: Tx, id: number): Promise<SheetImport | undefined> {
  const row = await tx.selectFrom('sheet_import').where('id', '=', id).select(IMPORT).forUpdate().executeTakeFirst()
  return row as unknown as SheetImport | undefined
}

export type PastImport = Pick<SheetImport, 'id' | 'file_name' | 'counts' | 'state' | 'uploaded_at' | 'applied_at'> & {
  readonly by: string
  readonly can_undo: boolean
}

export async function pastImports(db: Db): Promise<PastImport[]> {
  const { rows } = await sql<PastImport>`
    select i.id, i.file_name, i.counts, case when i.state = 'uploaded' and i.sheets is null then 'dropped' else i.state end as state, i.uploaded_at, i.applied_at,
      coalesce(u.name, i.uploaded_by) as by, i.state = 'applied' and exists (select 1 from sheet_change c where c.import_id = i.id) as can_undo
    from sheet_import i left join account_user u on u.id = i.uploaded_by order by i.id desc limit 50`.execute(db)
  return rows
}

export async function insertImport(
  tx: Tx,
  row: {
    file_name: string
    sha256: string
    sheets: readonly ReadSheet[]
    sheet: string
    heading_row: number
    mapping: Mapping
    uploaded_by: string
  },
): Promise<number> {
  const { id } = await tx
    .insertInto('sheet_import')
    .values({ ...row, sheets: JSON.stringify(row.sheets), mapping: JSON.stringify(row.mapping) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateImport(
  tx: Tx,
  id: number,
  change: {
    sheet?: string
    heading_row?: number
    mapping?: Mapping
    answers?: Readonly<Record<string, string>>
    clears?: boolean
    counts?: Counts
    state?: ImportState
    sheets?: null
    applied_at?: Date
    undone_at?: Date
    undone_by?: string
  },
): Promise<void> {
  const { mapping, answers, counts, ...plain } = change
  await tx
    .updateTable('sheet_import')
    .set({
      ...plain,
      ...(mapping ? { mapping: JSON.stringify(mapping) } : {}),
      ...(answers ? { answers: JSON.stringify(answers) } : {}),
      ...(counts ? { counts: JSON.stringify(counts) } : {}),
    })
    .where('id', '=', id)
    .execute()
}

/** What was said of headings before, by the folded heading. */
export async function rememberedColumns(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('sheet_column').select(['heading', 'field']).execute()
  return new Map(rows.map(row => [row.heading, row.field]))
}

export async function rememberColumns(
  tx: Tx,
  columns: readonly { readonly heading: string; readonly field: string }[],
): Promise<void> {
  if (columns.length)
    await tx
      .insertInto('sheet_column')
      .values([...new Map(columns.map(column => [column.heading, column])).values()])
      .onConflict(conflict =>
        conflict.column('heading').doUpdateSet(eb => ({ field: eb.ref('excluded.field'), used_at: sql`now()` })),
      )
      .execute()
}

export type StoredChange = {
  readonly organisation_id: number
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

export async function insertChanges(tx: Tx, id: number, changes: readonly StoredChange[]): Promise<void> {
  await sql`insert into sheet_change (import_id, place, organisation_id, field, before, after)
    select ${id}, (c ->> 'place')::int, (c ->> 'organisation_id')::bigint, c ->> 'field', c -> 'before', c -> 'after'
    from jsonb_array_elements(${JSON.stringify(changes.map((change, place) => ({ ...change, place })))}::jsonb) c`.execute(
    tx,
  )
}

/** In the order they were made. */
export async function changesOfImport(db: Db, id: number): Promise<StoredChange[]> {
  const rows = await db
    .selectFrom('sheet_change')
    .where('import_id', '=', id)
    .select(['organisation_id', 'field', 'before', 'after'])
    .orderBy('place')
    .execute()
  return rows
}

/** Cells that nobody came back for before an instant; answers how many sheets. */
export async function forgetCells(tx: Tx, before: Date): Promise<number> {
  const { numAffectedRows } =
    await sql`update sheet_import set sheets = null where sheets is not null and uploaded_at < ${before}`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** What was needed to take imports of before an instant back. */
export async function forgetChanges(tx: Tx, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from sheet_change c using sheet_import i where i.id = c.import_id and (i.applied_at < ${before} or i.state = 'undone')`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0n)
}

/** Spreadsheets keep no trace of somebody who is erased: sheets that name them are forgotten, and imports that brought them cannot bring them back. */
export async function forgetInSheets(tx: Tx, { name, email }: { name: string; email: string | null }): Promise<void> {
  const found = [name, email].flatMap(text =>
    text
      ? [
          `%${JSON.stringify(text)
            .slice(1, -1)
            .replace(/[%_\\]/g, '\\$&')}%`,
        ]
      : [],
  )
  await sql`update sheet_import set sheets = null where sheets::text ilike any(${found})`.execute(tx)
  await sql`delete from sheet_change where field = 'contacts' and concat(before::text, after::text) ilike any(${found})`.execute(
    tx,
  )
}

export async function deleteMembership(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('membership').where('id', '=', id).execute()
}

export async function openMembership(db: Db, organisation: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('membership')
    .where('organisation_id', '=', organisation)
    .where('left_on', 'is', null)
    .select('id')
    .executeTakeFirst()
  return row?.id
}

/** Deletes an organisation that an import made, unless something has come to depend on it since. */
export async function deleteUnlessNeeded(tx: Tx, organisation: number): Promise<boolean> {
  await sql`savepoint before_delete`.execute(tx)
  try {
    await sql`delete from organisation where id = ${organisation} and source = 'hand'`.execute(tx)
    await sql`set constraints all immediate`.execute(tx)
    await sql`set constraints all deferred`.execute(tx)
    await sql`release savepoint before_delete`.execute(tx)
    return true
  } catch (error) {
    if ((error as { code?: string }).code !== '23503') throw error
    await sql`rollback to savepoint before_delete`.execute(tx)
    return false
  }
}
