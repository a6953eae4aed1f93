import type { Head, Link } from '#algorithms/chain/chain.ts'
import { sha256 } from '../hash.ts'
import { contentOf } from '../model.ts'
import type { Line } from '../queries.ts'
import type { Stretch } from './queries.ts'

/** A fact with its place in the chain; the instant as it was hashed. */
export type Row = Omit<Line, 'recorded_at'> & { readonly recorded_at: string }

/** A fact as the chain checks it. */
export const linkOf = (row: Row): Link => ({
  seq: row.seq,
  recordedAt: row.recorded_at,
  digest: row.digest,
  hash: row.hash,
  content: contentOf(row, sha256),
})

/** The rows of a stretch; a number whose fact is gone is left out. */
export function rowsOf(stretch: Stretch): Row[] {
  const facts = linesOf(stretch.facts)
  const parties = byFact(linesOf(stretch.parties))
  const evidence = byFact(linesOf(stretch.evidence))
  return facts.map(
    ([seq, recorded_at, hash, id, kind, happened_on, amount, place, details, source, origin, amends, ...rest]) => ({
      seq: Number(seq),
      recorded_at: recorded_at ?? '',
      hash: hash ?? '',
      id: Number(id),
      kind: kind ?? '',
      happened_on: happened_on ?? '',
      amount_cents: amount === null || amount === undefined ? null : Number(amount),
      place: place ?? null,
      details: JSON.parse(details ?? '{}'),
      source: source ?? '',
      origin: origin ?? null,
      amends: amends === null || amends === undefined ? null : Number(amends),
      amendment: rest[0] ?? null,
      reason: rest[1] ?? null,
      recorded_by: rest[2] ?? '',
      salt: rest[3] ?? '',
      digest: rest[4] ?? '',
      parties: (parties.get(seq) ?? NONE).map(cells => ({ key: cells[1] ?? '', role: cells[2] ?? '' })),
      evidence: (evidence.get(seq) ?? NONE).map(cells => ({
        sha256: cells[1] ?? null,
        address: cells[2] ?? null,
        seen_on: cells[3] ?? null,
      })),
    }),
  )
}

/** What a stretch says its end is, without reading all of it: the number and hash of its last line. */
export function endOf({ facts }: Stretch, before: Head): Head {
  const end = facts.length - 1
  const line = facts.subarray(end < 1 ? 0 : facts.lastIndexOf(NEWLINE, end - 1) + 1)
  const [seq, , hash] = linesOf(line)[0] ?? []
  return seq && hash ? { seq: Number(seq), hash } : before
}
const NEWLINE = 10

type Cells = readonly (string | null)[]
const NONE: readonly Cells[] = []

function byFact(rows: readonly Cells[]): ReadonlyMap<string | null | undefined, Cells[]> {
  const found = new Map<string | null | undefined, Cells[]>()
  for (const row of rows) {
    const others = found.get(row[0])
    if (others) others.push(row)
    else found.set(row[0], [row])
  }
  return found
}

/** COPY's text format. */
function linesOf(bytes: Uint8Array): Cells[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  return text === '' ? [] : text.slice(0, -1).split('\n').map(cellsOf)
}

const cellsOf = (line: string): Cells =>
  line.includes('\\') ? line.split('\t').map(cell => (cell === '\\N' ? null : unescaped(cell))) : line.split('\t')

const MEANS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }
const unescaped = (cell: string): string =>
  cell.includes('\\') ? cell.replace(/\\(.)/gs, (_, mark: string) => MEANS[mark] ?? mark) : cell
