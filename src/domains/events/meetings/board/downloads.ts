import type { Context, Hono } from 'hono'
import { type AppEnv, attachment, idOf } from '#platform/http.tsx'
import { CSV_TYPE, toCsv, toXlsx, XLSX_TYPE } from '#platform/sheets.ts'
import { inLanguage } from '../../model.ts'
import { dayOf } from '../../times.ts'
import { writeInstance } from '../file.ts'
import { boardOf } from './change.ts'
import { encode } from './encode.ts'
import { paperWords } from './paper-words.ts'
import { columnsOf, peoplePdf, tablesPdf } from './papers.ts'
import { namesOf, pictureOf } from './picture.ts'
import { cardsOf } from './shown.ts'
import type { BoardDeps } from './workspace.tsx'

/** The agenda on paper, as a sheet, and as a file that `telaio agenda` reads. */
export function addDownloads(app: Hono<AppEnv>, at: string, { db, clock, cluster }: BoardDeps): void {
  const load = async (c: Context<AppEnv>) => {
    const { event, rows } = await boardOf(db, c.get('actor'), idOf(c))
    const picture = pictureOf(rows, clock())
    return { event, rows, picture, cards: cardsOf(picture, event), language: c.get('language'), cluster: cluster.name }
  }

  for (const [name, make] of [['tables', tablesPdf] as const, ['people', peoplePdf] as const])
    app.get(`${at}/${name}.pdf`, async c => {
      const paper = await load(c)
      const pdf = await make(paper)
      return c.body(new Uint8Array(pdf), 200, attachment(`${paper.event.slug}-${name}.pdf`, 'application/pdf'))
    })

  for (const format of ['csv', 'xlsx'] as const)
    app.get(`${at}.${format}`, async c => {
      const { event, rows, cards, language } = await load(c)
      const columns = columnsOf(
        language,
        event.zone,
        namesOf(rows),
        new Map(rows.tables.map(one => [one.id, one.room])),
      )
      const file = `${event.slug}-agenda.${format}`
      if (format === 'csv') return c.body(toCsv(columns, cards), 200, attachment(file, CSV_TYPE))
      const title = paperWords[language].sheet
      const sheet = await toXlsx(title, language, [{ name: title, columns, rows: cards } as never])
      return c.body(new Uint8Array(sheet), 200, attachment(file, XLSX_TYPE))
    })

  // Numbers stand for people: whoever compares methods needs no names.
  app.get(`${at}.json`, async c => {
    const { event, rows, language } = await load(c)
    const { problem } = encode(rows, { now: clock(), keep: false })
    const first = rows.slots[0] ? dayOf(rows.slots[0].starts_at, event.zone) : undefined
    const text = JSON.stringify(writeInstance(problem, inLanguage(event, 'title', language), first), null, 1)
    return c.body(text, 200, attachment(`${event.slug}-agenda.json`, 'application/json'))
  })
}
