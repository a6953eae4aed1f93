import { parseArgs } from 'node:util'
import { makeReport } from '#domains/reports/actions.ts'
import { periodOf } from '#domains/reports/model.ts'
import { figureColumns, reportData, rowsOf } from '#domains/reports/sheet.ts'
import type { Database } from '#platform/db.ts'
import { toCsv } from '#platform/sheets.ts'
import { temporaryDatabase } from '../tools/temporary-database.ts'
import { fill, grow } from './ledger.ts'
import { isMain } from './main.ts'

const RUNS = 5

/**
 * A year's report with all its figures, and the year before it, from a ledger of so many facts (`--facts`, 100,000) over eleven years, and a report of all eleven:
 * the median of five, with the peak memory. Facts are of a kind that three indicators look at.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { facts: { type: 'string', default: '100000' } } })
  const database = await temporaryDatabase()
  try {
    await fill(database)
    await grow(database, Number(values.facts))
    let peak = 0
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 20)
    const year = await measure(database, '2025')
    const all = await measure(database, '2015-01-01..2025-12-31')
    clearInterval(watch)
    const result = {
      seconds: year.seconds,
      facts: year.facts,
      in_the_year: year.counted,
      all_in_the_period: { seconds: all.seconds, counted: all.counted },
      peak_mb: Math.round(peak / 1024 / 1024),
    }
    console.log(JSON.stringify(result, null, 2))
  } finally {
    await database.close()
  }
}

/** The median of some runs: figures, sheet and data. */
async function measure({ db }: Database, name: string) {
  const times: number[] = []
  let [facts, counted] = [0, 0]
  for (let at = 0; at < RUNS; at++) {
    const begun = performance.now()
    const report = await makeReport(db, { period: periodOf(name), knownOn: new Date(), today: '2026-01-01' })
    toCsv(figureColumns('it'), rowsOf(report))
    JSON.stringify(reportData(report))
    times.push((performance.now() - begun) / 1000)
    facts = report.head?.seq ?? 0
    counted = report.figures.find(({ figure }) => figure.code === 'meetings_held')?.figure.value ?? 0
  }
  const [seconds = 0] = times.sort((a, b) => a - b).slice(Math.floor(RUNS / 2))
  return { seconds: Number(seconds.toFixed(2)), facts, counted }
}

if (isMain(import.meta)) await run(process.argv.slice(2))
