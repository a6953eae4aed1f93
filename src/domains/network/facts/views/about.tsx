import type { FactsAbout } from '#domains/ledger/list/actions.ts'
import { detailsInWords, kindName } from '#domains/ledger/list/views/parts.tsx'
import { formats, type Language } from '#platform/i18n.ts'
import { Table } from '#ui/parts.tsx'
import { words } from '../messages.ts'

/** A number without its name says nothing in a list. */
const inWords = (row: FactsAbout['rows'][number]) => ({
  ...row,
  details: Object.fromEntries(Object.entries(row.details).filter(([, said]) => typeof said === 'string')),
})

type Props = { language: Language; organisation: string; about: FactsAbout }

/** What the ledger tells of a member, the latest first. */
export function AboutMember({ language, organisation, about }: Props) {
  const t = words[language]
  const f = formats(language)
  return (
    <section id="facts">
      <h2>{t.title}</h2>
      {about.total === 0 ? (
        <p className="soft">{t.none}</p>
      ) : (
        <>
          <Table
            caption={t.latest}
            className="dense"
            heads={[{ text: t.day }, { text: t.what }, { text: t.amount, number: true }]}
            rows={about.rows.map(row => [
              f.dateShort(row.happened_on),
              <span key="w">
                <a href={`/${language}/ledger/${row.seq}`}>{kindName(language, row.kind)}</a>{' '}
                <span className="soft">
                  {[...detailsInWords(language, inWords(row)).map(([, said]) => said), row.place_name]
                    .filter(Boolean)
                    .join(', ')}
                </span>
              </span>,
              row.amount_cents === null ? '' : f.money(row.amount_cents),
            ])}
          />
          <p>
            <a href={`/${language}/ledger?party=${organisation}`}>{t.all(f.number(about.total))}</a>
          </p>
        </>
      )}
    </section>
  )
}
