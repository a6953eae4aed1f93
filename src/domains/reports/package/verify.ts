import type { Sha256 } from '#algorithms/chain/chain.ts'
import { readDefinitions } from '#algorithms/indicators/definitions.ts'
import type { Definitions } from '#algorithms/indicators/problem.ts'
import { readPeriod } from '#kernel/period.ts'
import { type Files, Unreadable } from './archive.ts'
import { amendedIn, checkFacts } from './facts.ts'
import { compareFigures, recount } from './figures.ts'
import { type CheckedFigure, type Collector, collector, type Verified } from './findings.ts'
import { type Hasher, linesOf, TooLong, textOf } from './lines.ts'
import { FORMAT, jsonText, type Manifest, manifestFrom, NAMES, type Name, parsed, reportFrom } from './model.ts'

export type Hashing = { readonly sha256: Sha256; readonly hasher: Hasher }

export type Options = {
  /** The hash of the report as it is known from elsewhere. */
  readonly hash?: string | undefined
  readonly progress?: ((done: number, total: number) => void) | undefined
}

/** Most of a file that is read as a whole, and of a package altogether. */
const MOST_TEXT = 20_000_000
const MOST = 16_000_000_000

/**
 * Checks a package from its files alone: every file against the manifest, the chain, every fact against the chain, every figure counted again, every reference
 * in words. Tells all that does not hold, each with its place. Files that grow with the ledger are read line by line. Never throws for what is in the files.
 */
export async function verify(
  files: Files,
  hashing: Hashing,
  { hash: expected, progress }: Options = {},
): Promise<Verified> {
  const found = collector()
  const nothing: Verified = {
    holds: false,
    hash: undefined,
    compared: false,
    manifest: undefined,
    publishedAt: null,
    facts: { chain: 0, read: 0, withheld: 0 },
    figures: [],
    faults: found.faults,
    more: 0,
  }
  const opened = await openManifest(files, hashing, found)
  if (!opened) return nothing
  const { manifest, hash } = opened
  if (expected !== undefined && expected !== hash)
    found.note({ file: 'manifest.json', what: 'hash', expected, found: hash })

  const reader = readerOf(files, manifest, hashing.hasher, found, progress)
  const report = await reader.json('report.json', text => reportFrom(text))
  const definitions = await reader.json('definitions.json', definitionsFrom)
  for (const name of ['LEGGIMI.md', 'README.md', 'organisations.csv'] as const) await reader.pass(name)

  const period = readPeriod(manifest.period)
  const counting =
    definitions && typeof period !== 'string'
      ? recount(definitions, period, manifest.head, await amendedIn(reader.lines('facts.jsonl')))
      : undefined
  const facts = await checkFacts({
    chain: reader.lines('chain.tsv', true),
    facts: reader.lines('facts.jsonl', true),
    head: manifest.head,
    sha256: hashing.sha256,
    found,
    take: fact => counting?.add(fact),
  })
  let figures: CheckedFigure[] = []
  if (counting && report) figures = compareFigures(report, counting.report(report.unfinished), found)
  if (report && (report.edition !== manifest.edition || report.state !== manifest.state))
    found.note({
      file: 'report.json',
      what: 'field',
      field: 'edition, state',
      stated: `${report.edition}, ${report.state}`,
      counted: `${manifest.edition}, ${manifest.state}`,
    })
  return {
    holds: found.faults.length === 0,
    hash,
    compared: expected !== undefined,
    manifest,
    publishedAt: report?.published_at ?? null,
    facts,
    figures,
    faults: found.faults,
    more: found.more(),
  }
}

async function openManifest(files: Files, { sha256 }: Hashing, found: Collector) {
  const file = 'manifest.json'
  const entry = files.get(file)
  if (!entry) return found.note({ file, what: 'missing' })
  const text = await readOr(found, file, () => textOf(entry.bytes(), MOST_TEXT))
  if (text === undefined) return undefined
  const manifest = manifestFrom(text)
  const format = (parsed(text) as { format?: unknown } | null | undefined)?.format
  if (!manifest)
    return found.note({ file, what: typeof format === 'number' && format > FORMAT ? 'newer' : 'malformed' })
  const period = readPeriod(manifest.period)
  if (typeof period === 'string' || period.name !== manifest.period) found.note({ file, what: 'malformed' })
  const listed = Object.keys(manifest.files)
  for (const name of NAMES) if (name !== file && !listed.includes(name)) found.note({ file: name, what: 'missing' })
  for (const name of listed) if (!NAMES.includes(name as Name)) found.note({ file: name, what: 'unlisted' })
  for (const name of files.keys())
    if (name !== file && !listed.includes(name)) found.note({ file: name, what: 'unlisted' })
  if (Object.values(manifest.files).reduce((sum, { bytes }) => sum + bytes, 0) > MOST)
    return found.note({ file, what: 'too-large' })
  return { manifest, hash: sha256(text) }
}

/** Reads files and holds their bytes against the manifest while they pass. */
function readerOf(files: Files, manifest: Manifest, hasher: Hasher, found: Collector, progress: Options['progress']) {
  const sizeOf = (name: string) => manifest.files[name]?.bytes ?? 0
  const total = Object.keys(manifest.files).reduce((sum, name) => sum + sizeOf(name), sizeOf('facts.jsonl'))
  let done = 0

  async function* bytes(name: Name, judged: boolean): AsyncGenerator<Uint8Array> {
    const entry = files.get(name)
    const listed = manifest.files[name]
    if (!listed) return
    if (!entry) {
      if (judged) found.note({ file: name, what: 'missing' })
      return
    }
    const hash = hasher()
    let length = 0
    for await (const piece of entry.bytes()) {
      length += piece.length
      done += piece.length
      progress?.(done, total)
      // More than it should be: who knows how much more.
      if (length > listed.bytes) break
      hash.update(piece)
      yield piece
    }
    if (judged && (length !== listed.bytes || hash.hex() !== listed.sha256)) found.note({ file: name, what: 'altered' })
  }
  const pass = async (name: Name) => {
    await readOr(found, name, async () => {
      for await (const _ of bytes(name, true));
    })
  }
  return {
    pass,
    lines: (name: Name, judged = false) => linesOf(bytes(name, judged)),
    async json<T>(name: Name, read: (text: string) => T | undefined): Promise<T | undefined> {
      if (!manifest.files[name]) return undefined
      const text = await readOr(found, name, () => textOf(bytes(name, true), MOST_TEXT))
      const value = text === undefined ? undefined : read(text)
      if (text !== undefined && value === undefined && files.has(name)) found.note({ file: name, what: 'malformed' })
      return value
    },
  }
}

function definitionsFrom(text: string): Definitions | undefined {
  const value = parsed(text)
  const read = readDefinitions(value)
  return 'definitions' in read && jsonText(value) === text ? read.definitions : undefined
}

/** Notes a file that cannot be read to its end. */
async function readOr<T>(found: Collector, file: string, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Unreadable) found.note({ file, what: 'unreadable', after: undefined })
    else if (error instanceof TooLong) found.note({ file, what: 'too-large' })
    else throw error
    return undefined
  }
}
