import { fill } from '#platform/errors.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Notice, Table } from '#ui/parts.tsx'
import { kindName } from '../../list/views/parts.tsx'
import type { Plan, PlannedRow } from '../actions.ts'
import { words } from '../messages.ts'

type Props = {
  language: Language
  plan?: Plan | undefined
  /** The hash under which the sheet that was looked at is kept. */
  sheet?: string | undefined
  wrong?: string | undefined
  done?: number | undefined
}

export function ImportPage({ language, plan, sheet, wrong, done }: Props) {
  const t = words[language]
  const f = formats(language)
  return (
    <>
      <Crumbs label={t.back} trail={[{ href: `/${language}/ledger`, text: t.back }]} />
      <h1>{t.title}</h1>
      {done !== undefined && (
        <Notice tone="good" role="status">
          <p>{t.done(f.number(done))}</p>
        </Notice>
      )}
      {plan && sheet && <Looked {...{ language, plan, sheet }} />}
      <p className="lead">{t.lead}</p>
      <p>{t.columns}</p>
      <form method="post" action={`/${language}/ledger/import`} encType="multipart/form-data">
        <div className="field">
          <label htmlFor="file">{t.file}</label>
          {wrong && (
            <span className="wrong" id="file-wrong" role="alert">
              {wrong}
            </span>
          )}
          <input
            id="file"
            name="file"
            type="file"
            accept=".xlsx,.csv"
            required
            aria-describedby={wrong ? 'file-wrong' : undefined}
          />
        </div>
        <button type="submit">{t.look}</button>
      </form>
    </>
  )
}

const SHOWN = 100

function Looked({ language, plan, sheet }: { language: Language; plan: Plan; sheet: string }) {
  const t = words[language]
  const f = formats(language)
  const wrong = plan.rows.filter(row => row.problems.length)
  const before = plan.rows.filter(row => row.before)
  const suspects = plan.rows.filter(row => row.fact && row.similar.length)
  const good = plan.rows.filter(row => row.fact && !row.before && row.similar.length === 0)
  const told = [...wrong, ...suspects]
  return (
    <>
      <h2>{t.result}</h2>
      <ul>
        <li>{t.good(f.number(good.length))}</li>
        {wrong.length > 0 && <li>{t.wrong(f.number(wrong.length))}</li>}
        {suspects.length > 0 && <li>{t.suspect(f.number(suspects.length))}</li>}
        {before.length > 0 && <li>{t.before(f.number(before.length))}</li>}
        {plan.unread.length > 0 && (
          <li>
            {t.unread}: {plan.unread.join(', ')}
          </li>
        )}
      </ul>
      {told.length > 0 && (
        <Table
          caption={t.problem}
          heads={[{ text: t.line, number: true }, { text: t.kind }, { text: t.day }, { text: t.problem }]}
          rows={told
            .slice(0, SHOWN)
            .map(row => [
              f.number(row.line),
              row.kind ? kindName(language, row.kind) : '',
              row.on ?? '',
              <Why key="w" {...{ language, row }} />,
            ])}
        />
      )}
      {told.length > SHOWN && <p>{t.more(f.number(told.length - SHOWN))}</p>}
      {good.length + suspects.length === 0 ? (
        <p>{t.nothing}</p>
      ) : (
        <form method="post" action={`/${language}/ledger/import/record`}>
          <input type="hidden" name="sheet" value={sheet} />
          {suspects.length > 0 && (
            <label className="choice">
              <input type="checkbox" name="suspects" value="1" />
              <span>{t.withSuspects}</span>
            </label>
          )}
          <button type="submit">{t.record(f.number(good.length))}</button>
        </form>
      )}
    </>
  )
}

function Why({ language, row }: { language: Language; row: PlannedRow }) {
  const t = words[language]
  if (row.problems.length)
    return row.problems.map(({ sentence, params }) => fill(sentence[language], params)).join('. ')
  return (
    <>
      {t.like}{' '}
      {row.similar.map(({ seq }, at) => (
        <span key={seq}>
          {at > 0 && ', '}
          <a href={`/${language}/ledger/${seq}`}>{seq}</a>
        </span>
      ))}
    </>
  )
}
