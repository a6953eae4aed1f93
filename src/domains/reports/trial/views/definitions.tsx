import type { Definition, Definitions } from '#algorithms/indicators/problem.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Facts } from '#ui/parts.tsx'
import { inUnit, words as reportWords, sections, unitName } from '../../messages.ts'
import { explain } from '../explain.ts'
import { words } from '../messages.ts'

type Props = { language: Language; definitions: Definitions; year: string }

/** Every definition in plain words, section by section. */
export function DefinitionsPage({ language, definitions, year }: Props) {
  const t = words[language]
  const r = reportWords[language]
  return (
    <>
      <Crumbs label={r.title} trail={[{ href: `/${language}/reports`, text: r.title }]} />
      <h1>{t.list}</h1>
      <p className="lead">{t.listLead}</p>
      <p className="row">
        <a className="button quiet" href={`/${language}/reports/trial`}>
          {t.trial}
        </a>
      </p>
      {Object.entries(sections).map(([section, name]) => {
        const own = definitions.indicators.filter(one => one.section === section)
        return (
          own.length > 0 && (
            <section key={section}>
              <h2>{name[language]}</h2>
              {own.map(definition => (
                <article key={definition.code} id={definition.code}>
                  <h3>{definition.name[language]}</h3>
                  <p>{definition.definition[language]}</p>
                  <InWords {...{ language, definition, definitions }} />
                  <p className="row">
                    <a href={`/${language}/reports/trial?code=${definition.code}`}>
                      {t.tryIt}
                      <span className="visually-hidden"> {definition.name[language]}</span>
                    </a>
                    <a href={`/${language}/reports/${year}/now/figures/${definition.code}`}>
                      {t.open} ({year})<span className="visually-hidden"> {definition.name[language]}</span>
                    </a>
                  </p>
                </article>
              ))}
            </section>
          )
        )
      })}
    </>
  )
}

/** What a definition says, one line for each thing. */
export function InWords({
  language,
  definition,
  definitions,
}: {
  language: Language
  definition: Definition
  definitions: Definitions
}) {
  const t = words[language]
  const f = formats(language)
  const { what, kinds, only, by } = explain(language, definition, definitions)
  const targets = Object.entries(definition.targets ?? {})
  return (
    <Facts
      items={[
        [t.what, what],
        [t.kindsOf, kinds.join(', ')],
        [t.only, only.join('; ')],
        [t.by, by.join(', ')],
        [t.unit, unitName(language, definition.unit)],
        [
          t.target,
          targets.map(([period, value]) => `${period}: ${inUnit(language, definition.unit, value)}`).join(', '),
        ],
        [t.fewest, definition.fewest === undefined ? '' : t.fewestSaid(f.number(definition.fewest))],
        [t.code, <code key="code">{definition.code}</code>],
      ]}
    />
  )
}
