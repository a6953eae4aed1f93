import { sql } from 'kysely'
import type { Period } from '#kernel/period.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Block, State } from '../model.ts'
import type { Output } from '../opendata/files.ts'
import type { Frozen, Work } from './model.ts'

const WORK = ['id', 'period', 'edition', 'state', 'blocks', 'head_seq', 'reviewed_by', 'version'] as const

/** The report of a period that is being worked on; undefined when there is none. */
export async function workOn(db: Db, period: string): Promise<Work | undefined> {
  const row = await db
    .selectFrom('report')
    .select(WORK)
    .where('period', '=', period)
    .where('state', '<>', 'published')
    .executeTakeFirst()
  return row as Work | undefined
}

/** Begins the next edition of a period; its words are those of the last one, to start from. Undefined when somebody has begun it meanwhile. */
export async function insertReport(tx: Tx, { name, from, until }: Period, by: string): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into report (period, from_day, until_day, edition, blocks, begun_by)
    select ${name}, ${from}, ${until}, coalesce(max(edition), 0) + 1,
      coalesce((array_agg(blocks order by edition desc))[1], '[]'), ${by} from report where cluster_id = 1 and period = ${name}
    on conflict do nothing returning id`.execute(tx)
  return rows[0]?.id
}

/** Answers whether the version was still the one that was seen. */
export async function updateBlocks(tx: Tx, id: number, version: number, blocks: readonly Block[]): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('report')
    .set({ blocks: JSON.stringify(blocks), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'draft')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export type Moved = { readonly to: State; readonly headSeq: number | null; readonly reviewedBy: string | null }

/** Answers whether the version was still the one that was seen. */
export async function moveReport(
  tx: Tx,
  id: number,
  version: number,
  { to, headSeq, reviewedBy }: Moved,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('report')
    .set({ state: to, head_seq: headSeq, reviewed_by: reviewedBy, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function insertMove(
  tx: Tx,
  move: {
    report_id: number
    from_state: State | null
    to_state: State
    moved_by: string
    moved_at: Date
    note: string
  },
): Promise<void> {
  await tx.insertInto('report_move').values(move).execute()
}

export type Move = {
  readonly from_state: State | null
  readonly to_state: State
  readonly moved_at: Date
  readonly by: string
  readonly note: string
}

/** Newest first. */
export async function movesOf(db: Db, id: number): Promise<Move[]> {
  const { rows } = await sql<Move>`
    select m.from_state, m.to_state, m.moved_at, coalesce(u.name, '') as by, m.note
    from report_move m left join account_user u on u.id = m.moved_by where m.report_id = ${id} order by m.id desc`.execute(
    db,
  )
  return rows
}

/** How many others than this account could approve. */
export async function otherAdministrators(db: Db, account: string): Promise<number> {
  const { n } = await db
    .selectFrom('account_user')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('role', '=', 'administrator')
    .where('email_verified', '=', true)
    .where('id', '<>', account)
    .executeTakeFirstOrThrow()
  return n
}

export async function insertPublication(
  tx: Tx,
  id: number,
  {
    at,
    hash,
    statement,
    files,
  }: { at: Date; hash: string; statement: Frozen; files: readonly (Output & { sha256: string })[] },
): Promise<void> {
  await tx
    .insertInto('publication')
    .values({ report_id: id, published_at: at, hash, statement: JSON.stringify(statement) })
    .execute()
  for (const { name, type, bytes, sha256 } of files)
    await tx
      .insertInto('publication_file')
      .values({ report_id: id, name, media_type: type, sha256, bytes: Buffer.from(bytes) })
      .execute()
}
