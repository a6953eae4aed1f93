import { formats, type Language } from '#platform/i18n.ts'
import { Bar } from '#ui/parts.tsx'
import { comparisonOf } from '../charts/data.ts'
import type { Report, Told } from '../model.ts'
import { changeText, valueText } from '../texts.ts'
import { figureHref } from './parts.tsx'

/** Large amounts short, so that they fit beside the others. */
export const shortText = (language: Language, { definition: { unit }, figure }: Told): string =>
  unit === 'eur' && figure.value !== null
    ? formats(language).moneyShort(Math.round(figure.value * 100))
    : valueText(language, unit, figure)

/** The figures at the top: each large, with the period before and the target as bars on its own scale. The numbers stand beside the bars. */
export function Headline({
  language,
  report,
  at,
  figures,
}: {
  language: Language
  report: Report
  /** Address of the report that figures stand below. */
  at: string
  figures: readonly Told[]
}) {
  return (
    <dl className="figures compared">
      {figures.map(told => {
        const { definition, figure, before } = told
        const rows = comparisonOf(language, report, told)
        return (
          <div key={definition.code}>
            <dt>
              <a href={figureHref(at, told)}>{definition.name[language]}</a>
            </dt>
            <dd>{shortText(language, told)}</dd>
            {rows.length > 0 && (
              <dd className="against">
                {rows.map(({ what, label, text, share }) => (
                  <span key={what} className={what}>
                    <span>{label}</span>
                    <Bar share={share} />
                    <span>{text}</span>
                  </span>
                ))}
                <span className="change">{changeText(language, definition.unit, figure.value, before.value)}</span>
              </dd>
            )}
          </div>
        )
      })}
    </dl>
  )
}
