import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Language } from '#platform/i18n.ts'
import { typst, typstString } from '#platform/pdf.ts'
import type { Compared, MapData } from '../charts/data.ts'
import { PAPER } from '../charts/ink.ts'
import type { Statement } from '../model.ts'
import { ProvinceMap } from '../views/map.tsx'
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

const cell = (text: string, right = false): string =>
  right ? `table.cell(align: right)[${typst(text)}]` : `[${typst(text)}]`

/** A table with its heads repeated on each page; `numbers` says which columns stand to the right. A cell is text, or code that draws it. */
export function table(
  columns: string,
  heads: readonly string[],
  rows: readonly (readonly (string | { readonly code: string })[])[],
  numbers: (column: number) => boolean,
): string {
  const head = heads.map((text, at) => `table.cell(align: ${numbers(at) ? 'right' : 'left'})[*${typst(text)}*]`)
  return `#table(columns: ${columns}, stroke: (x, y) => (bottom: if y == 0 { 0.8pt + ${INK.warp} } else { 0.4pt + ${INK.line} }), inset: (x: 4pt, y: 4.5pt),
  table.header(${head.join(', ')}),
  ${rows.map(row => row.map((each, at) => (typeof each === 'string' ? cell(each, numbers(at)) : each.code)).join(', ')).join(',\n  ')})
`
}

const COLOURS: Record<Compared['what'], string> = { now: INK.warp, before: INK.strong, target: INK.weft }

/** A share 0..1 as a bar; the number stands beside it, so the bar is silent. */
export const bar = (share: number, colour: string = INK.warp, height = '4pt'): string =>
  `pdf.artifact(block(width: 100%, height: ${height}, fill: ${INK.tint}, align(left, rect(width: ${(share * 100).toFixed(1)}%, height: ${height}, fill: ${colour}))))`

/** Bars of one figure with what they stand for. */
export const bars = (rows: readonly Compared[], size: string): string =>
  rows.length === 0
    ? ''
    : `#text(size: ${size}, fill: ${INK.soft})[#grid(columns: (auto, 1fr, auto), column-gutter: 4pt, row-gutter: 4pt, align: horizon, ${rows
        .map(({ what, label, text, share }) => `[${typst(label)}], ${bar(share, COLOURS[what])}, [${typst(text)}]`)
        .join(', ')})]`

/** A map with its legend under it. */
export const mapPicture = (
  map: MapData,
  width: string,
): string => `#${picture(createElement(ProvinceMap, { data: map, ink: PAPER, alone: true }), `${map.title}. ${map.says}`, width)}
#text(size: 8pt, fill: ${INK.soft})[${map.legend
  .map(
    ({ shade, text }) =>
      `#pdf.artifact(box(width: 9pt, height: 7pt, fill: rgb("${PAPER.shade(shade).fill}"), stroke: 0.3pt + ${INK.strong})) #h(1pt) ${typst(text)} #h(6pt)`,
  )
  .join(' ')} ${map.elsewhere ? `#linebreak() ${typst(map.elsewhere)}` : ''}]`

export const paragraphs = (text: string): string =>
  text
    .split(/\n+/)
    .map(line => line.trim())
    .filter(Boolean)
    .map(typst)
    .join('\n\n')
