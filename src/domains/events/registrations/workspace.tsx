import { type Context, Hono } from 'hono'
import { z } from 'zod'
import {
  type AppEnv,
  attachment,
  idOf,
  orShow,
  page,
  parseForm,
  postedFile,
  rawForm,
  readForm,
  readQuery,
  seeOther,
} from '#platform/http.tsx'
import { CSV_TYPE, toCsv, toXlsx, XLSX_TYPE } from '#platform/sheets.ts'
import { staffEvent } from '../actions.ts'
import { markOne } from '../check-in/actions.ts'
import type { Deps } from '../website.tsx'
import { addByHand, cancelFor } from './actions.ts'
import { importList, takeAway } from './lists.ts'
import { words } from './messages.ts'
import { ATTENDANCES, type BadLine, registrationForm, registrationsQuery } from './model.ts'
import { listRegistrations } from './queries.ts'
import { columnsOf } from './sheet.ts'
import { RegistrationsPage } from './views/list.tsx'

const languageForm = z.object({ language: z.enum(['it', 'en']).catch('it'), text: z.string().max(500_000).default('') })
const rowForm = z.object({
  do: z.enum(['mark', 'cancel']).catch('mark'),
  attendance: z.enum(ATTENDANCES).catch('unknown'),
})
const doneQuery = z.object({
  done: z.enum(['saved', 'cancelled', 'confirmed', 'waiting', 'again']).optional().catch(undefined),
})

/** Who is registered: found, added by hand or from a list, marked, cancelled, taken away as a sheet. */
export function workspace(deps: Deps): Hono<AppEnv> {
  const { db, clock, secret, baseUrl } = deps
  const app = new Hono<AppEnv>()
  const at = '/events/:id{[0-9]{1,15}}/registrations'
  const means = () => ({ secret, baseUrl, now: clock() })

  app.get(at, c => show(c, deps, {}))

  for (const format of ['csv', 'xlsx'] as const)
    app.get(`${at}.${format}`, async c => {
      const actor = c.get('actor')
      const event = await staffEvent(db, actor, idOf(c))
      const language = c.get('language')
      const query = readQuery(c, registrationsQuery)
      const { rows, questions } = await takeAway(db, actor, event.id, query)
      const columns = columnsOf(language, questions, event.zone)
      if (format === 'csv') return c.body(toCsv(columns, rows), 200, attachment(`${event.slug}.csv`, CSV_TYPE))
      const title = words[language].title
      const sheet = await toXlsx(title, language, [{ name: title, columns, rows } as never])
      return c.body(new Uint8Array(sheet), 200, attachment(`${event.slug}.xlsx`, XLSX_TYPE))
    })

  app.post(at, async c => {
    const raw = await rawForm(c)
    const { language } = parseForm(raw, languageForm)
    return orList(c, deps, raw, async () => {
      const done = await addByHand(db, means(), c.get('actor'), idOf(c), parseForm(raw, registrationForm), language)
      return seeOther(c, `/events/${idOf(c)}/registrations?done=${done}`)
    })
  })

  app.post(`${at}/import`, async c => {
    const { language, text } = parseForm(await rawForm(c), languageForm)
    const file = (await postedFile(c, 'file'))?.bytes
    return orList(c, deps, {}, async () => {
      const { confirmed, waiting, again, bad } = await importList(db, means(), c.get('actor'), idOf(c), {
        text,
        file,
        language,
      })
      const t = words[c.get('language')]
      const done = t.imported(String(confirmed), String(waiting), String(again), String(bad.length))
      return show(c, deps, { done, bad })
    })
  })

  app.post(`${at}/:registration{[0-9]{1,15}}`, async c => {
    const form = await readForm(c, rowForm)
    const registration = Number(c.req.param('registration'))
    if (form.do === 'cancel') await cancelFor(db, means(), c.get('actor'), idOf(c), registration)
    else await markOne(db, c.get('actor'), idOf(c), { registration, attendance: form.attendance }, clock())
    return seeOther(c, `/events/${idOf(c)}/registrations?done=${form.do === 'cancel' ? 'cancelled' : 'saved'}`)
  })

  return app
}

type Raw = Record<string, string | string[]>
type Shown = {
  typed?: Readonly<Record<string, string | undefined>>
  wrong?: Readonly<Record<string, string>>
  alert?: string
  done?: string
  bad?: readonly BadLine[]
}

async function orList(c: Context<AppEnv>, deps: Deps, raw: Raw, work: () => Promise<Response>): Promise<Response> {
  return orShow(
    work,
    error => {
      const language = c.get('language')
      return show(c, deps, {
        typed: raw as Shown['typed'] & object,
        alert: error.in(language),
        wrong: error.fieldsIn(language),
      })
    },
    ['Invalid'],
  )
}

async function show(c: Context<AppEnv>, { db }: Deps, shown: Shown): Promise<Response> {
  const event = await staffEvent(db, c.get('actor'), idOf(c))
  const language = c.get('language')
  const t = words[language]
  const query = readQuery(c, registrationsQuery)
  const list = await listRegistrations(db, event.id, query)
  const { done } = readQuery(c, doneQuery)
  const told = done === undefined ? undefined : done === 'saved' || done === 'cancelled' ? t[done] : t.added[done]
  return page(
    c,
    { title: t.title, section: 'events', noIndex: true, wide: true },
    <RegistrationsPage {...{ language, event, query }} {...list} {...shown} done={shown.done ?? told} />,
    shown.alert === undefined ? 200 : 422,
  )
}
