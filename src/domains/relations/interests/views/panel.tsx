import { readableName, readableShortName } from '#domains/network/naming/model.ts'
import { ForField } from '#domains/opportunities/needs/views/need.tsx'
import { addressOf } from '#kernel/address.ts'
import type { Language } from '#platform/i18n.ts'
import { Select, TextField } from '#ui/forms.tsx'
import { Notice, Tag } from '#ui/parts.tsx'
import { words } from '../messages.ts'
import { LONGEST_LINE, pathOf, type Subject, WISHES, type Wish } from '../model.ts'
import type { InterestRow } from '../queries.ts'

type Props = {
  language: Language
  subject: Subject
  seen: {
    mine: readonly InterestRow[]
    others: readonly InterestRow[]
    staff: boolean
    choices: readonly { key: string; name: string; short_name: string | null }[]
    maySay: boolean
  }
  open: boolean
  done: 'interested' | 'withdrawn' | undefined
}

/** Beside a call or a need: say that one is interested, see who else is. */
export function InterestPanel({ language, subject, seen, open, done }: Props) {
  const t = words[language]
  const { mine, others, staff, choices, maySay } = seen
  const at = `/${language}${pathOf(subject)}`
  return (
    <section className="panel" id="interest">
      <h2>{t.title}</h2>
      {done && (
        <Notice tone="good" role="status">
          <p>{done === 'interested' ? t.done : t.withdrawn}</p>
        </Notice>
      )}
      {mine.map(row => (
        <form key={row.id} method="post" action={`${at}/interest/withdraw`}>
          <input type="hidden" name="key" value={row.key} />
          <p>
            {t.already(readableShortName(row), t.wishes[row.wish as Wish])} {row.words && <q>{row.words}</q>}{' '}
            <button type="submit" className="quiet small" aria-label={`${t.withdraw}: ${readableName(row)}`}>
              {t.withdraw}
            </button>
          </p>
        </form>
      ))}
      {open && maySay && (
        <details open={mine.length === 0 && !staff && !done}>
          <summary>{staff && choices.length === 0 ? t.forMember : mine.length > 0 ? t.change : t.ours}</summary>
          <form method="post" action={`${at}/interest`}>
            <p className="small soft">{t.oursHint}</p>
            <ForField language={language} choices={choices} value={undefined} wrong={undefined} />
            <Select
              name="wish"
              label={t.wish}
              value={mine[0]?.wish ?? 'partner'}
              choices={WISHES.map(value => ({ value, text: t.wishes[value] }))}
            />
            <TextField name="words" label={t.words} value={mine[0]?.words} maxLength={LONGEST_LINE} />
            <label className="choice">
              <input type="checkbox" name="seen" value="1" defaultChecked={mine[0]?.seen ?? true} />
              <span>{t.seen}</span>
            </label>
            <button type="submit" className="small">
              {t.send}
            </button>
          </form>
        </details>
      )}
      <h3>{t.others}</h3>
      {others.length === 0 ? (
        <p className="small soft">{t.noOthers}</p>
      ) : (
        <ul>
          {others.map(row => (
            <li key={row.id}>
              <a href={`/${language}/organisations/${row.key}`}>{readableShortName(row)}</a>{' '}
              <Tag>{t.wishes[row.wish as Wish]}</Tag> {!row.seen && <span className="small soft">({t.hidden})</span>}
              {row.words && (
                <>
                  {' '}
                  <q>{row.words}</q>
                </>
              )}
              {!staff && (
                <>
                  {' '}
                  <a
                    className="small"
                    href={`/${language}/introductions/new${addressOf({ to: row.key, [subject.kind]: subject.id })}`}
                  >
                    {t.ask}
                  </a>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {staff && others.length > 0 && (
        <p className="small">
          <a href={`/${language}/interests.csv${addressOf({ [subject.kind]: subject.id })}`}>{t.export}</a>
        </p>
      )}
    </section>
  )
}
