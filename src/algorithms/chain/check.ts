import { BEGINNING, digestOf, type Head, type Link, linkHash, type Sha256 } from './chain.ts'

export type Fault =
  /** The content, the instant, or the hash of this record is not what it was. */
  | { readonly what: 'changed'; readonly seq: number; readonly part: 'content' | 'link' }
  /** Records from..to are gone. `hidden`: the numbers after them were moved up to hide it. */
  | { readonly what: 'removed'; readonly from: number; readonly to: number; readonly hidden: boolean }
  | { readonly what: 'inserted'; readonly seq: number }
  | { readonly what: 'swapped'; readonly seq: number; readonly with: number }
  /** A hash that was written down elsewhere is not the chain's; `end`: the chain stops before it. */
  | { readonly what: 'anchor'; readonly seq: number; readonly end: number | undefined }

export type Checked = {
  /** Records that hold, from the first on. */
  readonly holds: number
  readonly head: Head
  /** How many of them were withheld: their place holds, their content was not looked at. */
  readonly withheld: number
  readonly fault: Fault | undefined
}

export type Options = {
  readonly sha256: Sha256
  /** Hashes known from elsewhere: number of the record to its hash. */
  readonly anchors?: ReadonlyMap<number, string>
  /** What stands before the first of these records: a stretch of a chain can be checked by itself. */
  readonly from?: Head
}

/** How far ahead a deed is looked for. */
const WINDOW = 64

/** Reads records in the order of their numbers, in batches of any size; stops at the first that does not hold and says what was done there. */
export async function check(
  batches: AsyncIterable<readonly Link[]> | Iterable<readonly Link[]>,
  options: Options,
): Promise<Checked> {
  const { sha256, anchors, from = BEGINNING } = options
  let head = from
  let withheld = 0
  const stop = (fault: Fault | undefined): Checked => ({ holds: head.seq, head, withheld, fault })
  let failed: Link | undefined
  const ahead: Link[] = []
  for await (const batch of batches) {
    // No promise for each record: a million of them is what takes time.
    for (const link of batch) {
      if (failed) ahead.push(link)
      else if (!holds(head, link, sha256)) failed = link
      else {
        const anchor = anchors?.get(link.seq)
        if (anchor !== undefined && anchor !== link.hash) return stop({ what: 'anchor', seq: link.seq, end: undefined })
        if (link.content === undefined) withheld += 1
        head = { seq: link.seq, hash: link.hash }
      }
    }
    if (ahead.length >= WINDOW) break
  }
  if (failed) return stop(diagnose(head, failed, ahead, sha256))
  const beyond = Math.min(...[...(anchors?.keys() ?? [])].filter(seq => seq > head.seq))
  return stop(Number.isFinite(beyond) ? { what: 'anchor', seq: beyond, end: head.seq } : undefined)
}

function holds(before: Head, link: Link, sha256: Sha256): boolean {
  return (
    link.seq === before.seq + 1 &&
    linkHash(before.hash, link, sha256) === link.hash &&
    (link.content === undefined || digestOf(link.content, sha256) === link.digest)
  )
}

/** What was done at `link`, the first that does not follow `before`, judged by those after it. */
function diagnose(before: Head, link: Link, ahead: readonly Link[], sha256: Sha256): Fault {
  const seq = before.seq + 1
  if (link.seq > seq) return { what: 'removed', from: seq, to: link.seq - 1, hidden: false }
  if (link.seq < seq) return { what: 'inserted', seq: link.seq }
  /** The hash this place would have with that instant and digest. */
  const here = (recordedAt: string, digest: string) => linkHash(before.hash, { seq, recordedAt, digest }, sha256)
  const really = (one: Link) => (one.content === undefined ? one.digest : digestOf(one.content, sha256))

  // Somebody further on carries the hash of this place.
  const owner = ahead.find(one => one.hash === here(one.recordedAt, one.digest))
  if (owner) {
    const wasNext = link.hash === linkHash(owner.hash, { ...link, seq: seq + 1 }, sha256)
    return owner === ahead[0] && !wasNext ? { what: 'inserted', seq } : { what: 'swapped', seq, with: owner.seq }
  }
  // The hash stayed, what it was made over stands further on.
  const content = ahead.find(one => here(link.recordedAt, really(one)) === link.hash)
  if (content) return { what: 'swapped', seq, with: content.seq }
  // It follows nobody here, but the next follows it by an older number.
  const [next] = ahead
  if (next)
    for (let gone = 1; gone <= WINDOW; gone++)
      if (linkHash(link.hash, { ...next, seq: next.seq + gone }, sha256) === next.hash)
        return { what: 'removed', from: seq, to: seq + gone - 1, hidden: true }
  return { what: 'changed', seq, part: really(link) === link.digest ? 'link' : 'content' }
}
