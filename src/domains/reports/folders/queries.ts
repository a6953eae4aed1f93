import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { Evidence, EvidenceForm, Folder, FolderForm, Item, ItemForm } from './model.ts'

/** Folders with their progress, those that are due first; one of them with `id`. */
export async function foldersOf(db: Db, id?: number): Promise<Folder[]> {
  const { rows } = await sql<Folder>`
    select f.id, f.name, f.label, f.due_on, f.put_aside_at is not null as put_aside, count(i.id)::int as items,
      count(i.id) filter (where i.state = 'ready')::int as ready
    from label_folder f left join label_item i on i.folder_id = f.id and i.put_aside_at is null
    where ${id ?? null}::int is null or f.id = ${id ?? null} group by f.id order by f.due_on nulls last, f.id`.execute(
    db,
  )
  return rows
}

type Attached = {
  readonly id: number
  readonly code: string | null
  readonly period: string
  readonly fact: number
  readonly address: string | null
}

/** The items of a folder in their order, also those put aside. */
export async function itemsOf(db: Db, folder: number): Promise<Item[]> {
  const { rows } = await sql<Omit<Item, 'evidence'> & { evidence: readonly Attached[] }>`
    select i.id, i.name, i.state, i.note, i.version, i.put_aside_at is not null as put_aside,
      coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'code', e.code, 'period', e.period, 'fact', e.fact_seq, 'address', e.address) order by e.id)
        from label_evidence e where e.item_id = i.id), '[]') as evidence
    from label_item i where i.folder_id = ${folder} order by i.place, i.id`.execute(db)
  return rows.map(item => ({ ...item, evidence: item.evidence.map(shownBy) }))
}

const shownBy = ({ id, code, period, fact, address }: Attached): Evidence =>
  code !== null ? { id, code, period } : address !== null ? { id, address } : { id, fact }

export async function insertFolder(tx: Tx, { name, label, due_on }: FolderForm, by: string): Promise<number> {
  const values = { name, label, due_on: due_on ?? null, added_by: by }
  return (await tx.insertInto('label_folder').values(values).returning('id').executeTakeFirstOrThrow()).id
}

export async function updateFolder(tx: Tx, id: number, { name, label, due_on }: FolderForm): Promise<boolean> {
  const set = { name, label, due_on: due_on ?? null }
  return one(await tx.updateTable('label_folder').set(set).where('id', '=', id).executeTakeFirst())
}

const one = ({ numUpdatedRows }: { readonly numUpdatedRows: bigint }): boolean => numUpdatedRows === 1n

export const asideFolder = async (tx: Tx, id: number, at: Date | null): Promise<boolean> =>
  one(await tx.updateTable('label_folder').set({ put_aside_at: at }).where('id', '=', id).executeTakeFirst())

export const asideItem = async (tx: Tx, folder: number, id: number, at: Date | null): Promise<boolean> =>
  one(
    await tx
      .updateTable('label_item')
      .set({ put_aside_at: at })
      .where('id', '=', id)
      .where('folder_id', '=', folder)
      .executeTakeFirst(),
  )

/** With nobody else changing the order of its items until the transaction ends. */
export async function lockFolder(tx: Tx, id: number): Promise<boolean> {
  return (await tx.selectFrom('label_folder').select('id').where('id', '=', id).forUpdate().execute()).length === 1
}

export async function insertItems(tx: Tx, folder: number, names: readonly string[]): Promise<void> {
  await sql`
    insert into label_item (folder_id, name, place)
    select ${folder}, name, coalesce((select max(place) from label_item where folder_id = ${folder}), 0) + at
    from unnest(${names}::text[]) with ordinality as given (name, at)`.execute(tx)
}

/** Answers whether the version was still the one that was seen. */
export async function updateItem(tx: Tx, folder: number, id: number, { version, ...set }: ItemForm): Promise<boolean> {
  return one(
    await tx
      .updateTable('label_item')
      .set({ ...set, version: version + 1 })
      .where('id', '=', id)
      .where('folder_id', '=', folder)
      .where('version', '=', version)
      .executeTakeFirst(),
  )
}

export async function orderItems(tx: Tx, folder: number, ids: readonly number[]): Promise<void> {
  await sql`
    update label_item i set place = given.at from unnest(${ids}::int[]) with ordinality as given (id, at)
    where i.id = given.id and i.folder_id = ${folder}`.execute(tx)
}

export async function insertEvidence(
  tx: Tx,
  item: number,
  { code, period, fact, address }: EvidenceForm,
): Promise<void> {
  const rows = [
    ...(code === undefined ? [] : [{ item_id: item, code, period: period ?? null }]),
    ...(fact === undefined ? [] : [{ item_id: item, fact_seq: fact }]),
    ...(address === undefined ? [] : [{ item_id: item, address }]),
  ]
  for (const row of rows) await tx.insertInto('label_evidence').values(row).execute()
}

export async function deleteEvidence(tx: Tx, item: number, id: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('label_evidence')
    .where('id', '=', id)
    .where('item_id', '=', item)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
