import { nameOf } from '#algorithms/indicators/problem.ts'
import type { ToldFact } from '#domains/ledger/counting/actions.ts'
import { detailsInWords, kindName, type Readable, Who } from '#domains/ledger/list/views/parts.tsx'
import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Empty, Pager, Table } from '#ui/parts.tsx'
import type { Opened } from '../actions.ts'
import { inUnit, periodName, words } from '../messages.ts'
import { valueText } from '../texts.ts'
import { PageShapes } from './map.tsx'
import { BreakdownTable } from './parts.tsx'

type Props = {
  language: Language
  opened: Opened
  /** Address of the report the figure belongs to. */
  at: string
  page: number
  perPage: number
  /** The reader may open facts in the ledger. */
  mayRead: boolean
  readable: Readable
}

export function FigurePage({ language, opened, at, page, perPage, mayRead, readable }: Props) {
  const t = words[language]
  const f = formats(language)
  const { report, told, count, facts } = opened
  const { definition, figure, before } = told
  const self = `${at}/figures/${definition.code}`
  const pages = Math.max(1, Math.ceil(count / perPage))
  return (
    <>
      <PageShapes />
      <Crumbs
        label={t.title}
        trail={[
          { href: `/${language}/reports`, text: t.title },
          { href: at, text: t.report(periodName(language, report.period)) },
        ]}
      />
      <h1>{definition.name[language]}</h1>
      {figure.why === 'awaited' ? (
        <Empty>
          <p>{t.awaitedLead}</p>
        </Empty>
      ) : (
        <p className="lead">
          <strong>{valueText(language, definition.unit, figure)}</strong>{' '}
          {figure.part !== undefined && figure.whole !== undefined && figure.whole > 0 && (
            <>({t.ofWhole(f.number(figure.part), f.number(figure.whole))}) </>
          )}
          <span className="soft">
            {t.before(periodName(language, report.before), valueText(language, definition.unit, before))}
          </span>
        </p>
      )}
      <h2>{t.howCounted}</h2>
      <p>{definition.definition[language]}</p>
      {figure.why === 'no-denominator' && <p>{t.noDenominatorLong}</p>}
      {figure.why === 'no-values' && <p>{t.noValues}</p>}
      {figure.silent > 0 && <p>{t.silent(f.number(figure.silent))}</p>}
      {told.target !== undefined && (
        <p>
          {t.target}: {inUnit(language, definition.unit, told.target)}
        </p>
      )}
      {definition.by?.map(by => (
        <BreakdownTable key={nameOf(by)} {...{ language, report, told, by }} />
      ))}
      {figure.why !== 'awaited' && (
        <>
          <h2>{t.behind}</h2>
          {count === 0 ? (
            <Empty>
              <p>{t.noFacts}</p>
            </Empty>
          ) : (
            <>
              <p className="row">
                <strong>{t.behindCount(f.number(count))}</strong>
                <span className="soft">
                  {t.downloadFacts} <a href={`${self}/facts.csv`}>CSV</a> <a href={`${self}/facts.json`}>JSON</a>
                </span>
              </p>
              <FactTable {...{ language, facts, mayRead, readable }} />
              <Pager
                page={page}
                pages={pages}
                href={to => (to === 1 ? self : `${self}?page=${to}`)}
                words={{
                  label: t.pages,
                  previous: t.previous,
                  next: t.next,
                  position: t.position(f.number(page), f.number(pages)),
                }}
              />
            </>
          )}
        </>
      )}
    </>
  )
}

type Column = { head: { text: string; number?: boolean }; cell: (fact: ToldFact) => React.ReactNode; kept?: boolean }

/** Columns that no fact of the page fills are left out. */
export function FactTable({
  language,
  facts,
  mayRead,
  readable,
}: Pick<Props, 'language' | 'mayRead' | 'readable'> & { facts: readonly ToldFact[] }) {
  const t = words[language]
  const f = formats(language)
  const columns: Column[] = [
    {
      head: { text: t.number },
      cell: ({ seq }) => (mayRead ? <a href={`/${language}/ledger/${seq}`}>{f.number(seq)}</a> : f.number(seq)),
      kept: true,
    },
    {
      head: { text: t.day },
      cell: fact => <span className="nowrap">{f.dateShort(fact.happened_on)}</span>,
      kept: true,
    },
    { head: { text: t.what }, cell: fact => <What {...{ language, fact }} />, kept: true },
    {
      head: { text: t.who },
      cell: ({ parties }) => parties.length > 0 && <Who {...{ language, parties, readable }} />,
    },
    { head: { text: t.place }, cell: ({ place_name }) => place_name },
    {
      head: { text: t.amount, number: true },
      cell: ({ amount_cents }) => amount_cents !== null && f.money(amount_cents),
    },
    {
      head: { text: t.evidence },
      cell: fact => fact.evidence.length + fact.hidden > 0 && <Evidence {...{ language, fact }} />,
    },
  ]
  const shown = columns.filter(({ kept, cell }) => kept || facts.some(fact => cell(fact)))
  return (
    <Table
      caption={t.behind}
      className="dense"
      heads={shown.map(({ head }) => head)}
      rows={facts.map(fact => shown.map(({ head, cell }) => <span key={head.text}>{cell(fact)}</span>))}
    />
  )
}

function What({ language, fact }: { language: Language; fact: ToldFact }) {
  const { title, ...rest } = fact.details
  const details = detailsInWords(language, { kind: fact.kind as never, details: rest })
  return (
    <>
      <strong>{kindName(language, fact.kind)}</strong>
      {title !== undefined && <> {title}</>}
      {details.length > 0 && (
        <span className="soft">
          {' '}
          {details.map(([name, said]) => `${name.toLocaleLowerCase(language)}: ${said}`).join(', ')}
        </span>
      )}
    </>
  )
}

function Evidence({ language, fact: { evidence, hidden } }: { language: Language; fact: ToldFact }) {
  const t = words[language]
  const f = formats(language)
  return (
    <>
      {evidence.map(one => (
        <span key={one.sha256 ?? one.address} className="nowrap">
          {one.sha256 ? (
            <a href={`/${language}/ledger/evidence/${one.sha256}`}>{one.name}</a>
          ) : (
            <>
              <a href={one.address ?? ''} rel="nofollow noopener">
                {t.page}
              </a>{' '}
              <span className="soft">{one.seen_on && t.seen(f.dateShort(one.seen_on))}</span>
            </>
          )}{' '}
        </span>
      ))}
      {hidden > 0 && <span className="soft">{t.hidden(f.number(hidden))}</span>}
    </>
  )
}
