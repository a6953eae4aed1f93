import type { Head, Link } from '#algorithms/chain/chain.ts'
import { sha256 } from '../hash.ts'
import { contentOf } from '../model.ts'
import type { Line } from '../queries.ts'
import { type Cells, linesOf } from './lines.ts'
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
  const facts = new Map(linesOf(stretch.facts).map(cells => [cells[0], cells]))
  const parties = byFact(linesOf(stretch.parties))
  const evidence = byFact(linesOf(stretch.evidence))
  return linesOf(stretch.links).flatMap(([seq, recorded_at, hash, fact]) => {
    const cells = facts.get(fact)
    if (!cells) return []
    const [id, kind, happened_on, amount, place, details, source, origin, amends, amendment, reason, by, salt, digest] =
      cells
    return {
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
      amendment: amendment ?? null,
      reason: reason ?? null,
      recorded_by: by ?? '',
      salt: salt ?? '',
      digest: digest ?? '',
      parties: (parties.get(fact) ?? NONE).map(party => ({ key: party[1] ?? '', role: party[2] ?? '' })),
      evidence: (evidence.get(fact) ?? NONE).map(one => ({
        sha256: one[1] ?? null,
        address: one[2] ?? null,
        seen_on: one[3] ?? null,
      })),
    }
  })
}

/** What a stretch says its end is, without reading all of it: the number and hash of its last line. */
export function endOf({ links }: Stretch, before: Head): Head {
  const end = links.length - 1
  const line = links.subarray(end < 1 ? 0 : links.lastIndexOf(NEWLINE, end - 1) + 1)
  const [seq, , hash] = linesOf(line)[0] ?? []
  return seq && hash ? { seq: Number(seq), hash } : before
}
const NEWLINE = 10

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
