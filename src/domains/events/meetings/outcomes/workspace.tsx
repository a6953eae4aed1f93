import { Hono } from 'hono'
import { z } from 'zod'
import { type AppEnv, attachment, idOf, page, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { CSV_TYPE, toCsv, toXlsx, XLSX_TYPE } from '#platform/sheets.ts'
import { staffEvent } from '../../actions.ts'
import type { Deps } from '../../website.tsx'
import { enterOutcome, outcomeFor } from './actions.ts'
import { words } from './messages.ts'
import { OUTCOMES, outcomesQuery } from './model.ts'
import { listOutcomes, outcomeCounts } from './queries.ts'
import { columnsOf } from './sheet.ts'
import { EnterPage } from './views/enter.tsx'
import { OutcomesPage } from './views/list.tsx'

const enterForm = z.object({ registration: z.coerce.number().int().min(1), outcome: z.enum(OUTCOMES) })
const doneQuery = z.object({ done: z.literal('saved').optional().catch(undefined) })

/** What came of the meetings of an event, for staff: never what people noted for themselves. */
export function workspace({ db, clock, secret, baseUrl }: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const at = '/events/:id{[0-9]{1,15}}/outcomes'

  app.get(at, async c => {
    const event = await staffEvent(db, c.get('actor'), idOf(c))
    const query = readQuery(c, outcomesQuery)
    const [list, counts] = await Promise.all([listOutcomes(db, event.id, query), outcomeCounts(db, event.id)])
    const language = c.get('language')
    const saved = readQuery(c, doneQuery).done === 'saved'
    return page(
      c,
      { title: words[language].title, section: 'events', noIndex: true, wide: true },
      <OutcomesPage {...{ language, event, query, counts, saved }} {...list} />,
    )
  })

  for (const format of ['csv', 'xlsx'] as const)
    app.get(`${at}.${format}`, async c => {
      const event = await staffEvent(db, c.get('actor'), idOf(c))
      const { rows } = await listOutcomes(db, event.id, readQuery(c, outcomesQuery), true)
      const language = c.get('language')
      const columns = columnsOf(language, event.zone)
      const name = `${event.slug}-outcomes.${format}`
      if (format === 'csv') return c.body(toCsv(columns, rows), 200, attachment(name, CSV_TYPE))
      const { title } = words[language]
      const sheet = await toXlsx(title, language, [{ name: title, columns, rows } as never])
      return c.body(new Uint8Array(sheet), 200, attachment(name, XLSX_TYPE))
    })

  app.get(`${at}/:meeting{[0-9]{1,15}}`, async c => {
    const { event, outcome } = await outcomeFor(db, c.get('actor'), idOf(c), Number(c.req.param('meeting')))
    const language = c.get('language')
    return page(
      c,
      { title: words[language].enterTitle, section: 'events', noIndex: true },
      <EnterPage {...{ language, event, outcome }} />,
    )
  })

  app.post(`${at}/:meeting{[0-9]{1,15}}`, async c => {
    const form = await readForm(c, enterForm)
    const meeting = Number(c.req.param('meeting'))
    await enterOutcome(db, { secret, baseUrl, now: clock() }, c.get('actor'), idOf(c), { meeting, ...form })
    return seeOther(c, `/events/${idOf(c)}/outcomes?done=saved`)
  })

  return app
}
