import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Readable } from '#domains/ledger/list/views/parts.tsx'
import { field } from '#kernel/fields.ts'
import { readPeriod } from '#kernel/period.ts'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, attachment, page, readQuery } from '#platform/http.tsx'
import { CSV_TYPE, toCsv } from '#platform/sheets.ts'
import { makeReport, openFigure } from './actions.ts'
import { errors, periodName, words } from './messages.ts'
import { datesForm, periodOf, usualPeriods } from './model.ts'
import { mayOpenFacts } from './policy.ts'
import { factColumns, factData, figureColumns, reportData, rowsOf } from './sheet.ts'
import { FigurePage } from './views/figure.tsx'
import { Reports } from './views/list.tsx'
import { ReportPage } from './views/report.tsx'

type Deps = { readonly db: Db; readonly clock: Clock; readonly readable: Readable; readonly invented: boolean }

const FACTS_PER_PAGE = 50
const pageQuery = z.object({ page: field.page() })

/** Reports of any period, figures down to their facts, and both to take away. */
export function website({ db, clock, readable, invented }: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const asked = (c: Context<AppEnv>) => {
    const now = clock()
    return { period: periodOf(c.req.param('period') ?? ''), knownOn: now, today: dateInRome(now) }
  }

  app.get('/reports', c => {
    const language = c.get('language')
    const typed = readQuery(c, datesForm)
    const asked = typed.from !== undefined || typed.until !== undefined
    const period = readPeriod(`${typed.from ?? ''}..${typed.until ?? ''}`)
    if (asked && typeof period !== 'string') return c.redirect(`/${language}/reports/${period.name}`, 303)
    const wrong = asked ? (period === 'backwards' ? errors.backwards[language] : words[language].fixDates) : undefined
    return page(
      c,
      { title: words[language].title, section: 'reports', description: words[language].lead },
      <Reports {...{ language, typed, wrong }} periods={usualPeriods(dateInRome(clock()))} />,
      wrong === undefined ? 200 : 422,
    )
  })

  app.get('/reports/:period', async c => {
    const language = c.get('language')
    const report = await makeReport(db, asked(c))
    return page(
      c,
      {
        title: words[language].report(periodName(language, report.period)),
        section: 'reports',
        description: words[language].lead,
      },
      <ReportPage {...{ language, report, invented }} />,
    )
  })

  app.get('/reports/:period/figures.json', async c => {
    const report = await makeReport(db, asked(c))
    return c.json(
      reportData(report),
      200,
      attachment(`report-${report.period.name}.json`, 'application/json; charset=utf-8'),
    )
  })

  app.get('/reports/:period/figures.csv', async c => {
    const report = await makeReport(db, asked(c))
    return c.body(
      toCsv(figureColumns(c.get('language')), rowsOf(report)),
      200,
      attachment(`report-${report.period.name}.csv`, CSV_TYPE),
    )
  })

  app.get('/reports/:period/figures/:code', async c => {
    const language = c.get('language')
    const { page: number } = readQuery(c, pageQuery)
    const actor = c.get('actor')
    const range = { from: (number - 1) * FACTS_PER_PAGE, most: FACTS_PER_PAGE }
    const opened = await openFigure(db, actor, c.req.param('code'), asked(c), range)
    const { definition } = opened.told
    const title = `${definition.name[language]}, ${periodName(language, opened.report.period)}`
    return page(
      c,
      { title, section: 'reports', description: definition.definition[language], noIndex: number > 1 },
      <FigurePage
        {...{ language, opened, readable }}
        page={number}
        perPage={FACTS_PER_PAGE}
        mayRead={mayOpenFacts(actor)}
      />,
    )
  })

  app.get('/reports/:period/figures/:code/facts.json', async c => {
    const { report, told, facts } = await openFigure(db, c.get('actor'), c.req.param('code'), asked(c))
    const { code } = told.definition
    const body = { period: report.period.name, code, value: told.figure.value, facts: facts.map(factData) }
    return c.json(body, 200, attachment(`${code}-${report.period.name}.json`, 'application/json; charset=utf-8'))
  })

  app.get('/reports/:period/figures/:code/facts.csv', async c => {
    const { report, told, facts } = await openFigure(db, c.get('actor'), c.req.param('code'), asked(c))
    const name = `${told.definition.code}-${report.period.name}.csv`
    return c.body(toCsv(factColumns(c.get('language')), facts), 200, attachment(name, CSV_TYPE))
  })

  return app
}
