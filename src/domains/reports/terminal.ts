import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Definitions } from '#algorithms/indicators/problem.ts'
import { isDay } from '#kernel/period.ts'
import { dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { definitionsFor, makeReport } from './actions.ts'
import { definitionsFrom } from './definitions.ts'
import { errors } from './messages.ts'
import { periodOf, type Report, type Statement } from './model.ts'
import { outputsOf } from './publication/outputs.ts'
import { workOn } from './publication/queries.ts'

type Options = {
  readonly out?: string
  readonly knownOn?: string
  readonly definitions?: string
  /** Where the site stands: documents say where they can be checked. */
  readonly origin: string
}
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
    options.definitions === undefined
      ? await definitionsFor(db, period)
      : definitionsFrom(await readJson(options.definitions))
  const knownOn = options.knownOn === undefined ? now : endOf(options.knownOn)
  const report = await makeReport(db, { period, knownOn, today: dateInRome(now), definitions })
  return {
    report,
    written:
      options.out === undefined
        ? []
        : await writeAll(
            db,
            await statementOf(db, report, definitions, await owner()),
            options.out,
            language,
            options.origin,
          ),
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

async function statementOf(
  db: Db,
  report: Report,
  definitions: Definitions,
  cluster: Statement['cluster'],
): Promise<Statement> {
  const work = await workOn(db, report.period.name)
  const { blocks = [], edition = 1 } = work ?? {}
  return { report, definitions, blocks, edition, state: 'draft', publishedAt: null, cluster }
}

/** All files a report goes out as: those in the language of who asks in the folder itself, those in the other below it. */
async function writeAll(
  db: Db,
  statement: Statement,
  folder: string,
  language: Language,
  origin: string,
): Promise<string[]> {
  const { files } = await outputsOf(db, statement, origin)
  const written: string[] = []
  for (const { name, bytes } of files) {
    const file = path.join(folder, name.startsWith(`${language}/`) ? name.slice(language.length + 1) : name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, bytes)
    written.push(file)
  }
  return written
}
