import { addressOf } from '#kernel/address.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Empty, Pager, Tag } from '#ui/parts.tsx'
import { words } from '../messages.ts'
import { EVENTS_PER_PAGE, type EventsQuery, inLanguage, placesLeft, takesRegistrations, WHEN } from '../model.ts'
import type { listEvents } from '../queries.ts'
import { spanOf } from '../times.ts'
import { kindText, modeText, StateTag } from './parts.tsx'

type Row = Awaited<ReturnType<typeof listEvents>>['rows'][number]
type Props = { language: Language; query: EventsQuery; rows: readonly Row[]; total: number; staff: boolean; now: Date }

export function EventsPage({ language, query, rows, total, staff, now }: Props) {
  const t = words[language]
  const f = formats(language)
  const pages = Math.ceil(total / EVENTS_PER_PAGE)
  const at = (change: Partial<EventsQuery>) =>
    `/${language}/events${addressOf({ ...query, page: 1, ...change, ...((change.when ?? query.when) === 'coming' ? { when: '' } : {}) })}`
  return (
    <>
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      {staff && (
        <p>
          <a className="button" href={`/${language}/events/new`}>
            {t.newEvent}
          </a>
        </p>
      )}
      <nav className="row" aria-label={t.which}>
        {WHEN.filter(when => staff || when !== 'drafts').map(when => (
          <a key={when} href={at({ when })} aria-current={when === query.when ? 'page' : undefined}>
            {t[when]}
          </a>
        ))}
      </nav>
      <form className="row end" action={`/${language}/events`}>
        {query.when !== 'coming' && <input type="hidden" name="when" value={query.when} />}
        <TextField name="q" type="search" label={t.search} hint={t.searchHint} value={query.q} />
        <button type="submit" className="quiet">
          {t.find}
        </button>
      </form>
      {rows.length === 0 ? (
        <Empty>
          <p>{t.none[query.when]}</p>
          <p className="small">{t.noneHint}</p>
        </Empty>
      ) : (
        <>
          <p role="status">{t.found(f.number(total))}</p>
          <ol className="results">
            {rows.map(row => (
              <EventItem key={row.id} {...{ language, row, staff, now }} />
            ))}
          </ol>
        </>
      )}
      <Pager
        page={query.page}
        pages={pages}
        href={page => at({ page })}
        words={{
          label: t.pages,
          previous: t.previous,
          next: t.next,
          position: t.position(f.number(query.page), f.number(pages)),
        }}
      />
    </>
  )
}

export function EventItem({ language, row, staff, now }: { language: Language; row: Row; staff: boolean; now: Date }) {
  const t = words[language]
  const f = formats(language)
  const left = placesLeft(row)
  const open = takesRegistrations(row, now)
  return (
    <li>
      <h2>
        <a href={`/${language}/events/${staff ? `${row.id}/manage` : row.slug}`}>
          {inLanguage(row, 'title', language)}
        </a>
      </h2>
      <p className="small row">
        <StateTag language={language} state={open || row.state !== 'open' ? row.state : 'closed'} />
        <Tag>{kindText(language, row.kind)}</Tag>
        <span>{spanOf(f, language, row)}</span>
        <span className="soft">{row.place || modeText(language, row.mode)}</span>
        {open && left !== undefined && (
          <span className="soft">{left === 0 ? t.full : t.placesLeft(f.number(left))}</span>
        )}
      </p>
      {inLanguage(row, 'summary', language) && <p>{inLanguage(row, 'summary', language)}</p>}
    </li>
  )
}
