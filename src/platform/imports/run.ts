import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, statSync, type WriteStream } from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { Failure } from '#platform/errors.ts'
import { BadHeader, type Problem } from './csv.ts'
import { errors } from './messages.ts'
import { beginRun, type Counts, finishRun, type ImportClient, lastFailed, lockImports, sweep } from './queries.ts'

export type Summary = {
  readonly run: number
  readonly counts: Readonly<Record<string, Counts>>
  readonly problems: number
  /** Where every problem is listed, when there is any. */
  readonly report: string | undefined
  readonly seconds: number
}
export type Report = (done: number, total: number) => void

/** Problems kept in the database; all of them are in the report file. */
const KEPT_PROBLEMS = 50

/** Broken rows on their way to the report file; the first ones are kept for the database. */
export class Problems {
  readonly first: Problem[] = []
  count = 0
  #out: WriteStream | undefined
  #failed: Error | undefined
  readonly #file: string
  constructor(file: string) {
    this.#file = file
  }
  add(problem: Problem): void {
    if (!this.#out) {
      mkdirSync(path.dirname(this.#file), { recursive: true })
      this.#out = createWriteStream(this.#file)
      // Heard here and thrown by close: an error nobody listens to would end the process.
      this.#out.on('error', error => {
        this.#failed ??= error
      })
      this.#out.write('file,line,reason\n')
    }
    this.#out.write(`${problem.file},${problem.line},"${problem.reason.replaceAll('"', '""')}"\n`)
    this.count += 1
    if (this.first.length < KEPT_PROBLEMS) this.first.push(problem)
  }
  /** Throws when the report could not be written, as on a full disk. */
  async close(): Promise<string | undefined> {
    const out = this.#out
    if (!out) return undefined
    if (!out.destroyed) await new Promise<void>(resolve => out.end(() => resolve()))
    if (this.#failed) throw this.#failed
    return this.#file
  }
}

/**
 * One import: a row in import_run, one transaction around the work, a report of problems. All of it is stored or nothing is; a run that
 * was killed is closed by the next of its source. Throws Invalid for a header that lacks columns.
 */
export async function runImport(
  pool: pg.Pool,
  { source, file, reports }: { source: string; file: string; reports: string },
  work: (client: ImportClient, problems: Problems) => Promise<Record<string, Counts>>,
): Promise<Summary> {
  requireFile(file)
  const begun = performance.now()
  const sha256 = statSync(file).isFile() ? await sha256Of(file) : null
  const id = await beginRun(pool, source, path.basename(file), sha256)
  const problems = new Problems(path.join(reports, `import-${id}.csv`))
  const client = await pool.connect()
  try {
    if (await lastFailed(client, id)) await sweep(client)
    await client.query('begin')
    await lockImports(client)
    const counts = await work(client, problems)
    // Before anything is stored: what was refused must be listed, or nothing was imported.
    const report = await problems.close()
    await client.query('commit')
    await finishRun(pool, id, 'done', counts, problems.first)
    return { run: id, counts, problems: problems.count, report, seconds: (performance.now() - begun) / 1000 }
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    await problems.close().catch(() => undefined)
    await finishRun(pool, id, 'failed', {}, problems.first).catch(() => undefined)
    if (error instanceof BadHeader)
      throw new Failure('Invalid', errors.badHeader, { file: error.file, names: error.missing.join(', ') })
    throw error
  } finally {
    client.release()
  }
}

/** Throws Invalid when there is no such file. */
export function requireFile(file: string): void {
  if (!existsSync(file)) throw new Failure('Invalid', errors.noFile, { file })
}

/** The bytes of a file, unpacked when its name ends in .gz. An error of either stream reaches the reader. */
export function openMaybeGzip(file: string): Readable {
  const raw = createReadStream(file)
  if (!file.endsWith('.gz')) return raw
  const unpacked = createGunzip()
  raw.on('error', error => unpacked.destroy(error))
  return raw.pipe(unpacked)
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
