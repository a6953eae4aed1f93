import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Notice, Table } from '#ui/parts.tsx'
import { inUnit, periodName, words as reportWords, sections } from '../../messages.ts'
import type { Told } from '../../model.ts'
import { valueText } from '../../texts.ts'
import { words } from '../messages.ts'
import { cellName, fieldText, periodsOf } from '../model.ts'

type Props = {
  language: Language
  year: number
  /** The figures of the year before. */
  last: readonly Told[]
  targets: ReadonlyMap<string, number>
  /** What was typed and refused, by cell. */
  typed: Readonly<Record<string, string>>
  wrong: Readonly<Record<string, string>>
  refused: string | undefined
  saved: number | undefined
  mayWrite: boolean
}

/** One table of all figures, a field for the year and each half. */
export function TargetsPage(props: Props) {
  const { language, year, last, refused, saved, mayWrite } = props
  const t = words[language]
  const r = reportWords[language]
  const f = formats(language)
  const own = (section: string) => last.filter(({ definition }) => definition.section === section)
  const unknown = last.filter(({ definition }) => !Object.hasOwn(sections, definition.section))
  const tables = [
    ...Object.entries(sections).map(([section, name]) => [name[language], own(section)] as const),
    ['', unknown] as const,
  ].filter(([, rows]) => rows.length > 0)
  return (
    <>
      <Crumbs label={r.title} trail={[{ href: `/${language}/reports`, text: r.title }]} />
      <h1>{t.caption(String(year))}</h1>
      <p className="lead">{t.lead}</p>
      <nav className="row" aria-label={t.years}>
        {[year - 1, year + 1].map(other => (
          <a key={other} href={`/${language}/reports/targets?year=${other}`}>
            {other}
          </a>
        ))}
      </nav>
      {refused && (
        <Notice tone="wrong" role="alert">
          <p>{refused}</p>
        </Notice>
      )}
      {saved !== undefined && (
        <Notice tone="good" role="status">
          <p>{t.saved(f.number(saved))}</p>
        </Notice>
      )}
      {mayWrite ? (
        <form method="post" action={`/${language}/reports/targets?year=${year}`} className="sheet">
          <p className="soft">{t.hint}</p>
          {tables.map(([name, rows]) => (
            <Section key={name} {...props} name={name} rows={rows} />
          ))}
          <p className="row">
            <button type="submit">{t.save}</button>
            <span className="soft">{t.history}</span>
          </p>
        </form>
      ) : (
        <>
          <p className="soft">{t.readOnly}</p>
          {tables.map(([name, rows]) => (
            <Section key={name} {...props} name={name} rows={rows} />
          ))}
        </>
      )}
    </>
  )
}

function Section({
  language,
  year,
  targets,
  typed,
  wrong,
  mayWrite,
  name,
  rows,
}: Props & { name: string; rows: readonly Told[] }) {
  const t = words[language]
  const periods = periodsOf(year)
  return (
    <Table
      caption={name}
      className="dense cells"
      heads={[
        { text: t.figure },
        { text: t.last(String(year - 1)), number: true },
        ...periods.map(({ name: period }) => ({ text: headOf(language, period) })),
      ]}
      rows={rows.map(({ definition, figure }) => [
        definition.name[language],
        valueText(language, definition.unit, figure),
        ...periods.map(period => {
          const at = cellName({ code: definition.code, period: period.name })
          const target = targets.get(at)
          const standard = definition.targets?.[period.name]
          if (!mayWrite) {
            const shown = target ?? standard
            return shown === undefined ? t.none : inUnit(language, definition.unit, shown)
          }
          const text = fieldText(language, definition.unit, target)
          const said = wrong[at]
          return (
            <span key={at} className="field">
              <input
                name={at}
                inputMode="decimal"
                autoComplete="off"
                size={9}
                maxLength={40}
                aria-label={t.cell(definition.name[language], periodName(language, period))}
                defaultValue={typed[at] ?? text}
                placeholder={standard === undefined ? undefined : fieldText(language, definition.unit, standard)}
                aria-invalid={said ? true : undefined}
                aria-describedby={said ? `${at}-wrong` : undefined}
              />
              <input type="hidden" name={`seen.${at}`} value={text} />
              {said && (
                <span className="wrong" id={`${at}-wrong`}>
                  {said}
                </span>
              )}
            </span>
          )
        }),
      ])}
    />
  )
}

function headOf(language: Language, period: string): string {
  const half = /-H([12])$/.exec(period)?.[1]
  return half ? words[language].half(half) : words[language].year(period)
}
