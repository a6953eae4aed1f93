import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, attachment, page, rawForm, readQuery, seeOther } from '#platform/http.tsx'
import { type Column, CSV_TYPE, toCsv, toXlsx, XLSX_TYPE } from '#platform/sheets.ts'
import { askFees, feesOfAll, recordPayment, writeFee } from './actions.ts'
import { errors, meanings, words } from './messages.ts'
import { askForm, feeForm, paymentForm } from './model.ts'
import type { FeeLine } from './queries.ts'
import { FeesPage } from './views/fees.tsx'

const yearQuery = z.object({ year: field.whole(1990, 2200), asked: field.whole(0, 100_000) })

export function workspace({ db, clock }: { db: Db; clock: Clock }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const yearOf = (c: Context<AppEnv>) => readQuery(c, yearQuery).year ?? Number(dateInRome(clock()).slice(0, 4))

  app.get('/registry/fees', async c => {
    const language = c.get('language')
    const year = yearOf(c)
    const lines = await feesOfAll(db, c.get('actor'), year)
    const { asked } = readQuery(c, yearQuery)
    return page(
      c,
      { title: words[language].title, section: 'registry', noIndex: true },
      <FeesPage language={language} year={year} lines={lines} asked={asked} />,
    )
  })

  app.get('/registry/fees.csv', async c => {
    const lines = await feesOfAll(db, c.get('actor'), yearOf(c))
    return c.body(toCsv(columns(c), lines), 200, attachment('fees.csv', CSV_TYPE))
  })

  app.get('/registry/fees.xlsx', async c => {
    const lines = await feesOfAll(db, c.get('actor'), yearOf(c))
    const { title } = words[c.get('language')]
    const bytes = await toXlsx(title, c.get('language'), [{ name: title, columns: columns(c), rows: lines as never[] }])
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, attachment('fees.xlsx', XLSX_TYPE))
  })

  app.post('/registry/fees', async c => {
    const form = parse(await rawForm(c), askForm)
    const n = await askFees(db, c.get('actor'), form)
    return seeOther(c, `/registry/fees?year=${form.year}&asked=${n}`)
  })

  app.post('/registry/:key/fees', async c => {
    await writeFee(db, c.get('actor'), c.req.param('key'), parse(await rawForm(c), feeForm))
    return seeOther(c, `/registry/${c.req.param('key')}#fees`)
  })

  app.post('/registry/:key/payments', async c => {
    await recordPayment(
      db,
      c.get('actor'),
      c.req.param('key'),
      parse(await rawForm(c), paymentForm),
      dateInRome(clock()),
    )
    return seeOther(c, `/registry/${c.req.param('key')}#fees`)
  })

  return app
}

function parse<T extends z.ZodType>(raw: Record<string, string | string[]>, schema: T): z.infer<T> {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  const names = parsed.error.issues.map(
    issue => `${issue.path.join('.')} «${String(raw[String(issue.path[0])] ?? '').slice(0, 40)}»`,
  )
  throw new Failure('Invalid', errors.wrong, { names: names.join(', ') })
}

function columns(c: Context<AppEnv>): Column<FeeLine>[] {
  const t = words[c.get('language')]
  return [
    { head: 'key', means: meanings.key, value: row => row.key },
    { head: t.member, means: meanings.name, value: row => row.name, width: 44 },
    { head: t.year, means: meanings.year, value: row => row.year },
    { head: t.due, means: meanings.due, value: row => row.due_cents / 100 },
    { head: t.dueOn, means: meanings.dueOn, value: row => row.due_on },
    { head: t.paid, means: meanings.paid, value: row => row.paid_cents / 100 },
  ]
}
