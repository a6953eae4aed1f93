import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { Failure } from '#platform/errors.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../db/migrations')
/** Any constant will do, as long as every process uses the same one. */
const LOCK = 7_435_201

/**
 * Brings the database to the newest migration: forward only, all missing ones in one transaction, one process at a time.
 * @returns the names of the migrations that were applied now.
 */
export async function migrate(pool: pg.Pool): Promise<string[]> {
  const files = readdirSync(FOLDER)
    .filter(name => /^\d{4}_\w+\.sql$/.test(name))
    .sort()
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    await client.query(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string }>('select name from migration')
    const known = new Set(rows.map(row => row.name))
    for (const name of known) {
      if (!files.includes(name)) throw newerDatabase(name)
    }
    const applied: string[] = []
    for (const name of files) {
      if (known.has(name)) continue
      await client.query(readFileSync(path.join(FOLDER, name), 'utf8'))
      await client.query('insert into migration (name) values ($1)', [name])
      applied.push(name)
    }
    await client.query('commit')
    return applied
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

function newerDatabase(name: string): Failure {
  return new Failure(
    'Conflict',
    {
      it: 'Il database è di una versione più nuova di questo programma (passo {name}). Nulla è stato cambiato: aggiorna Telaio.',
      en: 'The database belongs to a newer version of this program (step {name}). Nothing was changed: update Telaio.',
    },
    { name },
  )
}
