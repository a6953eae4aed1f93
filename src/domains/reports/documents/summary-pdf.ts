import { toArchivePdf } from '#platform/archive-pdf.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { typst, typstString } from '#platform/pdf.ts'
import { comparisonOf, mapOfSummary } from '../charts/data.ts'
import { HEADLINE, words as of, periodName } from '../messages.ts'
import type { Statement, Told } from '../model.ts'
import { changeText } from '../texts.ts'
import { shortText } from '../views/comparison.tsx'
import { filled } from '../words/references.ts'
import { editionPage } from './addresses.ts'
import { bars, draftMark, INK, mapPicture, preamble } from './layout.ts'
import { words } from './messages.ts'
import { stateText } from './report-pdf.ts'

/** What a director shows to an assembly: one page across, the figures that matter most in large, a sentence each, and the map. PDF/UA-1 and PDF/A-2a. */
export function summaryPdf(
  statement: Statement,
  language: Language,
  { origin }: { origin: string },
): Promise<Uint8Array> {
  const { report, cluster } = statement
  const [t, r, f] = [words[language], of[language], formats(language)]
  const title = t.summary(periodName(language, report.period))
  const told = (code: string) => report.figures.find(({ figure }) => figure.code === code && figure.why !== 'awaited')
  const headline = HEADLINE.flatMap(code => told(code) ?? [])
  const map = mapOfSummary(language, report)
  const opening = statement.blocks.find(({ section }) => section === 'opening')
  const lead = shortened(opening ? filled(language, opening[language], report) : '')
  const address = editionPage(origin, language, statement)
  return toArchivePdf(`${preamble(statement, language, `${title}, ${cluster.name}`)}
#set page(paper: "a4", flipped: true, margin: (x: 1.4cm, y: 1.1cm), ${draftMark(statement, language)})
#show heading.where(level: 1): it => block(below: 4pt, text(size: 28pt, fill: white, it.body))
#show heading.where(level: 2): it => block(above: 0pt, below: 6pt, text(size: 12pt, it.body))
#block(width: 100%, fill: ${INK.warp}, inset: (x: 16pt, y: 12pt), radius: 4pt)[
= ${typst(title)}
#v(4pt)
#text(size: 12pt, fill: white)[${typst([cluster.name, stateText(statement, language), `${r.span(f.date(report.period.from), f.date(report.period.until)).toLocaleLowerCase(language)}`].join(' · '))}]]
#text(size: 12pt)[${typst([lead, statement.state === 'draft' ? t.draftSays : '', cluster.invented ? r.invented : ''].filter(Boolean).join(' '))}]
#v(2pt)
#grid(columns: (${map ? '1fr, 9.2cm' : '1fr'}), column-gutter: 16pt,
  grid(columns: (1fr, 1fr, 1fr), column-gutter: 12pt, row-gutter: 14pt, ${headline.map(one => card(statement, language, one)).join(', ')}),
  ${map ? `[== ${typst(map.name)}\n${mapPicture(map, '100%')}]` : ''})
#v(1fr)
#text(size: 8pt, fill: ${INK.soft})[#link(${typstString(address)})[${typst(t.source(address))}] #h(1fr) ${typst(report.head ? `SHA-256 ${report.head.hash.slice(0, 16)}…` : t.noHead)}]
`)
}

function card({ report }: Statement, language: Language, told: Told): string {
  const { definition, figure, before } = told
  return `block(width: 100%, breakable: false, stroke: (top: 1.5pt + ${INK.warp}), inset: (top: 5pt))[
#text(size: 11pt, weight: 600)[${typst(definition.name[language])}] #linebreak()
#text(size: 36pt, weight: "bold", fill: ${INK.warp})[${typst(shortText(language, told))}]
#h(3pt) #text(size: 12pt, fill: ${INK.soft})[${typst(changeText(language, definition.unit, figure.value, before.value))}]
#set par(leading: 0.45em)
#v(-5pt)
#text(size: 9.5pt, fill: ${INK.soft})[${typst(firstSentence(definition.definition[language]))}]
${bars(comparisonOf(language, report, told), '9pt')}]`
}

const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/su.exec(text)?.[0] ?? text

/** What is longer than two lines of the page ends at a sentence or a word. */
const LONGEST_LEAD = 260
function shortened(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  if (flat.length <= LONGEST_LEAD) return flat
  const cut = flat.slice(0, LONGEST_LEAD)
  const sentence = cut.lastIndexOf('. ')
  return sentence > LONGEST_LEAD / 2 ? cut.slice(0, sentence + 1) : `${cut.slice(0, cut.lastIndexOf(' '))}…`
}
