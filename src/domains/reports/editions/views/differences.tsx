import { kindName } from '#domains/ledger/list/views/parts.tsx'
import { reasons } from '#domains/ledger/messages.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Empty, Table } from '#ui/parts.tsx'
import { periodName, words as reportWords } from '../../messages.ts'
import { words } from '../../publication/messages.ts'
import { changeText, valueText } from '../../texts.ts'
import type { Differences, Edition } from '../actions.ts'

type Props = { language: Language; edition: Edition; at: string; differences: Differences }

/** What the ledger says today that it did not say when the report was published, figure by figure and fact by fact. */
export function DifferencesPage({ language, edition, at, differences }: Props) {
  const t = words[language]
  const r = reportWords[language]
  const f = formats(language)
  const { report } = edition.statement
  const { figures, facts, count } = differences
  return (
    <>
      <Crumbs
        label={r.title}
        trail={[
          { href: `/${language}/reports`, text: r.title },
          { href: at, text: r.report(periodName(language, report.period)) },
        ]}
      />
      <h1>{t.differences}</h1>
      <p className="lead">{t.differencesLead}</p>
      {figures.length === 0 ? (
        <Empty>
          <p>{t.noDifferences}</p>
        </Empty>
      ) : (
        <Table
          caption={t.differences}
          heads={[
            { text: t.figure },
            { text: t.asPublished, number: true },
            { text: t.today, number: true },
            { text: r.change, number: true },
          ]}
          rows={figures.map(({ published, now }) => {
            const { definition, figure } = published
            return [
              <a key="figure" href={`${at}/figures/${definition.code}`}>
                {definition.name[language]}
              </a>,
              valueText(language, definition.unit, figure),
              valueText(language, definition.unit, now.figure),
              changeText(language, definition.unit, now.figure.value, figure.value),
            ]
          })}
        />
      )}
      {facts.length > 0 && (
        <>
          <h2>{t.factsSince}</h2>
          {count > facts.length && <p>{t.firstOf(f.number(facts.length), f.number(count))}</p>}
          <Table
            caption={t.factsSince}
            className="dense"
            heads={[
              { text: t.number },
              { text: t.happenedOn },
              { text: t.what },
              { text: t.recordedOn },
              { text: t.reason },
            ]}
            rows={facts.map(fact => [
              f.number(fact.seq),
              f.dateShort(fact.happened_on),
              <>
                {kindName(language, fact.kind)}{' '}
                <span className="soft">
                  {fact.amendment === null
                    ? t.late
                    : (fact.amendment === 'correction' ? t.corrects : t.withdraws)(f.number(fact.amends_seq ?? 0))}
                </span>
              </>,
              f.instant(new Date(fact.recorded_at), 'Europe/Rome'),
              fact.reason === null ? '' : (reasons[fact.reason]?.[language] ?? fact.reason),
            ])}
          />
        </>
      )}
    </>
  )
}
