import type { Period } from '#kernel/period.ts'
import type { Language } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Notice } from '#ui/parts.tsx'
import { periodName, words } from '../messages.ts'

type Props = {
  language: Language
  periods: readonly Period[]
  typed: { readonly from?: string | undefined; readonly until?: string | undefined }
  wrong: string | undefined
}

/** The periods that are asked for first, and a form for any other. */
export function Reports({ language, periods, typed, wrong }: Props) {
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
      <h2>{t.years}</h2>
      {list(true)}
      <h2>{t.halves}</h2>
      {list(false)}
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
