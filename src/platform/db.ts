import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { type DataVersion, dataVersion } from '#platform/data-version.ts'
import { announceAddress, claim, liveOwner, type Owner, resign } from '#platform/embedded/owner.ts'
import { type Connection, EmbeddedServer } from '#platform/embedded/server.ts'
import { type Env, prepareDataFolder } from '#platform/env.ts'
import { Failure } from '#platform/errors.ts'
import type { DB } from '../../db/types.ts'

/** For reading; a `Tx` is one too. */
export type Db = Kysely<DB>
/** For writing: a function that takes it cannot be called outside a transaction. */
export type Tx = Transaction<DB>

// Counts and sums of our tables stay far below 2^53; a number is what every caller wants.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
// Calendar dates stay 'YYYY-MM-DD': a Date would carry a time zone that they do not have.
pg.types.setTypeParser(pg.types.builtins.DATE, text => text)

export type Database = {
  readonly db: Db
  readonly pool: pg.Pool
  readonly version: DataVersion
  /** Tells whoever comes second where this process answers. */
  announce(address: string): void
  close(): Promise<void>
}

export type OpenOptions = {
  /** What this process is, for the sentence that a second process reads: `telaio serve`. */
  readonly command: string
  /** `alone`: refuse when another process supervises the data folder. `join`: use its server. */
  readonly beside: 'alone' | 'join'
  readonly now: Date
}

/** Connects to `DATABASE_URL`, or starts (or joins) the embedded server of the data folder. */
export async function openDatabase(env: Env, options: OpenOptions): Promise<Database> {
  prepareDataFolder(env.data)
  if (env.databaseUrl) return connect({ connectionString: env.databaseUrl }, env.databaseUrl)
  const claimed = claim(env.data, options.command, options.now.toISOString())
  if ('other' in claimed) {
    if (options.beside === 'alone') throw inUse(env.data, claimed.other)
    const server = new EmbeddedServer(env.data)
    await server.join()
    return embedded(env.data, server, undefined)
  }
  let server: EmbeddedServer
  try {
    server = new EmbeddedServer(env.data)
    await server.start()
  } catch (error) {
    resign(env.data)
    throw error
  }
  return embedded(env.data, server, claimed.mine)
}

async function embedded(data: string, server: EmbeddedServer, mine: Owner | undefined): Promise<Database> {
  const base = await connect(server.connection(), data)
  return {
    ...base,
    announce: address => mine && announceAddress(data, mine, address),
    async close() {
      await base.close()
      if (mine) resign(data)
      // The last one out stops the server, whoever started it; somebody still at work will do it later.
      if (!liveOwner(data) && !(await server.hasOtherClients())) await server.stop()
    },
  }
}

async function connect(config: pg.PoolConfig | Connection, name: string): Promise<Database> {
  const settings: pg.PoolConfig = {
    ...config,
    application_name: 'telaio',
    connectionTimeoutMillis: 15_000,
    statement_timeout: 600_000,
  }
  const pool = new pg.Pool({ ...settings, max: 12 })
  // A connection that dies while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined)
  // The same for one that dies in use, as when the server crashes: its query is refused, which is how we hear of it.
  pool.on('connect', client => client.on('error', () => undefined))
  try {
    const { rows } = await pool.query<{ v: number }>("select current_setting('server_version_num')::int as v")
    if ((rows[0]?.v ?? 0) < 150_000) {
      throw new Failure('Unavailable', {
        it: 'Serve PostgreSQL 15 o più recente: aggiorna il server indicato in DATABASE_URL.',
        en: 'PostgreSQL 15 or newer is needed: update the server named by DATABASE_URL.',
      })
    }
  } catch (error) {
    await pool.end()
    if (error instanceof Failure) throw error
    throw new Failure(
      'Unavailable',
      {
        it: 'Il database non risponde: {reason}. Controlla DATABASE_URL e che il server sia acceso.',
        en: 'The database does not answer: {reason}. Check DATABASE_URL and that the server is up.',
      },
      { reason: error instanceof Error ? error.message.replaceAll(name, 'DATABASE_URL') : String(error) },
    )
  }
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  const version = dataVersion(settings)
  return {
    db,
    pool,
    version,
    announce: () => undefined,
    async close() {
      // Not db.destroy(): Kysely ends the pool only if it has run a query of its own.
      await Promise.all([pool.end(), version.close()])
    },
  }
}

function inUse(data: string, other: Owner): Failure {
  const at = other.address ? ` (${other.address})` : ''
  return new Failure(
    'Conflict',
    {
      it: 'La cartella {data} è già in uso da «{command}», processo {pid}{at}, dal {since}. Nulla è stato cambiato: usa quello, fermalo, o indica un’altra cartella con TELAIO_DATA.',
      en: 'The folder {data} is already in use by “{command}”, process {pid}{at}, since {since}. Nothing was changed: use that one, stop it, or name another folder with TELAIO_DATA.',
    },
    { data, command: other.command, pid: other.pid, at, since: other.since },
  )
}

/** A text as LIKE finds it and nothing else: its own wildcards count as letters. */
export const likeLiteral = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&')

/** Runs `work` in one transaction: all of it is stored or nothing is. */
export function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(work)
}

/** The sentence for a database failure that a person can do something about, or undefined. */
export function failureOf(error: unknown): Failure | undefined {
  const code = (error as { code?: string } | undefined)?.code
  if (code === '53100' || code === 'ENOSPC') {
    return new Failure('Unavailable', {
      it: 'Il disco è pieno: questa operazione non è stata salvata, tutto il resto è intatto. Libera spazio e ripeti.',
      en: 'The disk is full: this operation was not saved, everything else is intact. Free some space and repeat it.',
    })
  }
  if (code === '57014') {
    return new Failure('Unavailable', {
      it: 'La richiesta ha impiegato troppo tempo ed è stata fermata; nulla è cambiato. Riprova con meno risultati.',
      en: 'The request took too long and was stopped; nothing changed. Try again with fewer results.',
    })
  }
  if (code === '22021') {
    return new Failure('Invalid', {
      it: 'Quello che hai scritto contiene un carattere che non si può conservare (il carattere nullo). Nulla è cambiato: toglilo e riprova.',
      en: 'What you wrote contains a character that cannot be stored (the null character). Nothing changed: remove it and try again.',
    })
  }
  const cut = error instanceof Error && /^Connection terminated/.test(error.message)
  if (cut || code === '57P01' || code === 'ECONNREFUSED' || code === '57P03' || code === 'ECONNRESET') {
    return new Failure('Unavailable', {
      it: 'Il database si sta riavviando: riprova fra qualche secondo.',
      en: 'The database is restarting: try again in a few seconds.',
    })
  }
  return undefined
}
