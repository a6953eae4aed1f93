import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { makeReport } from '#domains/reports/actions.ts'
import { theDefinitions } from '#domains/reports/definitions.ts'
import { periodOf, type Statement } from '#domains/reports/model.ts'
import { buildPackage } from '#domains/reports/package/actions.ts'
import { verifyAtTerminal } from '#domains/reports/package/terminal.ts'
import { temporaryDatabase } from '../tools/temporary-database.ts'
import { fill, grow } from './ledger.ts'
import { isMain } from './main.ts'

const RUNS = 5

/**
 * The package of a year's report, from a ledger of so many facts (`--facts`, 100,000) over eleven years: making it, and verifying it from the disk; the median of
 * five, the time of the processor in this process (PostgreSQL's is not in it, but waits of a busy machine are not either), and the peak memory. Target: all outputs of a report under 2 s.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      facts: { type: 'string', default: '100000' },
      period: { type: 'string', default: '2025' },
      mixed: { type: 'boolean', default: false },
    },
  })
  const database = await temporaryDatabase()
  const folder = mkdtempSync(path.join(tmpdir(), 'telaio-package-'))
  try {
    await fill(database)
    await grow(database, Number(values.facts), values.mixed)
    const { db } = database
    const definitions = theDefinitions()
    const report = await makeReport(db, {
      period: periodOf(values.period),
      knownOn: new Date(),
      today: '2026-01-01',
      definitions,
    })
    const statement: Statement = {
      ...{ report, definitions, blocks: [], edition: 1, state: 'draft', publishedAt: null },
      cluster: { name: 'Bench', invented: true },
    }
    const file = path.join(folder, 'package.zip')
    const built = await measure(async () => {
      const { bytes } = await buildPackage(db, statement)
      writeFileSync(file, bytes)
      return createHash('sha256').update(bytes).digest('hex')
    })
    const verified = await measure(() => verifyAtTerminal(file, undefined))
    console.log(
      JSON.stringify(
        {
          build_s: built.seconds,
          build_cpu_s: built.cpu,
          build_peak_mb: built.peak,
          verify_s: verified.seconds,
          verify_cpu_s: verified.cpu,
          verify_peak_mb: verified.peak,
          megabytes: Number((statSync(file).size / 1e6).toFixed(1)),
          holds: verified.last.holds,
          facts: verified.last.facts,
        },
        null,
        2,
      ),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await database.close()
  }
}

/** The median of some runs. */
async function measure<T>(work: () => Promise<T>) {
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 20)
  const times: number[] = []
  const processor: number[] = []
  let last = await work()
  for (let at = 0; at < RUNS; at++) {
    const begun = performance.now()
    const before = process.cpuUsage()
    last = await work()
    times.push((performance.now() - begun) / 1000)
    const { user, system } = process.cpuUsage(before)
    processor.push((user + system) / 1e6)
  }
  clearInterval(watch)
  const middle = (all: number[]) => Number((all.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0).toFixed(2))
  return { seconds: middle(times), cpu: middle(processor), peak: Math.round(peak / 1024 / 1024), last }
}

if (isMain(import.meta)) await run(process.argv.slice(2))
