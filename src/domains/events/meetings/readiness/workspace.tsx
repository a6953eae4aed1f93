import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type AppEnv, attachment, idOf, orShow, page, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { formats } from '#platform/i18n.ts'
import { CSV_TYPE, toCsv, toXlsx, XLSX_TYPE } from '#platform/sheets.ts'
import type { Deps } from '../../website.tsx'
import { invite } from '../wishes/letters.ts'
import { keepApart, takeReadiness, whoIsReady } from './actions.ts'
import { words } from './messages.ts'
import { readinessQuery } from './model.ts'
import { columnsOf } from './sheet.ts'
import { ReadinessPage } from './views/readiness.tsx'

const groupForm = z.object({
  person: z.preprocess(
    value => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(z.coerce.number().int().positive()).max(5000),
  ),
  group: z.string().max(500).default(''),
})
const lettersForm = z.object({ to: z.enum(['all', 'silent']).catch('silent') })
const number = z
  .string()
  .regex(/^\d{1,5}$/)
  .optional()
  .catch(undefined)
const doneQuery = z.object({ told: number, grouped: number })

/** Whom to call before an agenda is made. */
export function workspace(deps: Deps): Hono<AppEnv> {
  const { db, clock, secret, baseUrl } = deps
  const app = new Hono<AppEnv>()
  const at = '/events/:id{[0-9]{1,15}}/meetings/readiness'

  app.get(at, c => show(c, deps))

  for (const format of ['csv', 'xlsx'] as const)
    app.get(`${at}.${format}`, async c => {
      const language = c.get('language')
      const query = readQuery(c, readinessQuery)
      const { event, rows } = await takeReadiness(db, c.get('actor'), idOf(c), query, clock())
      const columns = columnsOf(language, event.zone)
      const name = `${event.slug}-${language === 'it' ? 'incontri' : 'meetings'}`
      if (format === 'csv') return c.body(toCsv(columns, rows), 200, attachment(`${name}.csv`, CSV_TYPE))
      const title = words[language].title
      const sheet = await toXlsx(title, language, [{ name: title, columns, rows } as never])
      return c.body(new Uint8Array(sheet), 200, attachment(`${name}.xlsx`, XLSX_TYPE))
    })

  app.post(`${at}/groups`, async c => {
    const { person, group } = await readForm(c, groupForm)
    return orShow(
      async () => {
        const n = await keepApart(db, c.get('actor'), idOf(c), { people: person, group })
        return seeOther(c, `/events/${idOf(c)}/meetings/readiness?grouped=${n}`)
      },
      error => show(c, deps, error.in(c.get('language'))),
      ['Invalid'],
    )
  })

  app.post(`${at}/letters`, async c => {
    const { to } = await readForm(c, lettersForm)
    const n = await invite(db, { secret, baseUrl, now: clock() }, c.get('actor'), idOf(c), to)
    return seeOther(c, `/events/${idOf(c)}/meetings/readiness?told=${n}`)
  })

  return app
}

async function show(c: Context<AppEnv>, { db, clock }: Deps, alert?: string): Promise<Response> {
  const query = readQuery(c, readinessQuery)
  const found = await whoIsReady(db, c.get('actor'), idOf(c), query, clock())
  const language = c.get('language')
  const { told, grouped } = readQuery(c, doneQuery)
  const t = words[language]
  const f = formats(language)
  const done = told ? t.told(f.number(Number(told))) : grouped ? t.grouped(f.number(Number(grouped))) : undefined
  return page(
    c,
    { title: t.title, section: 'events', noIndex: true, wide: true },
    <ReadinessPage {...{ language, query, done, alert, ...found }} />,
    alert === undefined ? 200 : 422,
  )
}
