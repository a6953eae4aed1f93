import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Database, openDatabase } from '#platform/db.ts'
import { type Env, readEnv } from '#platform/env.ts'
import { migrate } from '#platform/migrations.ts'

/** An empty data folder in the system's temporary folder, which the server's account can walk to. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'telaio-'))
  chmodSync(folder, 0o711)
  return folder
}

/** A migrated database of its own in a temporary folder, gone when closed. */
export async function temporaryDatabase(): Promise<Database & { env: Env }> {
  const env = readEnv({ TELAIO_DATA: temporaryFolder() })
  const database = await openDatabase(env, { command: 'temporary database', beside: 'alone', now: new Date() })
  await migrate(database.pool)
  return {
    ...database,
    env,
    async close() {
      await database.close()
      rmSync(env.data, { recursive: true, force: true })
    },
  }
}
