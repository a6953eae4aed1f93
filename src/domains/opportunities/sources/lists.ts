import type { JointKind } from './joints.ts'
import { OPENER } from './openers.ts'

/** A run of text and the joint that ended it; none at the end of the line. */
export type Segment = { readonly text: string; readonly after: JointKind | undefined }

const SENTENCE_END = /[.?!][)”]? (?=\p{Lu})/gu

/**
 * Paragraphs and list items ("- ...") of segments that were run together. A list begins after an introduction ("the following:") or with a
 * semicolon; it ends at a heading, at a sentence that takes up a new subject, or where the shape of the items before it is left.
 */
export function listsOf(segments: readonly Segment[], isHeading: (text: string) => boolean): string[] {
  const blocks: string[] = []
  let items: string[] | undefined
  const close = () => {
    if (items) blocks.push(...items.map(item => `- ${item}`))
    items = undefined
  }
  for (const [at, segment] of segments.entries()) {
    const { text, after } = segment
    if (items === undefined) {
      if (after === 'item' && segments[at + 1]) {
        // "... aims to: help weavers;": the introduction stands before the first item.
        const start = text.lastIndexOf(': ') + 1
        if (start > 0) blocks.push(text.slice(0, start))
        items = [text.slice(start).trim()]
      } else blocks.push(text)
      if (after === 'intro' && !isHeading(text) && segments[at + 1]) items = []
      continue
    }
    if (isHeading(text) || (items.length > 0 && OPENER.test(text))) {
      close()
      blocks.push(text)
      if (after === 'intro' && !isHeading(text) && segments[at + 1]) items = []
      continue
    }
    const next = segments[at + 1]
    const closes = next === undefined || isHeading(next.text) || OPENER.test(next.text)
    const end = endOfItem(text, items, after, closes)
    items.push(text.slice(0, end ?? undefined).trim())
    if (end === undefined) {
      // An item that introduces items of its own: they are shown at the same level.
      if (after === undefined) close()
      continue
    }
    close()
    const rest = text.slice(end).trim()
    if (rest !== '') blocks.push(rest)
    if (after === 'intro' && segments[at + 1]) items = []
  }
  close()
  return blocks
}

/**
 * Where the last item of a list ends within a segment, when the segment goes on after it; undefined when it is all one item. `closes` tells
 * that what comes next cannot be an item: an early item may well have a sentence on what proposals should do.
 */
function endOfItem(
  text: string,
  items: readonly string[],
  after: JointKind | undefined,
  closes: boolean,
): number | undefined {
  const ends = [...text.matchAll(SENTENCE_END)].map(match => match.index + match[0].length)
  const opener = ends.find(end => OPENER.test(text.slice(end)))
  if (opener !== undefined && (closes || items.length > 1)) return opener
  // Items parted by semicolons: the first that ends with a full stop is the last.
  if (items.length > 0 && items.every(item => /(?:;|[;,]? (?:and|or))$/.test(item)))
    return ends[0] ?? (/[.?!]$/.test(text) && after === 'sentence' ? text.length : undefined)
  // Items without a mark at their end: the same.
  if (items.length > 1 && items.every(item => !/[.;:?!]$/.test(item))) return ends[0]
  // Items of one sentence each: a segment of several is the last item and what follows.
  if (items.length > 1 && ends.length > 1 && items.every(item => !/[.?!][)”]? \p{Lu}/u.test(item))) return ends[0]
  return undefined
}
