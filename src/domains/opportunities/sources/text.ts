import { decoded, htmlText, isHtml } from './html.ts'
import { jointsOf } from './joints.ts'
import { listsOf, type Segment } from './lists.ts'
import { OPENER } from './openers.ts'

/** Passes after which a text is taken as it is; real ones need two or three. */
const PASSES = 12
/** Paragraphs longer than this are parted where a sentence takes up a new subject. */
const LONG = 1200

/** Headings of the topics of work programmes, wherever they stand before a colon. */
const KNOWN =
  'Scope|Topic scope|Expected Outcomes?|Expected Impacts?|Expected Results?|Objectives?|General objectives?|Specific objectives?|Specific Challenge|Background|Deliverables|Outcomes and deliverables|Themes and priorities|Activities that can be funded'
const GLUED_HEADING = new RegExp(`\\s*(?<=^|[.;:)\\]”]\\s*|\\p{Ll}|null)((?:${KNOWN}):)(?=[\\p{Lu}“"])`, 'gu')
const HEADING_LINE = new RegExp(`^(${KNOWN}):\\s*`, 'u')
const VERBS =
  /\b(?:should|shall|must|may|are|is|will|include|includes|following|expected to|such as|to|that|which|e\.g|i\.e)\b/
const ADVERBS =
  /^(?:In|For|To|As|At|By|On|With|Therefore|Moreover|Furthermore|Also|Note|Please|And|Or|Or|Either|If|Where|Examples?|Proposals?|Projects?|Applicants|Actions|This|These|The|All|Each)\b/

/**
 * Restores the paragraphs and lists of a text that arrives as HTML or with everything run together. Gives the stored form: blocks apart by an
 * empty line, headings after "## ", list items after "- " on lines of their own. Letters and digits stay, apart from tags, marks of notes
 * that the text does not have ("[1]") and the word "null" that the portal's extracts leave between sentences. Applying it again changes nothing.
 */
export function readableText(raw: string): string {
  let text = raw
  for (let pass = 0; pass < PASSES; pass++) {
    const next = onePass(text)
    if (next === text) return text
    text = next
  }
  return text
}

function onePass(raw: string): string {
  const plain = withNotes(decoded(isHtml(raw) ? htmlText(raw) : raw))
    .replace(/\u200B|\u200C|\u200D|\u2060|\uFEFF|\u00AD/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\[\[([^[\]]*)\]\]/g, ' ($1)')
    .replace(/(?<=^|[.;:?!)\]”’"'])null(?=\p{Lu})/gmu, '\n')
    .replace(GLUED_HEADING, '\n$1')
    .replace(/(?<=\S) ?(?=[•●▪‣◦] ?[\p{L}\p{N}“(])/gu, '\n')
    .replace(/(?<=\p{Ll}{4}|[\p{Ll})]\.)(?=\d{1,2}[a-z]?\. \p{Lu})/gu, '\n')
  const blocks: string[] = []
  for (const line of plain.split('\n')) blocks.push(...blocksOfLine(line.trim()))
  return joined(blocks)
}

/**
 * Notes at the end of a text ("[1] https://... [2] See ...") each on a line of their own, with their marks; marks of notes that the text does
 * not have are taken out.
 */
function withNotes(text: string): string {
  const marks = [...text.matchAll(/\[(\d{1,3})\]/g)]
  const numbers = marks.map(mark => Number(mark[1]))
  const first = numbers.lastIndexOf(1)
  const inOrder = numbers.slice(first).every((number, at) => number === at + 1)
  if (first <= 0 || !inOrder || !numbers.slice(0, first).includes(1)) return text.replace(/ ?\[\d{1,3}\]/g, '')
  const from = marks[first]?.index ?? 0
  return text.slice(0, from) + text.slice(from).replace(/\s*(\[\d{1,3}\])\s*/g, '\n$1 ')
}

/** Blocks of one line: a heading, an item, or a run of segments that were glued together. */
function blocksOfLine(line: string): string[] {
  const bullet = /^(?:[•●▪‣◦]|[-–*](?= )) ?(?=\S)/u.exec(line)?.[0]
  const text = bullet ? line.slice(bullet.length).trim() : line
  if (text === '' || /^[-–:;.,]+$/.test(text)) return []
  if (text.startsWith('## ') && !bullet) {
    const heading = text.slice(3).replace(/[:\s]+$/, '')
    return heading ? [`## ${heading}`] : []
  }
  const heading = bullet ? undefined : HEADING_LINE.exec(text)
  if (heading) return [`## ${heading[1]}`, ...blocksOfLine(text.slice(heading[0].length))]
  const segments = segmentsOf(bullet || !text.startsWith(':') ? text : text.slice(1).trim())
  if (bullet) return segments.map(segment => `- ${segment.text}`)
  if (segments.length === 1 && isHeading(segments[0]?.text ?? '')) return [asHeading(segments[0]?.text ?? '')]
  return listsOf(segments, isHeading).flatMap(block =>
    block.startsWith('- ') ? [block] : isHeading(block) ? [asHeading(block)] : shorter(block),
  )
}

function segmentsOf(text: string): Segment[] {
  const joints = jointsOf(text)
  const cuts = [0, ...joints.map(joint => joint.at), text.length]
  return cuts.slice(0, -1).flatMap((from, index) => {
    const part = text.slice(from, cuts[index + 1]).trim()
    return part === '' ? [] : [{ text: part, after: joints[index]?.kind }]
  })
}

/** A few words before a colon that name what follows, or a line in capitals. */
function isHeading(text: string): boolean {
  if (/^\d{1,2}[a-z]?\. \p{Lu}.{2,90}[\p{L})]$/u.test(text)) return !/[.;!?] /.test(text.slice(4)) && !VERBS.test(text)
  if (/^\p{Lu}[\p{Lu}\p{N} ,&'’()/–-]{7,89}$/u.test(text)) return /\p{Lu}{4}/u.test(text) && text.includes(' ')
  if (!/^\p{Lu}.{2,58}:$/u.test(text) || /[.;!?]/.test(text)) return false
  return text.split(' ').length <= 7 && !VERBS.test(text) && !ADVERBS.test(text)
}

const asHeading = (text: string): string => `## ${text.replace(/[:\s]+$/, '')}`

/** A paragraph that is too long to read, parted before sentences that take up a new subject. */
function shorter(text: string): string[] {
  if (text.length <= LONG) return [text]
  const parts: string[] = []
  let from = 0
  for (const match of text.matchAll(/[.?!][)”]? (?=\p{Lu})/gu)) {
    const next = match.index + match[0].length
    if (next - from >= LONG / 4 && text.length - next >= LONG / 8 && OPENER.test(text.slice(next))) {
      parts.push(text.slice(from, next).trim())
      from = next
    }
  }
  return [...parts, text.slice(from).trim()]
}

/** Items stand on lines next to each other, all other blocks apart by an empty line. */
function joined(blocks: readonly string[]): string {
  return blocks
    .map((block, at) => {
      if (at === 0) return block
      return `${block.startsWith('- ') && blocks[at - 1]?.startsWith('- ') ? '\n' : '\n\n'}${block}`
    })
    .join('')
}
