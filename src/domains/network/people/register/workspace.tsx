import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, attachment, idOf, page, parseForm, rawForm, readQuery, seeOther } from '#platform/http.tsx'
import { formats, type Language } from '#platform/i18n.ts'
import { returnedFrom } from '#platform/mail/queries.ts'
import { type Column, toXlsx, XLSX_TYPE } from '#platform/sheets.ts'
import { TextField } from '#ui/forms.tsx'
import { Crumbs, Empty, Facts, Notice, Pager, Table } from '#ui/parts.tsx'
import { type Purpose, WAYS } from '../consents/model.ts'
import { exportPeople, PEOPLE_PER_PAGE, peopleForStaff } from '../directory/actions.ts'
import { errors, meanings, words } from '../messages.ts'
import {
  type EraseElsewhere,
  erasePerson,
  everythingAbout,
  type KnownElsewhere,
  personForStaff,
  saveForPerson,
} from '../own/actions.ts'
import { agreesNow, Consents, Contacts, Erase, type PersonFields, PersonForm } from '../own/views/person.tsx'
import { isSure, personForm } from '../own/workspace.tsx'

type Deps = { db: Db; clock: Clock; known: KnownElsewhere; erase: EraseElsewhere }
type Row = Awaited<ReturnType<typeof peopleForStaff>>[number]

const listQuery = z.object({ q: field.text(100), page: field.page() })
const staffForm = personForm.extend({ how: z.enum(WAYS).catch('phone') })
const doneQuery = z.object({ done: z.literal('saved').optional().catch(undefined) })

/** All people the cluster keeps, for staff: what somebody says on the phone is written here, and erased here when they ask. */
export function workspace(deps: Deps): Hono<AppEnv> {
  const { db, clock, known, erase } = deps
  const app = new Hono<AppEnv>()

  app.get('/people/register', async c => {
    const { q, page: at } = readQuery(c, listQuery)
    const rows = await peopleForStaff(db, c.get('actor'), q, at)
    return page(
      c,
      { title: words[c.get('language')].register, section: 'people', noIndex: true, wide: true },
      <List language={c.get('language')} q={q} at={at} rows={rows} />,
    )
  })

  app.get('/people/register.xlsx', async c => {
    const { q } = readQuery(c, listQuery)
    const language = c.get('language')
    const rows = await exportPeople(db, c.get('actor'), q)
    const name = words[language].register
    const book = await toXlsx(name, language, [{ name, columns: columns(language), rows } as never])
    return c.body(book as Uint8Array<ArrayBuffer>, 200, attachment('people.xlsx', XLSX_TYPE))
  })

  app.get('/people/:id{[0-9]{1,12}}', c => personPage(c, deps))

  app.post('/people/:id{[0-9]{1,12}}', async c => {
    const typed = parseForm(await rawForm(c), staffForm)
    if (typed.name === '') return personPage(c, deps, { typed })
    const { agrees, how, ...details } = typed
    await saveForPerson(
      db,
      c.get('actor'),
      idOf(c),
      { ...details, phone: details.phone, says: details.says },
      { agrees, how },
      clock(),
    )
    return seeOther(c, `/people/${idOf(c)}?done=saved`)
  })

  app.get('/people/:id{[0-9]{1,12}}/data.json', async c => {
    const view = await personForStaff(db, c.get('actor'), idOf(c))
    const accountId = view.person.account_id ?? undefined
    const all = await everythingAbout(db, { accountId, view }, known, clock())
    return c.body(JSON.stringify(all, null, 2), 200, attachment('person.json', 'application/json; charset=utf-8'))
  })

  app.post('/people/:id{[0-9]{1,12}}/erase', async c => {
    if (!isSure(String((await rawForm(c)).sure ?? ''))) return personPage(c, deps, { notSure: true })
    await erasePerson(db, c.get('actor'), idOf(c), erase)
    return seeOther(c, '/people/register')
  })

  return app
}

async function personPage(
  c: Context<AppEnv>,
  { db }: Deps,
  wrong: { typed?: PersonFields; notSure?: true } = {},
): Promise<Response> {
  const language = c.get('language')
  const t = words[language]
  const { done } = readQuery(c, doneQuery)
  const { person, contacts, consents } = await personForStaff(db, c.get('actor'), idOf(c))
  const returned = person.email ? await returnedFrom(db, person.email) : undefined
  const at = `/${language}/people/${person.id}`
  const stored: PersonFields = {
    name: person.name,
    phone: person.phone ?? undefined,
    says: person.says ?? undefined,
    language: person.language,
    agrees: agreesNow(consents),
  }
  return page(
    c,
    { title: person.name, section: 'people', noIndex: true },
    <>
      <Crumbs label={t.register} trail={[{ href: `/${language}/people/register`, text: t.register }]} />
      <h1>{person.name}</h1>
      {done && (
        <Notice tone="good" role="status">
          <p>{t.saved}</p>
        </Notice>
      )}
      {returned && (
        <Notice tone="warn">
          <p>{t.returned(formats(language).date(dateInRome(returned.at)), returned.problem)}</p>
        </Notice>
      )}
      <Facts
        items={[
          [t.email, person.email],
          [t.phone, person.phone],
          [t.account, person.account_id ? t.yes : t.no],
        ]}
      />
      <PersonForm
        {...{ language, at, forStaff: true }}
        fields={wrong.typed ?? stored}
        wrongName={wrong.typed && errors.noPersonName[language]}
      />
      <Contacts language={language} contacts={contacts} />
      <Consents language={language} consents={consents} />
      <p>
        <a className="button quiet" href={`${at}/data.json`}>
          {t.exportOne}
        </a>
      </p>
      <Erase
        {...{ language, at: `${at}/erase`, lead: t.staffEraseLead }}
        {...(wrong.notSure ? { wrong: errors.notSure[language] } : {})}
      />
    </>,
    wrong.typed || wrong.notSure ? 422 : 200,
  )
}

function List({
  language,
  q,
  at,
  rows,
}: {
  language: Language
  q: string | undefined
  at: number
  rows: readonly Row[]
}) {
  const t = words[language]
  const f = formats(language)
  const of = rows[0]?.of ?? 0
  const pages = Math.max(1, Math.ceil(of / PEOPLE_PER_PAGE))
  const query = q ? `q=${encodeURIComponent(q)}` : ''
  return (
    <>
      <h1>{t.register}</h1>
      <p className="lead">{t.registerLead}</p>
      <search>
        <form method="get">
          <TextField name="q" type="search" label={t.search} value={q} />
          <button type="submit">{t.find}</button>
        </form>
      </search>
      {rows.length === 0 ? (
        <Empty>
          <p>{t.registerNothing}</p>
        </Empty>
      ) : (
        <>
          <p className="row">
            <strong>{t.found(f.number(of))}</strong>
            <a href={`/${language}/people/register.xlsx${query && `?${query}`}`}>{t.download}</a>
          </p>
          <Table
            caption={t.register}
            heads={[
              { text: t.person },
              { text: t.organisation },
              { text: t.email },
              { text: t.phone },
              { text: t.consents },
              { text: t.account },
            ]}
            rows={rows.map(row => [
              <a key="n" href={`/${language}/people/${row.id}`}>
                {row.name}
              </a>,
              row.organisations.join('; '),
              row.email ?? '',
              row.phone && (
                <a key="t" href={`tel:${row.phone.replace(/[^+\d]/g, '')}`}>
                  {row.phone}
                </a>
              ),
              row.consents.map(purpose => t.purposes[purpose as Purpose]).join(', ') || t.none,
              row.account ? t.yes : t.no,
            ])}
          />
          <Pager
            page={at}
            pages={pages}
            href={next => `/${language}/people/register?${[query, `page=${next}`].filter(Boolean).join('&')}`}
            words={{
              label: t.pages,
              previous: t.previous,
              next: t.next,
              position: t.position(f.number(at), f.number(pages)),
            }}
          />
        </>
      )}
    </>
  )
}

function columns(language: Language): Column<Row>[] {
  const t = words[language]
  return [
    { head: t.name, means: meanings.name, value: row => row.name, width: 28 },
    { head: t.email, means: meanings.email, value: row => row.email, width: 30 },
    { head: t.phone, means: meanings.phone, value: row => row.phone },
    {
      head: t.organisation,
      means: meanings.organisation,
      value: row => row.organisations.join('; '),
      width: 40,
    },
    {
      head: t.consents,
      means: meanings.consents,
      value: row => row.consents.map(purpose => t.purposes[purpose as Purpose]).join(', '),
      width: 30,
    },
    { head: t.account, means: meanings.account, value: row => (row.account ? t.yes : t.no) },
  ]
}
