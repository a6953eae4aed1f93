import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import { type DataVersion, dataVersion } from '#platform/data-version.ts'
import type { Db } from '#platform/db.ts'
import type { DB } from '../db/types.ts'
import { closing } from './closing.ts'

/** A database of this test file's own, cloned from the migrated template and dropped at its end. */
export async function testDatabase(): Promise<{ db: Db; pool: pg.Pool; version: DataVersion; url: pg.ClientConfig }> {
  const server = inject('databaseServer')
  const name = `test_${process.pid}_${Math.trunc(performance.now() * 1000)}`
  const admin = new pg.Client(server)
  await admin.connect()
  await admin.query(`create database ${name} template telaio_template`)
  const config: pg.ClientConfig = server.connectionString
    ? { connectionString: Object.assign(new URL(server.connectionString), { pathname: `/${name}` }).href }
    : { ...server, database: name }
  const pool = new pg.Pool({ ...config, max: 6 })
  pool.on('error', () => undefined)
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  const version = dataVersion(config)
  closing.push(async () => {
    await Promise.all([pool.end(), version.close()])
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
  })
  return { db, pool, version, url: config }
}
