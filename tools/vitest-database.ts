import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '#platform/migrations.ts'
import { temporaryDatabase } from './temporary-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a server on which tests may create databases; `telaio_template` is migrated. */
    databaseServer: pg.ClientConfig
  }
}

/** One server for the whole run: the one of TELAIO_TEST_SERVER, or an embedded one that is stopped after. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const address = process.env.TELAIO_TEST_SERVER
  if (address) {
    const admin = new pg.Client({ connectionString: address })
    await admin.connect()
    await admin.query('drop database if exists telaio_template')
    await admin.query("create database telaio_template template template0 encoding 'UTF8'")
    await admin.end()
    const template = new URL(address)
    template.pathname = '/telaio_template'
    const pool = new pg.Pool({ connectionString: template.href })
    await migrate(pool)
    await pool.end()
    project.provide('databaseServer', { connectionString: address })
    return async () => undefined
  }
  const database = await temporaryDatabase()
  const { host, user, password } = database.pool.options
  // A template cannot be cloned while anybody is connected to it.
  await database.pool.query('create database telaio_template template template0')
  const pool = new pg.Pool({ ...database.pool.options, password, database: 'telaio_template' })
  await migrate(pool)
  await pool.end()
  project.provide('databaseServer', { host, user, password, database: 'postgres' } as pg.ClientConfig)
  return () => database.close()
}
