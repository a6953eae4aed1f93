import type { Language } from '#platform/i18n.ts'
import { Crumbs, Notice } from '#ui/parts.tsx'
import { mapOfSummary } from '../charts/data.ts'
import { words as documentWords } from '../documents/messages.ts'
import { HEADLINE, periodName, words } from '../messages.ts'
import type { Statement } from '../model.ts'
import { filled } from '../words/references.ts'
import { Headline } from './comparison.tsx'
import { MapFigure, PageShapes } from './map.tsx'
import { Paragraphs } from './parts.tsx'

export const onePage = (language: Language, { report }: Statement): string =>
  documentWords[language].summary(periodName(language, report.period))

/** A report on one page of the site: what the summary on paper shows. `at` is the address of the whole. */
export function SummaryPage({ language, statement, at }: { language: Language; statement: Statement; at: string }) {
  const t = words[language]
  const { report, blocks, cluster } = statement
  const figures = HEADLINE.flatMap(
    code => report.figures.find(({ figure }) => figure.code === code && figure.why !== 'awaited') ?? [],
  )
  const map = mapOfSummary(language, report)
  const opening = blocks.find(({ section }) => section === 'opening')
  return (
    <>
      <PageShapes />
      <Crumbs
        label={t.title}
        trail={[
          { href: `/${language}/reports`, text: t.title },
          { href: at, text: t.report(periodName(language, report.period)) },
        ]}
      />
      <h1>{onePage(language, statement)}</h1>
      {opening && <Paragraphs text={filled(language, opening[language], report)} />}
      {cluster.invented && (
        <Notice>
          <p>{t.invented}</p>
        </Notice>
      )}
      <Headline {...{ language, report, figures, at }} />
      {map && (
        <>
          <h2>{map.name}</h2>
          <MapFigure {...{ language }} data={map} />
          <p className="soft">{map.says}</p>
        </>
      )}
    </>
  )
}
