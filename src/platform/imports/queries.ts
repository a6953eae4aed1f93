import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** A client inside the one transaction of an import. */
export type ImportClient = pg.PoolClient

/** Rows by outcome, e.g. {read: 3, added: 1, changed: 0, same: 2, removed: 0}. */
export type Counts = Record<string, number>

/** Opens a run; one of the same source that was left open by a process that died is closed as failed. */
export async function beginRun(
  pool: pg.Pool,
  source: string,
  fileName: string,
  sha256: string | null,
): Promise<number> {
  await pool.query(
    "update import_run set state = 'failed', finished_at = now() where source = $1 and state = 'running'",
    [source],
  )
  const { rows } = await pool.query<{ id: number }>(
    'insert into import_run (source, file_name, file_sha256) values ($1, $2, $3) returning id',
    [source, fileName, sha256],
  )
  return rows[0]?.id ?? 0
}

export async function finishRun(
  pool: pg.Pool,
  id: number,
  state: 'done' | 'failed',
  counts: Record<string, Counts>,
  problems: readonly object[],
): Promise<void> {
  await pool.query('update import_run set state = $2, finished_at = now(), counts = $3, problems = $4 where id = $1', [
    id,
    state,
    JSON.stringify(counts),
    JSON.stringify(problems),
  ])
}

/** Whether an import of this source has ever been finished. */
export async function everDone(client: Pick<pg.Pool, 'query'>, source: string): Promise<boolean> {
  const { rows } = await client.query("select 1 from import_run where source = $1 and state = 'done' limit 1", [source])
  return rows.length > 0
}

/** One import of a source at a time, also over several processes; the lock ends with the transaction. */
export async function lockImports(client: ImportClient): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtext('telaio imports'))")
}

/** Refreshes the planner's statistics: fresh tables have none, and joins over them take minutes. */
export async function analyse(client: ImportClient, tables: readonly string[]): Promise<void> {
  await client.query(`analyze ${tables.join(', ')}`)
}

/** Whether the run before this one was undone, or killed. */
export async function lastFailed(client: ImportClient, id: number): Promise<boolean> {
  const { rows } = await client.query<{ state: string }>(
    'select state from import_run where id < $1 order by id desc limit 1',
    [id],
  )
  return rows[0] !== undefined && rows[0].state !== 'done'
}

/**
 * Gives back to the disk what a transaction that was undone had written: the next attempt would come to lie on top of it. Not at once when it
 * fails: on a full disk the log of this very work would not find its place, and the server would stop.
 */
export async function sweep(client: ImportClient): Promise<void> {
  await client.query('vacuum')
}

/** A temporary table that vanishes with the transaction: an import that is killed leaves nothing behind. */
export async function createStage(client: ImportClient, name: string, columns: Readonly<Record<string, string>>) {
  const list = Object.entries(columns).map(([column, type]) => `${column} ${type}`)
  await client.query(`create temporary table if not exists ${name} (${list.join(', ')}) on commit drop`)
}

/** Streams records into a staging table by COPY; a column that a record lacks is null. */
export async function fillStage(
  client: ImportClient,
  name: string,
  columns: readonly string[],
  records: AsyncIterable<object> | Iterable<object>,
): Promise<void> {
  async function* lines() {
    let batch = ''
    for await (const record of records) {
      const cells = record as Readonly<Record<string, unknown>>
      batch += `${columns.map(column => copyCell(cells[column])).join('\t')}\n`
      if (batch.length > 65_536) {
        yield batch
        batch = ''
      }
    }
    if (batch) yield batch
  }
  await pipeline(Readable.from(lines()), client.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin`)))
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A value in the text format of COPY. */
export function copyCell(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (Array.isArray(value))
    return copyCell(`{${value.map(item => `"${String(item).replace(/["\\]/g, '\\$&')}"`).join(',')}}`)
  return String(value)
    .replaceAll('\0', '')
    .replace(/[\\\t\n\r]/g, mark => ESCAPES[mark] ?? mark)
}

/** Runs a statement that answers one row of counts. What was read and neither added nor changed is `same`. */
export async function counted(client: ImportClient, text: string, values: readonly unknown[] = []): Promise<Counts> {
  const { rows } = await client.query<Counts>(text, [...values])
  const counts = rows[0] ?? {}
  const { read, added, changed } = counts
  return read === undefined || added === undefined || changed === undefined
    ? counts
    : { ...counts, same: read - added - changed }
}

/** SQL for a fingerprint of some columns of a row. */
export const fingerprint = (columns: readonly string[], of: string) =>
  `md5(concat_ws(chr(31), ${columns.map(column => `coalesce(${of}.${column}::text, chr(30))`).join(', ')}))`
