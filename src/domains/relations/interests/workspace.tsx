import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { needState } from '#domains/opportunities/needs/model.ts'
import { field } from '#kernel/fields.ts'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, attachment, idOf, page, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { formats, type Language } from '#platform/i18n.ts'
import { type Column, CSV_TYPE, toCsv, toXlsx, XLSX_TYPE } from '#platform/sheets.ts'
import { Empty, Table } from '#ui/parts.tsx'
import { interestExport, interestOverview, interestSeenBy, showInterest, withdrawInterest } from './actions.ts'
import { meanings, words } from './messages.ts'
import { interestForm, pathOf, type Subject } from './model.ts'
import type { allInterests } from './queries.ts'
import { InterestPanel } from './views/panel.tsx'

type Deps = { db: Db; clock: Clock }
type Row = Awaited<ReturnType<typeof allInterests>>[number]

const keyForm = z.object({ key: z.string().max(80) })
const doneQuery = z.object({ interest: z.enum(['interested', 'withdrawn']).optional().catch(undefined) })
const exportQuery = z.object({ call: field.text(120), need: field.whole(1, Number.MAX_SAFE_INTEGER) })

/** Saying that one is interested in a call or a need, and what staff see of it. */
export function workspace({ db, clock }: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const subjects: [string, (c: Context<AppEnv>) => Subject][] = [
    ['/calls/:id', c => ({ kind: 'call', id: c.req.param('id') ?? '' })],
    ['/needs/:id{[0-9]+}', c => ({ kind: 'need', id: idOf(c) })],
  ]
  for (const [path, subjectOf] of subjects) {
    app.post(`${path}/interest`, async c => {
      const subject = subjectOf(c)
      await showInterest(db, c.get('actor'), subject, await readForm(c, interestForm), clock())
      return seeOther(c, `${pathOf(subject)}?interest=interested#interest`)
    })
    app.post(`${path}/interest/withdraw`, async c => {
      const subject = subjectOf(c)
      await withdrawInterest(db, c.get('actor'), subject, (await readForm(c, keyForm)).key)
      return seeOther(c, `${pathOf(subject)}?interest=withdrawn#interest`)
    })
  }

  app.get('/interests', async c => {
    const language = c.get('language')
    const rows = await interestOverview(db, c.get('actor'))
    const t = words[language]
    const f = formats(language)
    return page(
      c,
      { title: t.title, noIndex: true, section: 'interests', wide: true },
      <>
        <h1>{t.title}</h1>
        <p className="lead">{t.lead}</p>
        {rows.length === 0 ? (
          <Empty>
            <p>{t.none}</p>
            <p className="small">{t.noneHint}</p>
          </Empty>
        ) : (
          <>
            <p className="row no-print">
              {t.download}
              <a className="button quiet small" href={`/${language}/interests.xlsx`}>
                XLSX
              </a>
              <a className="button quiet small" href={`/${language}/interests.csv`}>
                CSV
              </a>
            </p>
            <Table
              caption={t.title}
              heads={[
                { text: t.what },
                { text: t.interested, number: true },
                { text: t.coordinators, number: true },
                { text: t.last },
                { text: t.deadline },
              ]}
              rows={rows.map(row => [
                <a key="w" href={`/${language}${pathOf(subjectOfRow(row))}#interest`}>
                  {row.title}
                </a>,
                f.number(row.n),
                f.number(row.coordinators),
                f.dateShort(dateInRome(row.last)),
                row.deadline && f.dateShort(dateInRome(row.deadline)),
              ])}
            />
          </>
        )}
      </>,
    )
  })

  const exported = (c: Context<AppEnv>) => {
    const { call, need } = readQuery(c, exportQuery)
    const subject: Subject | undefined = call
      ? { kind: 'call', id: call }
      : need
        ? { kind: 'need', id: need }
        : undefined
    return interestExport(db, c.get('actor'), subject)
  }
  app.get('/interests.csv', async c =>
    c.body(toCsv(columns(c.get('language')), await exported(c)), 200, attachment('interests.csv', CSV_TYPE)),
  )
  app.get('/interests.xlsx', async c => {
    const language = c.get('language')
    const { title } = words[language]
    const sheet = { name: title, columns: columns(language), rows: await exported(c) }
    const book = await toXlsx(title, language, [sheet as never])
    return c.body(book as Uint8Array<ArrayBuffer>, 200, attachment('interests.xlsx', XLSX_TYPE))
  })
  return app
}

/** What stands beside a call or a need for people of the cluster; nothing for visitors, whose pages are kept. */
export async function interestBeside(c: Context<AppEnv>, { db }: Deps, subject: Subject, open: boolean) {
  const seen = await interestSeenBy(db, c.get('actor'), subject)
  if (!seen) return null
  return (
    <InterestPanel {...{ language: c.get('language'), subject, seen, open }} done={readQuery(c, doneQuery).interest} />
  )
}

export const besideNeed = (
  c: Context<AppEnv>,
  deps: Deps,
  need: { id: number; closed_at: Date | null; until: string },
) => interestBeside(c, deps, { kind: 'need', id: need.id }, needState(need, dateInRome(deps.clock())) === 'open')

const subjectOfRow = (row: { call_id: string | null; need_id: number | null }): Subject =>
  row.call_id === null ? { kind: 'need', id: row.need_id ?? 0 } : { kind: 'call', id: row.call_id }

function columns(language: Language): Column<Row>[] {
  const t = words[language]
  return [
    { head: t.organisation, means: meanings.organisation, value: row => row.name, width: 50 },
    { head: t.code, means: meanings.key, value: row => row.key },
    { head: t.what, means: meanings.what, value: row => row.call_id ?? `need ${row.need_id}`, width: 34 },
    { head: 'title', means: meanings.title, value: row => row.title, width: 60 },
    { head: t.wish, means: meanings.wish, value: row => row.wish },
    { head: t.words, means: meanings.words, value: row => row.words, width: 50 },
    { head: t.seen, means: meanings.seen, value: row => String(row.seen) },
    { head: t.on, means: meanings.on, value: row => row.shown_at.toISOString(), width: 26 },
  ]
}
