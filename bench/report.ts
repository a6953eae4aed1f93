import { parseArgs } from 'node:util'
import { makeReport } from '#domains/reports/actions.ts'
import { theDefinitions } from '#domains/reports/definitions.ts'
import { periodOf } from '#domains/reports/model.ts'
import { outgoingFiles } from '#domains/reports/opendata/files.ts'
import { isFileName, makeFile } from '#domains/reports/opendata/make.ts'
import { figureColumns, reportData, rowsOf } from '#domains/reports/sheet.ts'
import type { Database } from '#platform/db.ts'
import { toCsv } from '#platform/sheets.ts'
import { temporaryDatabase } from '../tools/temporary-database.ts'
import { fill, grow } from './ledger.ts'
import { isMain } from './main.ts'

const RUNS = 5

/**
 * A year's report with all its figures, and the year before it, from a ledger of so many facts (`--facts`, 100,000) over eleven years, and a report of all eleven:
 * the median of five, with the peak memory. Facts are all of one kind, about which figures ask since the beginning, or `--mixed`. Then every document and sheet of the year, by file and language,
 * in milliseconds: the first has to load what makes it, and no statement is made twice, because Typst remembers what it has laid out.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { facts: { type: 'string', default: '100000' }, mixed: { type: 'boolean', default: false } },
  })
  const database = await temporaryDatabase()
  try {
    await fill(database)
    await grow(database, Number(values.facts), values.mixed)
    let peak = 0
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 20)
    const year = await measure(database, '2025')
    const all = await measure(database, '2015-01-01..2025-12-31')
    const outputs = await measureOutputs(database)
    clearInterval(watch)
    const result = {
      seconds: year.seconds,
      node_cpu_s: year.cpu,
      facts: year.facts,
      in_the_year: year.counted,
      all_in_the_period: { seconds: all.seconds, counted: all.counted },
      outputs,
      peak_mb: Math.round(peak / 1024 / 1024),
    }
    console.log(JSON.stringify(result, null, 2))
  } finally {
    await database.close()
  }
}

/** Milliseconds of each file, cold and warm: the years before warm the program up without being the year that is measured. */
async function measureOutputs({ db }: Database) {
  const definitions = theDefinitions()
  const made = async (name: string) => {
    const report = await makeReport(db, { period: periodOf(name), knownOn: new Date(), today: '2026-01-01' })
    const cluster = { name: `Cluster ${name}`, invented: true }
    const statement = {
      report,
      definitions,
      blocks: [],
      edition: 1,
      state: 'published',
      publishedAt: '2026-03-02T09:30:00.000Z',
      cluster,
    } as const
    const times: Record<string, number> = {}
    for (const { name: file, language } of outgoingFiles(statement))
      if (isFileName(file)) {
        const begun = performance.now()
        await makeFile(statement, file, language ?? 'it', 'https://telaio.example.org')
        times[[file, language].filter(Boolean).join(' ')] = Math.round(performance.now() - begun)
      }
    return { together: Object.values(times).reduce((sum, one) => sum + one, 0), ...times }
  }
  const cold = await made('2023')
  await made('2024')
  await made('2022')
  return { cold, warm: await made('2025') }
}

/** The median of some runs: figures, sheet and data. */
async function measure({ db }: Database, name: string) {
  const times: number[] = []
  const processor: number[] = []
  let [facts, counted] = [0, 0]
  for (let at = 0; at < RUNS; at++) {
    const begun = performance.now()
    const before = process.cpuUsage()
    const report = await makeReport(db, { period: periodOf(name), knownOn: new Date(), today: '2026-01-01' })
    toCsv(figureColumns('it'), rowsOf(report))
    JSON.stringify(reportData(report))
    times.push((performance.now() - begun) / 1000)
    const { user, system } = process.cpuUsage(before)
    processor.push((user + system) / 1e6)
    facts = report.head?.seq ?? 0
    counted = report.figures.find(({ figure }) => figure.code === 'meetings_held')?.figure.value ?? 0
  }
  const middle = (all: number[]) => Number((all.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0).toFixed(2))
  return { seconds: middle(times), cpu: middle(processor), facts, counted }
}

if (isMain(import.meta)) await run(process.argv.slice(2))
