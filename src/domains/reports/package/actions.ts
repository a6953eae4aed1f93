import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { factsToPublish, organisationNames, publishChain, publishFacts } from '#domains/ledger/publishing/actions.ts'
import type { Db } from '#platform/db.ts'
import { toCsv } from '#platform/sheets.ts'
import { wantedBy } from '../definitions.ts'
import type { Statement } from '../model.ts'
import { reportData } from '../sheet.ts'
import { leaflet } from './leaflet.ts'
import { CHAIN_HEADS, FORMAT, jsonText, lineOfFact, type Manifest, manifestText, type Name } from './model.ts'

/** The least that is worth it: most of a package are hashes, which no level makes smaller than half. */
const LEVEL = 1

/** A package whole in memory, with the hash of the report. The same statement of the same ledger gives the same bytes. */
export async function buildPackage(db: Db, statement: Statement): Promise<{ bytes: Uint8Array; hash: string }> {
  const { stream, hash } = packageStream(db, statement)
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return { bytes: Buffer.concat(chunks), hash: hash() }
}

/**
 * The zip as it is made, in constant memory but for the numbers of its facts; `hash` is known when the stream has ended. Throws (in the stream) Conflict when a
 * fact of the ledger is no longer what was recorded.
 */
function packageStream(db: Db, statement: Statement): { stream: Readable; hash: () => string } {
  const zip = new ZipFile()
  const stream = zip.outputStream as Readable
  const files: Record<string, { bytes: number; sha256: string }> = {}
  let hash = ''
  const add = (name: Name, parts: () => AsyncIterable<string> | Iterable<string>) =>
    // Each is begun when the one before is in the zip.
    zip.addReadStreamLazy(name, HOW, take => {
      const read = Readable.from(measured(parts(), sizes => (files[name] = sizes)))
      read.on('error', error => stream.destroy(error))
      take(null, read)
    })

  const keys = new Set<string>()
  let chosen: Promise<number[]> | undefined
  const seqs = () => {
    chosen ??= numbers(db, statement)
    return chosen
  }
  add('LEGGIMI.md', () => [leaflet('it', statement)])
  add('README.md', () => [leaflet('en', statement)])
  add('report.json', () => [reportText(statement)])
  add('definitions.json', () => [jsonText(statement.definitions)])
  add('facts.jsonl', () => facts(db, seqs, keys))
  add('chain.tsv', () => chain(db, statement, seqs))
  add('organisations.csv', () => organisations(db, keys))
  add('manifest.json', () => {
    const text = manifestText(manifestOf(statement, files))
    hash = createHash('sha256').update(text).digest('hex')
    return [text]
  })
  zip.end()
  return { stream, hash: () => hash }
}

/** Any day in the hours of this machine: of it the zip keeps what the clock on the wall says, and no zone. */
const HOW = {
  mtime: new Date(1980, 0, 1),
  mode: 0o100644,
  forceDosTimestamp: true,
  compressionLevel: LEVEL,
}

async function* measured(
  parts: AsyncIterable<string> | Iterable<string>,
  done: (sizes: { bytes: number; sha256: string }) => void,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const part of parts) {
    const chunk = Buffer.from(part)
    hash.update(chunk)
    bytes += chunk.length
    yield chunk
  }
  done({ bytes, sha256: hash.digest('hex') })
}

const numbers = async (db: Db, { report, definitions }: Statement): Promise<number[]> =>
  report.head ? factsToPublish(db, { ...wantedBy(definitions, report.period), last: report.head.seq }) : []

async function* facts(db: Db, seqs: () => Promise<number[]>, keys: Set<string>): AsyncGenerator<string> {
  for await (const batch of publishFacts(db, await seqs())) {
    for (const { parties } of batch) for (const key of parties) keys.add(key)
    yield batch.map(fact => `${lineOfFact(fact, fact.content)}\n`).join('')
  }
}

async function* chain(db: Db, { report }: Statement, seqs: () => Promise<number[]>): AsyncGenerator<string> {
  yield `${CHAIN_HEADS}\n`
  yield* publishChain(db, report.head?.seq ?? 0, await seqs())
}

async function* organisations(db: Db, keys: ReadonlySet<string>): AsyncGenerator<string> {
  const rows = await organisationNames(db, [...keys].sort())
  const means = { it: '', en: '' }
  yield toCsv(
    [
      { head: 'key', means, value: row => row.key },
      { head: 'name', means, value: row => row.name },
    ],
    rows,
  )
}

const reportText = ({ report, edition, state, publishedAt, cluster, blocks }: Statement): string =>
  jsonText({
    ...reportData(report),
    edition,
    state,
    published_at: publishedAt,
    cluster: { name: cluster.name, invented: cluster.invented },
    blocks: blocks.map(({ section, it, en }) => ({ section, it, en })),
    before_figures: report.figures.map(({ before }) => before),
  })

const manifestOf = ({ report, edition, state }: Statement, files: Manifest['files']): Manifest => ({
  format: FORMAT,
  period: report.period.name,
  edition,
  state,
  head: report.head ?? null,
  files,
})
