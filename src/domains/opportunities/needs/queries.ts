import type { Db, Tx } from '#platform/db.ts'
import { NEEDS_PER_PAGE } from './model.ts'

export type Need = NonNullable<Awaited<ReturnType<typeof needById>>>

const withOrganisation = (db: Db) =>
  db
    .selectFrom('need as n')
    .innerJoin('organisation as o', 'o.id', 'n.organisation_id')
    .select([
      'n.id',
      'n.organisation_id',
      'o.key',
      'o.name',
      'o.short_name',
      'n.title',
      'n.words',
      'n.until',
      'n.visibility',
      'n.published_at',
      'n.closed_at',
    ])

export async function needById(db: Db, id: number) {
  return withOrganisation(db).where('n.id', '=', id).executeTakeFirst()
}

export type Asked = { readonly membersToo: boolean; readonly past: boolean; readonly today: string }

/** One page of needs that may be seen, the newest first, and how many there are. */
export async function listNeeds(db: Db, { membersToo, past, today }: Asked, page: number) {
  let rows = withOrganisation(db)
  if (!membersToo) rows = rows.where('n.visibility', '=', 'public')
  if (!past) rows = rows.where('n.closed_at', 'is', null).where('n.until', '>=', today)
  const { n } = await rows
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  const found = await rows
    .orderBy('n.published_at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(NEEDS_PER_PAGE)
    .offset((page - 1) * NEEDS_PER_PAGE)
    .execute()
  return { rows: found, total: n }
}

/** Open needs published since a moment. */
export async function needsSince(db: Db, since: Date, today: string) {
  return withOrganisation(db)
    .where('n.published_at', '>=', since)
    .where('n.closed_at', 'is', null)
    .where('n.until', '>=', today)
    .orderBy('n.published_at', 'desc')
    .limit(50)
    .execute()
}

type Said = { title: string; words: string; until: string; visibility: string }

export async function insertNeed(tx: Tx, need: Said & { organisation_id: number; published_by: string }, at: Date) {
  const { id } = await tx
    .insertInto('need')
    .values({ ...need, published_at: at, edited_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateNeed(tx: Tx, id: number, said: Said, at: Date): Promise<void> {
  await tx
    .updateTable('need')
    .set({ ...said, edited_at: at })
    .where('id', '=', id)
    .execute()
}

/** Closes a need, or opens it again with null; false when it was so already. */
export async function setClosed(tx: Tx, id: number, at: Date | null): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('need')
    .set({ closed_at: at })
    .where('id', '=', id)
    .where('closed_at', at ? 'is' : 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
