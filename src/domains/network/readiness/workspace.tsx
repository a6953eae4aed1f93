import { Hono } from 'hono'
import { addressOf } from '#kernel/address.ts'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, attachment, page, readQuery } from '#platform/http.tsx'
import { formats, type Language } from '#platform/i18n.ts'
import { type Column, CSV_TYPE, toCsv, toXlsx, XLSX_TYPE } from '#platform/sheets.ts'
import { Crumbs, Empty, Pager, Table, Tag } from '#ui/parts.tsx'
import { words as members } from '../members/messages.ts'
import { readableName } from '../naming/model.ts'
import { words as people } from '../people/contacts/messages.ts'
import { type ToCall, whomToCall } from './actions.ts'
import { meanings, words } from './messages.ts'
import { NEEDS, READY_PER_PAGE, readinessQuery } from './model.ts'

export function workspace({ db, clock }: { db: Db; clock: Clock }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get('/registry/readiness', async c => {
    const query = readQuery(c, readinessQuery)
    const language = c.get('language')
    const now = clock()
    const { rows, total } = await whomToCall(db, c.get('actor'), query, { today: dateInRome(now), now })
    const t = words[language]
    const m = members[language]
    const f = formats(language)
    const here = `/${language}/registry/readiness`
    const missing = missingOf(language, now)
    const number = ({ contact, phone }: ToCall) => {
      const at = contact?.phone ?? phone
      return (
        <span>
          {contact && (
            <>
              {contact.name} <span className="small soft">({people[language].roles[contact.role]})</span>
              <br />
            </>
          )}
          {at ? (
            <>
              <a className="nowrap" href={`tel:${at.replaceAll(' ', '')}`}>
                {at}
              </a>
              {!contact?.phone && <span className="small soft"> {t.switchboard}</span>}
            </>
          ) : contact?.email ? (
            <a href={`mailto:${contact.email}`}>{contact.email}</a>
          ) : (
            <span className="soft">{t.nobody}</span>
          )}
        </span>
      )
    }
    const pages = Math.ceil(total / READY_PER_PAGE)
    return page(
      c,
      { title: t.title, section: 'registry', noIndex: true },
      <>
        <Crumbs label={m.title} trail={[{ href: `/${language}/registry`, text: m.title }]} />
        <h1>{t.title}</h1>
        <p className="lead">{t.lead}</p>
        <nav aria-label={t.filter}>
          <ul className="tabs">
            {[undefined, ...NEEDS].map(need => (
              <li key={need ?? 'all'}>
                <a href={`${here}${addressOf({ need })}`} aria-current={query.need === need ? 'page' : undefined}>
                  {need ? t.needs[need] : t.all}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <p className="row no-print">
          <a className="button quiet small" href={`${here}.xlsx${addressOf({ need: query.need })}`}>
            {m.xlsx}
          </a>
          <a className="button quiet small" href={`${here}.csv${addressOf({ need: query.need })}`}>
            {m.csv}
          </a>
          <a className="button quiet small" href={`/${language}/registry/form.pdf`}>
            {m.blankForm}
          </a>
        </p>
        {rows.length === 0 ? (
          <Empty>
            <p>{t.none}</p>
          </Empty>
        ) : (
          <Table
            caption={t.caption(f.number(total))}
            heads={[{ text: t.member }, { text: t.missing }, { text: t.call }, { text: t.profile }]}
            rows={rows.map(row => [
              <a key="m" href={`/${language}/registry/${row.key}`}>
                {readableName(row)}
              </a>,
              <ul key="w" className="tags">
                {missing(row).map(text => (
                  <li key={text}>
                    <Tag tone="knot">{text}</Tag>
                  </li>
                ))}
              </ul>,
              number(row),
              <a
                key="p"
                href={`/${language}/organisations/${row.key}/profile`}
                aria-label={`${t.profile}: ${readableName(row)}`}
              >
                {t.profile}
              </a>,
            ])}
          />
        )}
        <Pager
          page={query.page}
          pages={pages}
          href={at => `${here}${addressOf({ ...query, page: at })}`}
          words={{
            label: m.pages,
            previous: m.previous,
            next: m.next,
            position: m.position(f.number(query.page), f.number(pages)),
          }}
        />
      </>,
    )
  })

  app.get('/registry/readiness.csv', async c => {
    const now = clock()
    const { rows } = await whomToCall(
      db,
      c.get('actor'),
      readQuery(c, readinessQuery),
      { today: dateInRome(now), now },
      true,
    )
    return c.body(toCsv(columns(c.get('language'), now), rows), 200, attachment('readiness.csv', CSV_TYPE))
  })

  app.get('/registry/readiness.xlsx', async c => {
    const now = clock()
    const language = c.get('language')
    const { rows } = await whomToCall(
      db,
      c.get('actor'),
      readQuery(c, readinessQuery),
      { today: dateInRome(now), now },
      true,
    )
    const { title } = words[language]
    const bytes = await toXlsx(title, language, [
      { name: title, columns: columns(language, now), rows: rows as never[] },
    ])
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, attachment('readiness.xlsx', XLSX_TYPE))
  })

  return app
}

const dayOf = (at: Date | null) => at?.toISOString().slice(0, 10) ?? null

function missingOf(language: Language, now: Date): (row: ToCall) => string[] {
  const t = words[language]
  const f = formats(language)
  const stale = now.getTime() - 365 * 86_400_000
  return row => [
    ...(row.confirmed_at && row.confirmed_at.getTime() >= stale
      ? []
      : [row.confirmed_at ? t.last(f.dateShort(row.confirmed_at.toISOString().slice(0, 10))) : t.never]),
    ...(row.empty_profile ? [t.needs.profile] : []),
    ...(row.no_contact ? [t.needs.contact] : []),
    ...(row.owed_cents > 0 ? [t.owes(f.money(row.owed_cents))] : []),
  ]
}

function columns(language: Language, now: Date): Column<ToCall>[] {
  const t = words[language]
  const missing = missingOf(language, now)
  return [
    { head: t.key, means: meanings.key, value: row => row.key },
    { head: t.member, means: meanings.member, value: row => row.name, width: 44 },
    { head: t.confirmed, means: meanings.confirmed, value: row => dayOf(row.confirmed_at) },
    { head: t.missing, means: meanings.missing, value: row => missing(row).join('; '), width: 50 },
    { head: t.owed, means: meanings.owed, value: row => row.owed_cents / 100 },
    { head: t.contact, means: meanings.contact, value: row => row.contact?.name ?? null, width: 26 },
    { head: t.phone, means: meanings.phone, value: row => row.contact?.phone ?? row.phone, width: 20 },
    { head: t.email, means: meanings.email, value: row => row.contact?.email ?? null, width: 32 },
  ]
}
