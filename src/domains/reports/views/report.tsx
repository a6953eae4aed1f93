import type { ReactNode } from 'react'
import { nameOf } from '#algorithms/indicators/problem.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Empty, Notice, Table } from '#ui/parts.tsx'
import { mapOf, monthsOf } from '../charts/data.ts'
import { HEADLINE, inUnit, periodName, sections, words } from '../messages.ts'
import type { Block, Report, Told } from '../model.ts'
import { breakdownNames, changeText, valueText } from '../texts.ts'
import { filled } from '../words/references.ts'
import { Headline } from './comparison.tsx'
import { PageShapes } from './map.tsx'
import { BreakdownTable, figureHref, Paragraphs } from './parts.tsx'

type Props = {
  language: Language
  report: Report
  invented: boolean
  /** Address of this report, which figures and files stand below. */
  at: string
  blocks: readonly Block[]
  /** How it stands with the report: above its figures. */
  standing: ReactNode
  /** What it can be downloaded as. */
  files: ReactNode
}

export function ReportPage({ language, report, invented, at, blocks, standing, files }: Props) {
  const t = words[language]
  const f = formats(language)
  const { period, before, head, figures } = report
  const counted = figures.filter(({ figure }) => figure.why !== 'awaited')
  const awaited = figures.filter(({ figure }) => figure.why === 'awaited')
  const headline = HEADLINE.flatMap(code => counted.find(({ figure }) => figure.code === code) ?? [])
  const said = (section: string) => {
    const block = blocks.find(one => one.section === section)
    return block && <Paragraphs text={filled(language, block[language], report)} />
  }
  return (
    <>
      <PageShapes />
      <Crumbs label={t.title} trail={[{ href: `/${language}/reports`, text: t.title }]} />
      <h1>{t.report(periodName(language, period))}</h1>
      <p className="lead">
        {t.span(f.date(period.from), f.date(period.until))}. {t.compared(periodName(language, before))}
      </p>
      {standing}
      {report.unfinished && (
        <Notice tone="warn">
          <p>{t.unfinished}</p>
        </Notice>
      )}
      {invented && (
        <Notice>
          <p>{t.invented}</p>
        </Notice>
      )}
      {!head && (
        <Empty>
          <p>{t.nothingKnown}</p>
        </Empty>
      )}
      <h2>{t.headline}</h2>
      <Headline {...{ language, report, at }} figures={headline} />
      {said('opening')}
      {Object.entries(sections).map(([section, name]) => {
        const own = counted.filter(({ definition }) => definition.section === section)
        const words = said(section)
        return (
          (own.length > 0 || words) && (
            <Section key={section} {...{ language, report, own, at, words }} name={name[language]} />
          )
        )
      })}
      {said('closing')}
      {awaited.length > 0 && (
        <section>
          <h2>{t.awaited}</h2>
          <p>{t.awaitedLead}</p>
          <dl className="facts">
            {awaited.flatMap(({ definition }) => [
              <dt key={definition.code}>{definition.name[language]}</dt>,
              <dd key={`${definition.code}-d`}>{definition.definition[language]}</dd>,
            ])}
          </dl>
        </section>
      )}
      {files}
      {head && (
        <p className="soft">
          {t.known(f.number(head.seq), f.instant(new Date(head.recorded_at), 'Europe/Rome'))} {t.check} {t.fingerprint}:{' '}
          <code className="hash">{head.hash}</code>
        </p>
      )}
    </>
  )
}

type SectionProps = {
  language: Language
  report: Report
  own: readonly Told[]
  at: string
  name: string
  words: ReactNode
}

function Section({ language, report, own, at, name, words: said }: SectionProps) {
  const t = words[language]
  const targets = own.some(({ target }) => target !== undefined)
  const shown = own.find(told => mapOf(language, report, told) ?? monthsOf(language, report, told))
  return (
    <section>
      <h2>{name}</h2>
      {said}
      {own.length > 0 && (
        <Table
          caption={name}
          silent
          heads={[
            { text: t.figure },
            { text: report.period.name, number: true },
            { text: report.before.name, number: true },
            { text: t.change, number: true },
            ...(targets ? [{ text: t.target, number: true }] : []),
          ]}
          rows={own.map(told => {
            const { definition, figure, before, target } = told
            const { unit } = definition
            return [
              <a key="name" href={figureHref(at, told)} title={definition.definition[language]}>
                {definition.name[language]}
              </a>,
              <strong key="value">{valueText(language, unit, figure)}</strong>,
              valueText(language, unit, before),
              changeText(language, unit, figure.value, before.value),
              ...(targets ? [target === undefined ? '' : inUnit(language, unit, target)] : []),
            ]
          })}
        />
      )}
      {own.filter(hasParts).map(told => (
        <details key={told.definition.code} open={told === shown}>
          <summary>
            {told.definition.name[language]}: {breakdownNames(language, told)}
          </summary>
          {told.definition.by?.map(by => (
            <BreakdownTable key={nameOf(by)} {...{ language, report, told, by }} />
          ))}
        </details>
      ))}
    </section>
  )
}

const hasParts = ({ figure }: Told): boolean => figure.by.some(({ parts }) => parts.length > 0)
