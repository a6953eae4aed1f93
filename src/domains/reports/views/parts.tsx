import { type Breakdown, nameOf } from '#algorithms/indicators/problem.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Bar, Table } from '#ui/parts.tsx'
import { mapOf, monthsOf } from '../charts/data.ts'
import { inUnit, words } from '../messages.ts'
import type { Report, Told } from '../model.ts'
import { byText, keyText } from '../texts.ts'
import { ColumnFigure } from './columns.tsx'
import { MapFigure } from './map.tsx'

export const figureHref = (at: string, { definition }: Told): string => `${at}/figures/${definition.code}`

/** What somebody wrote: a paragraph for each line. */
export const Paragraphs = ({ text }: { text: string }) =>
  text
    .split(/\n+/)
    .map(line => line.trim())
    .filter(Boolean)
    // biome-ignore lint/suspicious/noArrayIndexKey: rendered once on the server
    .map((line, at) => <p key={at}>{line}</p>)

/** One table of a breakdown, the largest part first; months in their order. Beside it the map of its places, or its months as columns. */
export function BreakdownTable({
  language,
  report,
  told,
  by,
}: {
  language: Language
  report: Report
  told: Told
  by: Breakdown
}) {
  const t = words[language]
  const f = formats(language)
  const { definition, figure, before } = told
  const found = figure.by.find(one => one.of === nameOf(by))
  if (!found || found.parts.length === 0) return null
  const title = byText(language, told, by)
  if (by === 'place' && found.parts.every(({ key }) => key === '')) return <p className="soft">{t.placesUnsaid}</p>
  const last = new Map(before.by.find(one => one.of === found.of)?.parts.map(part => [part.key, part.value]))
  const parts = by === 'month' ? found.parts : found.parts.toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1))
  const most = Math.max(...parts.map(({ value }) => value ?? 0))
  const fewest = f.number(definition.fewest ?? 0)
  const compare = by !== 'month' && parts.some(({ key }) => last.has(key))
  const map = by === 'place' ? mapOf(language, report, told) : undefined
  const months = by === 'month' ? monthsOf(language, report, told) : undefined
  return (
    <div className={map ? 'beside' : undefined}>
      {map && <MapFigure {...{ language }} data={map} />}
      {months && <ColumnFigure data={months} />}
      <Table
        caption={t.breakdown(definition.name[language], title)}
        className="dense parts"
        heads={[
          { text: t.part },
          { text: report.period.name, number: true },
          ...(compare ? [{ text: report.before.name, number: true }] : []),
          { text: t.share, number: true },
        ]}
        rows={parts.map(({ key, value, withheld }) => [
          keyText(language, report, told, by, key),
          withheld ? t.withheld(fewest) : value === null ? t.noValue : inUnit(language, definition.unit, value),
          ...(compare ? [last.has(key) ? inUnit(language, definition.unit, last.get(key) ?? 0) : '0'] : []),
          <Bar key="bar" share={most > 0 ? (value ?? 0) / most : 0} />,
        ])}
      />
      {parts.some(({ withheld }) => withheld) && <p className="soft">{t.withheldWhy(fewest)}</p>}
      {!found.adds && ['parties', 'stock'].includes(definition.measure.what) && <p className="soft">{t.overlaps}</p>}
    </div>
  )
}
