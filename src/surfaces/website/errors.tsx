import type { Language } from '#platform/i18n.ts'
import { Notice } from '#ui/parts.tsx'
import { words } from './words.ts'

export function NotFoundPage({ language }: { language: Language }) {
  const t = words[language]
  return (
    <>
      <h1>{t.notFoundTitle}</h1>
      <p className="lead">{t.notFound}</p>
      <form action={`/${language}/organisations`} className="row end prose">
        <div className="grow">
          <label htmlFor="q">{t.searchLabel}</label>
          <input id="q" name="q" type="search" />
        </div>
        <button type="submit">{t.search}</button>
      </form>
      <p>
        <a href={`/${language}`}>{t.backHome}</a>
      </p>
    </>
  )
}

/** What happened, in the person's words; never a stack trace. */
export function FailurePage({
  language,
  text,
  reference,
  status,
}: {
  language: Language
  text?: string
  reference?: string
  status: number
}) {
  const t = words[language]
  return (
    <>
      <h1>{status === 404 ? t.notFoundTitle : t.failedTitle}</h1>
      <Notice tone="wrong" role="alert">
        <p>{text ?? t.failed}</p>
        {reference && <p>{t.reference(reference)}</p>}
      </Notice>
      <p className="row">
        {status === 403 && (
          <a className="button quiet" href={`/${language}/sign-in`}>
            {t.signIn}
          </a>
        )}
        <a href={`/${language}`}>{t.backHome}</a>
      </p>
    </>
  )
}
