import { formats, type Language } from '#platform/i18n.ts'
import { Notice } from '#ui/parts.tsx'
import { words } from '../../publication/messages.ts'
import type { Differences, Edition } from '../actions.ts'

type Props = {
  language: Language
  edition: Edition
  at: string
  differences: Differences
  /** Staff and the auditor go on from here to the figures of the moment. */
  mayPrepare: boolean
}

/** Which edition this is, and what has changed since. */
export function EditionStanding({ language, edition, at, differences, mayPrepare }: Props) {
  const t = words[language]
  const f = formats(language)
  const { statement, publishedAt, latest } = edition
  const period = `/${language}/reports/${statement.report.period.name}`
  return (
    <>
      <p>
        {t.editionOf(f.number(statement.edition), f.instant(publishedAt, 'Europe/Rome'))}.{' '}
        {mayPrepare && <a href={`${period}/now`}>{t.live}</a>}
      </p>
      {latest > statement.edition && (
        <Notice tone="warn">
          <p>
            {t.newer} <a href={period}>{t.openNewer}</a>.
          </p>
        </Notice>
      )}
      {statement.edition > 1 && (
        <p className="row">
          {t.otherEditions}:{' '}
          {Array.from({ length: latest }, (_, index) => index + 1)
            .filter(number => number !== statement.edition)
            .map(number => (
              <a key={number} href={`${period}/${number}`}>
                {t.edition(f.number(number))}
              </a>
            ))}
        </p>
      )}
      {differences.count > 0 && (
        <Notice tone="warn">
          <p>
            {t.differ(f.number(differences.figures.length), f.number(differences.count))}{' '}
            <a href={`${at}/differences`}>{t.seeDifferences}</a>.
          </p>
        </Notice>
      )}
    </>
  )
}
