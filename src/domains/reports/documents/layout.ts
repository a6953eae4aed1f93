import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Language } from '#platform/i18n.ts'
import { typst, typstString } from '#platform/pdf.ts'
import type { Compared } from '../charts/data.ts'
import type { Statement } from '../model.ts'
import { words } from './messages.ts'

export const INK = {
  warp: 'rgb("#0b5a58")',
  tint: 'rgb("#e0eeec")',
  soft: 'rgb("#4b5b62")',
  line: 'rgb("#d8d1c1")',
  strong: 'rgb("#8b8676")',
  weft: 'rgb("#a03a20")',
  ink: 'rgb("#1b2a30")',
} as const

/** Title, language, date and faces of a document. Its date is that of what it says, so that the same statement gives the same bytes. */
export const preamble = (statement: Statement, language: Language, title: string): string => `
#set document(title: ${typstString(title)}, author: ${typstString(statement.cluster.name)}, date: ${dateOf(statement)})
#set text(lang: "${language}", font: ("Titillium Web", "Libertinus Serif"), size: 10pt, fill: ${INK.ink})
#set par(leading: 0.6em, spacing: 0.9em)
#show heading: set text(fill: ${INK.warp})
#show link: set text(fill: ${INK.warp})
`

function dateOf({ publishedAt, report }: Statement): string {
  const at = new Date(publishedAt ?? report.head?.recorded_at ?? `${report.period.until}T00:00:00Z`)
  return `datetime(year: ${at.getUTCFullYear()}, month: ${at.getUTCMonth() + 1}, day: ${at.getUTCDate()}, hour: ${at.getUTCHours()}, minute: ${at.getUTCMinutes()}, second: ${at.getUTCSeconds()})`
}

/** Across each page of what is still a draft. It is said in words too: this mark is not read aloud. */
export const draftMark = ({ state }: Statement, language: Language): string =>
  state === 'draft'
    ? `background: rotate(-35deg, text(size: 110pt, weight: "bold", fill: rgb("#a03a20").transparentize(88%))[${typst(words[language].draftMark)}]),`
    : ''

/** A drawing with what it says in words. */
export const picture = (element: ReactElement, says: string, width: string): string =>
  `image(bytes(${typstString(renderToStaticMarkup(element))}), format: "svg", width: ${width}, alt: ${typstString(says)})`

export const cell = (text: string, right = false): string =>
  right ? `table.cell(align: right)[${typst(text)}]` : `[${typst(text)}]`

/** A table with its heads repeated on each page; `numbers` says which columns stand to the right. */
export function table(
  columns: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: (column: number) => boolean,
): string {
  const head = heads.map((text, at) => `table.cell(align: ${numbers(at) ? 'right' : 'left'})[*${typst(text)}*]`)
  return `#table(columns: ${columns}, stroke: (x, y) => (bottom: if y == 0 { 0.8pt + ${INK.warp} } else { 0.4pt + ${INK.line} }), inset: (x: 4pt, y: 4.5pt),
  table.header(${head.join(', ')}),
  ${rows.map(row => row.map((text, at) => (text.startsWith('[') ? text : cell(text, numbers(at)))).join(', ')).join(',\n  ')})
`
}

/** Bars with their numbers: the bars are silent, the numbers are text. */
export const bars = (rows: readonly Compared[], size: string): string =>
  rows
    .map(({ what, label, text, share }) => {
      const colour = what === 'now' ? INK.warp : what === 'before' ? INK.strong : INK.weft
      return `#text(size: ${size}, fill: ${INK.soft})[#grid(columns: (4.2em, 1fr, auto), gutter: 3pt, align: horizon, [${typst(label)}], pdf.artifact(block(width: 100%, height: 4pt, fill: ${INK.tint}, align(left, rect(width: ${(share * 100).toFixed(1)}%, height: 4pt, fill: ${colour})))), [${typst(text)}])]`
    })
    .join('\n#v(-8pt)\n')

export const paragraphs = (text: string): string =>
  text
    .split(/\n+/)
    .map(line => line.trim())
    .filter(Boolean)
    .map(typst)
    .join('\n\n')
