import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Sessions } from '#domains/accounts/sessions.ts'
import { field } from '#kernel/fields.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, attachment, page, parseForm, rawForm, readQuery, seeOther } from '#platform/http.tsx'
import { CSV_TYPE, toCsv } from '#platform/sheets.ts'
import { Notice } from '#ui/parts.tsx'
import { PURPOSES } from '../consents/model.ts'
import { errors, words } from '../messages.ts'
import { type EraseElsewhere, eraseOwn, everythingAbout, type KnownElsewhere, ownView, saveOwn } from './actions.ts'
import { vcard } from './card.ts'
import { agreesNow, Consents, Contacts, Erase, type PersonFields, PersonForm } from './views/person.tsx'

type Deps = { db: Db; clock: Clock; sessions: Sessions; known: KnownElsewhere; erase: EraseElsewhere }

export const personForm = z.object({
  name: z.string().trim().max(120).default(''),
  phone: field.text(40),
  says: field.text(400),
  language: z.enum(['it', 'en']).catch('it'),
  agrees: field.list(z.enum(PURPOSES)),
})
const doneQuery = z.object({ done: z.literal('saved').optional().catch(undefined) })

/** What is known of whoever has signed in: to read, to change, to take away, to erase. */
export function workspace(deps: Deps): Hono<AppEnv> {
  const { db, clock, sessions, known, erase } = deps
  const app = new Hono<AppEnv>()
  const everything = async (c: Context<AppEnv>) => {
    const accountId = me(c)
    const { view } = await ownView(db, accountId, clock())
    return everythingAbout(db, { accountId, view }, known, clock())
  }

  app.get('/account/data', c => dataPage(c, deps))

  app.post('/account/data', async c => {
    const typed = parseForm(await rawForm(c), personForm)
    if (typed.name === '') return dataPage(c, deps, { typed })
    await saveOwn(db, me(c), { ...typed, phone: typed.phone, says: typed.says }, typed.agrees, clock())
    return seeOther(c, '/account/data?done=saved')
  })

  app.get('/account/data.json', async c =>
    c.body(
      JSON.stringify(await everything(c), null, 2),
      200,
      attachment('telaio-data.json', 'application/json; charset=utf-8'),
    ),
  )

  app.get('/account/data.csv', async c =>
    c.body(asCsv(await everything(c)), 200, attachment('telaio-data.csv', CSV_TYPE)),
  )

  app.get('/account/data.vcf', async c => {
    const { account, view } = await ownView(db, me(c), clock())
    const card = vcard({
      name: view?.person.name ?? account.name,
      email: view?.person.email ?? account.email,
      phone: view?.person.phone ?? null,
      language: view?.person.language ?? account.language,
      works: view?.contacts ?? [],
    })
    return c.body(card, 200, attachment('telaio-data.vcf', 'text/vcard; charset=utf-8'))
  })

  app.post('/account/data/erase', async c => {
    const sure = String((await rawForm(c)).sure ?? '').trim()
    if (!isSure(sure)) return dataPage(c, deps, { notSure: true })
    await eraseOwn(db, me(c), erase, clock())
    for (const cookie of await sessions.end(c.req.raw.headers)) c.header('Set-Cookie', cookie, { append: true })
    return seeOther(c, '/goodbye')
  })

  app.get('/goodbye', c => {
    const t = words[c.get('language')]
    return page(
      c,
      { title: t.erased, noIndex: true },
      <>
        <h1>{t.erased}</h1>
        <p className="lead">{t.erasedLead}</p>
      </>,
    )
  })

  return app
}

/** The word of confirmation, in either language and whatever its case. */
export const isSure = (typed: string): boolean =>
  [words.it.eraseWord, words.en.eraseWord].includes(typed.trim().toUpperCase())

/** Every value on a line of its own: what it belongs to, which one, its name, what it is. */
function asCsv(everything: Readonly<Record<string, readonly object[]>>): string {
  const lines = Object.entries(everything).flatMap(([section, rows]) =>
    rows.flatMap((row, at) => Object.entries(row).map(([name, value]) => ({ section, at: at + 1, name, value }))),
  )
  const means = { it: '', en: '' }
  return toCsv(
    [
      { head: 'section', means, value: line => line.section },
      { head: 'row', means, value: line => line.at },
      { head: 'field', means, value: line => line.name },
      { head: 'value', means, value: line => readable(line.value) },
    ],
    lines,
  )
}

function readable(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function me(c: Context<AppEnv>): string {
  const id = c.get('actor').id
  if (id === undefined) throw new Failure('Forbidden', errors.personGone)
  return id
}

async function dataPage(
  c: Context<AppEnv>,
  { db, clock }: Deps,
  wrong: { typed?: PersonFields; notSure?: true } = {},
): Promise<Response> {
  const language = c.get('language')
  const t = words[language]
  const { done } = readQuery(c, doneQuery)
  const { account, view } = await ownView(db, me(c), clock())
  const stored: PersonFields = {
    name: view?.person.name ?? account.name,
    phone: view?.person.phone ?? undefined,
    says: view?.person.says ?? undefined,
    language: view?.person.language ?? account.language,
    agrees: agreesNow(view?.consents ?? []),
  }
  const at = `/${language}/account/data`
  return page(
    c,
    { title: t.dataTitle, noIndex: true, section: 'account' },
    <>
      <h1>{t.dataTitle}</h1>
      <p className="lead">{t.dataLead}</p>
      {done && (
        <Notice tone="good" role="status">
          <p>{t.saved}</p>
        </Notice>
      )}
      <PersonForm
        {...{ language, at, forStaff: false }}
        fields={wrong.typed ?? stored}
        wrongName={wrong.typed && errors.noPersonName[language]}
      />
      <Contacts language={language} contacts={view?.contacts ?? []} />
      <Consents language={language} consents={view?.consents ?? []} />
      <section className="prose">
        <h2>{t.take}</h2>
        <p>{t.takeLead}</p>
        <p className="row">
          <a className="button quiet" href={`${at}.json`}>
            {t.takeJson}
          </a>
          <a className="button quiet" href={`${at}.csv`}>
            {t.takeCsv}
          </a>
          <a className="button quiet" href={`${at}.vcf`}>
            {t.takeCard}
          </a>
        </p>
      </section>
      <Erase
        {...{ language, at: `${at}/erase`, lead: t.eraseLead }}
        {...(wrong.notSure ? { wrong: errors.notSure[language] } : {})}
      />
    </>,
    wrong.typed || wrong.notSure ? 422 : 200,
  )
}
