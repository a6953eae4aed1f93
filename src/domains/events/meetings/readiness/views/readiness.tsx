import { addressOf } from '#kernel/address.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextField } from '#ui/forms.tsx'
import { Empty, Pager, Table, Tag } from '#ui/parts.tsx'
import type { EventRow } from '../../../queries.ts'
import { dayOf } from '../../../times.ts'
import { Said, SetupCrumbs } from '../../setup/views/parts.tsx'
import { words } from '../messages.ts'
import { LACKS, type Lack, READY_PER_PAGE, type ReadinessQuery, type Ready, SORTS } from '../model.ts'

type Props = {
  language: Language
  event: EventRow
  query: ReadinessQuery
  rows: readonly Ready[]
  total: number
  lacking: readonly { lack: Lack; count: number }[]
  groups: readonly string[]
  done: string | undefined
  alert: string | undefined
}

/** Who has said nothing yet, whom nobody looks for, and how to reach them. */
export function ReadinessPage(props: Props) {
  const { language, event, query, rows, total, lacking, done, alert } = props
  const t = words[language]
  const f = formats(language)
  const at = `/${language}/events/${event.id}/meetings/readiness`
  const { page, ...filters } = query
  const kept = { ...filters, sort: query.sort === 'lacks' ? undefined : query.sort }
  const pages = Math.max(1, Math.ceil(rows.length / READY_PER_PAGE))
  const shown = rows.slice((page - 1) * READY_PER_PAGE, page * READY_PER_PAGE)
  return (
    <>
      <SetupCrumbs {...{ language, event }} setup />
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <Said {...{ done, alert }} />
      <nav aria-label={t.lacking}>
        <ul className="tabs">
          <li>
            <a href={`${at}${addressOf({ ...kept, lack: undefined })}`} aria-current={query.lack ? undefined : 'page'}>
              {t.everybody} ({f.number(total)})
            </a>
          </li>
          {lacking.map(({ lack, count }) => (
            <li key={lack}>
              <a href={`${at}${addressOf({ ...kept, lack })}`} aria-current={query.lack === lack ? 'page' : undefined}>
                {t.lacks[lack]} ({f.number(count)})
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <form className="row end" action={at}>
        <TextField name="q" type="search" label={t.search} hint={t.searchHint} value={query.q} />
        <Select
          name="lack"
          label={t.lacking}
          any={t.any}
          value={query.lack}
          choices={LACKS.map(value => ({ value, text: t.lacks[value] }))}
        />
        <Select
          name="sort"
          label={t.sort}
          value={query.sort}
          choices={SORTS.map(value => ({ value, text: t.sorts[value] }))}
        />
        <button type="submit" className="quiet">
          {t.filter}
        </button>
      </form>
      <p className="row">
        <span role="status">{t.found(f.number(rows.length))}</span>
        <span>
          {t.download} <a href={`${at}.csv${addressOf(kept)}`}>CSV</a> <a href={`${at}.xlsx${addressOf(kept)}`}>XLSX</a>
        </span>
      </p>
      {shown.length === 0 ? (
        <Empty>
          <p>{total === 0 ? t.noneYet : t.none}</p>
        </Empty>
      ) : (
        <form method="post" action={`${at}/groups`}>
          <Table
            caption={t.title}
            silent
            heads={[
              { text: t.name },
              { text: t.lacking },
              { text: t.reach },
              { text: t.wishes, number: true },
              { text: t.wanted, number: true },
              { text: t.waiting, number: true },
              { text: t.saidAt },
              { text: t.group },
            ]}
            rows={shown.map(row => rowOf(props, row))}
          />
          <Groups {...props} />
        </form>
      )}
      <Pager
        page={page}
        pages={pages}
        href={to => `${at}${addressOf({ ...kept, page: to })}`}
        words={{
          label: t.pages,
          previous: t.previous,
          next: t.next,
          position: t.position(f.number(page), f.number(pages)),
        }}
      />
      <Letters language={language} at={at} />
    </>
  )
}

function rowOf({ language, event }: Props, row: Ready) {
  const t = words[language]
  const f = formats(language)
  return [
    <span key="name">
      <label className="choice">
        <input type="checkbox" name="person" value={row.id} aria-label={`${t.choose} ${row.name}`} />
        <span>
          <a href={`/${language}/events/${event.id}/meetings/people/${row.id}`}>
            <span className="visually-hidden">{t.enter} </span>
            {row.name}
          </a>
          <br />
          <span className="small">{row.organisation}</span>
        </span>
      </label>
    </span>,
    row.lacks.length === 0 ? (
      <Tag key="ready" tone="good">
        {t.ready}
      </Tag>
    ) : (
      <span key="lacks" className="row">
        {row.lacks.map(lack => (
          <Tag key={lack} tone={lack === 'out' ? undefined : 'knot'}>
            {t.lacks[lack]}
          </Tag>
        ))}
      </span>
    ),
    <span key="reach" className="small">
      {row.phone && (
        <>
          <a className="nowrap" href={`tel:${row.phone.replace(/[^\d+]/g, '')}`}>
            {row.phone}
          </a>
          <br />
        </>
      )}
      {row.email && <a href={`mailto:${row.email}`}>{row.email}</a>}
    </span>,
    f.number(row.wishes),
    f.number(row.wanted),
    f.number(row.waiting),
    row.said_at ? `${f.dateShort(dayOf(row.said_at, event.zone))}${row.said_by ? ` (${t.byStaff})` : ''}` : '',
    row.kept_apart,
  ]
}

function Groups({ language, groups }: Props) {
  const t = words[language]
  return (
    <details>
      <summary>{t.groupTitle}</summary>
      <p className="small">{t.groupLead}</p>
      <div className="row end">
        <TextField name="group" label={t.groupName} hint={groups.join(', ') || undefined} maxLength={60} />
        <button type="submit" className="quiet">
          {t.groupDo}
        </button>
      </div>
    </details>
  )
}

function Letters({ language, at }: { language: Language; at: string }) {
  const t = words[language]
  return (
    <section aria-labelledby="letters" className="panel">
      <h2 id="letters">{t.lettersTitle}</h2>
      <p className="small">{t.lettersLead}</p>
      <form method="post" action={`${at}/letters`} className="row">
        <button type="submit" name="to" value="silent">
          {t.toSilent}
        </button>
        <button type="submit" name="to" value="all" className="quiet">
          {t.toAll}
        </button>
      </form>
    </section>
  )
}
