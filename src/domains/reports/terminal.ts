import { createWriteStream } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Definitions } from '#algorithms/indicators/problem.ts'
import { factsToCount } from '#domains/ledger/counting/actions.ts'
import { isDay } from '#kernel/period.ts'
import { dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { readEnv } from '#platform/env.ts'
import { Failure } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { toCsv } from '#platform/sheets.ts'
import { makeReport } from './actions.ts'
import { definitionsFrom, kindsOf, theDefinitions } from './definitions.ts'
import { errors } from './messages.ts'
import { periodOf, type Report, type Statement } from './model.ts'
import { makeAllFiles } from './opendata/make.ts'
import { writePackage } from './package/terminal.ts'
import { figureColumns, rowsOf } from './sheet.ts'

type Options = { readonly out?: string; readonly knownOn?: string; readonly definitions?: string }
/** Whose report it is. */
type Owner = () => Promise<Statement['cluster']>

/** A report for the terminal; with `out` its files are written and named. Throws Invalid for a period, a day or definitions that are none. */
export async function reportAtTerminal(
  db: Db,
  text: string,
  options: Options,
  now: Date,
  language: Language,
  owner: Owner,
): Promise<{ report: Report; written: string[] }> {
  const period = periodOf(text)
  const definitions =
    options.definitions === undefined ? theDefinitions() : definitionsFrom(await readJson(options.definitions))
  const knownOn = options.knownOn === undefined ? now : endOf(options.knownOn)
  const report = await makeReport(db, { period, knownOn, today: dateInRome(now), definitions })
  return {
    report,
    written:
      options.out === undefined
        ? []
        : await writeAll(db, { ...DRAFT, report, definitions, cluster: await owner() }, options.out, language),
  }
}

/** The last instant of a day in Rome, whatever the season. */
function endOf(day: string): Date {
  if (!isDay(day)) throw new Failure('Invalid', errors.badDay, { text: day.slice(0, 40) })
  const utc = new Date(`${day}T23:59:59.999Z`)
  const ahead = [2, 1].map(hours => new Date(utc.getTime() - hours * 3_600_000))
  return (
    ahead.find(instant => dateInRome(new Date(instant.getTime() + 1)) !== day && dateInRome(instant) === day) ?? utc
  )
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new Failure('Invalid', errors.unreadableFile, {
      file,
      reason: error instanceof Error ? error.message : String(error),
    })
  }
}

/** What nobody has reviewed or written words for. */
const DRAFT = { blocks: [], edition: 1, state: 'draft', publishedAt: null } as const

async function writeAll(db: Db, statement: Statement, folder: string, language: Language): Promise<string[]> {
  const { report, definitions } = statement
  await mkdir(folder, { recursive: true })
  const files = ['figures.csv', 'definitions.json', 'facts.jsonl'].map(name => path.join(folder, name))
  const [sheet = '', defined = '', facts = ''] = files
  await writeFile(sheet, toCsv(figureColumns(language), rowsOf(report)))
  await writeFile(defined, `${JSON.stringify(definitions, null, 2)}\n`)
  await pipeline(Readable.from(lines(db, report, definitions)), createWriteStream(facts))
  const made = await writeMade(statement, folder)
  return [...files, ...made, (await writePackage(db, statement, folder)).file]
}

/** Documents, sheets and open data. */
async function writeMade(statement: Statement, folder: string): Promise<string[]> {
  const { baseUrl, port } = readEnv()
  const written: string[] = []
  for (const { name, bytes } of await makeAllFiles(statement, baseUrl ?? `http://localhost:${port}`)) {
    const file = path.join(folder, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, bytes)
    written.push(file)
  }
  return written
}

/** The facts that the figures look at, one JSON object a line. */
async function* lines(db: Db, { period, before, head }: Report, definitions: Definitions): AsyncGenerator<string> {
  if (!head) return
  for await (const fact of factsToCount(db, {
    ...kindsOf(definitions),
    from: before.from,
    until: period.until,
    last: head.seq,
  }))
    yield `${JSON.stringify(fact)}\n`
}
