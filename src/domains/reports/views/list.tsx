import type { Period } from '#kernel/period.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Empty, Notice } from '#ui/parts.tsx'
import type { ListedReport } from '../editions/queries.ts'
import { periodName, words } from '../messages.ts'
import { words as workWords } from '../publication/messages.ts'
import { StateTag } from '../publication/views/standing.tsx'

type Props = {
  language: Language
  periods: readonly Period[]
  typed: { readonly from?: string | undefined; readonly until?: string | undefined }
  wrong: string | undefined
  reports: readonly ListedReport[]
}

/** What is published and in work; for whoever sees more, the periods that are asked for first, and a form for any other. */
export function Reports({ language, periods, typed, wrong, reports }: Props) {
  const t = words[language]
  const list = (years: boolean) => (
    <ul className="row plain">
      {periods
        .filter(({ name }) => /^\d{4}$/.test(name) === years)
        .map(period => (
          <li key={period.name}>
            <a className="button quiet" href={`/${language}/reports/${period.name}`}>
              {periodName(language, period)}
            </a>
          </li>
        ))}
    </ul>
  )
  return (
    <>
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      {wrong && (
        <Notice tone="wrong" role="alert">
          <p>{wrong}</p>
        </Notice>
      )}
      <Listed language={language} reports={reports} />
      {periods.length > 0 && (
        <>
          <h2>{t.years}</h2>
          {list(true)}
          <h2>{t.halves}</h2>
          {list(false)}
          <Dates {...{ language, typed, wrong }} />
          <h2>{t.beside}</h2>
          <ul className="row plain">
            {Object.entries(t.tools).map(([path, name]) => (
              <li key={path}>
                <a href={`/${language}/reports/${path}`}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Dates({ language, typed, wrong }: Pick<Props, 'language' | 'typed' | 'wrong'>) {
  const t = words[language]
  return (
    <>
      <h2>{t.dates}</h2>
      <form method="get" action={`/${language}/reports`} className="filters-row">
        <TextField name="from" type="date" label={t.from} value={typed.from} required />
        <TextField name="until" type="date" label={t.until} value={typed.until} required wrong={wrong} />
        <p className="row">
          <button type="submit">{t.show}</button>
        </p>
      </form>
    </>
  )
}

/** Editions in one list, the latest period first: what is in work, then what is published. */
function Listed({ language, reports }: Pick<Props, 'language' | 'reports'>) {
  const t = workWords[language]
  const f = formats(language)
  const inWork = reports.filter(({ state }) => state !== 'published')
  const published = reports.filter(
    ({ state, period, edition }) =>
      state === 'published' &&
      !reports.some(one => one.state === state && one.period === period && one.edition > edition),
  )
  return (
    <>
      {inWork.length > 0 && (
        <>
          <h2>{t.inWork}</h2>
          <ul className="plain">
            {inWork.map(report => (
              <li key={report.period}>
                <a href={`/${language}/reports/${report.period}/now`}>
                  {words[language].report(periodName(language, { ...report, name: report.period }))}
                </a>{' '}
                <StateTag language={language} state={report.state} />
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{t.published}</h2>
      {published.length === 0 ? (
        <Empty>
          <p>{t.nonePublished}</p>
        </Empty>
      ) : (
        <>
          <p>{t.publishedLead}</p>
          <ul className="plain">
            {published.map(report => (
              <li key={report.period}>
                <a href={`/${language}/reports/${report.period}`}>
                  <strong>{words[language].report(periodName(language, { ...report, name: report.period }))}</strong>
                </a>{' '}
                <span className="soft">
                  {report.published_at &&
                    t.editionOf(f.number(report.edition), f.instant(report.published_at, 'Europe/Rome'))}
                </span>
              </li>
            ))}
          </ul>
          <p className="soft">
            {t.catalogue}: <a href="/catalog.ttl">Turtle</a> <a href="/catalog.jsonld">JSON-LD</a>
          </p>
        </>
      )}
    </>
  )
}
