import { addressOf } from '#kernel/address.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextField } from '#ui/forms.tsx'
import { Empty, Pager, Table } from '#ui/parts.tsx'
import { details as detailWords, things, verbs, words } from '../messages.ts'
import { type AuditQuery, THINGS, type Thing, VERBS, type Verb } from '../model.ts'
import type { AuditRow } from '../queries.ts'

type Props = {
  language: Language
  query: AuditQuery
  rows: readonly AuditRow[]
  count: number
  perPage: number
}

export function Audit({ language, query, rows, count, perPage }: Props) {
  const t = words[language]
  const f = formats(language)
  const pages = Math.max(1, Math.ceil(count / perPage))
  const at = (page: number) => `/${language}/audit${addressOf({ ...query, page })}`
  const filters = addressOf({ ...query, page: 1 })
  return (
    <>
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <form method="get" className="filters-row">
        <TextField name="who" label={t.who} hint={t.whoHint} value={query.who} />
        <Select
          name="verb"
          label={t.verb}
          value={query.verb}
          any={t.any}
          choices={VERBS.map(value => ({ value, text: verbs[value][language] }))}
        />
        <Select
          name="thing"
          label={t.thing}
          value={query.thing}
          any={t.any}
          choices={THINGS.map(value => ({ value, text: things[value][language] }))}
        />
        <TextField name="which" label={t.which} hint={t.whichHint} value={query.which} />
        <TextField name="from" type="date" label={t.from} value={query.from} />
        <TextField name="until" type="date" label={t.until} value={query.until} />
        <p className="row">
          <button type="submit">{t.filter}</button>
          <a className="button quiet" href={`/${language}/audit`}>
            {t.clear}
          </a>
        </p>
      </form>
      {count === 0 ? (
        <Empty>
          <p>{t.nothing}</p>
        </Empty>
      ) : (
        <>
          <p className="row">
            <strong>{t.found(f.number(count))}</strong>
            <span className="soft">
              {t.download} <a href={`/${language}/audit.csv${filters}`}>CSV</a>{' '}
              <a href={`/${language}/audit.xlsx${filters}`}>Excel</a>
            </span>
          </p>
          <Table
            caption={t.title}
            className="dense"
            heads={[{ text: t.at }, { text: t.who }, { text: t.verb }, { text: t.thing }, { text: t.details }]}
            rows={rows.map(row => [
              <span key="a" className="nowrap">
                {f.instant(row.at, 'Europe/Rome')}
              </span>,
              row.name ??
                (row.actor === 'system'
                  ? t.system
                  : row.actor === 'visitor'
                    ? t.visitor
                    : `${t.gone} (${row.actor.slice(0, 8)})`),
              verbs[row.verb as Verb]?.[language] ?? row.verb,
              <TheThing key="t" language={language} thing={row.thing} />,
              <Details key="d" language={language} details={row.details} />,
            ])}
          />
          <Pager
            page={query.page}
            pages={pages}
            href={at}
            words={{
              label: t.pages,
              previous: t.previous,
              next: t.next,
              position: t.position(f.number(query.page), f.number(pages)),
            }}
          />
        </>
      )}
    </>
  )
}

/** Where a thing can be looked at, for those that have a page of their own. */
const PAGES: Partial<Record<Thing, string>> = { organisation: 'organisations', proposal: 'proposals', team: 'teams' }

function TheThing({ language, thing }: { language: Language; thing: string }) {
  const [kind = '', ...rest] = thing.split(' ')
  const which = rest.join(' ')
  const name = things[kind as Thing]?.[language] ?? kind
  const place = PAGES[kind as Thing]
  if (!which) return name
  return (
    <>
      {name} {place ? <a href={`/${language}/${place}/${which}`}>{which}</a> : which.slice(0, 13)}
    </>
  )
}

function Details({ language, details }: { language: Language; details: unknown }) {
  const { on_behalf: onBehalf, ...rest } = (details ?? {}) as Record<string, unknown>
  const said = Object.entries(rest).map(([name, value]) => `${detailWords[name]?.[language] ?? name}: ${String(value)}`)
  if (onBehalf) said.unshift(words[language].onBehalf)
  return <span className="small">{said.join(', ')}</span>
}
