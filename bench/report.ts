import { parseArgs } from 'node:util'
import { makeReport } from '#domains/reports/actions.ts'
import { periodOf } from '#domains/reports/model.ts'
import { figureColumns, reportData, rowsOf } from '#domains/reports/sheet.ts'
import { toCsv } from '#platform/sheets.ts'
import { temporaryDatabase } from '../tools/temporary-database.ts'
import { fill, grow } from './ledger.ts'
import { isMain } from './main.ts'

const RUNS = 5

/**
 * A year's report with all its figures, and the year before it, from a ledger of so many facts (`--facts`, 100,000): the median of five, with the peak
 * memory. Facts are spread over eleven years and of a kind that two indicators with breakdowns look at.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { facts: { type: 'string', default: '100000' } } })
  const database = await temporaryDatabase()
  try {
    await fill(database)
    await grow(database, Number(values.facts))
    const times: number[] = []
    let peak = 0
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 20)
    let report: Awaited<ReturnType<typeof makeReport>> | undefined
    for (let at = 0; at < RUNS; at++) {
      const begun = performance.now()
      report = await makeReport(database.db, { period: periodOf('2025'), knownOn: new Date(), today: '2026-01-01' })
      toCsv(figureColumns('it'), rowsOf(report))
      JSON.stringify(reportData(report))
      times.push((performance.now() - begun) / 1000)
    }
    clearInterval(watch)
    const [seconds = 0] = times.sort((a, b) => a - b).slice(Math.floor(RUNS / 2))
    const counted = report?.figures.find(({ figure }) => figure.code === 'meetings_held')
    const result = {
      seconds: Number(seconds.toFixed(2)),
      slowest: Number((times.at(-1) ?? 0).toFixed(2)),
      facts: report?.head?.seq ?? 0,
      in_the_year: counted?.figure.value ?? 0,
      peak_mb: Math.round(peak / 1024 / 1024),
    }
    console.log(JSON.stringify(result, null, 2))
  } finally {
    await database.close()
  }
}

if (isMain(import.meta)) await run(process.argv.slice(2))
