import { existsSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { from as copyFrom } from 'pg-copy-streams'
import { importCordis } from '#domains/projects/imports/actions.ts'
import { COLUMNS } from '#domains/projects/sources/cordis.ts'
import { zipMembers } from '#domains/projects/sources/zip.ts'
import { temporaryDatabase } from '../tools/temporary-database.ts'
import { isMain } from './main.ts'

const ARCHIVE = path.resolve(import.meta.dirname, '../../shared/data/cordis-HORIZONprojects-csv.zip')

/** The whole CORDIS zip into an empty database and once more, against COPY of the same bytes into bare tables. Target: 90 s. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { file: { type: 'string', default: ARCHIVE } } })
  if (!existsSync(values.file)) {
    console.log(`bench import skipped: ${values.file} is not here (name a CORDIS zip with --file)`)
    return
  }
  const database = await temporaryDatabase()
  try {
    const floor = await bareCopy(database.pool, values.file)
    const reports = path.join(database.env.data, 'reports')
    const first = await importCordis(database.pool, values.file, reports)
    const again = await importCordis(database.pool, values.file, reports)
    const line = (name: string, seconds: number, rows: number) =>
      console.log(
        name.padEnd(34) +
          seconds.toFixed(1).padStart(8) +
          Math.round(rows / seconds)
            .toLocaleString('en')
            .padStart(12),
      )
    console.log(`${''.padEnd(34)}${'seconds'.padStart(8)}${'rows/s'.padStart(12)}`)
    line('COPY into bare tables', floor.seconds, floor.rows)
    line('import, empty database', first.seconds, floor.rows)
    line('import again, nothing new', again.seconds, floor.rows)
    console.log(
      JSON.stringify({
        rows: floor.rows,
        seconds: first.seconds,
        rows_per_s: Math.round(floor.rows / first.seconds),
        copy_ratio: Math.round((10 * first.seconds) / floor.seconds) / 10,
        again_seconds: again.seconds,
        peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
      }),
    )
  } finally {
    await database.close()
  }
}

/** The floor: the bytes of each file straight into a table of text columns, without keys or indexes. */
async function bareCopy(pool: Awaited<ReturnType<typeof temporaryDatabase>>['pool'], file: string) {
  const client = await pool.connect()
  const begun = performance.now()
  let rows = 0
  try {
    await client.query('create schema floor')
    for (const member of (await zipMembers(file)).members) {
      if (!(member.name in COLUMNS)) continue
      const table = `floor.${member.name.replace('.csv', '').toLowerCase()}`
      // One column of whole lines: what PostgreSQL needs at the least to take the bytes in.
      await client.query(`create table ${table} (line text)`)
      const into = client.query(
        copyFrom(`copy ${table} from stdin with (format csv, delimiter e'\\x01', quote e'\\x02', header true)`),
      )
      await pipeline(await member.open(), into)
      rows += into.rowCount
    }
  } finally {
    await client.query('drop schema floor cascade')
    client.release()
  }
  return { seconds: (performance.now() - begun) / 1000, rows }
}

if (isMain(import.meta)) await run(process.argv.slice(2))
