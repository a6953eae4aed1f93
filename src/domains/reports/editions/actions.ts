import type { LaterFact } from '#domains/ledger/counting/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Period } from '#kernel/period.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { makeReport, type Opened, openFigure, recordedSince } from '../actions.ts'
import type { Statement, Told } from '../model.ts'
import { keptName, type Outgoing, outgoingFiles } from '../opendata/files.ts'
import { errors } from '../publication/messages.ts'
import { thaw } from '../publication/model.ts'
import {
  allPublished,
  hasEdition,
  type ListedReport,
  listReports,
  type Published,
  publishedEdition,
  publishedFile,
} from './queries.ts'

/** A published report as it was frozen. */
export type Edition = {
  readonly statement: Statement
  /** The hash of the report: of the manifest of its package. */
  readonly hash: string
  readonly publishedAt: Date
  readonly files: readonly Outgoing[]
  /** The number of the newest edition of the period. */
  readonly latest: number
}

function editionFrom({ statement: frozen, hash, published_at, files, latest }: Published): Edition {
  const statement = thaw(frozen)
  const sizes = new Map(files.map(({ name, size }) => [name, size]))
  return {
    statement,
    hash,
    publishedAt: published_at,
    latest,
    files: outgoingFiles(statement).flatMap(file => {
      const bytes = sizes.get(keptName(file.name, file.language))
      return bytes === undefined ? [] : [{ ...file, bytes }]
    }),
  }
}

/** The latest edition of a period, or one by its number. Throws NotFound. Public. */
export async function readEdition(db: Db, period: Period, edition?: number): Promise<Edition> {
  const found = await findEdition(db, period, edition)
  if (found) return found
  const latest = edition === undefined ? undefined : await publishedEdition(db, period.name)
  throw latest
    ? new Failure('NotFound', errors.noSuchEdition, { edition: edition ?? '' })
    : new Failure('NotFound', errors.notPublished)
}

/** The same; undefined when nothing has been published. */
export async function findEdition(db: Db, period: Period, edition?: number): Promise<Edition | undefined> {
  const found = await publishedEdition(db, period.name, edition)
  return found && editionFrom(found)
}

/** Whether there is an edition of a period. */
export const isPublished = (db: Db, { name }: Period): Promise<boolean> => hasEdition(db, name)

/** Every edition that was published, for catalogues. Public. */
export const readEditions = async (db: Db): Promise<Edition[]> => (await allPublished(db)).map(editionFrom)

/** Editions in a list. What is not published is for whoever `seesWork`. */
export async function reportsFor(db: Db, seesWork: boolean): Promise<ListedReport[]> {
  const all = await listReports(db)
  return seesWork ? all : all.filter(({ state }) => state === 'published')
}

/** A file of an edition, in a language where it is in one; without a language those that are in none. Throws NotFound. Public. */
export async function readFile(db: Db, period: Period, edition: number, name: string, language?: Language) {
  const find = (kept: string) => publishedFile(db, period.name, edition, kept)
  const file = (language && (await find(keptName(name, language)))) ?? (await find(name))
  if (!file) throw new Failure('NotFound', errors.noSuchFile, { name: name.slice(0, 80) })
  return file
}

/** A figure of an edition with the facts behind it, counted again up to the head that was frozen, by the definitions that were. Throws NotFound. */
export const openPublished = (
  db: Db,
  actor: Actor,
  { report, definitions }: Statement,
  code: string,
  range: { from?: number; most?: number } = {},
): Promise<Opened> => {
  const asked = { period: report.period, knownOn: report.head, today: report.period.until, definitions }
  return openFigure(db, actor, code, asked, range)
}

export type Differences = {
  /** Figures that come to something else today. */
  readonly figures: readonly { readonly published: Told; readonly now: Told }[]
  /** Facts about the period, or amending one, that were recorded after the head: the first of them. */
  readonly facts: readonly LaterFact[]
  /** How many there are. */
  readonly count: number
}

/** What the ledger says today that it did not say when a report was published. Public: a correction is never silent. */
export async function differencesOf(db: Db, statement: Statement, now: Date): Promise<Differences> {
  const { report, definitions } = statement
  const { facts, count } = await recordedSince(db, statement)
  if (count === 0) return { figures: [], facts, count }
  const today = await makeReport(db, { period: report.period, knownOn: now, today: report.period.until, definitions })
  const figures = report.figures.flatMap(published => {
    const now = today.figures.find(({ figure }) => figure.code === published.figure.code)
    return now && !same(published, now) ? [{ published, now }] : []
  })
  return { figures, facts, count }
}

const same = (a: Told, b: Told) =>
  JSON.stringify([a.figure.value, a.figure.by, a.before.value]) ===
  JSON.stringify([b.figure.value, b.figure.by, b.before.value])
