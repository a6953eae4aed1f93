/**
 * Writes what is generated from the migrated database: db/schema.sql (a picture for people) and db/types.ts (for Kysely).
 * With --check it writes nothing and fails when a file is not what it would write.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PostgresDialect as CodegenDialect, generate } from 'kysely-codegen'
import { schemaPicture } from './schema-picture.ts'
import { temporaryDatabase } from './temporary-database.ts'

const root = path.resolve(import.meta.dirname, '..')

export async function generated(): Promise<Map<string, string>> {
  const database = await temporaryDatabase()
  try {
    const types = await generate({
      // The library carries Kysely's CommonJS types, we its ES module ones: one class, two declarations.
      db: database.db as never,
      dialect: new CodegenDialect({ numericParser: 'number', dateParser: 'string' }),
      typeMapping: { int8: 'number', numeric: 'number' },
      excludePattern: 'migration',
      outFile: null,
    })
    return new Map([
      ['db/types.ts', types],
      ['db/schema.sql', await schemaPicture(database.pool)],
    ])
  } finally {
    await database.close()
  }
}

if (process.argv[1] === import.meta.filename) {
  const check = process.argv.includes('--check')
  let stale = 0
  for (const [name, text] of await generated()) {
    const file = path.join(root, name)
    let current = ''
    try {
      current = readFileSync(file, 'utf8')
    } catch {}
    if (current === text) continue
    if (check) {
      stale += 1
      console.error(`${name} is stale: run \`node --import tsx tools/generate.ts\` after changing a migration.`)
    } else {
      writeFileSync(file, text)
      console.log(`wrote ${name}`)
    }
  }
  process.exit(stale ? 1 : 0)
}
