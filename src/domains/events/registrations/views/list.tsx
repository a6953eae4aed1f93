import { addressOf } from '#kernel/address.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextArea, TextField } from '#ui/forms.tsx'
import { Crumbs, Empty, Notice, Pager, Table, Tag } from '#ui/parts.tsx'
import { words as ofEvents } from '../../messages.ts'
import { inLanguage } from '../../model.ts'
import type { EventRow } from '../../queries.ts'
import { dayOf } from '../../times.ts'
import { words } from '../messages.ts'
import {
  ATTENDANCES,
  type Attendance,
  type BadLine,
  PER_PAGE,
  REGISTERED,
  type Registered,
  type RegistrationsQuery,
} from '../model.ts'
import type { Registration } from '../queries.ts'

type Props = {
  language: Language
  event: EventRow
  query: RegistrationsQuery
  rows: readonly Registration[]
  total: number
  typed?: Readonly<Record<string, string | undefined>>
  wrong?: Readonly<Record<string, string>>
  alert?: string | undefined
  done?: string | undefined
  bad?: readonly BadLine[] | undefined
}

export function RegistrationsPage(props: Props) {
  const { language, event, query, rows, total, alert, done, bad = [] } = props
  const t = words[language]
  const f = formats(language)
  const at = `/${language}/events/${event.id}/registrations`
  const pages = Math.ceil(total / PER_PAGE)
  const over = event.state !== 'open' && event.state !== 'closed'
  const filters = { q: query.q, state: query.state, attendance: query.attendance }
  const filtered = Object.values(filters).some(Boolean)
  return (
    <>
      <Crumbs
        label={ofEvents[language].title}
        trail={[
          { href: `/${language}/events`, text: ofEvents[language].title },
          { href: `/${language}/events/${event.id}/manage`, text: inLanguage(event, 'title', language) },
        ]}
      />
      <h1>{t.title}</h1>
      {done && (
        <Notice tone="good" role="status">
          <p>{done}</p>
        </Notice>
      )}
      {alert && (
        <Notice tone="wrong" role="alert">
          <p>{alert}</p>
        </Notice>
      )}
      {bad.length > 0 && (
        <Notice tone="warn">
          <p>{t.badLines}</p>
          <ul>
            {bad.slice(0, 50).map(({ line, text }) => (
              <li key={line}>{t.badLine(f.number(line), text)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <form className="row end" action={at}>
        <TextField name="q" type="search" label={t.search} hint={t.searchHint} value={query.q} />
        <Select
          name="state"
          label={t.state}
          any={t.any}
          value={query.state}
          choices={REGISTERED.map(value => ({ value, text: t.states[value] }))}
        />
        <Select
          name="attendance"
          label={t.attendance}
          any={t.any}
          value={query.attendance}
          choices={([...ATTENDANCES, 'cancelled'] as const).map(value => ({ value, text: t.attendances[value] }))}
        />
        <button type="submit" className="quiet">
          {t.filter}
        </button>
      </form>
      <p className="row">
        <span role="status">{t.found(f.number(total))}</span>
        <span>
          {t.download} <a href={`${at}.csv${addressOf(filters)}`}>CSV</a>{' '}
          <a href={`${at}.xlsx${addressOf(filters)}`}>XLSX</a>
        </span>
      </p>
      {rows.length === 0 ? (
        <Empty>
          <p>{filtered ? t.none : t.noneYet}</p>
        </Empty>
      ) : (
        <Table
          caption={t.title}
          heads={[
            { text: t.name },
            { text: t.organisation },
            { text: t.state },
            { text: t.attendance },
            { text: t.registeredAt },
            { text: t.actions },
          ]}
          rows={rows.map(row => rowOf(props, row, at))}
        />
      )}
      <Pager
        page={query.page}
        pages={pages}
        href={page => `${at}${addressOf({ ...filters, page })}`}
        words={{
          label: t.pages,
          previous: t.previous,
          next: t.next,
          position: t.position(f.number(query.page), f.number(pages)),
        }}
      />
      {!over && (
        <div className="two">
          <AddForm {...props} at={at} />
          <ImportForm language={language} at={at} />
        </div>
      )}
    </>
  )
}

function rowOf({ language, event }: Props, row: Registration, at: string) {
  const t = words[language]
  const f = formats(language)
  const state = row.state as Registered
  const attendance = row.attendance as Attendance
  const path = `${at}/${row.id}`
  return [
    <span key="name">
      {row.name || t.anonymous}
      {row.email && (
        <>
          <br />
          <a href={`mailto:${row.email}`} className="small">
            {row.email}
          </a>
        </>
      )}
      {row.needs && (
        <>
          <br />
          <span className="small">
            {t.needs}: {row.needs}
          </span>
        </>
      )}
    </span>,
    row.organisation_key ? (
      <a key="organisation" href={`/${language}/organisations/${row.organisation_key}`} title={t.matched}>
        {row.organisation}
      </a>
    ) : (
      row.organisation
    ),
    <Tag key="state" tone={state === 'confirmed' ? 'good' : state === 'waiting' ? 'knot' : undefined}>
      {t.states[state]}
    </Tag>,
    t.attendances[attendance],
    `${f.dateShort(dayOf(row.registered_at, event.zone))}${row.registered_by ? ` (${t.byHand})` : ''}`,
    state === 'cancelled' ? (
      ''
    ) : (
      <form key="do" method="post" action={path} className="row">
        <select name="attendance" defaultValue={attendance} aria-label={`${t.attendance}: ${row.name}`}>
          {ATTENDANCES.map(value => (
            <option key={value} value={value}>
              {t.attendances[value]}
            </option>
          ))}
        </select>
        <button type="submit" className="quiet small" name="do" value="mark">
          {t.mark}
          <span className="visually-hidden"> {row.name}</span>
        </button>
        <button type="submit" className="quiet small" name="do" value="cancel" aria-label={`${t.cancel}: ${row.name}`}>
          {t.cancel}
        </button>
      </form>
    ),
  ]
}

function LanguageField({ language, value }: { language: Language; value?: string | undefined }) {
  const t = words[language]
  return (
    <Select
      name="language"
      label={t.language}
      value={value ?? 'it'}
      choices={(['it', 'en'] as const).map(each => ({ value: each, text: t.languages[each] }))}
    />
  )
}

function AddForm({ language, typed = {}, wrong = {}, at }: Props & { at: string }) {
  const t = words[language]
  return (
    <section>
      <h2>{t.add}</h2>
      <p className="small">{t.addLead}</p>
      <form method="post" action={at} noValidate>
        <TextField name="name" label={t.name} value={typed.name} wrong={wrong.name} />
        <TextField name="email" type="email" label={t.email} value={typed.email} wrong={wrong.email} />
        <TextField name="organisation" label={t.organisation} value={typed.organisation} wrong={wrong.organisation} />
        <LanguageField language={language} value={typed.language} />
        <button type="submit">{t.addOne}</button>
      </form>
    </section>
  )
}

function ImportForm({ language, at }: { language: Language; at: string }) {
  const t = words[language]
  return (
    <section>
      <h2>{t.importTitle}</h2>
      <p className="small">{t.importLead}</p>
      <form method="post" action={`${at}/import`} encType="multipart/form-data">
        <TextArea name="text" label={t.paste} rows={5} />
        <div className="field">
          <label htmlFor="file">{t.file}</label>
          <input id="file" name="file" type="file" accept=".csv,.xlsx" />
        </div>
        <button type="submit">{t.importDo}</button>
      </form>
    </section>
  )
}
