import { createElement } from 'react'
import { nameOf } from '#algorithms/indicators/problem.ts'
import { toArchivePdf } from '#platform/archive-pdf.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { typst, typstString } from '#platform/pdf.ts'
import { comparisonOf, mapOf, monthsOf } from '../charts/data.ts'
import { PAPER } from '../charts/ink.ts'
import { HEADLINE, inUnit, words as of, periodName, sections } from '../messages.ts'
import type { Statement, Told } from '../model.ts'
import { packageName } from '../package/model.ts'
import { byText, changeText, keyText, valueText } from '../texts.ts'
import { ColumnChart } from '../views/columns.tsx'
import { shortText } from '../views/comparison.tsx'
import { filled } from '../words/references.ts'
import { editionPage } from './addresses.ts'
import { bar, bars, draftMark, INK, mapPicture, paragraphs, picture, preamble, table } from './layout.ts'
import { words } from './messages.ts'

/**
 * A statement as a document to print, keep and have read aloud: figures, words, charts, and how each figure is counted and checked. PDF/UA-1 and PDF/A-2a.
 * `origin` is where the report is published. The same statement gives the same bytes.
 */
export function reportPdf(
  statement: Statement,
  language: Language,
  { origin }: { origin: string },
): Promise<Uint8Array> {
  const { report, cluster } = statement
  const r = of[language]
  const f = formats(language)
  const title = r.report(periodName(language, report.period))
  const counted = report.figures.filter(({ figure }) => figure.why !== 'awaited')
  const said = (section: string) => {
    const block = statement.blocks.find(one => one.section === section)
    return block ? paragraphs(filled(language, block[language], report)) : ''
  }
  const parts = Object.entries(sections).map(([section, name]) => {
    const own = counted.filter(({ definition }) => definition.section === section)
    const text = said(section)
    return own.length || text ? sectionOf(statement, language, name[language], own, text) : ''
  })
  const headline = HEADLINE.flatMap(code => counted.find(({ figure }) => figure.code === code) ?? [])
  return toArchivePdf(`${preamble(statement, language, `${title}, ${cluster.name}`)}
#set page(paper: "a4", margin: (x: 2cm, top: 2.2cm, bottom: 2.2cm), ${draftMark(statement, language)}
  header: context if counter(page).get().first() > 1 [#text(size: 8.5pt, fill: ${INK.soft})[${typst(cluster.name)} #h(1fr) ${typst(title)}]],
  footer: text(size: 8.5pt, fill: ${INK.soft})[${typst(stateText(statement, language))} #h(1fr) #context counter(page).display((page, pages) => ${pageWords(language)}, both: true)])
#show heading.where(level: 1): it => block(width: 100%, fill: ${INK.warp}, inset: (x: 18pt, y: 20pt), radius: 4pt, text(size: 26pt, fill: white, it.body))
#show heading.where(level: 2): it => block(above: 1.8em, below: 0.9em, width: 100%, stroke: (bottom: 1.2pt + ${INK.warp}), inset: (bottom: 4pt), text(size: 15pt, it.body))
#show heading.where(level: 3): it => block(above: 1.3em, below: 0.7em, sticky: true, text(size: 11pt, it.body))

#text(size: 11pt, fill: ${INK.soft})[${typst(cluster.name)} · ${typst(stateText(statement, language))}]
= ${typst(title)}
#text(size: 11pt)[${typst(`${r.span(f.date(report.period.from), f.date(report.period.until))}. ${r.compared(periodName(language, report.before))}`)}]
${notices(statement, language)}
== ${typst(r.headline)}
${cards(statement, language, headline)}

${said('opening')}
${parts.join('\n')}
${said('closing')}
${verification(statement, language, origin)}
${definitions(statement, language)}
`)
}

/** "edition 1, published on 2 March 2026", or the state it is in. */
export function stateText({ edition, state, publishedAt }: Statement, language: Language): string {
  const t = words[language]
  const f = formats(language)
  const stands = publishedAt ? t.publishedOn(f.date(publishedAt.slice(0, 10))) : t.states[state]
  return `${t.edition(f.number(edition))}, ${stands}`
}

/** The words around the two numbers of a page, as code that gives them. */
function pageWords(language: Language): string {
  const [before = '', between = ''] = words[language].page('|', '|').split('|')
  return `${typstString(before)} + str(page) + ${typstString(between)} + str(pages)`
}

function notices({ state, report, cluster }: Statement, language: Language): string {
  const [t, r] = [words[language], of[language]]
  const lines = [
    state === 'draft' ? t.draftSays : state === 'published' ? '' : t.notYet,
    report.unfinished ? r.unfinished : '',
    cluster.invented ? r.invented : '',
  ].filter(Boolean)
  return lines
    .map(line => `#block(width: 100%, fill: rgb("#fbefd3"), inset: 8pt, radius: 3pt, below: 5pt)[${typst(line)}]`)
    .join('\n')
}

/** The figures that matter most, large, each with its bars. */
function cards({ report }: Statement, language: Language, headline: readonly Told[]): string {
  const card = (told: Told) => {
    const { definition, figure, before } = told
    return `block(width: 100%, breakable: false, stroke: (top: 1.5pt + ${INK.warp}), inset: (top: 6pt, bottom: 8pt))[
#text(size: 9.5pt, fill: ${INK.soft})[${typst(definition.name[language])}] #linebreak()
#text(size: 20pt, weight: "bold")[${typst(shortText(language, told))}]
#h(4pt) #text(size: 8.5pt, fill: ${INK.soft})[${typst(changeText(language, definition.unit, figure.value, before.value))}]

${bars(comparisonOf(language, report, told), '8pt')}]`
  }
  return `#grid(columns: (1fr, 1fr, 1fr), column-gutter: 16pt, row-gutter: 6pt, ${headline.map(card).join(', ')})`
}

function sectionOf(statement: Statement, language: Language, name: string, own: readonly Told[], text: string): string {
  const { report } = statement
  const r = of[language]
  const targets = own.some(({ target }) => target !== undefined)
  const heads = [r.figure, report.period.name, report.before.name, r.change, ...(targets ? [r.target] : [])]
  const rows = own.map(({ definition, figure, before, target }) => [
    definition.name[language],
    valueText(language, definition.unit, figure),
    valueText(language, definition.unit, before),
    changeText(language, definition.unit, figure.value, before.value),
    ...(targets ? [target === undefined ? '' : inUnit(language, definition.unit, target)] : []),
  ])
  return `== ${typst(name)}
${text}

${own.length ? table(`(1fr, auto, auto, auto${targets ? ', auto' : ''})`, heads, rows, at => at > 0) : ''}
${own.map(told => breakdowns(statement, language, told)).join('\n')}`
}

function breakdowns({ report }: Statement, language: Language, told: Told): string {
  return (told.definition.by ?? [])
    .map(by => {
      const found = told.figure.by.find(one => one.of === nameOf(by))
      if (!found || found.parts.length === 0) return ''
      const r = of[language]
      if (by === 'place' && found.parts.every(({ key }) => key === '')) return ''
      const earlier = new Map(
        told.before.by.find(one => one.of === found.of)?.parts.map(part => [part.key, part.value]),
      )
      const parts = by === 'month' ? found.parts : found.parts.toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1))
      const { unit, fewest = 0 } = told.definition
      const compare = by !== 'month' && parts.some(({ key }) => earlier.has(key))
      const fewestText = formats(language).number(fewest)
      const chart = chartOf(report, language, told, by === 'place' ? 'place' : by === 'month' ? 'month' : '')
      const most = Math.max(...parts.map(({ value }) => value ?? 0))
      const rows = parts.map(({ key, value, withheld }) => [
        keyText(language, report, told, by, key),
        ...(chart ? [] : [{ code: most > 0 ? bar((value ?? 0) / most) : '[]' }]),
        withheld ? r.withheld(fewestText) : value === null ? r.noValue : inUnit(language, unit, value),
        ...(compare ? [inUnit(language, unit, earlier.get(key) ?? 0)] : []),
      ])
      const heads = [r.part, ...(chart ? [] : [r.share]), report.period.name, ...(compare ? [report.before.name] : [])]
      const columns = `(1fr, ${chart ? '' : '2fr, '}auto${compare ? ', auto' : ''})`
      const drawn = table(columns, heads, rows, at => at > (chart ? 0 : 1))
      const notes = [
        parts.some(({ withheld }) => withheld) ? r.withheldWhy(fewestText) : '',
        !found.adds && told.definition.measure.what === 'parties' ? r.overlaps : '',
      ].filter(Boolean)
      return `=== ${typst(r.breakdown(told.definition.name[language], byText(language, told, by)))}
${chart ? `#grid(columns: (1.25fr, 1fr), column-gutter: 14pt, [${chart}], [${drawn}])` : drawn}
${notes.map(line => `#text(size: 8.5pt, fill: ${INK.soft})[${typst(line)}]`).join('\n\n')}`
    })
    .join('\n')
}

function chartOf(report: Statement['report'], language: Language, told: Told, by: 'place' | 'month' | ''): string {
  const map = by === 'place' ? mapOf(language, report, told) : undefined
  if (map) return mapPicture(map, '100%')
  const months = by === 'month' ? monthsOf(language, report, told) : undefined
  return months
    ? `#${picture(createElement(ColumnChart, { data: months, ink: PAPER, alone: true }), `${months.title}. ${months.says}`, '100%')}`
    : ''
}

function verification(statement: Statement, language: Language, origin: string): string {
  const t = words[language]
  const f = formats(language)
  const { head } = statement.report
  const address = editionPage(origin, language, statement)
  return `== ${typst(t.verify)}
${typst(t.verifyLead)}

#link(${typstString(address)})[${typst(t.verifyAt(address))}]

${typst(t.verifyBy(`telaio verify ${packageName(statement.report.period.name, statement.edition)}`))}

${
  head
    ? `${typst(t.facts(f.number(head.seq), f.instant(new Date(head.recorded_at), 'Europe/Rome')))} ${typst(t.hash)}:

#text(font: "DejaVu Sans Mono", size: 7.5pt)[${typst(head.hash)}]`
    : typst(t.noHead)
}`
}

function definitions({ report, definitions: { indicators } }: Statement, language: Language): string {
  const t = words[language]
  const awaited = new Set(report.figures.flatMap(({ figure }) => (figure.why === 'awaited' ? figure.code : [])))
  const list = (wanted: boolean) =>
    indicators
      .filter(({ code }) => awaited.has(code) === wanted)
      .map(
        ({ code, name, definition }) =>
          `/ ${typst(name[language])}: ${typst(definition[language])} #text(size: 8pt, fill: ${INK.soft})[${typst(code)}]`,
      )
      .join('\n')
  return `#pagebreak()
== ${typst(t.definitions)}
${typst(t.definitionsLead)}

${list(false)}
${awaited.size ? `=== ${typst(t.awaited)}\n${list(true)}` : ''}`
}
