import { readableName } from '#domains/network/naming/model.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Empty, Pager, Table, Tag } from '#ui/parts.tsx'
import { words } from '../messages.ts'
import type { DecidedRow } from '../queries.ts'

/** What was decided, latest first, each with its way back. */
export function Decided({
  language,
  rows,
  page,
  pages,
}: {
  language: Language
  rows: readonly DecidedRow[]
  page: number
  pages: number
}) {
  const t = words[language]
  const f = formats(language)
  if (rows.length === 0)
    return (
      <Empty>
        <p>{t.nothingDecided}</p>
      </Empty>
    )
  const link = (key: string, name: string) => <a href={`/${language}/organisations/${key}`}>{readableName({ name })}</a>
  return (
    <>
      <Table
        caption={t.decisions}
        heads={[{ text: t.first }, { text: t.second }, { text: t.answer }, { text: t.when }, { text: t.undo }]}
        rows={rows.map(row => [
          link(row.first_key, row.first_name),
          link(row.second_key, row.second_name),
          <Tag key="a" tone={row.decision === 'same' ? 'good' : undefined}>
            {t.answers[row.decision]}
          </Tag>,
          <span key="w" className="small">
            {f.instant(row.decided_at, 'Europe/Rome')} · {row.by}
          </span>,
          <form key="u" method="post" action={`/${language}/duplicates/undo`}>
            <input type="hidden" name="decision" value={row.id} />
            <input type="hidden" name="show" value="decided" />
            <button
              type="submit"
              className="link"
              aria-label={t.undoOf(readableName({ name: row.first_name }), readableName({ name: row.second_name }))}
            >
              {t.undo}
            </button>
          </form>,
        ])}
      />
      <Pager
        page={page}
        pages={pages}
        href={next => `/${language}/duplicates?show=decided&page=${next}`}
        words={{
          label: t.pages,
          previous: t.previous,
          next: t.next,
          position: t.position(f.number(page), f.number(pages)),
        }}
      />
    </>
  )
}
